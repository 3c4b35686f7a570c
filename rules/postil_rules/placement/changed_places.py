"""ALN11: two comments of a function have changed places."""

from __future__ import annotations

from collections.abc import Iterator

from postil.alignment.fit import Scale
from postil.facts.model import Statement
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex
from postil_rules.contradiction._judged import shortened
from postil_rules.placement._headed import Headed, enclosing, headed, stems_of

_LONGEST = 100
_NEAR = 2  # a comment has changed places with one of so many that follow
_SURE = 4.0  # nats that the fits of both gain together
_PLAIN = 2.0  # the same, where each names what only the other's lines have, and nothing of its own
_CLEAR = 3.0  # the same, where both gain as much as this:
_GAIN = 0.5
_LOSS = -0.5  # nats that one of them may lose
_EVEN = 1.5  # nats that each gains where only one of them names what the other's lines have
_TIMES = 3  # so many words stand for changed places where one stands for their own
_NO_REMARK = regex(r"(?i)\W*(?:todo|fixme|xxx|hack|nb|note)\b|\bpylint:|\bnoqa\b|^[\w.]+(?:\(.*\)| ?=.*)$")
_CODE = (
    "def load(path, limit):\n"
    "    # {}\n"
    "    if not path.exists():\n"
    "        raise FileNotFoundError(path)\n"
    "\n"
    "    # {}\n"
    "    for row in csv.reader(path.open()):\n"
    "        rows.append(row[:limit])\n"
    "    return rows\n"
)


class ChangedPlaces(Rule):
    """Two comments near each other, each of which names what only the lines below the other have.

    How well a comment fits the lines below it and those below its neighbour is measured as the aligner does it.
    """

    code = "ALN11"
    name = "placement/changed-places"
    tier = 3
    dimension = "accuracy"
    penalty = 0.2
    comment_kinds = ("line",)
    needs = ("text", "tree")
    in_source = True
    title = "two comments have changed places"
    why = "Each is true of the other's lines, and misleads about its own."
    good = (
        Example(_CODE.format("Refuse a path that does not exist.", "Keep each row up to the limit.")),
        Example(_CODE.format("path不存在时报错。", "逐行读取，每row最多保留limit列。"), language="zh"),
    )
    near_misses = (
        Example(_CODE.format("Damage shows late otherwise.", "The caller wants whole rows.")),
        Example(_CODE.format("Where the rows come from.", "Damage shows late otherwise.")),
        Example(_CODE.format("Refuse a path without rows.", "Each row of the path, up to the limit.")),
    )
    bad = (
        Example(_CODE.format("Keep each row up to the limit.", "Refuse a path that does not exist.")),
        Example(_CODE.format("逐row读取，最多保留limit列。", "path不存在时报错。"), language="zh"),
    )
    paraphrases = (
        Example(_CODE.format("Read the CSV row by row.", "A missing path is an error: it must exist.")),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each of two comments that have changed places; a third is not looked for."""
        remarks = headed(page) if page.is_source else ()
        found: set[int] = set()
        for at, one in enumerate(remarks):
            for other in remarks[at + 1 : at + 1 + _NEAR]:
                if found.isdisjoint((one.comment, other.comment)) and _changed(page, one, other):
                    found |= {one.comment, other.comment}
                    yield self._finding(page, one, other)
                    yield self._finding(page, other, one)

    def _finding(self, page: Page, remark: Headed, meant: Headed) -> Finding:
        message = f"fits line {meant.first.line} better than line {remark.first.line}"
        text, code = shortened(remark.text), shortened(remark.first.text)
        return self.finding(page, remark.comment, message, f"comment: {text!r} | code: {code!r}")


def _changed(page: Page, one: Headed, other: Headed) -> bool:
    """Whether words and fit both say that two short comments, neither inside the other's block, have changed places."""
    if one.first.function != other.first.function or max(map(len, (one.text, other.text))) > _LONGEST:
        return False
    if _NO_REMARK.search(one.text) or _NO_REMARK.search(other.text):
        return False
    if "\n" in one.text + other.text or one.first.column < other.first.column:
        return False
    first, second = (*one.below, *enclosing(page, one.first)), (*other.below, *enclosing(page, other.first))
    here, there = stems_of(first), stems_of(second)
    said, replied = one.said, other.said
    if said.isdisjoint(there) and replied.isdisjoint(here):
        return False
    crossed = len(said & (there - here)), len(replied & (here - there))
    straight = len(said & (here - there)) + len(replied & (there - here))
    if sum(crossed) < max(1, _TIMES * straight) or (straight and not all(crossed)):
        return False
    sure = _PLAIN if all(crossed) and not straight else _CLEAR
    shared = {statement.index for statement in first} & {statement.index for statement in second}
    return _fit_crossed(
        one.text,
        other.text,
        [statement for statement in first if statement.index not in shared],
        [statement for statement in second if statement.index not in shared],
        sure,
        least=_LOSS if all(crossed) else _EVEN,
    )


def _fit_crossed(
    one: str, other: str, first: list[Statement], second: list[Statement], sure: float, *, least: float
) -> bool:
    """Whether ``one`` fits ``second`` and ``other`` fits ``first`` so much better, the wrong way round, together.

    Each is to gain ``least``.
    """
    if not first or not second:
        return False
    scale = Scale([*first, *second], (one, other))
    (fits, _), (others, _) = scale.scores(one), scale.scores(other)
    at = len(first)
    gains = max(fits[at:]) - max(fits[:at]), max(others[:at]) - max(others[at:])
    return min(gains) >= max(least, _LOSS if sum(gains) > _SURE else _GAIN) and sum(gains) > sure
