"""FMT22: a line number that the snippet does not have."""

from __future__ import annotations

from collections.abc import Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule

_CODE = "low = min(values)\nhigh = max(values)"


class LineNonexistent(Rule):
    """The remark claims a line before the first or behind the last one."""

    code = "FMT22"
    name = "format/line-nonexistent"
    tier = 1
    dimension = "format"
    penalty = 0.25
    reads_prose = False
    title = "line number does not exist in the snippet"
    why = "A remark that points at nothing shows that the model lost count of the code."
    good = (Example(_CODE, ((1, "Smallest of the values."), (2, "Largest of the values."))),)
    near_misses = (
        Example(_CODE, ((None, "Smallest of the values."),)),
        Example(_CODE + "\n", ((2, "Largest of the values."),)),
    )
    bad = (Example(_CODE, ((3, "Largest of the values."),)),)
    paraphrases = (
        Example(_CODE, ((0, "The minimum is taken."),)),
        Example(_CODE, ((-1, "The maximum is taken."),)),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each claimed line outside of the snippet."""
        last = page.facts.lines
        for index, comment in enumerate(page.comments):
            line = comment.line_number
            if line is None or comment.at_line is not None or 1 <= line <= last:
                continue
            message = f"line {line} does not exist: the snippet has {last} lines"
            yield self.finding(page, index, message, f"comment claims line {line} | code: 1..{last}")
