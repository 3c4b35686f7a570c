from __future__ import annotations

import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("pygit2", reason="the extra [corpora]")

from postil_corpora.collect.git.collect import Options, collect
from postil_corpora.schema import Commit
from postil_corpora.tables import read_rows

if TYPE_CHECKING:
    from conftest import GitRepository


def collected(source: Path, folder: Path) -> dict[str, Commit]:
    list(collect(source, folder, Options()))
    return {row.sha: row for row in read_rows(folder, "commits", Commit)}


def loose(repository: GitRepository, sha: str) -> Path:
    path = repository.path / ".git" / "objects" / sha[:2] / sha[2:]
    path.chmod(0o644)
    return path


def test_an_empty_repository_gives_an_empty_table(repository: GitRepository, tmp_path: Path) -> None:
    assert collected(repository.path, tmp_path / "out") == {}


def test_names_that_are_no_utf8_and_names_with_everything(repository: GitRepository, tmp_path: Path) -> None:
    names = [
        b"\xff\xfe.py",
        "文 件.py".encode(),
        b"new\nline\ttab.py",
        b":(top)x.py",
        b"-o.py",
        b'"quoted".py',
    ]
    blob = repository("hash-object", "-w", "--stdin", given=b"x = 1\n")
    listed = b"".join(b"100644 blob " + blob.encode() + b"\t" + name + b"\0" for name in names)
    tree = repository("mktree", "-z", given=listed)
    sha = repository("commit-tree", "-m", "names", tree)
    repository("update-ref", "refs/heads/main", sha)
    files = collected(repository.path, tmp_path / "out")[sha].files
    assert {one.path for one in files} == {
        "\\xff\\xfe.py", "文 件.py", "new\nline\ttab.py", ":(top)x.py", "-o.py", '"quoted".py',
    }  # fmt: skip
    assert [one.path for one in files if one.lossy] == ["\\xff\\xfe.py"]
    assert all(one.added == 1 for one in files)


def test_contents_and_messages_in_any_encoding(repository: GitRepository, tmp_path: Path) -> None:
    repository.commit("a", a__py=b"# caf\xe9\nx = '\xef\xbf\xbd'\n")
    repository("config", "i18n.commitEncoding", "latin1")
    (repository.path / "message").write_bytes(b"caf\xe9\n")
    repository("commit", "-q", "--allow-empty", "-F", "message")
    row = collected(repository.path, tmp_path / "out")
    assert {one.message for one in row.values()} == {"a", "café"}
    (file,) = next(iter(row.values())).files
    assert file.patch == "@@ -0,0 +1,2 @@\n+# caf\ufffd\n+x = '\ufffd'\n"
    assert file.lossy


def test_a_shallow_clone_says_where_it_ends(repository: GitRepository, tmp_path: Path) -> None:
    first = repository.commit("a", a__py="1\n")
    second = repository.commit("b", b__py="2\n")
    repository(
        "clone", "-q", "--bare", "--depth=1", f"file://{repository.path}", str(tmp_path / "shallow.git")
    )
    rows = collected(tmp_path / "shallow.git", tmp_path / "out")
    assert set(rows) == {second}
    assert rows[second].shallow
    assert rows[second].parents == (first,)
    assert [one.path for one in rows[second].files] == ["a.py", "b.py"]


def test_a_partial_clone_is_read_whole_and_nothing_is_fetched(
    repository: GitRepository, tmp_path: Path
) -> None:
    repository.commit("a", a__py="".join(f"{n}\n" for n in range(40)))
    repository.commit("b", a__py=None, b__py="".join(f"{n}\n" for n in range(1, 40)))
    repository.commit("c", b__py="x\n")
    repository("config", "uploadpack.allowFilter", "true")
    clone = tmp_path / "partial.git"
    repository("clone", "-q", "--bare", "--filter=blob:none", f"file://{repository.path}", str(clone))
    objects = {path for path in clone.rglob("*") if path.is_file()}
    rows = collected(clone, tmp_path / "out")
    assert len(rows) == 3
    files = [file for row in rows.values() for file in row.files]
    assert [file.kind for file in files] == ["added", "deleted", "added", "modified"]
    assert all(file.unread and file.unread.endswith("missing: not in this clone") for file in files)
    assert {path for path in clone.rglob("*") if path.is_file()} == objects


@pytest.mark.parametrize("how", ["removed", "no zlib", "cut off"])
def test_a_damaged_blob_costs_its_patch_alone(repository: GitRepository, tmp_path: Path, how: str) -> None:
    repository.commit("a", a__py="1\n", b__py="1\n")
    text = "".join(f"{number * 7919 % 10_007}\n" for number in range(10_000))
    sha = repository.commit("b", a__py=text, b__py="2\n")
    path = loose(repository, repository("rev-parse", "HEAD:a.py"))
    if how == "removed":
        path.unlink()
    else:
        path.write_bytes(b"no" if how == "no zlib" else path.read_bytes()[:5_000])
    files = {one.path: one for one in collected(repository.path, tmp_path / "out")[sha].files}
    assert ("damaged" if how == "cut off" else "missing") in (files["a.py"].unread or "")
    assert files["b.py"].patch == "@@ -1 +1 @@\n-1\n+2\n"


