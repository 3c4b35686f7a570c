"""Where a comment that stands alone on its lines belongs, by the conventions that all languages share.

One *above* code speaks of what begins there, one *inside* a statement of that statement, one at the *end* of a
block of the block's header; see ``python_comments`` for the whole.
"""

from __future__ import annotations

from bisect import bisect_left

from postil.facts.model import Facts, Statement
from postil.records import Comment

_COMPOUND = frozenset(
    "function class if elif else for while try except finally with match case decorator".split()
)


class Places:
    """The statements of a source by line."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.statements = facts.statements
        self.lines = [statement.line for statement in facts.statements]

    def around(self, row: int) -> Statement | None:
        """The statement inside whose lines ``row`` (from 0) stands."""
        index = bisect_left(self.lines, row + 1) - 1
        if index < 0:
            return None
        statement = self.statements[index]
        return statement if statement.end_line > row + 1 else None

    def behind(self, row: int) -> Statement | None:
        """The first statement that begins behind ``row``."""
        index = bisect_left(self.lines, row + 2)
        return self.statements[index] if index < len(self.statements) else None

    def header(self, row: int, column: int) -> Statement | None:
        """The header of the block that a comment at ``column`` closes."""
        index = bisect_left(self.lines, row + 1) - 1 if column else -1
        while index >= 0:
            statement = self.statements[index]
            if statement.column < column:
                return statement
            index = statement.parent if statement.parent >= 0 else index - 1
        return None

    def run_end(self, first: Statement) -> int:
        """The last line of what a comment above ``first`` speaks of."""
        end = first.end_line
        for index in range(first.index + 1, len(self.statements)):
            statement = self.statements[index]
            if statement.line > end + 1 or statement.column < first.column or not _joins(first, statement):
                break
            end = statement.end_line
            if statement.kind in ("function", "class"):
                break
        return end


def _joins(first: Statement, following: Statement) -> bool:
    """Whether a comment above ``first`` speaks of ``following`` too."""
    if first.kind == "decorator":
        return following.kind in ("decorator", "function", "class")
    return first.kind not in _COMPOUND and following.kind not in _COMPOUND


def own_line(first: int, last: int, column: int, text: str, places: Places) -> Comment:
    """The remark ``text`` that stands alone on the rows ``first`` to ``last`` (from 0), and what it speaks of."""
    around, behind = places.around(first), places.behind(last)
    line: int | None
    end: int | None
    if around is not None:
        line, end = around.line, around.end_line
    elif behind is not None and behind.column >= column:
        line, end = behind.line, places.run_end(behind)
    else:
        header = places.header(first, column)
        line, end = (None, None) if header is None else (header.line, header.end_line)
    return Comment(
        text=text,
        kind="block" if "\n" in text else "line",
        line_number=line,
        end_line_number=end,
        at_line=first + 1,
        at_column=column,
    )
