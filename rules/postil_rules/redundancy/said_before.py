"""RED15: a comment repeats one before it on other code."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex
from postil.text.prose import read_prose

_LEAST = 3
_LEAST_HAN = 6
_LEAST_BOTH = 4
_LATIN = regex(r"[A-Za-z0-9_]+")
_CODE = "low = min(prices)\nhigh = max(prices)\nspan = high - low"


class SaidBefore(Rule):
    """Two remarks of one answer have the same words, and the statements they are on differ."""

    code = "RED15"
    name = "redundancy/said-before"
    tier = 3
    dimension = "logic"
    penalty = 0.12
    needs = ("text", "tree")
    title = "comment repeats one before it"
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
        Example(
            _CODE,
            (
                (1, "Find the cheapest offer of a day."),
                (2, "The dearest."),
                (3, "Find cheapest offers of the day"),
            ),
        ),
        Example(_CODE, ((1, "统计low的个数。"), (3, "统计low的个数！")), language="zh"),
        Example(_CODE, ((1, "找出当天的最低报价"), (2, "找出当天的最低报价！")), language="zh"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each remark that repeats an earlier one, once for each."""
        if page.is_source or len(page.comments) < 2:
            return
        told: dict[Hashable, list[int]] = {}
        for index, comment in enumerate(page.comments):
            key = _key(comment.text) if comment.kind == "line" else None
            if key is None:
                continue
            before = told.setdefault(key, [])
            if any(_code(page, other) != _code(page, index) for other in before):
                message = f"repeats the comment on line {page.line_of(before[0])}, on other code"
                yield self.finding(page, index, message, f"comment: {comment.text[:80]!r}")
            before.append(index)


def _key(text: str) -> Hashable | None:
    """What two remarks with the same words have in common; nothing for one that is too short to tell."""
    prose = read_prose(text)
    letters = sum(map(len, prose.han))
    enough = len(prose.words) >= _LEAST or letters >= _LEAST_HAN or (prose.words and letters >= _LEAST_BOTH)
    names = () if text.isascii() else tuple(_LATIN.findall(text))
    return (prose.words, prose.han, names) if enough else None


def _code(page: Page, index: int) -> str:
    line = page.comments[index].line_number
    statement = page.facts.at(line) if line is not None else None
    return "" if statement is None else statement.text
