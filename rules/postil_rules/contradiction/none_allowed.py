"""CON06: None is said to be allowed, and the code cannot take it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex
from postil_rules.contradiction._judged import Documented, documented, shortened

_ALLOWED = regex(
    r"(?i)\b(?:can|may|might) (?:also )?be `{0,2}None\b|`{0,2}None`{0,2} is (?:allowed|accepted|fine|valid|permitted)\b"
    r"|(?:可以?|允许|能够?)(?:为|是|传入?)\s?`{0,2}None"
)
_CODE = "def total(prices):\n    result = len(prices)\n    return result + sum(prices)"


class NoneAllowed(Rule):
    """The first thing that the body does with the parameter is what None cannot do, and nothing tests it."""

    code = "CON06"
    name = "contradiction/none-allowed"
    tier = 3
    dimension = "accuracy"
    penalty = 0.3
    comment_kinds = ("docstring", "summary")
    needs = ("docstring", "tree", "flow")
    title = "None is said to be allowed, the code cannot take it"
    why = "A caller passes None, as the docstring says, and gets a TypeError or AttributeError."
    source = "@tComment (Tan et al. 2012), Drone (Zhou et al. 2017)"
    good = (
        Example(
            "def total(prices):\n    if prices is None:\n        return 0\n    return sum(prices)",
            docstring="Add up.\n\nArgs:\n    prices: Net prices, may be None.",
        ),
        Example(
            "def total(prices):\n    prices = prices or ()\n    return sum(prices)",
            docstring="求和。\n\n参数：\n    prices：净价，可以为None。",
            language="zh",
        ),
    )
    near_misses = (
        Example(
            "def total(prices):\n    return add_up(prices)",
            docstring="Add up.\n\nArgs:\n    prices: May be None.",
        ),
        Example(
            "def total(prices):\n    for price in prices:\n        check(price)",
            docstring="Add up.\n\nArgs:\n    prices: Net prices, of which some cannot be known.",
        ),
        Example(
            "def total(prices=None):\n    return len(prices)",
            docstring="Add.\n\nArgs:\n    prices: May be None.",
        ),
    )
    bad = (
        Example(_CODE, docstring="Add up.\n\nArgs:\n    prices: Net prices, may be None."),
        Example(_CODE, docstring="求和。\n\n参数：\n    prices：净价，可以为None。", language="zh"),
    )
    paraphrases = (
        Example(
            "def first(row):\n    name = row.name\n    return name",
            docstring="Name.\n\nArgs:\n    row: The row; None is allowed.",
        ),
        Example(
            "def back(day):\n    day -= ONE\n    return day",
            docstring="Go back.\n\nArgs:\n    day: From where. None is fine.",
        ),
        Example(
            "def first(row):\n    for cell in row:\n        print(cell)",
            docstring="打印。\n\n参数：\n    row：一行数据，允许为None。",
            language="zh",
        ),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each parameter that is used as None cannot be."""
        if not page.holding("none"):
            return
        for remark in documented(page):
            given = {p.name: p for p in remark.function.parameters if p.default != "None"}
            for item in page.docstring(remark.comment).parameters or ():
                if item.name not in given or not _ALLOWED.search(item.text):
                    continue
                code = _refused(remark, item.name)
                if code is not None:
                    message = f"says that {item.name} may be None, the code uses it untested"
                    text = f"comment: {shortened(item.text)!r} | code: {shortened(code)!r}"
                    yield self.finding(page, remark.comment, message, text)


def _refused(remark: Documented, name: str) -> str | None:
    """The first statement with ``name``, if it always runs and fails on None."""
    first = next((s for s in remark.body if name in s.names), None)
    if (
        first is None
        or first.depth != remark.body[0].depth
        or first.kind not in {"assign", "augassign", "expression", "for", "return"}
    ):
        return None
    if first.kind == "augassign" and first.targets == (name,):
        return first.text
    word = re.escape(name)
    if re.search(rf"\b{word} (?:is|or|and|if|else|=)|\b(?:if|or|and|not|else) {word}\b", first.text):
        return None
    taken = rf"(?<![\w.\"']){word}(?:\.[a-z_]|\[)|\blen\({word}\)"
    loops = first.kind == "for" and first.value.strip() == name
    return first.text if loops or re.search(taken, first.text) else None
