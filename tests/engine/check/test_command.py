"""``postil check`` as users run it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import redirect_stderr
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest

from postil.cli.main import run

WRONG_DEFAULT = (
    "def shorten(text, limit=60):\n"
    '    """Shorten a text.\n\n'
    "    Args:\n"
    "        text: What to shorten.\n"
    "        limit: The longest result; defaults to 80.\n\n"
    "    Returns:\n"
    "        The shortened text.\n"
    '    """\n'
    "    return text[:limit]\n"
)
CLEAN = WRONG_DEFAULT.replace("80", "60")


def check(folder: Path, *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[str]:
    """The command in this process: the same code, without the cost of a start."""
    out, err, before = StringIO(), StringIO(), Path.cwd()
    streams = TextIOWrapper(BytesIO(), "utf-8", newline=""), TextIOWrapper(BytesIO(stdin), "utf-8")
    os.chdir(folder)
    try:
        with pytest.MonkeyPatch.context() as patch, redirect_stderr(err):
            patch.setattr(sys, "stdout", streams[0])
            patch.setattr(sys, "stdin", streams[1])
            code = run(["check", *arguments])
            streams[0].flush()
            out.write(streams[0].buffer.getvalue().decode())  # type: ignore[attr-defined]  # it is the BytesIO above
    finally:
        os.chdir(before)
    return subprocess.CompletedProcess([*arguments], code, out.getvalue(), err.getvalue())


def found(folder: Path, *arguments: str) -> list[tuple[str, int, str]]:
    document = json.loads(check(folder, "--format", "json", *arguments).stdout)
    return [(one["path"], one["line"], one["code"]) for one in document["findings"]]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "wrong.py").write_text(WRONG_DEFAULT, "utf-8")
    (tmp_path / "clean.py").write_text(CLEAN, "utf-8")
    return tmp_path


def test_a_finding_is_shown_with_its_line_and_a_caret(project: Path) -> None:
    done = check(project, "wrong.py")
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert lines[0].startswith("wrong.py:2:5: warning CON04 ")
    assert lines[1].endswith('"""Shorten a text.')
    assert lines[2].index("^") == lines[1].index('"')
    assert lines[-1].startswith("1 warning in 1 comment of 1 file")


def test_the_installed_command_says_the_same(project: Path) -> None:
    command = [str(Path(sys.executable).with_name("postil")), "check", "wrong.py"]
    done = subprocess.run(command, cwd=project, capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stdout.decode()) == (1, check(project, "wrong.py").stdout)


def test_a_file_that_is_named_twice_is_checked_once(project: Path) -> None:
    assert len(found(project, "wrong.py", ".", "./wrong.py")) == 1


def test_exit_codes_tell_clean_from_found_from_a_wrong_call(project: Path) -> None:
    assert check(project, "clean.py").returncode == 0
    assert check(project, ".").returncode == 1
    assert check(project, "nowhere.py").returncode == 2
    assert "no such file" in check(project, "nowhere.py").stderr


def test_json_gives_findings_with_their_paths_and_a_summary(project: Path) -> None:
    document = json.loads(check(project, "--format", "json").stdout)
    (finding,) = document["findings"]
    assert finding["path"] == "wrong.py"
    assert {
        "rule",
        "code",
        "severity",
        "line",
        "column",
        "end_line",
        "comment",
        "message",
        "evidence",
    } <= set(finding)
    assert document["summary"]["files"] == 2
    assert document["summary"]["rules"] == {"CON04": 1}


def test_one_line_for_each_finding_as_flake8_writes_it(project: Path) -> None:
    assert check(project, "--format", "oneline").stdout.startswith("wrong.py:2:1: CON04 ")


def test_github_is_told_file_line_and_severity(project: Path) -> None:
    line = check(project, "--format", "github").stdout
    assert line.startswith(
        "::warning file=wrong.py,line=2,endLine=2,col=1,title=CON04 contradiction/default-differs::"
    )


def test_standard_input_has_the_name_it_is_given(project: Path) -> None:
    done = check(
        project, "-", "--stdin-filename", "new.py", "--format", "oneline", stdin=WRONG_DEFAULT.encode()
    )
    assert done.stdout.startswith("new.py:2:1: CON04")


@pytest.mark.parametrize(
    ("options", "codes"),
    [
        (("--select", "CON04"), ["CON04"]),
        (("--select", "CON"), ["CON04"]),
        (("--select", "contradiction/default-differs"), ["CON04"]),
        (("--select", "RED,FMT"), []),
        (("--ignore", "CON0"), []),
        (("--select", "CON", "--ignore", "CON04"), []),
    ],
)
def test_rules_are_chosen_by_code_group_or_name(
    project: Path, options: tuple[str, ...], codes: list[str]
) -> None:
    assert [code for _, _, code in found(project, *options)] == codes


