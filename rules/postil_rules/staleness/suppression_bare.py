"""STA15: a suppression that names no code or gives no reason."""

from __future__ import annotations

from collections.abc import Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil_rules.staleness._directives import suppressions


class SuppressionBare(Rule):
    """``# noqa`` or ``# type: ignore`` that hides whatever is on the line, now and later."""

    code = "STA15"
    name = "staleness/suppression-bare"
    tier = 2
    default = False
    dimension = "logic"
    penalty = 0.08
    reads_prose = False
    needs = ("text", "tree")
    title = "suppression without a code"
    why = "It hides the next fault too, and nobody knows when it may go."
    source = "PGH003, PGH004"
    good = (Example("total = 3  # noqa: E501 - the formula reads best in one line"),)
    near_misses = (
        Example("rows = load()  # type: ignore[no-any-return]"),
        Example("text = '# noqa'"),
    )
    bad = (Example("total = 3  # noqa"),)
    paraphrases = (Example("rows = load()  # type: ignore"), Example("total = 3  # NOQA"))

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each suppression that names no code."""
        for found in suppressions(page):
            if not found.codes:
                message = f"{found.written.split()[-1]!r} names no code"
                yield self.finding(page, None, message, f"comment: {found.written!r}", line=found.line)
