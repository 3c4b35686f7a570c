"""``postil ianvs``, as people type it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from postil.cli.main import run


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_job_for_rows_of_ones_own(capsys: pytest.CaptureFixture[str]) -> None:
    Path("rows.jsonl").write_text('{"code_snippet": "n += 1", "comment": "Count up."}\n')
    assert run(["ianvs", "init", "my", "--task", "comment", "--data", "rows.jsonl"]) == 0
    assert capsys.readouterr().out.splitlines() == ["ianvs -f my/comment/benchmarkingjob.yaml"]
    data = Path("my/comment/data/test_data/data.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["answer"] for line in data] == ["Count up."]
    assert run(["ianvs", "lint", "my/comment/benchmarkingjob.yaml"]) == 0
    assert run(["ianvs", "verify", "my/comment/benchmarkingjob.yaml"]) == 0
    assert "FAILED" not in capsys.readouterr().out


def test_what_is_there_is_not_written_over(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ianvs", "init", "my", "--task", "issue"]) == 0
    assert run(["ianvs", "init", "my", "--task", "issue"]) == 2
    assert "already there" in capsys.readouterr().err
    assert run(["ianvs", "init", "my", "--data", "rows.jsonl"]) == 2


def test_verify_needs_no_job_and_fails_on_a_broken_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ianvs", "verify"]) == 0
    assert "good > mediocre > bad" in capsys.readouterr().out
    assert run(["ianvs", "init", "my", "--task", "comment"]) == 0
    data = Path("my/comment/data/test_data/data.jsonl")
    data.write_text('{"question": "no code", "answer": "a", "query": "no code", "response": "a"}\n')
    assert run(["ianvs", "verify", "my/comment/benchmarkingjob.yaml"]) == 1
    printed = capsys.readouterr().out
    assert "FAILED lint finds nothing" in printed
    assert "FAILED the code can be found in every row: not in row 1" in printed
    data.with_name("metadata.json").unlink()
    assert run(["ianvs", "verify", "my/comment/benchmarkingjob.yaml"]) == 1
    assert "FAILED the test data can be read" in capsys.readouterr().out


def test_upgrade_shows_the_change_first_and_may_stop_there(
    lay_out: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    folder: Path = lay_out([{"question": "q", "answer": "a"}], {"only": ["x"]}, metadata=False)
    file = folder / "testenv.yaml"
    file.write_text(file.read_text().replace("test_data:", "test_url:"))
    before = file.read_text()
    assert run(["ianvs", "upgrade", "job.yaml", "--dry-run"]) == 0
    assert "+    test_data: data/data.jsonl" in capsys.readouterr().out
    assert file.read_text() == before
    assert run(["ianvs", "upgrade", "job.yaml"]) == 0
    assert "test_data: data/data.jsonl" in file.read_text()
    capsys.readouterr()
    assert run(["ianvs", "upgrade", "job.yaml"]) == 0
    assert capsys.readouterr().out == "nothing to upgrade\n"
    file.write_text(file.read_text().replace("test_data: data/data.jsonl", "test_url: data.csv"))
    assert run(["ianvs", "upgrade", "job.yaml"]) == 1


def test_convert_writes_a_data_set(capsys: pytest.CaptureFixture[str]) -> None:
    Path("rows.json").write_text('[{"code_snippet": "n += 1", "comment": "Count up."},]')
    assert run(["ianvs", "convert", "rows.json", "-o", "out", "--language", "zh"]) == 0
    assert "1 rows" in capsys.readouterr().out
    assert "第N行" in Path("out/data.jsonl").read_text("utf-8")
    assert json.loads(Path("out/metadata.json").read_text())["level_4_dim"] == "code_comment"
    assert run(["ianvs", "convert", "none.json", "-o", "out"]) == 2


@pytest.mark.parametrize(
    "args", [[], ["init"], ["lint", "none.yaml"], ["upgrade", "none.yaml"], ["fly"], ["lint", "x", "y"]]
)
def test_a_wrong_call_is_one_line(args: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ianvs", *args]) == 2
    assert capsys.readouterr().err.count("\n") == 1
