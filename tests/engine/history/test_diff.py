"""The diff view: what a file was, which comments changed, what was renamed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.errors import UsageError
from postil.facts.registry import facts_of, language_named
from postil.history.git import Revision
from postil.history.lines import line_origins
from postil.history.renames import renames_between
from postil.history.view import Earlier

LINES = st.lists(st.sampled_from(["a", "b", "c", "", "d = 1"]), max_size=12)


@given(LINES, LINES)
def test_an_origin_is_the_same_line_and_origins_keep_their_order(old: list[str], new: list[str]) -> None:
    before, now = "\n".join(old), "\n".join(new)
    origins = line_origins(before, now)
    assert len(origins) == len(now.split("\n"))
    kept = [origin for origin in origins if origin]
    assert kept == sorted(set(kept))
    for line, origin in zip(now.split("\n"), origins, strict=True):
        assert not origin or before.split("\n")[origin - 1] == line


@given(LINES)
def test_a_text_is_its_own_origin(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert line_origins(text, text) == tuple(range(1, text.count("\n") + 2))


def test_texts_that_are_wholly_different_cost_no_square() -> None:
    before, now = (("\n".join(f"{letter}{n}" for n in range(30_000))) for letter in "ab")
    assert set(line_origins(before, now)) == {0}


def renames(before: str, now: str) -> dict[str, str]:
    return renames_between(facts_of(before, "python"), facts_of(now, "python"))


BODY = "    rows = open(path).read()\n    return rows.split(',')\n"


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        (f"def load(path):\n{BODY}", f"def read(path):\n{BODY}", {"load": "read"}),
        (f"def load(path):\n{BODY}", "def read(socket):\n    return socket.receive()\n", {}),
        (f"def load(path):\n{BODY}", f"def load(path):\n{BODY}\ndef read(path):\n{BODY}", {}),
        ("def cut(text, size):\n    return text[:size]", "def cut(text, limit):\n    return text[:limit]", {"size": "limit"}),
        ("def cut(text, size):\n    return text", "def cut(text):\n    return text", {}),
        ("LIMIT = 3600\n", "TIMEOUT = 3600\n", {"LIMIT": "TIMEOUT"}),
        ("class Box:\n    size = 10\n    def fill(self): return 1", "class Crate:\n    size = 10\n    def fill(self): return 1", {"Box": "Crate"}),
    ],
)  # fmt: skip
def test_renames_are_seen_and_nothing_else(before: str, now: str, expected: dict[str, str]) -> None:
    assert renames(before, now) == expected


def test_a_comment_that_moved_is_the_same_and_one_that_was_edited_is_new() -> None:
    before = "# Keep it.\nx = 1\n# Old words.\ny = 2\n"
    now = "import os\n\n# Keep it.\nx = 1\n# New words.\ny = 2\n"
    earlier = Earlier.read(before, now, "python")
    kept, edited = language_named("python").comments(now)
    assert earlier.then(kept).at_line == 1
    assert earlier.then(edited) is None


def test_a_docstring_is_followed_through_a_rename() -> None:
    before = f'def load(path):\n    """Read it."""\n{BODY}'
    now = before.replace("load", "read")
    earlier = Earlier.read(before, now, "python")
    (docstring,) = language_named("python").comments(now)
    assert earlier.owner(earlier.then(docstring)).name == "load"


def git(folder: Path, *arguments: str) -> None:
    command = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", *arguments]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


DOC = 'def cut(text, limit=60):\n    """Cut a text.\n\n    Args:\n        text: What.\n        limit: Most; defaults to {}.\n\n    Returns:\n        The beginning.\n    """\n    return text[:limit]\n'


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    (tmp_path / "old.py").write_text(DOC.format(80), "utf-8")
    (tmp_path / "kept.py").write_text(DOC.format(90) + "\n\n# magic\nx = cut('a')\n", "utf-8")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "first")
    return tmp_path


def postil(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "postil", *arguments], cwd=folder, capture_output=True, check=False, text=True
    )


def found(folder: Path, *arguments: str) -> list[tuple[str, str]]:
    document = json.loads(postil(folder, "check", "--format", "json", *arguments).stdout)
    return [(one["path"], one["code"]) for one in document["findings"]]


def test_only_what_changed_is_judged(repository: Path) -> None:
    assert ("old.py", "CON04") in found(repository)
    assert found(repository, "--diff", "HEAD") == []
    text = (repository / "kept.py").read_text("utf-8")
    (repository / "kept.py").write_text(text.replace("text[:limit]", "text[:limit + 1]"), "utf-8")
    assert found(repository, "--diff", "HEAD") == [("kept.py", "CON04")]
    (repository / "new.py").write_text(DOC.format(70), "utf-8")
    assert ("new.py", "CON04") in found(repository, "--diff", "HEAD")


def test_a_moved_file_is_compared_with_what_it_was(repository: Path) -> None:
    git(repository, "mv", "old.py", "moved.py")
    assert found(repository, "--diff", "HEAD") == []


def test_a_renamed_function_is_missed_in_other_files_too(repository: Path) -> None:
    user = "# Uses cut_text of the other file.\nfrom other import cut_text\n\nprint(cut_text('a'))\n"
    other = f"def cut_text(path):\n{BODY}"
    (repository / "user.py").write_text(user, "utf-8")
    (repository / "other.py").write_text(other, "utf-8")
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "second")
    (repository / "other.py").write_text(other.replace("cut_text", "trim_text"), "utf-8")
    (repository / "user.py").write_text(
        user.replace("import cut_text", "import trim_text").replace("print(cut_text", "print(trim_text"),
        "utf-8",
    )
    assert ("user.py", "STA02") in found(repository, "--diff", "HEAD")


def test_a_changed_contract_under_an_unchanged_docstring_is_found(repository: Path) -> None:
    text = (repository / "old.py").read_text("utf-8").replace("limit=60", "limit=80")
    (repository / "old.py").write_text(text, "utf-8")
    assert found(repository, "--diff", "HEAD") == [("old.py", "STA05")]


def test_the_score_of_changed_comments_only(repository: Path) -> None:
    (repository / "new.py").write_text(DOC.format(70), "utf-8")
    done = postil(repository, "score", ".", "--diff", "HEAD", "--format", "jsonl")
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["new.py"]
    assert postil(repository, "score", ".", "--diff", "HEAD", "--fail-under", "99.9").returncode == 1
    (repository / "new.py").unlink()
    assert postil(repository, "score", ".", "--diff", "HEAD", "--fail-under", "99.9").returncode == 0


def test_a_revision_that_is_not_there_is_a_wrong_call(
    repository: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    done = postil(repository, "check", "--diff", "nowhere")
    assert (done.returncode, "git rev-parse failed" in done.stderr) == (2, True)
    assert postil(repository, "check", "--diff", "--output=x").returncode == 2
    with pytest.raises(UsageError, match="git"):
        Revision("HEAD", tmp_path_factory.mktemp("bare"))
    with pytest.raises(UsageError, match="not in the repository"):
        Revision("HEAD", repository).changed(Path("/elsewhere/a.py"))


def test_a_file_that_could_not_be_read_before_is_all_new(repository: Path) -> None:
    (repository / "old.py").write_bytes(b"# \xff\n")
    git(repository, "commit", "-qam", "damaged")
    (repository / "old.py").write_text(DOC.format(80), "utf-8")
    assert found(repository, "--diff", "HEAD") == [("old.py", "CON04")]
    done = postil(repository, "score", ".", "--diff", "HEAD", "--format", "jsonl")
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["old.py"]


def test_before_the_first_commit_everything_is_new(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(DOC.format(80), "utf-8")
    git(tmp_path, "init", "-q")
    assert found(tmp_path, "--diff", "HEAD") == [("a.py", "CON04")]
    git(tmp_path, "add", ".")
    assert found(tmp_path, "--diff", "HEAD") == [("a.py", "CON04")]


def test_rows_have_no_revisions(repository: Path) -> None:
    (repository / "rows.jsonl").write_text("{}\n", "utf-8")
    assert postil(repository, "score", "rows.jsonl", "--diff", "HEAD").returncode == 2
