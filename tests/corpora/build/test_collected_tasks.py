"""Tasks from collected tables: what a history says is asked, and nothing that came later is shown."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from postil.cli.main import run
from postil.reading.rows import read_rows as read_postil_rows
from postil.records import Row
from postil_corpora.build.commits import moment
from postil_corpora.build.patches import before_after
from postil_corpora.build.tasks import task_rows
from postil_corpora.export.ianvs import universal_row
from postil_corpora.recipe import Collected
from postil_corpora.schema import (
    Answer,
    AnsweringChange,
    CodeVersion,
    Commit,
    Event,
    Feedback,
    FileChange,
    Issue,
    Provenance,
    Trajectory,
)
from postil_corpora.tables import write_rows

ORIGIN = Provenance("owner/name", "hand", licence="MIT")
PATCH = "@@ -1,2 +1,2 @@\n def area(w, h):\n-    return w + h\n+    return w * h\n"
SOURCE = Collected("", "owner/name")
ALL = (
    "reviews",
    "commit_messages",
    "next_edits",
    "co_changes",
    "api_calls",
    "issue_answers",
    "preferences",
)


def commit(sha: str, at: str, message: str, *paths: str, parents: tuple[str, ...] = ("p",)) -> Commit:
    files = tuple(FileChange(path, "modified", patch=PATCH) for path in paths)
    return Commit(sha, ORIGIN, parents=parents, committed_at=at, message=message, files=files)


@pytest.fixture
def history(tmp_path: Path) -> Path:
    commits = [
        commit("c2", "2024-01-02T09:00:00+08:00", "Multiply the sides of an area", "a.py", "b.py"),
        commit("c1", "2024-01-02T00:30:00+00:00", "Add the files a and b and c", "a.py", "b.py", "c.py"),
        commit("c3", "2024-01-03T00:00:00Z", "Merge branch 'x' of somewhere", "a.py", parents=("p", "q")),
        commit("c4", "2024-01-04T00:00:00Z", "Bump requests from 1 to 2", "a.py"),
        commit("c5", "2024-01-05T00:00:00Z", "Round what area returns", "a.py"),
    ]
    events = tuple(Event("commit", sha=sha) for sha in ("c2", "c5", "not-cloned"))
    remark = Feedback(
        "f1",
        "review_comment",
        "This must be a product.",
        ORIGIN,
        trajectory="t1",
        path="a.py",
        hunk=PATCH,
        created_at="2024-01-04T00:00:00Z",
        answered_by=(AnsweringChange("c5", "a.py", patch=PATCH, confidence=0.9),),
        resolution="resolved",
    )
    reply = Feedback(
        "f2", "review_comment", "I agree with that remark.", ORIGIN, in_reply_to="f1", hunk=PATCH
    )
    answers = (
        Answer("Call `fh.seek(0)` before the second read.", "user-2", "2024-01-02T00:00:00Z", rank=1),
        Answer("I have found it out myself meanwhile.", "user-1", "2024-01-03T00:00:00Z"),
        Answer("This was written long before the question.", "user-3", "2023-01-01T00:00:00Z"),
    )
    issue = Issue(
        "i1",
        "Second read is empty",
        "Why is that so?",
        ORIGIN,
        "user-1",
        "2024-01-01T00:00:00Z",
        answers=answers,
    )
    code = "import math\n\n\ndef area(w, h):\n    total = math.prod((w, h))\n    return total\n"
    version = CodeVersion(
        "v1", "a.py", "python", ORIGIN, after=code, added=(5,), committed_at="2024-01-02T00:00:00Z"
    )
    tables = {
        "commits": commits,
        "trajectories": [Trajectory("t1", "pull_request", events, ORIGIN, outcome="merged")],
        "feedback": [remark, reply],
        "issues": [issue],
        "code_versions": [version],
    }
    for table, rows in tables.items():
        write_rows(tmp_path / "collected", table, rows)
    return tmp_path / "collected"


def test_messages_are_of_people_about_these_patches(history: Path) -> None:
    rows = list(task_rows("commit_messages", history, SOURCE))
    assert [row.subject for row in rows] == [
        "Add the files a and b and c",
        "Multiply the sides of an area",
        "Round what area returns",
    ]
    assert rows[0].diff.startswith("--- a.py\n+++ a.py\n@@")


def test_files_that_changed_together_are_asked_for_among_files_known_before(history: Path) -> None:
    rows = {row.id: row for row in task_rows("co_changes", history, SOURCE)}
    assert set(rows) == {"c2:a.py", "c2:b.py"}
    assert rows["c2:a.py"].changed == ("b.py",)
    assert rows["c2:a.py"].candidates == ("b.py", "c.py")


def test_the_next_edit_follows_what_was_done_so_far(history: Path) -> None:
    (row,) = task_rows("next_edits", history, SOURCE)
    assert (row.id, row.path, len(row.history)) == ("t1:c5", "a.py", 2)


def test_reviews_hold_remarks_their_answers_and_as_many_clean_changes(history: Path) -> None:
    remark, clean = task_rows("reviews", history, SOURCE)
    assert (remark.comment, remark.fixed, remark.confidence) == ("This must be a product.", PATCH, 0.9)
    assert (clean.comment, clean.id) == (None, "t1:c2:b.py")


def test_a_preference_is_the_code_before_and_after_what_was_asked(history: Path) -> None:
    (row,) = task_rows("preferences", history, SOURCE)
    assert "return w * h" in row.chosen
    assert "return w + h" in row.rejected
    assert row.prompt == "This must be a product."


def test_a_call_is_asked_for_with_the_lines_above_it(history: Path) -> None:
    (row,) = task_rows("api_calls", history, SOURCE)
    assert row.call == "math.prod"
    assert row.prefix.endswith("def area(w, h):\n    total = ")


def test_an_issue_keeps_answers_of_others_that_came_after_it(history: Path) -> None:
    (row,) = task_rows("issue_answers", history, SOURCE)
    assert [one.author for one in row.answers] == ["user-2"]


def test_what_a_host_says_and_the_commits_may_stand_in_two_folders(history: Path, tmp_path: Path) -> None:
    whole = {table: list(task_rows(table, history, SOURCE)) for table in ALL}
    clone = tmp_path / "clone"
    clone.mkdir()
    for table in ("commits", "code_versions"):
        for shard in history.glob(f"{table}-*"):
            shard.rename(clone / shard.name)
    apart = Collected("collected", "owner/name", git="clone")
    assert {table: list(task_rows(table, tmp_path, apart)) for table in ALL} == whole


def test_tables_that_were_not_collected_give_no_rows(tmp_path: Path) -> None:
    for table in ALL:
        assert list(task_rows(table, tmp_path, SOURCE)) == []


def test_every_row_can_be_asked_as_a_question(history: Path) -> None:
    for table in ALL:
        for row in task_rows(table, history, SOURCE):
            asked = universal_row(row)
            assert asked["question"]
            assert asked["answer"]
            assert None not in asked["postil"].values()


@pytest.mark.parametrize("written", ["2024-01-02T00:00:00Z", "2024-01-02T08:00:00+08:00"])
def test_a_moment_is_the_same_whatever_its_offset(written: str) -> None:
    assert moment(written) == 1_704_153_600
    assert moment(None) == moment("yesterday") == float("-inf")


def test_hunks_fall_into_before_and_after() -> None:
    assert before_after(PATCH + "\\ No newline at end of file") == (
        "def area(w, h):\n    return w + h",
        "def area(w, h):\n    return w * h",
    )


@pytest.fixture
def built(history: Path, tmp_path: Path) -> Callable[[], Path]:
    def make() -> Path:
        recipe = tmp_path / "demo.toml"
        recipe.write_text(
            'filters = ["redact", "licence"]\n[corpus]\nname = "demo"\ndescription = "d"\n'
            'tasks = ["issue_answers", "reviews", "commit_messages"]\n'
            '[[collected]]\nfolder = "collected"\nrepository = "owner/name"\n',
            encoding="utf-8",
        )
        assert run(["corpora", "build", str(recipe), "-o", str(tmp_path / "corpus"), "--jobs", "1"]) == 0
        return tmp_path / "corpus"

    return make


def test_exported_issues_have_the_shape_that_postil_reads(built: Callable[[], Path], tmp_path: Path) -> None:
    corpus = built()
    assert run(["corpora", "export", str(corpus), "-o", str(tmp_path / "rows")]) == 0
    (path,) = (tmp_path / "rows" / "issue_answers").iterdir()
    raw = json.loads(path.read_text())
    assert list(raw)[1:6] == ["question", "user_login", "created_at", "updated_at", "body"]
    assert list(raw["answer_1"]) == ["user_login", "created_at", "updated_at", "body"]
    (row,) = read_postil_rows(str(path))
    assert isinstance(row, Row)
    assert [one.key for one in row.answers] == ["answer_1"]
    assert run(["corpora", "stats", str(corpus), "-o", str(tmp_path / "page.html")]) == 0