def test_a_rule_that_is_not_there_is_a_wrong_call_that_names_the_nearest(project: Path) -> None:
    done = check(project, "--select", "contradiction/default-difers")
    assert done.returncode == 2
    assert "did you mean 'contradiction/default-differs'" in done.stderr


def test_info_is_hidden_from_people_and_never_decides_the_exit_code(tmp_path: Path) -> None:
    (tmp_path / "vague.py").write_text("# Process the data.\nx = compute(7)\n", "utf-8")
    done = check(tmp_path)
    assert (done.returncode, "RED14" in done.stdout) == (0, False)
    assert found(tmp_path) == [("vague.py", 1, "RED14")]
    done = check(tmp_path, "--min-severity", "info")
    assert (done.returncode, "RED14" in done.stdout) == (0, True)


def test_warnings_do_not_count_when_only_errors_are_asked_for(tmp_path: Path) -> None:
    (tmp_path / "gone.py").write_text("# Set by `raed_settings`.\nread_settings = dict\n", "utf-8")
    assert check(tmp_path).returncode == 1
    done = check(tmp_path, "--min-severity", "error")
    assert (done.returncode, "STA01" in done.stdout) == (0, False)


def test_statistics_count_by_rule(project: Path) -> None:
    assert check(project, "--statistics").stdout.splitlines()[0].split()[:2] == ["1", "CON04"]


def test_an_output_file_appears_whole(project: Path) -> None:
    check(project, "--format", "json", "-o", "out.json")
    assert json.loads((project / "out.json").read_text("utf-8"))["summary"]["warning"] == 1


def test_the_answer_does_not_depend_on_jobs_or_cache(project: Path) -> None:
    for number in range(20):
        (project / f"more{number}.py").write_text(WRONG_DEFAULT.replace("80", str(90 + number)), "utf-8")
    once = check(project, "--format", "json", "--no-cache").stdout
    assert check(project, "--format", "json", "--no-cache", "--jobs", "2").stdout == once
    assert check(project, "--format", "json", "--jobs", "2").stdout == once
    assert check(project, "--format", "json").stdout == once
    assert once.count("CON04") > 20


def test_the_cache_forgets_a_file_that_changed(project: Path) -> None:
    assert len(found(project)) == 1
    assert (project / ".postil_cache" / ".gitignore").read_text("utf-8").endswith("*\n")
    (project / "wrong.py").write_text(CLEAN, "utf-8")
    assert found(project) == []


def test_a_damaged_cache_does_no_harm(project: Path) -> None:
    before = found(project)
    for file in (project / ".postil_cache").iterdir():
        file.write_bytes(file.read_bytes()[:40] + b"\xff")
    assert found(project) == before


def settings(folder: Path, text: str) -> None:
    (folder / "pyproject.toml").write_text(f"[tool.postil.check]\n{text}\n", "utf-8")


def test_a_project_says_what_it_wants_in_its_pyproject(project: Path) -> None:
    settings(project, 'ignore = ["CON04"]')
    assert found(project) == []
    settings(project, 'exclude = ["wrong.py"]')
    assert found(project, "wrong.py", "clean.py") == []
    settings(project, 'per-file-ignores = { "w*.py" = ["CON"] }')
    assert found(project) == []
    settings(project, 'select = ["RED"]')
    assert found(project) == []


def test_an_unknown_key_is_refused_and_the_nearest_named(project: Path) -> None:
    settings(project, 'per-file-ignore = { "*" = ["CON"] }')
    done = check(project)
    assert done.returncode == 2
    assert "unknown key 'per-file-ignore'; did you mean 'per-file-ignores'?" in done.stderr


def test_the_linter_s_table_does_not_disturb_the_profile_of_scores(project: Path) -> None:
    settings(project, 'ignore = ["CON04"]')
    command = [sys.executable, "-m", "postil", "score", "wrong.py", "--format", "jsonl"]
    done = subprocess.run(command, cwd=project, capture_output=True, check=False)
    assert done.returncode == 0
    assert json.loads(done.stdout)["findings"][0]["code"] == "CON04"


def test_a_comment_silences_a_finding_where_it_stands(project: Path) -> None:
    text = WRONG_DEFAULT.replace("limit=60):", "limit=60):  # postil: ignore[CON04] kept for old callers")
    (project / "wrong.py").write_text(text, "utf-8")
    done = check(project, "--format", "json")
    document: dict[str, Any] = json.loads(done.stdout)
    assert (done.returncode, document["findings"], document["summary"]["suppressed"]) == (0, [], 1)


