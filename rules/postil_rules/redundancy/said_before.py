"""RED15: a comment repeats the one before it on other code."""

from __future__ import annotations

from collections.abc import Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.prose import read_prose

_LEAST = 3
_LEAST_HAN = 6
_CODE = "low = min(prices)\nhigh = max(prices)\nspan = high - low"


class SaidBefore(Rule):
    """Two remarks that follow each other have the same words, and the statements they are on differ."""

    code = "RED15"
    name = "redundancy/said-before"
    tier = 3
    dimension = "logic"
    penalty = 0.12
    needs = ("text", "tree")
    title = "comment repeats the one before it"
    why = "It was copied with the line and not changed; one of them is about other code."
    source = "pixtuoid 802, RepliComment"
    good = (
        Example(_CODE, ((1, "Cheapest offer."), (2, "Dearest offer."))),
        Example(_CODE, ((1, "最低报价。"), (2, "最高报价。")), language="zh"),
    )
    near_misses = (
        Example(
            "a = f(1)\na = f(1)", ((1, "Ask twice, the first is lost."), (2, "Ask twice, the first is lost."))
        ),
        Example(_CODE, ((1, "Skip."), (2, "Skip."))),
        Example(_CODE, ((1, "The cheapest offer of the day."), (2, "The dearest offer of the day."))),
    )
    bad = (
        Example(
            _CODE, ((1, "Find the cheapest offer of the day."), (2, "Find the cheapest offer of the day."))
        ),
        Example(_CODE, ((1, "找出当天的最低报价。"), (2, "找出当天的最低报价。")), language="zh"),
    )
    paraphrases = (
        Example(_CODE, ((1, "Find the cheapest offer of a day."), (2, "Find cheapest offers of the day"))),
        Example(_CODE, ((1, "找出当天的最低报价"), (2, "找出当天的最低报价！")), language="zh"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each remark that repeats the one before it."""
        if page.is_source or len(page.comments) < 2:
            return
        for index in range(1, len(page.comments)):
            one, other = page.comments[index - 1], page.comments[index]
            alike = one.kind == other.kind == "line" and one.text[:4] == other.text[:4]
            if alike and _same(one.text, other.text) and _code(page, index - 1) != _code(page, index):
                message = "repeats the comment before it, on other code"
                yield self.finding(page, index, message, f"comment: {other.text[:80]!r}")


def _same(one: str, other: str) -> bool:
    first, second = read_prose(one), read_prose(other)
    if (first.words, first.han) != (second.words, second.han):
        return False
    return len(first.words) >= _LEAST or sum(map(len, first.han)) >= _LEAST_HAN


def _code(page: Page, index: int) -> str:
    line = page.comments[index].line_number
    statement = page.facts.at(line) if line is not None else None
    return "" if statement is None else statement.text
