r"""Unified hunks as edits, and passages of lines carried through them.

>>> edit, = edits_of("@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n")
>>> edit.old_first, edit.removed, edit.new_first, edit.added
(2, ('b',), 2, ('B',))
>>> carry((2, 2), [edit]).touched == (edit,), carry((3, 3), [edit]).lines
(True, (3, 3))
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from postil_corpora.schema import Lines

_HEADER = re.compile(r"@@ -(\d{1,9})(?:,(\d{1,9}))? \+(\d{1,9})(?:,(\d{1,9}))? @@")


class Edit(NamedTuple):
    """Lines that took the place of others: ``removed`` stood from ``old_first`` on, ``added`` stand from ``new_first`` on.

    Without ``removed``, ``old_first`` is the line before which ``added`` were put.
    """

    old_first: int
    removed: tuple[str, ...]
    new_first: int
    added: tuple[str, ...]

    @property
    def old_end(self) -> int:
        """The line behind those that were removed."""
        return self.old_first + len(self.removed)

    @property
    def new_end(self) -> int:
        """The line behind those that were added."""
        return self.new_first + len(self.added)

    @property
    def grown(self) -> int:
        """How many lines there are more than before."""
        return len(self.added) - len(self.removed)

    @property
    def new_lines(self) -> Lines | None:
        """The first and the last line that were added; ``None`` for a deletion."""
        return (self.new_first, self.new_end - 1) if self.added else None


class Carried(NamedTuple):
    """A passage after some edits: where its ``lines`` are now (``None``: gone) and which edits ``touched`` it."""

    lines: Lines | None
    touched: tuple[Edit, ...]


def edits_of(patch: str | None) -> tuple[Edit, ...]:
    """The edits of a patch, in order. What stands outside of hunks is passed over."""
    return tuple(_edits(patch or ""))


def _edits(patch: str) -> Iterator[Edit]:
    old = new = 0
    removed, added = list[str](), list[str]()
    for line in [*patch.split("\n"), "@@"]:
        mark, text = line[:1], line[1:]
        if mark == "-" and not added:
            removed.append(text)
        elif mark == "+":
            added.append(text)
        elif mark != "\\":
            if removed or added:
                yield Edit(old, tuple(removed), new, tuple(added))
            old, new = old + len(removed), new + len(added)
            removed, added = [text] if mark == "-" else [], []
            header = _HEADER.match(line)
            if header:
                old, new = _first(header[1], header[2]), _first(header[3], header[4])
            elif mark != "-":
                old, new = old + 1, new + 1


def _first(start: str, count: str | None) -> int:
    """The first line of one side of a hunk; an empty side names the line before it."""
    return int(start) + (count is not None and int(count) == 0)


def carry(lines: Lines, edits: Sequence[Edit]) -> Carried:
    """Where ``lines`` of the old text are in the new one; an edit touches them that changes or parts them."""
    first, last = lines
    touched = tuple(
        edit
        for edit in edits
        if (edit.removed and edit.old_first <= last and edit.old_end > first)
        or (not edit.removed and first < edit.old_first <= last)
    )
    start, stop = _place(first, edits).new_first, _place(last, edits).new_end - 1
    return Carried((start, stop) if start <= stop else None, touched)


def _place(line: int, edits: Sequence[Edit]) -> Edit:
    """The edit that replaces a line of the old text, or one that moves it to its new place."""
    for edit in edits:
        if edit.old_first <= line < edit.old_end:
            return edit
    return Edit(line, ("",), line + sum(edit.grown for edit in edits if edit.old_end <= line), ("",))


def last_line(hunk: str | None) -> int | None:
    """The line of the new text at which a hunk ends, as review comments quote it; ``None`` if that line was removed."""
    rows = (hunk or "").split("\n")
    header = _HEADER.match(rows[0])
    if header is None or len(rows) < 2 or rows[-1].startswith("-"):
        return None
    return _first(header[3], header[4]) - 1 + sum(not row.startswith(("-", "\\")) for row in rows[1:])
