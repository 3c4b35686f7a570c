from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("pygit2", reason="the extra [corpora]")

from postil.errors import UsageError
from postil_corpora.collect.git.collect import Options, collect
from postil_corpora.schema import Commit, MergedFile, Ref
from postil_corpora.tables import read_rows

if TYPE_CHECKING:
    from conftest import GitRepository

LINES = [f"line {number}\n" for number in range(30)]


def collected(repository: GitRepository, place: str = "out") -> dict[str, Commit]:
    folder = repository.path.parent / place
    list(collect(repository.path, folder, Options()))
    return {row.sha: row for row in read_rows(folder, "commits", Commit)}


def changed(**edits: str) -> str:
    lines = list(LINES)
    for number, text in edits.items():
        lines[int(number[1:])] = text
    return "".join(lines)


def only(row: Commit) -> MergedFile:
    (merged,) = row.merged
    return merged


def test_a_commit_has_its_message_times_and_pseudonyms(repository: GitRepository) -> None:
    sha = repository.commit("Begin\n\nWhy.\n\nCo-authored-by: B <b@roe-family.net>", a__py="x = 1\n")
    row = collected(repository)[sha]
    assert row.message.startswith("Begin\n\nWhy.\n\nCo-authored-by: ")
    assert "roe-family" not in row.message
    assert [one.name for one in row.provenance.filters] == ["redaction"]
    assert row.authored_at == "2024-05-01T10:00:01+02:00"
    assert row.author.startswith("user-")
    assert len({row.author, row.committer, *row.co_authors}) == 3
    assert row.provenance.repository == "project"
    assert row.provenance.sha == sha


def test_added_changed_and_deleted_files_have_patches_and_counts(repository: GitRepository) -> None:
    first = repository.commit("add", a__py="x = 1\ny = 2\n")
    second = repository.commit("change", a__py="x = 1\ny = 3\nz = 4\n")
    third = repository.commit("delete", a__py=None)
    rows = collected(repository)
    files = [rows[sha].files[0] for sha in (first, second, third)]
    assert [(one.kind, one.added, one.removed) for one in files] == [
        ("added", 2, 0), ("modified", 2, 1), ("deleted", 0, 3),
    ]  # fmt: skip
    assert files[1].patch == "@@ -1,2 +1,3 @@\n x = 1\n-y = 2\n+y = 3\n+z = 4\n"
    assert (files[1].before, files[1].after) == (files[0].after, files[2].before)


def test_the_counts_are_those_of_git(repository: GitRepository) -> None:
    repository.commit("a", a__py="".join(LINES), b__py="x\n")
    repository.commit("b", a__py=changed(_3="new\n", _20="a\nb\n"), b__py=None, c__bin=b"\0\1")
    for row in collected(repository).values():
        shown = repository("show", "--format=", "--numstat", "-M", row.sha).splitlines()
        ours = [
            f"{'-' if f.binary else f.added}\t{'-' if f.binary else f.removed}\t{f.path}" for f in row.files
        ]
        assert ours == shown


def test_a_renamed_and_edited_file_keeps_its_old_name(repository: GitRepository) -> None:
    repository.commit("a", old__py="".join(LINES))
    sha = repository.commit("b", old__py=None, new__py=changed(_5="other\n"))
    (file,) = collected(repository)[sha].files
    assert (file.kind, file.old_path, file.path, file.added, file.removed) == (
        "renamed",
        "old.py",
        "new.py",
        1,
        1,
    )
    assert file.similarity is not None
    assert file.similarity > 90


def test_reverts_and_cherry_picks_name_their_commits(repository: GitRepository) -> None:
    repository.commit("a", a__py="".join(LINES))
    sha = repository.commit("b", a__py=changed(_5="other\n"))
    repository("revert", "--no-edit", sha)
    revert = repository("rev-parse", "HEAD")
    repository("cherry-pick", "-x", sha)
    rows = collected(repository)
    assert rows[revert].reverts == (sha,)
    assert rows[repository("rev-parse", "HEAD")].picked_from == (sha,)


