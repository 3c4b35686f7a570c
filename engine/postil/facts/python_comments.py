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
from functools import lru_cache

from postil.facts.comment_places import Places as _Places
from postil.facts.comment_places import own_line
from postil.facts.model import Class, CommentToken, Facts, Function, Statement
from postil.facts.python_bounds import excess
from postil.facts.python_docstrings import clean
from postil.facts.python_lines import rows_of
from postil.facts.python_syntax import parsed
from postil.records import Comment

_DIRECTIVE = re.compile(
    r"(?:!|%%|-\*-|(?:fmt|type|pylint|mypy|pyright|pytype|isort|yapf|flake8|ruff|black|postil|vim?|doctest|skipcq"
    r"|autopep8)\s*:|(?:noqa|nosec|nopep8|pragma)\b|coding\s*[:=])",
    re.IGNORECASE,
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


@lru_cache(maxsize=4)
def comment_tokens(code: str) -> tuple[CommentToken, ...]:
    """All comments in normalised ``code`` as they are written, in order; none in code too large to be parsed."""
    rows = rows_of(code)
    if "#" not in code or excess(code, rows) is not None:
        return ()
    source = parsed(code)
    found = []
    for node in source.comments():
        line, column = source.place(node)
        found.append(CommentToken(source.of(node), line, column, not rows[line - 1][:column].strip()))
    return tuple(found)


def _comments(code: str, facts: Facts) -> list[Comment]:
    own: list[_Remark] = []
    found: list[Comment] = []
    for token in comment_tokens(code):
        text = _stripped(token.text, token.line - 1)
        if token.own_line:
            _add_own(own, token.line - 1, token.column, text)
        elif text:
            statement = facts.at(token.line)
            line = token.line if statement is None else statement.line
            found.append(Comment(text, "line", line, at_line=token.line, at_column=token.column))
    places = _Places(facts)
    found.extend(_own_line(remark, places) for remark in own)
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


def _own_line(remark: _Remark, places: _Places) -> Comment:
    return own_line(remark.first, remark.last, remark.column, remark.text(), places)
