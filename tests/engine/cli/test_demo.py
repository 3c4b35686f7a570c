from __future__ import annotations

import json
from pathlib import Path

import pytest

from postil.cli import demo
from postil.cli.main import run
from postil.errors import UsageError
from postil.records import Score


def test_the_demo_prints_every_snippet_and_writes_the_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["demo", "-o", str(tmp_path / "new")]) == 0
    printed = capsys.readouterr().out
    page = (tmp_path / "new" / "postil-demo.html").read_text("utf-8")
    ids = [
        json.loads(line)["id"]
        for file in demo.example_files()
        for line in file.read_text("utf-8").splitlines()
    ]
    assert len(ids) >= 120
    assert {row_id.split(".")[0] for row_id in ids} <= set(printed.split())
    assert all(f"<bdi>{row_id}</bdi>" in page for row_id in ids)
    assert (tmp_path / "new" / "postil-demo.html").as_uri() in printed
    assert f"{len(ids)} scored, 0 unscored, 0 invalid" in printed


def test_versions_of_a_snippet_stand_side_by_side() -> None:
    scores = [
        Score(f"{name}.{language}.{level}", "scored")
        for name in "ba"
        for language in ("zh", "en")
        for level in demo.LEVELS
    ]
    found = demo.ladders(scores)
    assert list(found) == [("en", "a"), ("en", "b"), ("zh", "a"), ("zh", "b")]
    assert all(list(versions) == list(demo.LEVELS) for versions in found.values())


def test_a_missing_version_is_a_dash(capsys: pytest.CaptureFixture[str]) -> None:
    demo.print_ladders(demo.ladders([Score("clamp.en.good", "scored", overall=90.0)]))
    (line,) = [line for line in capsys.readouterr().out.splitlines() if line.startswith("clamp")]
    assert line.split() == ["clamp", "en", "90.0", "-", "-"]


def test_missing_examples_say_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(demo.resources, "files", lambda package: tmp_path / "engine" / "postil")
    with pytest.raises(UsageError, match="reinstall"):
        demo.example_files()
