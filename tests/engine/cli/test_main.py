from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from postil import __version__
from postil.cli import rules
from postil.cli.main import run
from postil.errors import UsageError

COMMANDS = {"score", "rules", "rule", "demo", "doctor", "languages", "profile", "schema"}


def postil(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "postil", *arguments]
    return subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False, **options
    )  # type: ignore[call-overload, no-any-return]  # env or input


@pytest.fixture
def stranger(tmp_path: Path) -> dict[str, str]:
    """The environment in which somebody else's distribution brings commands of its own."""
    (tmp_path / "stranger.py").write_text(
        "from postil.cli.command import Command\n"
        "from postil.errors import UsageError\n"
        "def greet(args):\n    print('你好', args.name)\n    return 7\n"
        "def crash(args):\n    raise RuntimeError('boom')\n"
        "def wrong(args):\n    raise UsageError('no such thing')\n"
        "def unreadable(args):\n    open('/nowhere/at/all')\n"
        "def stop(args):\n    raise KeyboardInterrupt\n"
        "nothing = lambda parser: None\n"
        "GREET = Command('greet', 'say hello', lambda parser: parser.add_argument('name'), greet)\n"
        "CRASH = Command('crash', 'crash', nothing, crash)\n"
        "WRONG = Command('wrong', 'be wrong', nothing, wrong)\n"
        "UNREADABLE = Command('unreadable', 'read', nothing, unreadable)\n"
        "STOP = Command('stop', 'stop', nothing, stop)\n"
    )
    info = tmp_path / "stranger-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: stranger\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(
        "[postil.commands]\ngreet = stranger:GREET\ncrash = stranger:CRASH\nwrong = stranger:WRONG\n"
        "unreadable = stranger:UNREADABLE\nstop = stranger:STOP\nlost = not_there:COMMAND\n"
    )
    paths = [str(tmp_path), os.environ.get("PYTHONPATH", "")]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}


def test_the_version_is_printed_without_loading_anything_heavy() -> None:
    code = (
        "import sys; from postil.cli.main import run\n"
        "try: run(['--version'])\n"
        "except SystemExit: pass\n"
        "heavy = {'numpy', 'rich', 'libcst', 'radon', 'msgspec', 'tree_sitter', 'importlib.metadata', 'pathlib'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-S", "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    assert done.stdout.splitlines() == [f"postil {__version__}", "[]"]


def test_help_lists_every_command() -> None:
    done = postil("--help")
    assert done.returncode == 0
    listed = {
        line.split()[0]
        for line in done.stdout.partition("commands:")[2].splitlines()
        if line.startswith("  ")
    }
    assert listed >= COMMANDS


def test_no_command_is_a_wrong_call_that_shows_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([]) == 2
    assert "commands:" in capsys.readouterr().err
    assert postil().returncode == 2


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        run([command, "--help"])
    assert left.value.code == 0
    assert f"usage: postil {command}" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["scor", "x"], "no command 'scor' is installed: did you mean 'score'?"),
        (["launch", "run"], "no command 'launch' is installed (installed: "),
        (["score", "x", "--formt", "json"], "unknown argument '--formt': did you mean '--format'?"),
        (["score", "x", "--formt=json"], "did you mean '--format'?"),
        (["score", "x", "--form", "json"], "unknown argument '--form': did you mean '--format'?"),
        (["score", "x", "--format", "jsn"], "invalid choice: 'jsn'"),
        (["score"], "the following arguments are required: FILE (see 'postil score --help')"),
        (["--verson"], "did you mean '--version'?"),
        (["score", "/no/such/file.jsonl"], "/no/such/file.jsonl: no such file or folder"),
    ],
)
def test_a_wrong_call_is_one_line_and_exit_2(
    arguments: list[str], complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 2
    error = capsys.readouterr().err
    assert error.startswith("postil: error: ")
    assert complaint in error
    assert error.count("\n") == 1


def test_a_strangers_command_works_like_ours(stranger: dict[str, str]) -> None:
    done = postil("greet", "world", env={**stranger, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"})
    assert (done.returncode, done.stdout) == (7, "你好 world\n")


def test_a_command_that_cannot_be_loaded_says_so(stranger: dict[str, str]) -> None:
    done = postil("lost", env=stranger)
    assert done.returncode == 2
    assert "the command 'lost' cannot be loaded: No module named 'not_there'" in done.stderr


@pytest.mark.parametrize(
    ("command", "code", "complaint"),
    [
        ("wrong", 2, "postil: error: no such thing\n"),
        ("unreadable", 2, "postil: error: /nowhere/at/all: No such file or directory\n"),
        ("stop", 130, "postil: interrupted\n"),
        (
            "crash",
            70,
            "postil: internal error: RuntimeError: boom; --traceback shows where. Please report it",
        ),
    ],
)
def test_every_failure_has_its_exit_code_and_its_line(
    command: str, code: int, complaint: str, stranger: dict[str, str]
) -> None:
    done = postil(command, env=stranger)
    assert done.returncode == code
    assert done.stderr.startswith(complaint)
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("failure", "code"),
    [
        (UsageError("wrong"), 2),
        (FileNotFoundError(2, "not there", "x"), 2),
        (KeyboardInterrupt(), 130),
        (RuntimeError("boom"), 70),
    ],
)
@pytest.mark.parametrize("option", ["--traceback", "--format=table"])
def test_failures_become_exit_codes_in_this_process(
    failure: BaseException,
    code: int,
    option: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(word: str) -> None:
        raise failure

    monkeypatch.setattr(rules, "find_rule", fail)
    assert run(["rule", "X", option]) == code
    assert ("Traceback" in capsys.readouterr().err) == (code == 70 and option == "--traceback")


def test_traceback_shows_where_an_internal_error_arose(stranger: dict[str, str]) -> None:
    for arguments in (["crash", "--traceback"], ["--traceback", "crash"]):
        done = postil(*arguments, env=stranger)
        assert done.returncode == 70
        assert "raise RuntimeError" in done.stderr or ", in crash" in done.stderr


@pytest.mark.parametrize("words", [["schema", "score"], ["rules"]])
def test_a_reader_that_goes_away_is_no_error(words: list[str]) -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-m", "postil", *words], stdout=write, stderr=subprocess.PIPE, check=False
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (141, b"")
