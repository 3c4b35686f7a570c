"""LNG09: a docstring that speaks as I, or hedges (a policy)."""

from __future__ import annotations

from collections.abc import Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex

_SAID = regex(
    r"\b(?:I(?:'m|'ve| am| have| think| guess| believe)|[Mm]y|[Ss]ort of|[Kk]ind of|[Ss]omehow|[Hh]opefully|[Oo]bviously|[Pp]retty much)\b(?![./_])"
    r"|我(?!们)|大概|好像|似乎|应该(?:是)?吧|貌似"
)
_CODE = "def total(prices):\n    return sum(prices)"


class Person(Rule):
    """Such as "I think", "somehow", "hopefully": whose doubt it is, nobody will know."""

    code = "LNG09"
    name = "language/person"
    tier = 3
    default = False
    dimension = "format"
    penalty = 0.03
    title = "first person or hedge"
    why = "The code is not a matter of opinion; a doubt belongs into an issue."
    source = "Vale, write-good"
    good = (
        Example(_CODE, docstring="Sum of the prices."),
        Example(_CODE, docstring="价格的总和。", language="zh"),
    )
    near_misses = (
        Example(_CODE, docstring="Sum of the prices of kind I or II; see my_prices."),
        Example(_CODE, docstring="我们的价格之和。", language="zh"),
    )
    bad = (
        Example(_CODE, docstring="I think this is the sum of the prices."),
        Example(_CODE, docstring="好像是价格的总和。", language="zh"),
    )
    paraphrases = (
        Example(_CODE, docstring="Somehow adds up the prices."),
        Example(_CODE, docstring="我把价格加起来。", language="zh"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield at most one finding for each remark."""
        for index, comment in enumerate(page.comments):
            said = _SAID.search(comment.text[:2000])
            if said is not None:
                yield self.finding(page, index, f"says {said.group()!r}", f"comment: {said.group()!r}")
