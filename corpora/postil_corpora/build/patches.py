r"""Unified hunks as the tables keep them, taken apart: the code before and the code after.

>>> before_after("@@ -1,2 +1,2 @@\n a = 1\n-b = 2\n+b = 3\n")
('a = 1\nb = 2', 'a = 1\nb = 3')
"""

from __future__ import annotations

from collections.abc import Iterable

from postil_corpora.schema import FileChange

MOST_CHARACTERS = 8_000
"""A longer patch is no example: nobody reads it at once."""
_MOST_FILES = 15


def before_after(patch: str) -> tuple[str, str]:
    """The lines of ``patch`` before and after it, without its headers."""
    before, after = [], []
    for line in patch.split("\n"):
        sign, rest = line[:1], line[1:]
        if sign in ("-", " "):
            before.append(rest)
        if sign in ("+", " "):
            after.append(rest)
    return "\n".join(before), "\n".join(after)


def diff_of(change: FileChange) -> str | None:
    """The patch of one file with its names on top, or ``None`` where there is none that can be read whole."""
    if not change.patch or change.binary or change.unread or len(change.patch) > MOST_CHARACTERS:
        return None
    return f"--- {change.old_path or change.path}\n+++ {change.path}\n{change.patch}"


def diff_of_all(changes: Iterable[FileChange]) -> str | None:
    """The patches of a commit, or ``None`` where one is missing or they are too many."""
    found = [diff_of(change) for change in changes]
    whole = [one for one in found if one is not None]
    text = "\n".join(whole)
    complete = len(whole) == len(found) and 0 < len(found) <= _MOST_FILES
    return text if complete and len(text) <= MOST_CHARACTERS else None
