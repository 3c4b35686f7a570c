"""Which files are checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from postil.check.files import find_files
from postil.check.patterns import IgnoreFiles
from postil.errors import UsageError


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name in ("a.py", "sub/b.py", "sub/made/c.py", "made/d.py", "notes.txt", ".hidden/e.py", "f.ipynb"):
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_text("{}", "utf-8")
    (tmp_path / ".git").mkdir()
    return tmp_path


def names(tree: Path, *paths: Path, exclude: tuple[str, ...] = ()) -> list[str]:
    found = find_files([str(path) for path in paths], tree, exclude, print)
    return [path.relative_to(tree).as_posix() for path in found]


def test_a_folder_gives_its_sources_and_notebooks(tree: Path) -> None:
    assert names(tree, tree) == ["a.py", "f.ipynb", "made/d.py", "sub/b.py", "sub/made/c.py"]


def test_what_git_ignores_is_left_out_unless_it_is_named(tree: Path) -> None:
    (tree / ".gitignore").write_text("made/\n# a comment\n", "utf-8")
    assert names(tree, tree) == ["a.py", "f.ipynb", "sub/b.py"]
    assert names(tree, tree / "sub") == ["sub/b.py"]
    assert names(tree, tree / "made/d.py") == ["made/d.py"]


def test_a_nearer_gitignore_counts_more(tree: Path) -> None:
    (tree / ".gitignore").write_text("*.py\n", "utf-8")
    (tree / "sub/.gitignore").write_text("!b.py\n", "utf-8")
    assert names(tree, tree) == ["f.ipynb", "sub/b.py"]


def test_a_gitignore_above_the_repository_counts_for_nothing(tree: Path) -> None:
    inner = tree / "sub"
    (tree / ".gitignore").write_text("*.py\n", "utf-8")
    (inner / ".git").mkdir()
    assert names(tree, inner) == ["sub/b.py", "sub/made/c.py"]


def test_the_repository_s_own_excludes_count_too(tree: Path) -> None:
    (tree / ".git/info").mkdir()
    (tree / ".git/info/exclude").write_text("a.py\n", "utf-8")
    assert IgnoreFiles(tree).leave_out(tree / "a.py")
    assert not IgnoreFiles(tree).leave_out(tree / "sub/b.py")


def test_excluded_files_are_left_out_even_when_named(tree: Path) -> None:
    assert names(tree, tree / "a.py", tree / "sub/b.py", exclude=("sub/",)) == ["a.py"]
    assert names(tree, tree, exclude=("**/made",)) == ["a.py", "f.ipynb", "sub/b.py"]


def test_a_path_that_is_not_there_is_a_wrong_call(tree: Path) -> None:
    with pytest.raises(UsageError, match="no such file"):
        names(tree, tree / "nowhere")
