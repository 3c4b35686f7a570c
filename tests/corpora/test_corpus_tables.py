from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from postil.errors import PostilError, UsageError
from postil_corpora.schema import (
    TABLES,
    Answer,
    CodeVersion,
    Commit,
    Event,
    FileChange,
    FilterVerdict,
    Issue,
    Provenance,
    Ref,
    Trajectory,
)
from postil_corpora.tables import Format, read_rows, shards, tables, write_rows

FROM = Provenance("owner/name", "test 1", lines=(3, 9), filters=(FilterVerdict("licence", "kept", "MIT"),))
ROWS: dict[str, msgspec.Struct] = {
    "commits": Commit(
        "c0", FROM, parents=("a", "b"), files=(FileChange("文.py", "added", patch="+x\n", added=1),)
    ),
    "issues": Issue(
        "i", "Why?", "Because.", FROM, answers=(Answer("One."), Answer("Two.", rank=2, evidence=("x",)))
    ),
    "trajectories": Trajectory("t", "branch", (Event("commit", paths=("a", "b")), Event("merge")), FROM),
    "code_versions": CodeVersion("v", "a.py", "python", FROM, first_line=(None, 4), after="", added=(1, 2)),
}


def numbered(count: int) -> list[Ref]:
    return [Ref(f"refs/{number}", "c0", FROM) for number in range(count)]


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
@pytest.mark.parametrize("table", ROWS)
def test_what_is_written_is_read_again(tmp_path: Path, table: str, form: Format) -> None:
    write_rows(tmp_path, table, [ROWS[table]], form=form)
    assert list(read_rows(tmp_path, table, TABLES[table])) == [ROWS[table]]


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
@pytest.mark.parametrize("table", TABLES)
def test_every_table_can_be_empty(tmp_path: Path, table: str, form: Format) -> None:
    write_rows(tmp_path, table, [], form=form)
    assert list(read_rows(tmp_path, table, TABLES[table])) == []


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_the_same_rows_give_the_same_bytes(tmp_path: Path, form: Format) -> None:
    written = [
        write_rows(tmp_path / place, "refs", iter(numbered(7)), form=form, shard_rows=3) for place in "ab"
    ]
    assert [len(paths) for paths in written] == [3, 3]
    assert [one.read_bytes() for one in written[0]] == [one.read_bytes() for one in written[1]]
    assert list(read_rows(tmp_path / "a", "refs", Ref)) == numbered(7)


def test_a_shorter_table_leaves_nothing_of_the_longer_one(tmp_path: Path) -> None:
    write_rows(tmp_path, "refs", numbered(9), shard_rows=2)
    write_rows(tmp_path, "refs", numbered(3), shard_rows=2, form="parquet")
    assert [path.name for path in shards(tmp_path, "refs")] == ["refs-00000.parquet", "refs-00001.parquet"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["refs-00000.parquet", "refs-00001.parquet"]


def test_a_failed_run_leaves_the_old_table(tmp_path: Path) -> None:
    write_rows(tmp_path, "refs", numbered(2))

    def broken() -> object:
        yield numbered(1)[0]
        raise KeyError

    with pytest.raises(KeyError):
        write_rows(tmp_path, "refs", broken(), shard_rows=1)  # type: ignore[arg-type]  # it never gets so far
    assert list(read_rows(tmp_path, "refs", Ref)) == numbered(2)
    assert len(list(tmp_path.iterdir())) == 1


def test_a_damaged_row_is_named_with_its_file_and_line(tmp_path: Path) -> None:
    (path,) = write_rows(tmp_path, "refs", numbered(2))
    path.write_bytes(path.read_bytes() + b'{"name": 1}\n')
    with pytest.raises(PostilError, match=r"refs-00000\.jsonl:3: not a row of Ref"):
        list(read_rows(tmp_path, "refs", Ref))
    path.with_suffix(".parquet").write_bytes(b"PAR1 no")
    path.unlink()
    with pytest.raises(PostilError, match="not rows of Ref"):
        list(read_rows(tmp_path, "refs", Ref))


def test_a_missing_table_says_which_there_are(tmp_path: Path) -> None:
    write_rows(tmp_path, "refs", numbered(1))
    with pytest.raises(UsageError, match="holds no table 'commits' \\(it holds refs\\)"):
        list(read_rows(tmp_path, "commits", Commit))
    assert tables(tmp_path) == ["refs"]


def test_a_field_of_a_later_version_is_passed_over(tmp_path: Path) -> None:
    (path,) = write_rows(tmp_path, "refs", numbered(1))
    path.write_bytes(path.read_bytes().replace(b'{"name"', b'{"later":1,"name"'))
    assert list(read_rows(tmp_path, "refs", Ref)) == numbered(1)
