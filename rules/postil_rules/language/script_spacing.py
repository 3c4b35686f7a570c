"""LNG06: no space between Chinese and Latin letters (a policy)."""

from __future__ import annotations

from collections.abc import Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex

_TIGHT = regex(r"[\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9][\u4e00-\u9fff]")
_CODE = "def total(prices):\n    return sum(prices)"


class ScriptSpacing(Rule):
    """Where the policy wants a space between Han and Latin letters or digits, one is missing."""

    code = "LNG06"
    name = "language/script-spacing"
    tier = 1
    default = False
    dimension = "format"
    penalty = 0.03
    reads_prose = False
    title = "no space between Chinese and Latin letters"
    why = "One style in a project reads better than two."
    source = "AutoCorrect"
    good = (Example(_CODE, ((2, "返回 prices 的总和。"),), language="en"),)
    near_misses = (
        Example(_CODE, ((2, "返回“prices”的总和。"),), language="zh"),
        Example(_CODE, ((2, "The sum of prices."),)),
    )
    bad = (Example(_CODE, ((2, "返回prices的总和。"),)),)
    paraphrases = (Example(_CODE, ((2, "保留2位小数。"),), language="zh"),)

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield one finding for each remark."""
        for index, comment in enumerate(page.comments):
            found = None if comment.text.isascii() else _TIGHT.search(comment.text)
            if found is not None:
                message = "no space between Chinese and Latin letters"
                yield self.finding(page, index, message, f"comment: {found.group()!r}")
