"""FMT23: two annotations of one line."""

from __future__ import annotations

from collections.abc import Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule

_CODE = "parts = line.split(',')\nname = parts[0]"


class LineTwice(Rule):
    """A second remark claims a line that holds only one statement."""

    code = "FMT23"
    name = "format/line-twice"
    tier = 2
    dimension = "format"
    penalty = 0.06
    reads_prose = False
    title = "two annotations of one line"
    why = "One of the two is usually meant for another line, or says the same again."
    good = (Example(_CODE, ((1, "Cut the line at its commas."), (2, "Take the first part."))),)
    near_misses = (
        Example("a = 1; b = 2", ((1, "Set a."), (1, "Set b."))),
        Example(_CODE, ((1, "Cut the line at its commas."), (None, "Take the first part."))),
    )
    bad = (Example(_CODE, ((1, "Cut the line at its commas."), (1, "Take the first part."))),)
    paraphrases = (Example(_CODE, ((2, "The name comes first."), (2, "Index 0 is the name."))),)

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each remark that comes second to a line of one statement."""
        seen: dict[int, int] = {}
        for index, comment in enumerate(page.comments):
            line = comment.line_number
            if line is None or comment.kind != "line" or comment.at_line is not None:
                continue
            taken = seen.setdefault(line, index)
            if taken != index and sum(s.line == line for s in page.facts.statements) < 2:
                message = f"line {line} has an annotation already"
                evidence = f"comments: {page.comments[taken].text!r} and {comment.text!r}"
                yield self.finding(page, index, message, evidence)
