"""What a run gives back, whatever contains it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from postil.errors import UsageError
from postil_bench.jail import syscalls
from postil_bench.sandbox import Limits, running


def test_code_that_ends_well_is_ok(prison: Any) -> None:
    outcome = prison.run("import sys\nprint('out')\nprint('err', file=sys.stderr)")

    assert (outcome.status, outcome.exit_code, outcome.reason) == ("ok", 0, None)
    assert (outcome.stdout, outcome.stderr) == ("out\n", "err\n")
    assert outcome.isolation == prison.isolation


def test_an_error_is_failed_and_its_traceback_names_no_folder_of_this_machine(prison: Any) -> None:
    outcome = prison.run("raise ValueError('no')")

    assert (outcome.status, outcome.exit_code) == ("failed", 1)
    assert outcome.stderr.splitlines()[1] == '  File "/sandbox/hostile.py", line 1, in <module>'


def test_a_crash_is_killed(prison: Any) -> None:
    outcome = prison.run("import ctypes\nctypes.string_at(0)")

    assert (outcome.status, outcome.reason) == ("killed", "ended by signal 11")


@pytest.mark.parametrize("code", ["(\0", "'\ud800'", "def", "\ufeff(", "(" * 100_000], ids=range(5))
def test_code_that_is_none_is_failed(prison: Any, code: str) -> None:
    assert prison.run(code, limits=Limits(wall_seconds=300)).status == "failed"


def test_standard_input_is_empty(prison: Any) -> None:
    assert prison.run("import sys\nprint(repr(sys.stdin.read()))").stdout == "''\n"


def test_files_lie_beside_the_program_and_can_be_imported(isolation: Any) -> None:
    outcome = running.run(
        "import solution, tests.data\nprint(solution.answer() + tests.data.MORE)",
        files={"solution.py": "def answer():\n    return 40", "tests/data.py": "MORE = 2"},
        isolation=isolation,
    )

    assert outcome.stdout == "42\n"


def test_a_program_can_write_and_read_in_its_folder(prison: Any) -> None:
    code = "import os, tempfile\nopen('a', 'w').write('x')\nos.mkdir('b')\nos.rename('a', 'b/a')\nwith tempfile.NamedTemporaryFile('w') as file:\n    file.write('y')\nprint(open('b/a').read(), sorted(os.listdir('.')))"

    assert prison.run(code).stdout == "x ['b', 'hostile.py']\n"


def test_a_program_may_start_others_and_threads(prison: Any) -> None:
    code = "import subprocess, sys, threading\nthread = threading.Thread(target=print, args=('thread',))\nthread.start()\nthread.join()\nsys.stdout.flush()\nsubprocess.run([sys.executable, '-c', 'print(\"child\")'], check=True)"

    assert prison.run(code).stdout == "thread\nchild\n"


def test_a_run_is_the_same_each_time(prison: Any) -> None:
    code = "print({'a', 'b', 'c', 'd', 'e'}, [hash('x'), id(object())])"

    assert len({prison.run(code).stdout for _ in range(3)}) == 1


def test_runs_side_by_side_do_not_disturb_each_other(prison: Any) -> None:
    code = "import os\nfor _ in range(8):\n    if os.fork() == 0:\n        import time\n        time.sleep(0.3)\n        os._exit(0)\nfor _ in range(8):\n    os.wait()\nprint('done')"

    with ThreadPoolExecutor(4) as pool:
        outcomes = list(pool.map(lambda _: prison.run(code), range(8)))

    assert [outcome.stdout for outcome in outcomes] == ["done\n"] * 8


def test_more_output_than_a_pipe_holds_arrives_whole(prison: Any) -> None:
    outcome = prison.run("print('x' * 500_000)", limits=Limits(wall_seconds=300))

    assert (outcome.status, len(outcome.stdout)) == ("ok", 500_001)


@pytest.mark.parametrize("name", ["/etc/x", "../x", "a/../../x", "", ".", "a\0b"])
def test_a_file_that_would_lie_elsewhere_is_a_wrong_call(name: str) -> None:
    with pytest.raises(UsageError, match="folder of the run"):
        running.run("pass", files={name: ""})


def test_no_program_is_a_wrong_call() -> None:
    with pytest.raises(UsageError, match="no program"):
        running.run([])


def test_where_nothing_contains_a_program_it_is_refused(monkeypatch: Any, tmp_path: Any) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(running, "KINDS", ("bubblewrap",))
    running.available.cache_clear()
    running._only.cache_clear()
    try:
        outcome = running.run("print('loose')")
    finally:
        running.available.cache_clear()
        running._only.cache_clear()

    assert (outcome.status, outcome.stdout) == ("refused", "")
    assert "bubblewrap (bwrap) is not installed" in str(outcome.reason)


def test_a_prison_with_an_open_door_is_not_used(monkeypatch: Any) -> None:
    monkeypatch.setattr(running, "_PROBE", "raise SystemExit('a socket could be made')")
    running.available.cache_clear()
    running._only.cache_clear()
    try:
        found, reason = running.available()
    finally:
        running.available.cache_clear()
        running._only.cache_clear()

    assert found is None
    assert "a socket could be made" in reason


def test_the_filter_is_made_for_both_kinds_of_machine() -> None:
    programs = [syscalls.program(machine) for machine in ("x86_64", "aarch64")]

    assert all(len(program) % 8 == 0 and len(program) // 8 < 4096 for program in programs)
    assert programs[0] != programs[1]
