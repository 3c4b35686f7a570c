"""The comments and docstrings that stand in Python source, and the lines that convention gives them.

- A comment *behind* code speaks of the statement on its line.
- A comment *above* code speaks of the statement at its indentation: of a compound one its header (with the
  decorators above it), of a simple one the run of simple statements up to a blank line, a comment, a dedent
  or a compound statement.
- A comment *inside* a statement of several lines speaks of that statement.
- A comment at the *end* of a block, with nothing behind it, speaks of the block's header; at the end of the
  module it claims no line.
- A docstring speaks of its function or class from first line to last; a module's of the whole.

Directives to tools, shebangs and lines without a letter or digit are no remarks.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from postil.facts.model import Class, Facts, Function, Statement
from postil.facts.python_docstrings import clean
from postil.facts.python_lines import rows_of
from postil.facts.python_syntax import Source, comment_nodes
from postil.records import Comment

_DIRECTIVE = re.compile(
    r"(?:!|%%|-\*-|(?:fmt|type|pylint|mypy|pyright|pytype|isort|yapf|flake8|ruff|black|postil|vim?|doctest|skipcq"
    r"|autopep8)\s*:|(?:noqa|nosec|nopep8|pragma)\b|coding\s*[:=])",
    re.IGNORECASE,
)
_COMPOUND = frozenset(
    "function class if elif else for while try except finally with match case decorator".split()
)


class _Remark:
    """Own-line comments that follow each other, or one comment behind code."""

    def __init__(self, row: int, column: int, text: str) -> None:
        self.first = self.last = row
        self.column = column
        self.lines = [text]

    def text(self) -> str:
        return "\n".join(self.lines).strip("\n").rstrip()


def comments_of(code: str, facts: Facts) -> tuple[Comment, ...]:
    """All remarks in normalised ``code``, in order; ``facts`` are those of the same code."""
    owners: dict[int, Function | Class] = {owner.statement: owner for owner in facts.classes}
    owners.update((function.statement, function) for function in facts.functions)
    found = [
        _docstring(facts, statement, owners.get(statement.parent))
        for statement in facts.statements
        if statement.kind == "docstring"
    ]
    if "#" in code:
        found.extend(_comments(code, facts))
    remarks = [comment for comment in found if comment.text]
    return tuple(sorted(remarks, key=lambda comment: (comment.at_line or 0, comment.at_column or 0)))


def _docstring(facts: Facts, statement: Statement, owner: Function | Class | None) -> Comment:
    return Comment(
        text=clean("".join(str(literal.value) for literal in statement.literals)),
        kind="docstring",
        line_number=1 if owner is None else owner.line,
        end_line_number=facts.lines if owner is None else owner.end_line,
        at_line=statement.line,
        at_column=statement.column,
        symbol=None if owner is None else owner.qualname,
    )


def _comments(code: str, facts: Facts) -> list[Comment]:
    rows = rows_of(code)
    own: list[_Remark] = []
    found: list[Comment] = []
    source = Source(code)
    for node in comment_nodes(source.tree.root_node):
        row, column = node.start_point.row, source.place(node)[1]
        text = _stripped(source.of(node), row)
        if not rows[row][:column].strip():
            _add_own(own, row, column, text)
        elif text:
            statement = facts.at(row + 1)
            line = row + 1 if statement is None else statement.line
            found.append(Comment(text, "line", line, at_line=row + 1, at_column=column))
    places = Places(facts)
    found.extend(own_line(one.first, one.last, one.column, one.text(), places) for one in own)
    return found


def _add_own(own: list[_Remark], row: int, column: int, text: str | None) -> None:
    """Join the comment to the one above it if they follow each other; ``None`` is a directive."""
    if own and own[-1].last == row - 1 and own[-1].column == column:
        own[-1].last = row
        if text is not None:
            own[-1].lines.append(text)
    else:
        own.append(_Remark(row, column, text or ""))


def _stripped(written: str, row: int) -> str | None:
    """The text of one comment: ``None`` for a directive, nothing for a line without letter or digit."""
    text = written.lstrip("#")
    if row == 0 and text.startswith("!"):
        return None
    text = text.removeprefix(":").removeprefix(" ").rstrip()
    if _DIRECTIVE.match(text.lstrip()):
        return None
    return text if any(character.isalnum() for character in text) else ""


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
    """The remark ``text`` that stands alone on the rows ``first`` to ``last``, with the lines it speaks of."""
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
