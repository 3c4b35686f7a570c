"""CON14: a parameter is said to be keyword-only or positional-only, and is not."""

from __future__ import annotations

from collections.abc import Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex
from postil_rules.contradiction._judged import documented, sentence_around, shortened

_ALONE = (
    r"(?:^|[(,;.\n] ?|(?<=[\w)`] )(?=(?-i:[KP])))(?:an? )?{}[- ]only(?: argument| parameter)?\s*(?:[).;,]|$)"
)
_KEYWORD = regex(r"(?i)" + _ALONE.format("keyword") + r"|仅限关键字|只能(?:用|以|通过)关键字|仅关键字")
_POSITION = regex(r"(?i)" + _ALONE.format("positional") + r"|仅限位置|只能(?:用|以|按|通过)位置|仅位置")
_DENIED = regex(r"(?i)\bnot\b|\bno longer\b|n't\b|\bwas\b|\bwill\b|不再|不是|并非|将")
_CODE = "def scale(image, factor, *, smooth=True):\n    return image.resize(factor, smooth)"


class KeywordOnly(Rule):
    """The entry says keyword-only where the signature has no star before it, or positional-only without a slash."""

    code = "CON14"
    name = "contradiction/keyword-only"
    tier = 1
    dimension = "accuracy"
    penalty = 0.25
    comment_kinds = ("docstring", "summary")
    needs = ("docstring", "tree")
    title = "says keyword-only or positional-only, the signature differs"
    why = "Callers write calls that fail, or rely on a freedom that is not promised."
    good = (
        Example(_CODE, docstring="Scale.\n\nArgs:\n    factor: How much.\n    smooth: Keyword-only."),
        Example(_CODE, docstring="缩放。\n\n参数：\n    smooth：是否平滑，仅限关键字传入。", language="zh"),
    )
    near_misses = (
        Example(_CODE, docstring="Scale.\n\nArgs:\n    factor: Will be keyword-only one day."),
        Example(_CODE, docstring="Scale an image; smooth is keyword-only.\n\nArgs:\n    factor: How much."),
        Example(_CODE, docstring="缩放。\n\n参数：\n    factor：倍数，不再仅限关键字。", language="zh"),
    )
    bad = (
        Example(_CODE, docstring="Scale.\n\nArgs:\n    factor: How much, keyword-only."),
        Example(_CODE, docstring="缩放。\n\n参数：\n    factor：倍数，仅限关键字传入。", language="zh"),
    )
    paraphrases = (
        Example(_CODE, docstring="Scale.\n\n:param image: what to scale, not empty.\n    Keyword-only."),
        Example(_CODE, docstring="Scale.\n\n:param image: what to scale (positional only)"),
        Example(_CODE, docstring="缩放。\n\n:param image: 原图，只能按位置传入", language="zh"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each entry that claims another kind of parameter."""
        if not page.holding("keyword", "positional", "关键字", "位置"):
            return
        for remark in documented(page):
            kinds = {p.name: p.kind for p in remark.function.parameters}
            for item in page.docstring(remark.comment).parameters or ():
                kind = kinds.get(item.name or "")
                if kind is None or "star" in kind:
                    continue
                for pattern, wanted in ((_KEYWORD, "keyword_only"), (_POSITION, "positional_only")):
                    said = pattern.search(item.text)
                    if said and kind != wanted and not _DENIED.search(sentence_around(item.text, said)):
                        message = (
                            f"says that {item.name} is {wanted.replace('_', '-')}, the signature does not"
                        )
                        shown = f"'{remark.function.name}(... {item.name} ...)' takes it as {kind}"
                        yield self.finding(
                            page,
                            remark.comment,
                            message,
                            f"comment: {shortened(item.text)!r} | code: {shown}",
                        )
