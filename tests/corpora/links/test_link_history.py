"""Feedback from git alone: what commits say and do."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from postil_corpora.links.history import history_feedback
from postil_corpora.links.messages import answered, closed_numbers
from postil_corpora.schema import Commit, Feedback, FileChange, Issue, Provenance
from postil_corpora.tables import read_rows, write_rows

ORIGIN = Provenance("octo/tool", "test")


@pytest.mark.parametrize(
    ("message", "co_authors", "sources"),
    [
        ("Address review comments", (), ["review"]),
        ("Use a set, as suggested by @ada", (), ["review"]),
        ("Rename it\n\nPer code review feedback.", (), ["review"]),
        ("Apply suggestions from code review\n\nCo-authored-by: A <a@x>", ("user-1",), ["suggestion"]),
        ("Update src/a.py", ("user-1",), ["suggestion"]),
        ("Update src/a.py", (), []),
        ("[pre-commit.ci] auto fixes from pre-commit.com hooks", (), ["tool"]),
        ("[pre-commit.ci] pre-commit autoupdate", (), []),
        ("Fix failing tests on python 3.8", (), []),
        ("Fix failing tests", (), ["tool"]),
        ("fix flake8 errors", (), ["tool"]),
        ("make mypy happy", (), ["tool"]),
        ("make all the tests", (), []),
        ("Keep the order\n\nFixes #12", (), ["report"]),
        ("Fix pylint warnings (closes #3)", (), ["report"]),
        ("Merge pull request #7 from x/y\n\nAddress review, fixes #3", (), []),
        ("Add parser (#77)\n\n* first\n* address review comments", (), []),
        ("Add a code reviewer page", (), []),
        ("", (), []),
    ],
)
def test_a_message_says_what_its_commit_answers(
    message: str, co_authors: tuple[str, ...], sources: list[str]
) -> None:
    assert answered(message, co_authors) == sources


@pytest.mark.parametrize(
    ("message", "numbers"),
    [
        ("Fixes #1, #2 and #3", [1, 2, 3]),
        ("closes: GH-12", [12]),
        ("resolved https://github.com/octo/tool/issues/9", [9]),
        ("see #4, prefixes #5, fix 6", []),
        ("fix #1. fix #1", [1]),
    ],
)
def test_closing_keywords_name_issues(message: str, numbers: list[int]) -> None:
    assert closed_numbers(message) == numbers


@pytest.mark.parametrize(
    "piece", ["fix", "review ", "address ", "fix  ", "closes #1, ", "a", "Update a", "`"]
)
def test_work_grows_with_the_message(
    piece: str, grows_evenly: Callable[[Callable[[int], object], int], None]
) -> None:
    grows_evenly(lambda times: answered(piece * times, ("user-1",)), 100_000)


def _commit(sha: str, parent: str | None, message: str, patch: str, **fields: Any) -> Commit:
    files = tuple(FileChange(path, "modified", patch=patch) for path in fields.pop("paths", ("a.py",)))
    parents = (parent,) if parent else ()
    return Commit(sha=sha, provenance=ORIGIN, parents=parents, message=message, files=files, **fields)


START = _commit("s" * 40, None, "Start", "@@ -0,0 +1,2 @@\n+one\n+two")
ADDED = _commit("a" * 40, START.sha, "Add three", "@@ -2,0 +3 @@\n+three")


def _feedback(*commits: Commit, issues: dict[int, Issue] | None = None) -> list[Feedback]:
    return list(history_feedback(lambda: (START, ADDED, *commits), issues))


def test_a_revert_answers_the_commit_that_it_takes_back() -> None:
    revert = _commit("r" * 40, ADDED.sha, 'Revert "Add three"', "@@ -3 +2,0 @@\n-three", reverts=(ADDED.sha,))
    (row,) = _feedback(revert)
    assert (row.kind, row.sha, row.answered_by[0].sha) == ("revert", ADDED.sha, revert.sha)
    assert row.answered_by[0].evidence == "says that it reverts; takes back what was added"
    other = _commit("r" * 40, ADDED.sha, 'Revert "Add three"', "@@ -1 +1 @@\n-one\n+1", reverts=(ADDED.sha,))
    (unlike,) = _feedback(other)
    assert (unlike.confidence or 0) < (row.confidence or 0)


def test_an_answer_to_a_review_points_at_the_lines_that_it_replaced() -> None:
    (row,) = _feedback(_commit("b" * 40, ADDED.sha, "Address review", "@@ -3 +3 @@\n-three\n+3"))
    assert (row.kind, row.sha, row.path, row.lines) == ("review", ADDED.sha, "a.py", (3, 3))
    assert row.answered_by[0].lines == (3, 3)
    assert row.answered_by[0].evidence == "message tells of a review; rewrites lines of the same branch"


def test_a_report_has_the_words_of_its_issue_if_they_are_known() -> None:
    fix = _commit("f" * 40, ADDED.sha, "Fix #8", "@@ -1 +1 @@\n-one\n+1",
                  paths=("CHANGELOG.md", "tests/test_a.py", "src/_pytest/a.py"))  # fmt: skip
    issue = Issue(
        "octo/tool#8", "It fails", "Always.", ORIGIN, author="user-1", created_at="2024-01-01T00:00:00Z"
    )
    (row,) = _feedback(fix, issues={8: issue})
    assert (row.kind, row.text, row.author, row.trajectory) == (
        "bug_report", "It fails\n\nAlways.", "user-1", "octo/tool#8",
    )  # fmt: skip
    assert row.answered_by[0].path == "src/_pytest/a.py"
    assert _feedback(fix)[0].text == "Fix #8"


def test_merges_and_very_large_commits_answer_nothing() -> None:
    patch = "@@ -1 +1 @@\n-one\n+1"
    whole = _commit("m" * 40, ADDED.sha, "Address review", patch)
    merge = structs.replace(whole, parents=(ADDED.sha, START.sha))
    large = _commit("l" * 40, ADDED.sha, "Address review", patch, paths=[f"{n}.py" for n in range(16)])
    assert [len(_feedback(commit)) for commit in (whole, merge, large)] == [1, 0, 0]


def test_the_command_writes_a_redacted_table(tmp_path: Path) -> None:
    said = "Address review, thanks jane@roe-family.net"
    commits = [START, ADDED, _commit("b" * 40, ADDED.sha, said, "@@ -3 +3 @@\n-three\n+3")]
    write_rows(tmp_path, "commits", commits)
    command = [sys.executable, "-m", "postil", "corpora", "link", str(tmp_path), "-o", str(tmp_path / "out")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["1", "review"]
    (row,) = read_rows(tmp_path / "out", "feedback", Feedback)
    assert "jane@roe-family.net" not in row.text
    missing = subprocess.run(
        [*command[:-3], str(tmp_path / "none"), *command[-2:]], capture_output=True, text=True, check=False
    )
    assert missing.returncode == 2
