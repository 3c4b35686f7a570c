"""Commits of git tables, for those who link, and the feedback that they answer."""

from __future__ import annotations

from collections.abc import Container, Iterator
from pathlib import Path

from msgspec import structs

from postil_corpora.filters.redaction import redact
from postil_corpora.links.history import history_feedback
from postil_corpora.links.threads import Change, LaterCommit
from postil_corpora.people import key_bytes
from postil_corpora.schema import Commit, Feedback, Issue
from postil_corpora.tables import read_rows


def later_commits(folder: Path, wanted: Container[str]) -> dict[str, LaterCommit]:
    """Those commits of the table in ``folder`` that are ``wanted``, by sha, with their patches.

    Raises:
        UsageError: there is no such table.
    """
    rows = read_rows(folder, "commits", Commit)
    return {row.sha: later_commit(row) for row in rows if row.sha in wanted}


def later_commit(commit: Commit) -> LaterCommit:
    """A commit as the linker sees it."""
    changes = tuple(Change(file.path, file.patch, file.old_path) for file in commit.files)
    return LaterCommit(commit.sha, commit.message, changes)


def linked_rows(folder: Path, issues: Path | None = None) -> Iterator[Feedback]:
    """The feedback that the commits in ``folder`` answer, redacted; ``issues`` holds the words of reports.

    Raises:
        UsageError: a table is not there.
    """
    reports = read_rows(issues, "issues", Issue) if issues else ()
    by_number = {issue.number: issue for issue in reports if issue.number is not None}
    for row in history_feedback(lambda: read_rows(folder, "commits", Commit), by_number):
        yield _redacted(row)


def _redacted(row: Feedback) -> Feedback:
    """The row without personal data; doing so again to what was redacted changes nothing."""
    key = key_bytes(None)
    answered = tuple(
        structs.replace(change, patch=None if change.patch is None else redact(change.patch, key).text)
        for change in row.answered_by
    )
    return structs.replace(row, text=redact(row.text, key).text, answered_by=answered)
