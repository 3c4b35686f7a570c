"""Commits of git tables, for those who link."""

from __future__ import annotations

from pathlib import Path

from postil_corpora.links.threads import Change, LaterCommit
from postil_corpora.schema import Commit
from postil_corpora.tables import read_rows


def later_commits(folder: Path) -> dict[str, LaterCommit]:
    """The commits of the table in ``folder`` by sha, with their patches.

    Raises:
        UsageError: there is no such table.
    """
    return {row.sha: later_commit(row) for row in read_rows(folder, "commits", Commit)}


def later_commit(commit: Commit) -> LaterCommit:
    """A commit as the linker sees it."""
    changes = tuple(Change(file.path, file.patch, file.old_path) for file in commit.files)
    return LaterCommit(commit.sha, commit.message, changes)
