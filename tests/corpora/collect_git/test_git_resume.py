from __future__ import annotations

import hashlib
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("pygit2", reason="the extra [corpora]")

from postil.cli.main import run
from postil_corpora.collect.git import collect as module
from postil_corpora.schema import Commit
from postil_corpora.tables import Format, read_rows, shards

if TYPE_CHECKING:
    from conftest import GitRepository

WORDS = "load store parse check value total count index".split()


def history(repository: GitRepository, commits: int) -> None:
    """Many commits at once, by ``git fast-import``."""
    dice = random.Random(4)
    lines = [f"{dice.choice(WORDS)} = {number}" for number in range(200)]
    stream = []
    for number in range(commits):
        lines[dice.randrange(200)] = f"{dice.choice(WORDS)} = {number}"
        text = "\n".join(lines) + "\n"
        stream.append(
            f"commit refs/heads/main\ncommitter C <c@example.org> {1_700_000_000 + number} +0000\n"
            f"data <<.\nstep {number}\n.\nM 100644 inline a{number % 7}.py\ndata {len(text)}\n{text}\n"
        )
    repository("fast-import", "--quiet", given="".join(stream).encode())


def digests(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


def start(source: Path, folder: Path, *more: str) -> subprocess.Popen[bytes]:
    command = [
        sys.executable,
        "-m",
        "postil",
        "corpora",
        "collect",
        "git",
        str(source),
        "-o",
        str(folder),
        *more,
    ]
    return subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True)


@pytest.fixture
def small_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SHARD_COMMITS", 10)


@pytest.mark.usefixtures("small_shards")
@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_any_number_of_processes_gives_the_same_bytes(
    repository: GitRepository, tmp_path: Path, form: Format
) -> None:
    history(repository, 45)
    for jobs in (1, 3):
        list(module.collect(repository.path, tmp_path / str(jobs), module.Options(form=form), jobs=jobs))
    assert digests(tmp_path / "1") == digests(tmp_path / "3")
    assert len(shards(tmp_path / "1", "commits")) == 5
    assert sum(1 for _ in read_rows(tmp_path / "1", "commits", Commit)) == 45


@pytest.mark.usefixtures("small_shards")
def test_a_run_that_stopped_anywhere_goes_on_to_the_same_bytes(
    repository: GitRepository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    history(repository, 34)
    list(module.collect(repository.path, tmp_path / "whole", module.Options()))
    rows_of = module.rows_of

    class Stop(Exception):  # noqa: N818 - no error: somebody pulled the plug
        pass

    for stop in range(34):
        folder, left = tmp_path / f"stop{stop}", [stop]

        def broken(*arguments: object, left: list[int] = left) -> object:
            for rows in rows_of(*arguments):  # type: ignore[arg-type]  # handed on as they came
                if not left[0]:
                    raise Stop
                left[0] -= 1
                yield rows

        monkeypatch.setattr(module, "rows_of", broken)
        with pytest.raises(Stop):
            list(module.collect(repository.path, folder, module.Options()))
        for part in folder.glob(".part-*"):
            part.write_bytes(part.read_bytes() + b'commits {"sha":"half of a ro')
        monkeypatch.setattr(module, "rows_of", rows_of)
        list(module.collect(repository.path, folder, module.Options()))
        assert digests(folder) == digests(tmp_path / "whole")


def test_a_killed_process_goes_on_to_the_same_bytes(repository: GitRepository, tmp_path: Path) -> None:
    history(repository, 1_200)
    assert start(repository.path, tmp_path / "whole").wait() == 0
    dice, kills = random.Random(7), 0
    for _ in range(6):
        process = start(repository.path, tmp_path / "killed")
        deadline = time.monotonic() + 30
        while not list((tmp_path / "killed").glob(".part-*")) and time.monotonic() < deadline:
            time.sleep(0.002)
        time.sleep(dice.random() * 0.1)
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
            kills += 1
        process.wait()
    assert kills
    assert start(repository.path, tmp_path / "killed").wait() == 0
    assert digests(tmp_path / "killed") == digests(tmp_path / "whole")


@pytest.mark.usefixtures("small_shards")
def test_a_clone_that_grew_costs_what_is_new(repository: GitRepository, tmp_path: Path) -> None:
    history(repository, 25)
    list(module.collect(repository.path, tmp_path / "grown", module.Options()))
    kept = {path.name: path.stat().st_mtime_ns for path in shards(tmp_path / "grown", "commits")}
    repository("checkout", "-q", "main")
    repository.commit("later", new__py="1\n")
    list(module.collect(repository.path, tmp_path / "grown", module.Options()))
    list(module.collect(repository.path, tmp_path / "fresh", module.Options()))
    assert digests(tmp_path / "grown") == digests(tmp_path / "fresh")
    now = {path.name: path.stat().st_mtime_ns for path in shards(tmp_path / "grown", "commits")}
    assert [name for name in kept if now[name] != kept[name]] == ["commits-00002.jsonl"]


@pytest.mark.usefixtures("small_shards")
def test_a_history_that_was_cut_leaves_nothing_behind(repository: GitRepository, tmp_path: Path) -> None:
    history(repository, 25)
    list(module.collect(repository.path, tmp_path / "out", module.Options()))
    repository("update-ref", "refs/heads/main", repository("rev-parse", "main~20"))
    list(module.collect(repository.path, tmp_path / "out", module.Options(form="parquet")))
    assert [path.name for path in shards(tmp_path / "out", "commits")] == ["commits-00000.parquet"]


def test_the_command_says_how_much_there_was(
    repository: GitRepository, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    history(repository, 3)
    assert (
        run(
            [
                "corpora",
                "collect",
                "git",
                str(repository.path),
                "-o",
                str(tmp_path / "out"),
                "--repository",
                "a/b",
            ]
        )
        == 0
    )
    assert capsys.readouterr().err == f"3 commits: {tmp_path / 'out'}\n"
    assert {row.provenance.repository for row in read_rows(tmp_path / "out", "commits", Commit)} == {"a/b"}
