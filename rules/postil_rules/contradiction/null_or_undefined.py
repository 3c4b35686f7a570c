"""CON90: a remark on JavaScript promises ``null`` where the code gives ``undefined``, or the reverse."""

from __future__ import annotations

from collections.abc import Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex
from postil_rules.contradiction._judged import documented, shortened

_SAID = regex(
    r"(?i)\b(?:or|returns?|returning|gives?|else|yields?|resolves? (?:to|with)) `?(?P<en>null|undefined)`?(?= (?:if|when|for|otherwise|unless|on)\b|[.,;]|$)"
    r"|(?:返回|得到|给出|结果[为是])\s?`?(?P<zh>null|undefined)`?"
)
_GIVES = regex(r"\breturn (?P<value>null|undefined)\b|=> (?P<short>null|undefined)\b")
_DENIED = regex(r"(?i)\b(?:not|never|instead|rather|than|no longer)\b|n't\b|(?:不会?|而非|并非) ?返回")
_NEAR = 12
_CODE = "export function read(key) {\n  const raw = cache[key];\n  if (!raw) {\n    return undefined;\n  }\n  return parse(raw);\n}"
_OTHER = {"null": "undefined", "undefined": "null"}


class NullOrUndefined(Rule):
    """Such as "or null if there is none" where ``undefined`` is returned and ``null`` nowhere in the function."""

    code = "CON90"
    name = "contradiction/null-or-undefined"
    tier = 3
    dimension = "accuracy"
    penalty = 0.3
    comment_kinds = ("docstring", "summary")
    code_languages = ("javascript", "typescript", "tsx")
    needs = ("text", "tree")
    title = "null is promised for undefined"
    why = "Callers who compare with `===` miss it."
    hints = ("null", "undefined")
    good = (
        Example(_CODE, docstring="Read the value, or undefined if there is none.", written_in="javascript"),
        Example(_CODE, docstring="读取值，没有时返回 undefined。", language="zh", written_in="javascript"),
    )
    near_misses = (
        Example(
            _CODE, docstring="Read the value; never null, which the cache may hold.", written_in="javascript"
        ),
        Example(
            _CODE.replace("parse(raw)", "parse(raw) ?? null"),
            docstring="Read the value, or null if there is none.",
            written_in="javascript",
        ),
        Example(
            _CODE.replace("undefined", "raw"),
            docstring="Read the value, or null if there is none.",
            written_in="javascript",
        ),
    )
    bad = (
        Example(_CODE, docstring="Read the value, or null if there is none.", written_in="javascript"),
        Example(_CODE, docstring="读取值，没有时返回 null。", language="zh", written_in="javascript"),
    )
    paraphrases = (
        Example(
            _CODE.replace("undefined", "null"),
            docstring="Returns `undefined` when there is no such key.",
            written_in="javascript",
        ),
        Example(
            _CODE.replace("undefined", "null"),
            docstring="没有该键时返回 undefined。",
            language="zh",
            written_in="javascript",
        ),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield at most one finding for each remark."""
        for remark in documented(page):
            said = {found["en"] or found["zh"]: found for found in _SAID.finditer(remark.text)}
            if len(said) != 1:
                continue
            ((word, found),) = said.items()
            lines = page.lines[remark.function.body_line - 1 : remark.function.end_line]
            given = {
                gives["value"] or gives["short"]: line for line in lines for gives in _GIVES.finditer(line)
            }
            code = "\n".join(lines).replace(f"== {word}", "")
            if set(given) != {_OTHER[word.lower()]} or word in code:
                continue
            if _DENIED.search(remark.text, max(0, found.start() - _NEAR), found.end()):
                continue
            if word == "undefined" and not _always_gives(code):
                continue
            message = f"says {word}, the code gives {_OTHER[word]}"
            shown = shortened(next(iter(given.values())))
            yield self.finding(page, remark.comment, message, f"comment: {found.group()!r} | code: {shown!r}")


def _always_gives(code: str) -> bool:
    """Whether nothing else in ``code`` gives ``undefined``: no bare return, no look-up that may miss."""
    return not any(sign in code for sign in ("return;", "?.", ".find(", ".get(", ".pop()", ".shift()"))
