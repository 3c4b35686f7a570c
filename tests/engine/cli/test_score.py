from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from postil import Scorer
from postil.cli.main import run
from postil.cli.score import format_for

GOOD = {
    "id": "half",
    "code_snippet": "def half(n):\n    if n < 0:\n        raise ValueError(n)\n    return n / 2",
    "annotations": [
        {"line_number": 2, "annotation": "A negative n is refused."},
        {"line_number": 4, "annotation": "Return half of n."},
    ],
}
NO_CODE = {"id": "empty", "code_snippet": "", "comment": "Return nothing."}
SILENT = {**GOOD, "id": "silent"}


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    path = tmp_path / "rows.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in (GOOD, NO_CODE)), "utf-8")
    return path


def score(*arguments: object, **options: Any) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "postil", "score", *map(str, arguments)]
    environment = dict(
        os.environ
    )  # given as it is here: readline, which pytest loads, adds COLUMNS behind our back
    return subprocess.run(command, capture_output=True, timeout=60, check=False, env=environment, **options)


def records(output: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.splitlines()]


def test_every_row_gives_one_object_and_a_summary_on_stderr(rows: Path) -> None:
    done = score(rows)
    assert done.returncode == 0
    assert [(record["id"], record["status"]) for record in records(done.stdout)] == [
        ("half", "scored"),
        ("empty", "unscored"),
    ]
    assert done.stderr.decode().startswith("1 scored, 1 unscored (1 input), 0 invalid; mean ")


def test_the_path_to_json_lines_loads_nothing_it_does_not_need(rows: Path) -> None:
    code = (
        "import sys; from postil.cli.main import run\n"
        f"run(['score', {str(rows)!r}, '--format', 'jsonl'])\n"
        "print(sorted({'numpy', 'rich', 'libcst', 'radon', 'docstring_parser', 'multiprocessing'} & set(sys.modules)))"
    )
    # Coverage of subprocesses loads modules of its own.
    env = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=env)
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_damaged_row_is_invalid_and_exit_3(rows: Path) -> None:
    with rows.open("a") as more:
        more.write('{"code_snippet": \n' + json.dumps(GOOD) + "\n")
    done = score(rows)
    assert done.returncode == 3
    assert [record["status"] for record in records(done.stdout)] == [
        "scored",
        "unscored",
        "invalid",
        "scored",
    ]
    assert ":3:" in records(done.stdout)[2]["reason"]


def test_several_inputs_and_the_standard_input_are_read_in_order(rows: Path) -> None:
    done = score(rows, "-", rows, input=json.dumps({**GOOD, "id": "piped"}).encode())
    assert [record["id"] for record in records(done.stdout)] == ["half", "empty", "piped", "half", "empty"]


def test_source_files_and_folders_are_scored_by_their_own_comments(tmp_path: Path) -> None:
    (tmp_path / "pkg").mkdir()
    for name in ("b.py", "a.py"):
        (tmp_path / "pkg" / name).write_text("def half(n):\n    # Return half of n.\n    return n / 2\n")
    done = score(tmp_path / "pkg", tmp_path / "pkg" / "a.py")
    found = records(done.stdout)
    assert [record["status"] for record in found] == ["scored"] * 3
    assert [Path(record["id"]).name for record in found] == ["a.py", "b.py", "a.py"]
    assert found[0]["comments"][0]["text"] == "Return half of n."


def test_predictions_are_judged_and_silence_is_the_models_doing(rows: Path, tmp_path: Path) -> None:
    rows.write_text(json.dumps(GOOD) + "\n" + json.dumps(SILENT) + "\n")
    answers = tmp_path / "answers.jsonl"
    answers.write_text(
        json.dumps({"id": "half", "prediction": "Line 4: Return half of n."}) + "\n"
        + json.dumps({"id": "silent", "prediction": ""}) + "\n"
    )  # fmt: skip
    done = score(rows, "--predictions", answers, "--fail-under", 1)
    first, second = records(done.stdout)
    assert [comment["text"] for comment in first["comments"]] == ["Return half of n."]
    assert (second["status"], second["cause"]) == ("unscored", "model")
    assert "1 unscored (1 model)" in done.stderr.decode()


def test_fail_under_counts_silence_as_zero(rows: Path, tmp_path: Path) -> None:
    rows.write_text(json.dumps(SILENT) + "\n")
    answers = tmp_path / "answers.jsonl"
    answers.write_text(json.dumps({"id": "silent", "prediction": ""}) + "\n")
    done = score(rows, "--predictions", answers, "--fail-under", 1)
    assert done.returncode == 1
    assert "mean 0.00 is below 1 (unusable answers count 0)" in done.stderr.decode()


@pytest.mark.parametrize(("limit", "code"), [("0", 0), ("100.5", 1)])
def test_fail_under_compares_the_mean(rows: Path, limit: str, code: int) -> None:
    assert score(rows, "--fail-under", limit).returncode == code


