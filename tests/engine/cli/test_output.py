from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

import pytest

from postil.cli.output import open_output
from postil.errors import UsageError


def test_a_file_appears_whole_with_ordinary_rights(tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    with open_output(str(target)) as out:
        out.write(b"half")
        assert not target.exists()
        out.write(b" and half")
    assert target.read_bytes() == b"half and half"
    umask = os.umask(0)
    os.umask(umask)
    assert stat.S_IMODE(target.stat().st_mode) == 0o666 & ~umask
    assert [path.name for path in tmp_path.iterdir()] == ["out.jsonl"]


def test_a_failed_run_leaves_the_old_file_and_no_draft(tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    target.write_text("old")

    def fail() -> None:
        with open_output(str(target)) as out:
            out.write(b"new")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert target.read_text() == "old"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("old")
    link = tmp_path / "link"
    link.symlink_to("real")
    with open_output(str(link)) as out:
        out.write(b"new")
    assert link.is_symlink()
    assert (tmp_path / "real").read_text() == "new"


def test_a_pipe_is_written_directly(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    with open_output(str(pipe)) as out:
        out.write(b"through")
    reader.join()
    assert read == [b"through"]


@pytest.mark.parametrize("path", [None, "-"])
def test_no_path_is_the_standard_output(path: str | None, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    with open_output(path) as out:
        out.write(b"here")
        out.flush()
    assert capfdbinary.readouterr().out == b"here"


@pytest.mark.parametrize(
    ("place", "fault"), [("missing/out.jsonl", "no such folder"), (".", "it is a folder")]
)
def test_a_place_that_cannot_be_written_says_why(tmp_path: Path, place: str, fault: str) -> None:
    with pytest.raises(UsageError, match=fault), open_output(str(tmp_path / place)):
        pass