@pytest.mark.parametrize("form", ["# postil: ignore[CON04] why\n{}", "# postil: ignore why\n{}"])
def test_it_may_stand_on_the_line_above(project: Path, form: str) -> None:
    (project / "wrong.py").write_text(form.format(WRONG_DEFAULT), "utf-8")
    assert found(project) == []


def test_a_suppression_of_another_rule_silences_nothing_and_is_reported(project: Path) -> None:
    (project / "wrong.py").write_text("# postil: ignore[CON01] why\n" + WRONG_DEFAULT, "utf-8")
    assert [code for _, _, code in found(project)] == ["CHK01", "CON04"]


def test_what_stands_in_a_string_silences_nothing(project: Path) -> None:
    (project / "wrong.py").write_text('TEXT = "# postil: ignore[CON04] no"\n' + WRONG_DEFAULT, "utf-8")
    assert [code for _, _, code in found(project)] == ["CON04"]


def test_a_baseline_survives_moves_and_fails_on_what_is_new(project: Path) -> None:
    assert check(project, "--write-baseline", "base.json").returncode == 0
    assert found(project, "--baseline", "base.json") == []
    (project / "wrong.py").write_text("import os\n\nx = os.curdir\n\n\n" + WRONG_DEFAULT, "utf-8")
    assert found(project, "--baseline", "base.json") == []
    (project / "wrong.py").write_text(
        WRONG_DEFAULT + "\n\n" + WRONG_DEFAULT.replace("shorten", "cut"), "utf-8"
    )
    assert [line for _, line, _ in found(project, "--baseline", "base.json")] == [15]


def test_entries_that_nothing_matches_any_more_are_counted(project: Path) -> None:
    check(project, "--write-baseline", "base.json")
    (project / "wrong.py").write_text(CLEAN, "utf-8")
    assert "1 of the baseline gone" in check(project, "--baseline", "base.json").stdout


@pytest.mark.parametrize("content", ["{}", "nonsense", '{"version": 9, "findings": []}'])
def test_what_is_no_baseline_is_a_wrong_call(project: Path, content: str) -> None:
    (project / "base.json").write_text(content, "utf-8")
    done = check(project, "--baseline", "base.json")
    assert (done.returncode, "base.json" in done.stderr) == (2, True)


def test_an_unused_suppression_is_taken_out_by_fix_and_nothing_else(project: Path) -> None:
    text = "\ufeffx = 1  # postil: ignore[CON04] old\r\n# postil: ignore[STA01] old\r\ny = 'é'\r\n"
    (project / "only.py").write_bytes(text.encode())
    shown = check(project, "only.py", "--diff-fix")
    assert "x = 1  # postil: ignore[CON04] old" in shown.stdout
    assert (project / "only.py").read_bytes() == text.encode()
    done = check(project, "only.py", "--fix")
    assert (project / "only.py").read_bytes() == "\ufeffx = 1\r\ny = 'é'\r\n".encode()
    assert (done.returncode, "2 findings mended" in done.stderr) == (0, True)


def test_only_utf_8_is_mended(project: Path) -> None:
    data = "# -*- coding: latin-1 -*-\nx = 'é'  # postil: ignore[CON04] old\n".encode("latin-1")
    (project / "latin.py").write_bytes(data)
    done = check(project, "latin.py", "--fix")
    assert "latin.py is not mended" in done.stderr
    assert (done.returncode, (project / "latin.py").read_bytes()) == (1, data)


def test_standard_input_is_not_mended_in_place(project: Path) -> None:
    done = check(project, "-", "--fix", stdin=b"x = 1\n")
    assert (done.returncode, "--diff-fix" in done.stderr) == (2, True)


def test_a_number_of_processes_must_be_one(project: Path) -> None:
    assert check(project, "--jobs", "many").returncode == 2


def test_what_cannot_be_read_is_shown_without_a_line(tmp_path: Path) -> None:
    (tmp_path / "bad.py").write_bytes(b"x = '\xff'\n")
    done = check(tmp_path, "bad.py")
    assert done.returncode == 1
    assert done.stdout.startswith("bad.py:1:")
    assert "CHK02 cannot be checked: not utf-8" in done.stdout


def test_a_notebook_is_checked_like_a_source(tmp_path: Path) -> None:
    cells = [{"cell_type": "code", "source": WRONG_DEFAULT.splitlines(keepends=True)}]
    (tmp_path / "n.ipynb").write_text(json.dumps({"cells": cells, "nbformat": 4}), "utf-8")
    assert found(tmp_path) == [("n.ipynb", 2, "CON04")]
    assert '"""Shorten a text.' in check(tmp_path).stdout