@pytest.mark.parametrize("damaged", ["side:a.py", "main:a.py", "base:"])
def test_a_merge_of_what_is_cut_off_is_a_row_that_says_so(
    repository: GitRepository, tmp_path: Path, damaged: str
) -> None:
    text = "".join(f"{number * 7919 % 10_007}\n" for number in range(10_000))
    many = {f"file{number}": f"{number}\n" for number in range(200)}
    repository.commit("base", a__py=text, **many)
    repository("branch", "base")
    repository("checkout", "-q", "-b", "side")
    repository.commit("theirs", a__py="theirs\n" + text)
    repository("checkout", "-q", "main")
    repository.commit("ours", a__py=text + "ours\n")
    broken = loose(repository, repository("rev-parse", damaged))
    sha = repository.merge("side")
    broken.write_bytes(broken.read_bytes()[: broken.stat().st_size // 2])
    command = [sys.executable, "-m", "postil", "corpora", "collect", "git", str(repository.path)]
    subprocess.run([*command, "-o", str(tmp_path / "out")], check=True, timeout=120, capture_output=True)
    rows = {row.sha: row for row in read_rows(tmp_path / "out", "commits", Commit)}
    (merged,) = rows[sha].merged
    assert (merged.path, merged.resolution) == ("a.py", "unknown")
    assert merged.unread in {
        "damaged: git cannot read it",
        "the common ancestor of its parents cannot be read",
    }


@pytest.mark.parametrize("how", ["removed", "no zlib", "another object"])
def test_a_damaged_tree_costs_the_files_of_its_commits(
    repository: GitRepository, tmp_path: Path, how: str
) -> None:
    first = repository.commit("a", a__py="1\n")
    broken = repository.commit("b", a__py="2\n")
    after = repository.commit("c", a__py="3\n")
    last = repository.commit("d", a__py="4\n")
    path = loose(repository, repository("rev-parse", f"{broken}^{{tree}}"))
    if how == "removed":
        path.unlink()
    else:
        path.write_bytes(b"no" if how == "no zlib" else zlib.compress(b"blob 2\0hi"))
    rows = collected(repository.path, tmp_path / "out")
    assert list(rows) == [first, broken, after, last]
    assert [bool(row.unread) for row in rows.values()] == [False, True, True, False]


@pytest.mark.parametrize("how", ["removed", "no zlib"])
def test_a_damaged_commit_is_a_row_and_the_others_are_read(
    repository: GitRepository, tmp_path: Path, how: str
) -> None:
    hidden = repository.commit("a", a__py="1\n")
    broken = repository.commit("b", a__py="2\n")
    last = repository.commit("c", a__py="3\n")
    path = loose(repository, broken)
    if how == "removed":
        path.unlink()
    else:
        path.write_bytes(b"no")
    repository("update-ref", "refs/heads/old", hidden)
    rows = collected(repository.path, tmp_path / "out")
    assert set(rows) == {hidden, broken, last}
    assert rows[broken].unread
    assert rows[hidden].files[0].patch == "@@ -0,0 +1 @@\n+1\n"


def test_nothing_that_the_repository_configures_is_run(repository: GitRepository, tmp_path: Path) -> None:
    repository.commit("a", a__py="1\n")
    repository.commit("b", a__py="2\n", __gitattributes="*.py diff=evil filter=evil\n")
    mark = tmp_path / "it-was-run"
    for key in ("core.fsmonitor", "core.sshCommand", "core.pager", "diff.external", "diff.evil.command",
                "diff.evil.textconv", "gpg.program", "filter.evil.smudge", "core.editor"):  # fmt: skip
        repository("config", key, f"touch {mark}")
    repository("config", "log.showSignature", "true")
    assert len(collected(repository.path, tmp_path / "out")) == 2
    assert not mark.exists()


def test_submodules_and_links_are_files_of_their_kind(repository: GitRepository, tmp_path: Path) -> None:
    (repository.path / "link").symlink_to("a.py")
    repository("update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},sub")
    repository("add", "link")
    repository("commit", "-q", "-m", "a")
    (row,) = collected(repository.path, tmp_path / "out").values()
    files = {one.path: one for one in row.files}
    assert (files["link"].mode, files["link"].added) == ("120000", 1)
    assert (files["sub"].mode, files["sub"].patch, files["sub"].unread) == ("160000", None, None)


def test_a_huge_file_is_named_and_not_read(repository: GitRepository, tmp_path: Path) -> None:
    repository.commit("a", a__txt=b"x" * 10_000_000, b__py="1\n")
    (row,) = collected(repository.path, tmp_path / "out").values()
    files = {one.path: one for one in row.files}
    assert (files["a.txt"].unread or "").endswith("too large: 10000000 bytes")
    assert files["b.py"].added == 1


def test_a_repository_of_sha256_is_read(new_repository: Callable[..., GitRepository], tmp_path: Path) -> None:
    other = new_repository("--object-format=sha256")
    sha = other.commit("a", a__py="1\n")
    assert len(sha) == 64
    assert collected(other.path, tmp_path / "out")[sha].files[0].patch == "@@ -0,0 +1 @@\n+1\n"


def test_an_octopus_and_unrelated_histories_are_read(repository: GitRepository, tmp_path: Path) -> None:
    base = repository.commit("base", a__py="0\n")
    for branch in ("one", "two", "three"):
        repository("checkout", "-q", "-b", branch, base)
        repository.commit(branch, **{f"{branch}__py": "1\n"})
    repository("merge", "-q", "-m", "octopus", "one", "two")
    octopus = repository("rev-parse", "HEAD")
    repository("checkout", "-q", "--orphan", "other")
    repository.commit("root", a__py="elsewhere\n")
    joined = repository.merge("three", "join", "--allow-unrelated-histories", a__py="both\n")
    rows = collected(repository.path, tmp_path / "out")
    assert len(rows[octopus].parents) == 3
    assert [one.resolution for one in rows[joined].merged if one.path == "a.py"] == ["conflict"]
