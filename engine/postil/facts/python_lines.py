"""Lines: which statement each belongs to."""

from __future__ import annotations

from collections.abc import Sequence

from postil.facts.python_draft import Draft
from postil.facts.python_syntax import Source


def rows_of(text: str) -> list[str]:
    """The lines of normalised text."""
    rows = text.split("\n")
    if not rows[-1]:
        rows.pop()
    return rows


def owners_of(rows: Sequence[str], drafts: Sequence[Draft], source: Source) -> list[int]:
    """For each line the index of the first statement whose header covers it.

    It is -1 for blank lines, lines with only a comment, and lines that nobody read.
    """
    owners = [-1] * len(rows)
    for draft in reversed(drafts):
        for row in range(draft.line - 1, min(draft.end_line, len(rows))):
            owners[row] = draft.index
    bare = [row.strip() for row in rows]
    hashes: list[int] = []
    for row, text in enumerate(bare):
        if not text:
            owners[row] = -1
        elif text[0] == "#" and owners[row] >= 0:
            hashes.append(row)
    if hashes:
        comments = {node.start_point.row for node in source.comments()}
        for row in comments.intersection(hashes):
            owners[row] = -1
    if "\\" in bare:
        _join_continuations(bare, owners)
    return owners


def _join_continuations(rows: Sequence[str], owners: list[int]) -> None:
    """A line that is only a backslash belongs to the statement behind it, or else before it."""
    lone = [row for row, line in enumerate(rows) if owners[row] < 0 and line == "\\"]
    for row in reversed(lone):
        owners[row] = owners[row + 1] if row + 1 < len(rows) else -1
    for row in lone:
        owners[row] = owners[row] if owners[row] >= 0 or row == 0 else owners[row - 1]