def test_fail_under_lets_nothing_to_judge_pass(rows: Path) -> None:
    rows.write_text(json.dumps(NO_CODE) + "\n")
    assert score(rows, "--fail-under", "99").returncode == 0


def test_predictions_go_with_one_file_of_rows_only(rows: Path, tmp_path: Path) -> None:
    for inputs in ([rows, rows], [tmp_path]):
        done = score(*inputs, "--predictions", rows)
        assert done.returncode == 2
        assert b"--predictions goes with exactly one file of rows" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--profile", "strct"], b"strct"),
        (["--embedder", "nobody"], b"nobody"),
        (["--workers", "0"], b"'0' is no number of processes"),
        (["--language", "fr"], b"invalid choice: 'fr'"),
        (["-o", "/no/such/folder/x.jsonl"], b"no such folder"),
    ],
)
def test_a_wrong_option_is_exit_2(rows: Path, arguments: list[str], complaint: bytes) -> None:
    done = score(rows, *arguments)
    assert done.returncode == 2
    assert complaint in done.stderr
    assert done.stdout == b""


@pytest.mark.parametrize("suffix", ["jsonl", "json", "html"])
def test_the_suffix_of_the_output_gives_the_format(rows: Path, tmp_path: Path, suffix: str) -> None:
    target = tmp_path / f"out.{suffix}"
    done = score(rows, "-o", target)
    assert (done.returncode, done.stdout) == (0, b"")
    text = target.read_text("utf-8")
    if suffix == "html":
        assert "Return half of n." in text
    elif suffix == "json":
        assert json.loads(text)["summary"]["scored"] == 1
    else:
        assert len(records(text.encode())) == 2


def test_the_table_shows_ids_and_means(rows: Path) -> None:
    done = score(rows, "--format", "table", "--no-color")
    assert b"half" in done.stdout
    assert b"postil:" in done.stdout
    assert b"\x1b" not in done.stdout


def test_the_format_follows_the_terminal_unless_it_is_asked_for() -> None:
    assert format_for(None, None, terminal=True) == "table"
    assert format_for(None, None, terminal=False) == "jsonl"
    assert format_for(None, "x.html", terminal=True) == "html"
    assert format_for(None, "scores", terminal=True) == "jsonl"
    assert format_for("json", "x.html", terminal=True) == "json"


def on_a_terminal(*arguments: object) -> str:
    """What a person sees: stdout and stderr are one terminal."""
    master, slave = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "110"}
    environment.pop("NO_COLOR", None)
    command = [sys.executable, "-m", "postil", "score", *map(str, arguments)]
    with subprocess.Popen(command, stdout=slave, stderr=slave, env=environment) as process:
        os.close(slave)
        seen = b""
        try:
            while chunk := os.read(master, 4096):
                seen += chunk
        except OSError:
            pass  # Linux says so when the other end is closed
        os.close(master)
    assert process.returncode == 0
    return seen.decode()


def test_a_terminal_gets_a_table_in_colour(rows: Path) -> None:
    seen = on_a_terminal(rows)
    assert "gravest finding" in seen
    assert "\x1b[" in seen
    assert "\x1b[" not in on_a_terminal(rows, "--no-color")


def test_workers_change_nothing(rows: Path) -> None:
    rows.write_text("".join(json.dumps({**GOOD, "id": f"r{number}"}) + "\n" for number in range(300)))
    assert score(rows).stdout == score(rows, "--workers", 2).stdout


def test_the_project_profile_is_found_from_here(
    rows: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "postil.toml").write_text('name = "ours"\n')
    monkeypatch.chdir(tmp_path)
    assert "profile:ours" in records(score(rows).stdout)[0]["signature"]


@pytest.mark.parametrize("shape", ["table", "jsonl", "json", "html"])
def test_every_format_is_the_same_in_this_process(
    rows: Path, shape: str, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run(["score", str(rows), "--format", shape]) == 0
    assert capfdbinary.readouterr().out == score(rows, "--format", shape).stdout


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--fail-under", "0"], 0),
        (["--fail-under", "100.5"], 1),
        (["--workers", "x"], 2),
        (["--predictions", "."], 2),
    ],
)
def test_exit_codes_are_the_same_in_this_process(rows: Path, options: list[str], code: int) -> None:
    inputs = [str(rows)] if code != 2 else [str(rows.parent)]
    assert run(["score", *inputs, "-o", os.devnull, *options]) == code


def test_folders_and_damaged_rows_in_this_process(rows: Path) -> None:
    (rows.parent / "half.py").write_text("x = n / 2  # half of n\n")
    rows.write_text("{")
    assert run(["score", str(rows.parent), str(rows), "-o", os.devnull]) == 3


def test_the_command_scores_as_the_library_does(rows: Path, tmp_path: Path) -> None:
    """Without options: the same number, under the same signature."""
    (found, _) = records(score(rows, "--format", "jsonl", cwd=tmp_path).stdout)
    own = Scorer().score(GOOD)
    assert (found["overall"], found["signature"]) == (own.overall, own.signature)
