"""LNG03: a remark in another language than asked for or than its neighbours."""

from __future__ import annotations

from collections.abc import Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex
from postil.text.model import Script
from postil.text.prose import script_of
from postil.text.units import read_units

_HAN = regex(r"[\u4e00-\u9fff]")
_ADDRESS = regex(r"https?://\S+")
_WEAK = 6  # function words: about two sentences
_NAMES = {"en": "English", "zh": "Chinese"}
_CODE = "total = 0\nfor item in cart:\n    total += item.price\nprint(total)"


class OtherLanguage(Rule):
    """The remark is in English where Chinese is asked for or written all around it, or the reverse."""

    code = "LNG03"
    name = "language/other-language"
    tier = 1
    dimension = "format"
    penalty = 0.3
    title = "language of a comment differs from the one asked for or from the rest"
    why = "Half of the readers cannot read it; models fall back to English when they lose the thread."
    good = (
        Example(_CODE, ((1, "Start from zero."), (2, "Visit each item."), (3, "Add its price."))),
        Example(
            _CODE, ((1, "从零开始。"), (2, "遍历每件商品。"), (3, "累加价格。")), language="zh", asked="zh"
        ),
    )
    near_misses = (
        Example(
            _CODE,
            ((1, "初始化 total。"), (2, "遍历 cart 中的 item。"), (3, "total += item.price")),
            language="zh",
        ),
        Example(_CODE, ((1, "Start from zero (零)."), (2, "Visit each item."), (4, "Print it."))),
        Example(
            "# 从零开始计数。\nx = 0\n# 遍历所有的商品。\ny = 1\n# 'ISNEW':'是否最新'\nz = 2\n# Namespace or Exit\nw = 3\n",
            language="zh",
        ),
        Example(
            _CODE,
            docstring="计算总价。\n\nParameters\n----------\ncart : list of items\n    购物车。\n\nReturns\n-------\nint",
            language="zh",
        ),
    )
    bad = (
        Example(
            _CODE,
            ((1, "Start from zero."), (2, "遍历每件商品。"), (3, "Add its price."), (4, "Print the sum.")),
        ),
        Example(_CODE, ((1, "The sum starts at zero here."),), language="zh", asked="zh"),
    )
    paraphrases = (
        Example(_CODE, ((1, "一开始总额为零。"),), asked="en"),
        Example(
            _CODE,
            (
                (1, "从零开始。"),
                (2, "Go through everything in the cart."),
                (3, "累加价格。"),
                (4, "输出总额。"),
            ),
            language="zh",
        ),
        Example(
            _CODE,
            docstring="计算购物车的总价。\n\nArgs:\n    cart: The things that are to be paid, in the order in which they were put in.",
        ),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each remark in the wrong language, or whose summary is in another one than its text."""
        scripts = [self._script(page, index) for index in range(len(page.comments))]
        wanted = page.comment_language if page.comment_language != "any" else self._majority(scripts)
        for index, script in enumerate(scripts):
            if script == "none":
                continue
            around = wanted or _of_the_rest(page, index, script)
            if around not in (None, script):
                message = f"is in {_NAMES[script]}, not in {_NAMES[str(around)]}"
                text = page.comments[index].text[:60]
                yield self.finding(page, index, message, f"comment: {text!r}")

    def _script(self, page: Page, index: int) -> Script:
        """The script of a remark, of a docstring that of its summary; ``none`` for code, and for labels in a source."""
        comment = page.comments[index]
        summary = page.docstring(index).summary if comment.kind == "docstring" else ""
        text = summary or comment.text
        if self._is_code(page, index) or (page.is_source and _is_label(text)):
            return "none"
        return script_of(text)

    def _majority(self, scripts: list[Script]) -> str | None:
        chinese, english = scripts.count("zh"), scripts.count("en")
        if chinese + english < 3 or max(chinese, english) < 2 * min(chinese, english):
            return None
        return "zh" if chinese > english else "en"

    def _is_code(self, page: Page, index: int) -> bool:
        words = page.mentions(index)
        return bool(words) and all(
            part in page.known_names for word in words for part in word.text.split(".")
        )


def _of_the_rest(page: Page, index: int, script: Script) -> Script | None:
    """The script of what a docstring says below its summary, if that is several sentences' worth."""
    comment = page.comments[index]
    rest = _ADDRESS.sub("", comment.text.partition("\n\n")[2][:4000]) if comment.kind == "docstring" else ""
    if script == "zh":
        weak = [unit for unit in read_units(rest) if unit.kind == "weak" and unit.text.isascii()]
        return "en" if len(weak) >= _WEAK and not _HAN.search(rest) else None
    return None


def _is_label(text: str) -> bool:
    """Whether a comment in a source is a term or code put aside rather than a sentence."""
    return any(sign in text for sign in ("=", "[", "]", "(", ")", "{", "}", "_", "':", '":')) or (
        text.isascii() and len(text.split()) < 4
    )
