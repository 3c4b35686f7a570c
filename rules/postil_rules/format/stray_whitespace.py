"""FMT17: tabs or trailing spaces in comments and docstrings."""

from __future__ import annotations

from collections.abc import Iterator

from postil.facts.model import CommentToken
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex
from postil_rules.format._written import docstring_rows, in_line

_CODE = 'def half(n):\n    """Halve n.{}\n\n    Always exact.\n    """\n    return n / 2{}\n'
_BLANKS = " \t\f\v"
# A line of a file, quoted or not: a tab parts its fields, the second of which is a number or in brackets.
_SAMPLE = regex(r"['\"`][^'\"`\t]{0,200}\t[^'\"`]{0,200}['\"`]|\S\t[\[({<\d-]")


class StrayWhitespace(Rule):
    """A comment, or a line of a docstring, ends in white space, or a comment holds a tab.

    Tabs in neighbouring comments, in quotes or before a bracket or number are those of a table or of a quoted file. Two spaces at the end of a line of text are a line break in Markdown and left alone in docstrings.
    """

    code = "FMT17"
    name = "format/stray-whitespace"
    tier = 2
    dimension = "format"
    penalty = 0.01
    reads_prose = False
    fixable = True
    in_source = True
    title = "tab or trailing space in a comment"
    why = "It shows in every diff and in no editor."
    source = "W291, GL05"
    good = (Example(_CODE.format("", "  # exact")),)
    near_misses = (
        Example(_CODE.format("  ", "")),
        Example("x = 'a\t '  # one\n"),
        Example("# name\tBall\n# size\t7\nx = 7\n"),
        Example("# such as '# id 7\tof=Ball'\nx = 7\n"),
        Example("# 形如 '# id 7\tof=Ball'\nx = 7\n", language="zh"),
        Example("# ...\n# sizes\t[('Ball', 7)]\n# ...\nx = 7\n"),
        Example('def half(n):\n\t"""Halve n.\n\n\tExact.\n\t"""\n\treturn n / 2\n'),
        Example('def show():\n    """Show it.\n\n    >>> show()\n    a \n    """\n'),
    )
    bad = (Example(_CODE.format("", "  # exact ")),)
    paraphrases = (
        Example(_CODE.format("", "  # exact\tor nearly")),
        Example(_CODE.format(" ", "")),
        Example('def half(n):\n    """Halve n.\n    \n    Exact.\n    """\n'),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each comment and each line of a docstring with stray white space."""
        tabbed = {token.line for token in page.tokens if "\t" in token.text.rstrip(_BLANKS)}
        for token in page.tokens:
            if "\t" in token.text or token.text[-1] in _BLANKS:
                in_table = not tabbed.isdisjoint((token.line - 1, token.line + 1))
                yield from self._comment(page, token, in_table=in_table)
        for index in page.docstrings if page.is_source else ():
            if ">>>" not in page.comments[index].text:
                yield from self._docstring(page, index)

    def _comment(self, page: Page, token: CommentToken, *, in_table: bool) -> Iterator[Finding]:
        bare = token.text.rstrip(_BLANKS)
        start, end = token.column + len(bare), token.column + len(token.text)
        if start != end:
            fix = in_line(token.line, start, end, "")
            evidence = f"comment ends: {token.text[-12:]!r}"
            yield self.finding(page, None, "trailing white space", evidence, token.line, start + 1, fix=fix)
        if "\t" in bare and not in_table and not _SAMPLE.search(bare):
            at = token.column + bare.index("\t")
            fix = in_line(token.line, token.column, start, bare.replace("\t", " "))
            evidence = f"comment: {bare[:60]!r}"
            yield self.finding(page, None, "tab in a comment", evidence, token.line, at + 1, fix=fix)

    def _docstring(self, page: Page, index: int) -> Iterator[Finding]:
        for number, row in docstring_rows(page, index):
            bare = row.rstrip(_BLANKS)
            tail = row[len(bare) :]
            if not tail or (bare and (tail == "  " or bare.endswith(("'''", '"""')))):
                continue
            blank = None if bare else in_line(number, 0, len(row), "")
            evidence = f"line ends: {row[-12:]!r}"
            yield self.finding(
                page, index, "trailing white space", evidence, number, len(bare) + 1, fix=blank
            )
