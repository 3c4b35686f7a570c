"""FMT15: a comment or docstring line that is too wide."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import east_asian_width

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil_rules.format._written import docstring_rows, is_directive

_WIDE = "合计" * 51
_URLS = ("://", "www.")


class TooWide(Rule):
    """A line of a comment or docstring takes more columns than the project allows.

    East Asian wide characters take two columns. A line with an address, or of one long word, cannot be broken.
    """

    code = "FMT15"
    name = "format/too-wide"
    tier = 1
    dimension = "format"
    penalty = 0.02
    reads_prose = False
    default = False
    options = ("width",)
    width: int = 100
    in_source = True
    title = "comment line too wide"
    why = "Readers scroll or miss the end. How wide is too wide is the project's choice, so this is off by default."
    source = "W505"
    good = (Example("# Start from zero.\ntotal = 0\n"),)
    near_misses = (
        Example(f"# See https://example.org/{'a' * 100}.\ntotal = 0\n"),
        Example(f"# {'=' * 110}\n# Totals.\ntotal = 0\n"),
        Example(f"# {'合计' * 20}\ntotal = 0\n", language="zh"),
    )
    bad = (Example(f"# Start from zero, {'very ' * 20}surely.\ntotal = 0\n"),)
    paraphrases = (
        Example(f"# {_WIDE} 从零开始\ntotal = 0\n", language="zh"),
        Example(f'def half(n):\n    """Halve n, {"and " * 25}no more."""\n    return n / 2\n'),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each own-line comment and each line of a docstring that is too wide."""
        if not page.is_source:
            return
        for token in page.tokens:
            if token.own_line and not is_directive(token.text):
                yield from self._judge(page, None, token.line, page.lines[token.line - 1])
        for index in page.docstrings:
            for number, row in docstring_rows(page, index):
                yield from self._judge(page, index, number, row)

    def _judge(self, page: Page, comment: int | None, number: int, row: str) -> Iterator[Finding]:
        if len(row) * 2 <= self.width or len(row.split(None, 3)) < 3:
            return
        wide = columns(row)
        if wide > self.width and not any(mark in row for mark in _URLS):
            message = f"{wide} columns wide, more than {self.width}"
            yield self.finding(page, comment, message, f"line: {row.strip()[:60]!r}", number, self.width + 1)


def columns(row: str) -> int:
    """The columns that a line takes on a terminal with fixed width (Unicode Annex 11)."""
    return len(row) if row.isascii() else sum(2 if east_asian_width(c) in "WF" else 1 for c in row)
