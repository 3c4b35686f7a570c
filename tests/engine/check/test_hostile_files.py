"""Whatever lies in a tree: a message, and the other files are still checked."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from postil.check.run import Order, check
from postil.check.settings import load_settings

GONE = "# Set by `raed_settings`.\nread_settings = dict\n"


def checked(folder: Path, *arguments: str) -> tuple[dict[str, Any], str]:
    command = [sys.executable, "-m", "postil", "check", "--format", "json", "--no-cache", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, timeout=120, check=False)
    assert done.returncode in (0, 1), done.stderr
    return json.loads(done.stdout), done.stderr.decode()


def codes(document: dict[str, Any]) -> list[tuple[str, str]]:
    return [(one["path"], one["code"]) for one in document["findings"]]


@pytest.mark.parametrize(
    "content",
    [
        b"x = 1\n" + b"# many words of a comment here\n" * 330_000,
        b"(" * 1_000 + b")" * 1_000 + b"\n",
        b"".join(b" " * depth + b"if x:\n" for depth in range(1_000)),
        b"x = 1  # \x00\x01\x02\n",
        b"# " + b"a" * 10_000_000,
    ],
    ids=["10 MB of comments", "nested brackets", "nested blocks", "controls", "one long line"],
)
def test_huge_deep_and_odd_files_are_got_over(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.py").write_bytes(content)
    (tmp_path / "b.py").write_text(GONE, "utf-8")
    document, errors = checked(tmp_path)
    assert ("b.py", "STA01") in codes(document)
    assert "Traceback" not in errors


def test_what_is_not_in_its_encoding_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_bytes(b"# caf\xe9\n")
    (tmp_path / "b.py").write_text(GONE, "utf-8")
    document, _ = checked(tmp_path)
    assert codes(document) == [("a.py", "CHK02"), ("b.py", "STA01")]
    assert "byte 0xe9" in document["findings"][0]["message"]


def test_loops_of_links_end(tmp_path: Path) -> None:
    (tmp_path / "b.py").write_text(GONE, "utf-8")
    (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "self.py").symlink_to("self.py")
    document, _ = checked(tmp_path)
    assert codes(document) == [("b.py", "STA01")]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(GONE, "utf-8")
    (tmp_path / "a.py").chmod(0)
    (tmp_path / "shut").mkdir(mode=0)
    (tmp_path / "b.py").write_text(GONE, "utf-8")
    document, errors = checked(tmp_path)
    assert codes(document) == [("a.py", "CHK02"), ("b.py", "STA01")]
    assert "shut cannot be read" in errors


def test_a_file_that_goes_away_is_told_and_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.py").write_text(GONE, "utf-8")
    (tmp_path / "b.py").write_text(GONE, "utf-8")
    read = Path.read_bytes

    def gone_first(path: Path) -> bytes:
        if path.name == "a.py":
            path.unlink(missing_ok=True)
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", gone_first)
    told: list[str] = []
    report = check(Order((str(tmp_path),), load_settings(tmp_path), cache=False), told.append)
    assert [Path(one.path).name for one in report.findings] == ["b.py"]
    assert told == [f"{tmp_path / 'a.py'} went away before it could be read"]


def test_a_rule_that_fails_on_a_file_costs_that_file_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from postil.rules import load_rules

    (tmp_path / "a.py").write_text("# explode\nx = 1\n", "utf-8")
    (tmp_path / "b.py").write_text(GONE, "utf-8")
    rule = type(next(rule for rule in load_rules() if rule.code == "RED14"))

    def explode(self: object, page: Any) -> Any:
        if "explode" in page.snippet.code:
            raise KeyError("bang")
        return iter(())

    monkeypatch.setattr(rule, "check", explode)
    report = check(Order((str(tmp_path),), load_settings(tmp_path), cache=False))
    assert [one.finding.code for one in report.findings] == ["CHK02", "STA01"]
    assert "KeyError" in report.findings[0].finding.message
