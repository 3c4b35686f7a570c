"""Lines that no parser could read, and text that is read by lines alone."""

from __future__ import annotations

from collections.abc import Sequence

from postil.facts.model import Facts, Statement, SyntaxProblem
from postil.facts.python_draft import Draft
from postil.facts.python_lines import owners_of
from postil.facts.python_reading import Reading
from postil.facts.python_syntax import Source
from postil.facts.python_tokens import names_in, tokenise


def read_leftovers(rows: Sequence[str], reading: Reading, source: Source) -> None:
    """Make a statement of kind ``error`` of each line that was not read."""
    owners = owners_of(rows, reading.drafts, source)
    left = [
        row
        for row, line in enumerate(rows)
        if owners[row] < 0 and line.strip() and not line.lstrip().startswith("#")
    ]
    if not left:
        return
    old = {draft.index: draft for draft in reading.drafts}
    for row in left:
        reading.drafts.append(unread(row, rows[row]))
        reading.problems.append(SyntaxProblem(row + 1, 0, "cannot be read as Python"))
    reading.drafts.sort(key=lambda draft: draft.line)
    parents = [old.get(draft.parent) for draft in reading.drafts]
    for index, draft in enumerate(reading.drafts):
        draft.index = index
    for draft, parent in zip(reading.drafts, parents, strict=True):
        draft.parent = -1 if parent is None else parent.index


def unread(row: int, line: str, index: int = 0) -> Draft:
    """A line by itself, with the names and constants in it."""
    at, text = row + 1, line.strip()
    draft = Draft(index, "error", at, at, at, len(line) - len(line.lstrip()), 0, -1, -1, text)
    tokenise(text, draft)
    return draft


def facts_by_lines(rows: Sequence[str], language: str, message: str) -> Facts:
    """The facts of text too large to be parsed: each line is a statement of its own, with its names."""
    statements: list[Statement] = []
    owners = [-1] * len(rows)
    for row, line in enumerate(rows):
        text = line.strip()
        if text and not text.startswith("#"):
            owners[row] = index = len(statements)
            at, column, names = row + 1, len(line) - len(line.lstrip()), names_in(text)
            statements.append(Statement(index, "error", at, at, at, column, 0, -1, -1, text, "", names))
    return Facts(
        language=language,
        lines=len(rows),
        statements=tuple(statements),
        symbols=frozenset(name for statement in statements for name in statement.names),
        line_statements=tuple(owners),
        problems=(SyntaxProblem(1, 0, message),),
    )
