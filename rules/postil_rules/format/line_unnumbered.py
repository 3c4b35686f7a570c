"""FMT21: an annotation that names no line."""

from __future__ import annotations

from collections.abc import Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule

_CODE = "total = 0\nfor price in prices:\n    total += price"


class LineUnnumbered(Rule):
    """The remark stands in a set that names lines, but names none itself."""

    code = "FMT21"
    name = "format/line-unnumbered"
    tier = 3
    dimension = "format"
    penalty = 0.03
    reads_prose = False
    title = "annotation without a line number"
    why = "The reader has to guess its place; Postil places it by content and says how sure it is."
    good = (Example(_CODE, ((1, "Start from zero."), (2, "Visit each price."))),)
    near_misses = (
        Example(_CODE, docstring="Add up all prices."),
        Example("total = 0  # start from zero"),
        Example(_CODE, ((None, "Start from zero."), (None, "Visit each price."))),
    )
    bad = (Example(_CODE, ((1, "Start from zero."), (None, "Visit each price."))),)
    paraphrases = (Example(_CODE, ((None, "Nothing is summed yet."), (3, "Add the price."))),)

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each line comment without a number among numbered ones."""
        own = [c for c in page.comments if c.kind == "line" and c.at_line is None]
        if not any(c.line_number is not None for c in own):
            return
        for index, comment in enumerate(page.comments):
            if comment.kind == "line" and comment.at_line is None and comment.line_number is None:
                message = f"names no line; by content it belongs to line {page.line_of(index)}"
                yield self.finding(page, index, message, f"comment: {comment.text!r} | line_number: none")
