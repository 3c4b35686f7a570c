"""Logical lines of text that may be damaged: which rows belong together."""

from __future__ import annotations

import re
from collections.abc import Sequence

_TOKEN = re.compile(
    r"""\#.*|\\.|(?P<triple>\"{3}|'{3})|\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|(?P<opens>[(\[{])|(?P<closes>[)\]}])""",
    re.VERBOSE,
)
_TRIPLE_END = {quotes: re.compile(rf"(?:[^\\]|\\.)*?{quotes}", re.DOTALL) for quotes in ('"""', "'''")}
# A row that begins so cannot be the inside of a bracket: the bracket was never closed.
_BEGINS_STATEMENT = re.compile(
    r"\s*(?:(?:async\s+)?def\s|class\s|return\b|import\s|while\s|with\s|try\s*:|raise\b|del\s|assert\s|pass\b"
    r"|break\b|continue\b|global\s|nonlocal\s|elif\s|except\b|finally\s*:|@\w|(?:if|for)\s[^\n]*:\s*$"
    r"|(?P<assigns>[A-Za-z_][\w.]*\s*=[^=]))"
)


class _Scanner:
    """Follows brackets and strings from row to row."""

    def __init__(self) -> None:
        self.depth = 0
        self.quotes = ""

    def read(self, row: str) -> bool:
        """Take in one more row; returns whether the logical line goes on behind it."""
        at = 0
        while True:
            if self.quotes:
                end = _TRIPLE_END[self.quotes].match(row, at)
                if end is None:
                    return True
                at, self.quotes = end.end(), ""
            match = _TOKEN.search(row, at)
            if match is None:
                return self.depth > 0 or row.endswith("\\")
            at = match.end()
            self.quotes = match["triple"] or ""
            self.depth += bool(match["opens"]) - bool(match["closes"])


def logical_lines(rows: Sequence[str]) -> list[tuple[int, int]]:
    """The first and last row of each logical line, blank and comment rows left out.

    A bracket or string that is never closed, or that runs into what must be a new statement, ends with its
    first row. Time is linear: rows read ahead in vain are counted, and past a limit no row is joined.
    """
    spans: list[tuple[int, int]] = []
    row, vain = 0, 4 * len(rows) + 1000
    while row < len(rows):
        if not rows[row].strip() or rows[row].lstrip().startswith("#"):
            row += 1
            continue
        last = _last_row(rows, row, min(len(rows), row + 1 + max(0, vain)))
        if last < 0:
            vain -= -last
            last = row
        spans.append((row, last))
        row = last + 1
    return spans


def _last_row(rows: Sequence[str], first: int, limit: int) -> int:
    """The last row of the logical line from ``first``; without an end, minus the number of rows read."""
    scanner = _Scanner()
    indent = indentation(rows[first])
    for row in range(first, limit):
        if row > first and not scanner.quotes and _is_new_statement(rows[row], indent):
            return first - row
        if not scanner.read(rows[row]):
            return row
    return first - limit


def indentation(row: str) -> int:
    """How many characters ``row`` is indented by."""
    return len(row) - len(row.lstrip())


def _is_new_statement(row: str, indent: int) -> bool:
    match = _BEGINS_STATEMENT.match(row)
    return match is not None and (match["assigns"] is None or indentation(row) <= indent)