def branched(repository: GitRepository, ours: str, theirs: str) -> None:
    repository.commit("base", a__py="".join(LINES))
    repository("checkout", "-q", "-b", "side")
    repository.commit("theirs", a__py=theirs)
    repository("checkout", "-q", "main")
    repository.commit("ours", a__py=ours)


def test_a_merge_that_git_makes_alone_is_automatic(repository: GitRepository) -> None:
    branched(repository, changed(_2="ours\n"), changed(_25="theirs\n"))
    sha = repository.merge("side")
    merged = only(collected(repository)[sha])
    assert (merged.resolution, merged.conflicts, merged.patch) == ("automatic", 0, None)


def test_a_conflict_shows_how_it_was_resolved(repository: GitRepository) -> None:
    branched(repository, changed(_9="ours\n"), changed(_9="theirs\n"))
    sha = repository.merge("side", a__py=changed(_9="both\n"))
    merged = only(collected(repository)[sha])
    assert (merged.resolution, merged.conflicts) == ("conflict", 1)
    assert merged.patch is not None
    assert "-ours\n" in merged.patch
    assert "-theirs\n" in merged.patch
    assert "+both\n" in merged.patch


def test_a_clean_merge_that_somebody_edited_is_told_apart(repository: GitRepository) -> None:
    branched(repository, changed(_2="ours\n"), changed(_25="theirs\n"))
    sha = repository.merge("side", a__py=changed(_2="ours\n", _25="theirs\n", _12="evil\n"))
    merged = only(collected(repository)[sha])
    assert merged.resolution == "edited"
    assert merged.patch is not None
    assert "+evil\n" in merged.patch


def test_all_refs_are_walked_as_git_does(repository: GitRepository) -> None:
    repository.commit("a", a__py="1\n")
    repository("checkout", "-q", "-b", "side")
    lost = repository.commit("b", a__py="2\n")
    repository("update-ref", "refs/pull/7/head", lost)
    repository("tag", "-a", "-m", "t", "v1")
    repository("checkout", "-q", "main")
    repository("branch", "-q", "-D", "side")
    rows = collected(repository)
    assert set(rows) == set(repository("rev-list", "--all").split())
    refs = {row.name: row.sha for row in read_rows(repository.path.parent / "out", "refs", Ref)}
    assert refs["refs/pull/7/head"] == lost
    assert {"HEAD", "refs/heads/main", "refs/tags/v1"} <= set(refs)


def test_parents_come_before_children(repository: GitRepository) -> None:
    branched(repository, changed(_9="ours\n"), changed(_9="theirs\n"))
    repository.merge("side", a__py="x")
    rows = collected(repository)
    order = {sha: place for place, sha in enumerate(rows)}
    assert all(order[parent] < order[sha] for sha, row in rows.items() for parent in row.parents)


@pytest.mark.parametrize("kind", ["folder", "file", "nothing"])
def test_what_is_no_repository_is_refused_with_the_cure(tmp_path: Path, kind: str) -> None:
    place = tmp_path / "x"
    makers: dict[str, Callable[[], object]] = {
        "folder": place.mkdir,
        "file": place.touch,
        "nothing": lambda: None,
    }
    makers[kind]()
    with pytest.raises(UsageError, match="git clone --mirror"):
        list(collect(place, tmp_path / "out", Options()))


def test_a_folder_of_another_repository_is_left_alone(repository: GitRepository, tmp_path: Path) -> None:
    repository.commit("a", a__py="1\n")
    list(collect(repository.path, tmp_path / "out", Options(), name="owner/one"))
    with pytest.raises(UsageError, match="holds owner/one: collect owner/two into another folder"):
        list(collect(repository.path, tmp_path / "out", Options(), name="owner/two"))
