"""FMT14: a comment without text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from postil.facts.model import CommentToken
from postil.page import Page
from postil.records import Finding, Fix
from postil.rule import Example, Rule

_MANY = 5


class EmptyComment(Rule):
    """A lone ``#``, neither part of a block of comments nor inside a statement of several lines."""

    code = "FMT14"
    name = "format/empty-comment"
    tier = 1
    dimension = "format"
    penalty = 0.02
    reads_prose = False
    fixable = True
    needs = ("text", "tree")
    in_source = True
    title = "empty comment"
    why = "Nobody knows whether something was meant to stand there."
    source = "PLR2044, pylint empty-comment"
    good = (Example("# Start from zero.\ntotal = 0\n"),)
    near_misses = (
        Example("first = 1\n#\nsecond = 2\n#\nthird = 3\n#\nfourth = 4\n#\nfifth = 5\n#\nsixth = 6\n"),
        Example("# Totals.\ntotal = 0\n\n# Steps.\n#\n# By one.\nstep = 1\n"),
        Example("#\n# Title\n#\ntotal = 0\n"),
        Example("names = [\n    'a',\n    #\n    'b',\n]\n"),
        Example("names = [  #\n    'a',\n    'b',\n]\n"),
        Example("# One paragraph.\n#\n# Another one.\ntotal = 0\n"),
        Example("seen = set()  # Of the rows\nlast = None   #\nbest = 0      # seen so far.\n"),
        Example("seen = set()  # 行的集合，\nlast = None   #\nbest = 0      # 至今为止。\n", language="zh"),
    )
    bad = (Example("total = 0\n#\nstep = 1  # by one\n"),)
    paraphrases = (Example("total = 0  #\n"), Example("def half(n):\n    #\n    #\n    return n / 2\n"))

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each empty comment behind code and each run of nothing but empty ones.

        A file with many runs parts its groups with them.
        """
        empty = [
            block
            for block in _blocks(page.tokens)
            if all(token.text.strip() == "#" for token in block) and not self._is_inside(page, block[0])
        ]
        parts = sum(block[0].own_line for block in empty)
        for block in empty:
            if block[0].own_line and parts >= _MANY:
                continue
            for own_line, some in groupby(block, key=lambda token: token.own_line):
                if own_line:
                    yield self._alone(page, list(some))
                else:
                    yield from (self._behind_code(page, token) for token in some)

    def _is_inside(self, page: Page, token: CommentToken) -> bool:
        return any(s.line <= token.line <= s.end_line and s.line != s.end_line for s in page.facts.statements)

    def _behind_code(self, page: Page, token: CommentToken) -> Finding:
        row = page.lines[token.line - 1]
        fix = Fix(token.line, len(row[: token.column].rstrip()) + 1, token.line, len(row) + 1, "")
        evidence = f"line: {row.strip()[:60]!r}"
        return self.finding(page, None, "empty comment", evidence, token.line, token.column + 1, fix=fix)

    def _alone(self, page: Page, run: list[CommentToken]) -> Finding:
        first, last = run[0], run[-1]
        has_next = last.line < len(page.lines)
        fix = Fix(first.line, 1, last.line + 1, 1, "") if has_next else None
        evidence = f"lines {first.line} to {last.line}: only '#'"
        column = first.column + 1
        return self.finding(page, None, "empty comment", evidence, first.line, column, last.line, fix)


def _blocks(tokens: Iterable[CommentToken]) -> Iterator[list[CommentToken]]:
    """The comments that stand in one column on successive lines, behind code or alone."""
    block: list[CommentToken] = []
    for token in tokens:
        if block and (block[-1].line, block[-1].column) != (token.line - 1, token.column):
            yield block
            block = []
        block.append(token)
    if block:
        yield block
