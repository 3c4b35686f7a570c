"""ALN04: a comment behind code that makes its line too long."""

from __future__ import annotations

from collections.abc import Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil_rules.format._written import is_directive
from postil_rules.format.too_wide import columns

_LONG = "total = " + " + ".join(f"price{n}" for n in range(8))


class FarTrailing(Rule):
    """A comment behind code makes a line too long that would fit without it."""

    code = "ALN04"
    name = "placement/far-trailing"
    tier = 2
    dimension = "format"
    penalty = 0.02
    reads_prose = False
    default = False
    options = ("width",)
    width: int = 100
    in_source = True
    title = "comment behind code makes the line too long"
    why = "It belongs above the line, where it can be read. How long a line may be is the project's choice: off by default."
    source = "checkstyle TrailingComment, S139"
    good = (Example("# All prices, without tax.\n" + _LONG + "\n"),)
    near_misses = (
        Example(_LONG + "  # net\n"),
        Example(_LONG + "  # noqa: " + ", ".join(f"E{n}" for n in range(700, 709)) + "\n"),
        Example(_LONG + f"  # https://example.org/{'a' * 40}\n"),
    )
    bad = (Example(_LONG + "  # all prices, without the tax that comes on top\n"),)
    paraphrases = (Example(_LONG + "  # 所有价格之和，不含之后另外计算的税费部分\n", language="zh"),)

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each such line."""
        for token in page.tokens:
            row = page.lines[token.line - 1]
            if (
                token.own_line
                or len(row) * 2 <= self.width
                or "://" in token.text
                or is_directive(token.text)
            ):
                continue
            wide = columns(row)
            if wide > self.width >= columns(row[: token.column].rstrip()):
                message = f"the comment makes the line {wide} columns wide, more than {self.width}"
                evidence = f"comment: {token.text[:60]!r}"
                yield self.finding(page, None, message, evidence, token.line, token.column + 1)
