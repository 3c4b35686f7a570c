"""FMT24: annotations out of order."""

from __future__ import annotations

from collections.abc import Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule

_CODE = "with open(path) as source:\n    text = source.read()\nreturn text"


class LineOrder(Rule):
    """A remark claims a line above the one before it."""

    code = "FMT24"
    name = "format/line-order"
    tier = 2
    dimension = "format"
    penalty = 0.06
    reads_prose = False
    title = "annotations out of order"
    why = "Readers and tools walk down the code; a jump back hides the remark from them."
    good = (Example(_CODE, ((1, "Open the file."), (2, "Read it whole."), (3, "Hand it back."))),)
    near_misses = (
        Example(_CODE, ((1, "Open the file."), (1, "It is closed at the end."), (3, "Hand it back."))),
        Example(_CODE, ((2, "Read it whole."), (None, "Open the file."), (3, "Hand it back."))),
    )
    bad = (Example(_CODE, ((2, "Read it whole."), (1, "Open the file."), (3, "Hand it back."))),)
    paraphrases = (Example(_CODE, ((3, "The text is the result."), (2, "All of it is read."))),)

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding at each step back in the claimed lines."""
        before: int | None = None
        for index, comment in enumerate(page.comments):
            line = comment.line_number
            if line is None or comment.at_line is not None:
                continue
            if before is not None and line < before:
                message = f"line {line} is annotated after line {before}"
                yield self.finding(page, index, message, f"claimed lines: {before}, then {line}")
            before = line
