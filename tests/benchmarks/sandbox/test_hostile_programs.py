"""Programs that try to take more than they may, to get out, or to stay on."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from postil_bench.sandbox import Limits


def _wait_until(condition: Callable[[], bool], seconds: float = 120.0) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return condition()


def test_a_fork_bomb_ends_with_its_run(prison: Any) -> None:
    outcome = prison.run(
        "import os\nwhile True:\n    try:\n        os.fork()\n    except OSError:\n        pass"
    )

    assert outcome.status in {"timeout", "killed"}
    assert prison.survivors() == []


def test_a_program_gets_no_more_processes_than_it_may_have(prison: Any) -> None:
    code = "import os, time\nmade = 0\ntry:\n    while made < 100:\n        if os.fork() == 0:\n            time.sleep(30)\n        made += 1\nexcept OSError:\n    pass\nprint(made, flush=True)"

    outcome = prison.run(code)

    assert outcome.status == "killed" or outcome.stdout == "11\n"
    assert prison.survivors() == []


@pytest.mark.parametrize(
    "code",
    [
        "held = []\nwhile True:\n    held.append(bytearray(1 << 20))",
        "import os, time\nfor _ in range(4):\n    if os.fork() == 0:\n        held = bytearray(os.urandom(1 << 20)) * 100\n        time.sleep(30)\ntime.sleep(30)",
        "import mmap\nheld = mmap.mmap(-1, 1 << 30)",
    ],
    ids=["one process", "many that share the sin", "address space"],
)
def test_memory_ends_at_the_limit(prison: Any, code: str) -> None:
    outcome = prison.run(code)

    assert outcome.status in {"memory", "failed"}
    assert outcome.status == "memory" or "Cannot allocate memory" in outcome.stderr
    assert prison.survivors() == []


@pytest.mark.parametrize(
    "code",
    [
        "with open('big', 'wb') as file:\n    while True:\n        file.write(bytes(1 << 16))",
        "for number in range(10**6):\n    with open(f'f{number}', 'wb') as file:\n        file.write(bytes(1 << 16))",
        "import os\nheld = []\nfor number in range(40):\n    held.append(open(f'f{number}', 'wb', buffering=0))\n    os.unlink(f'f{number}')\n    held[-1].write(bytes(1 << 19))\nimport time\ntime.sleep(30)",
        "import os\nwhile True:\n    os.mkdir('deep')\n    os.chdir('deep')",
    ],
    ids=["one file", "many files", "nameless files", "deep folders"],
)
def test_the_disk_ends_at_the_limit(prison: Any, code: str) -> None:
    outcome = prison.run(code)

    assert outcome.status in {"failed", "killed", "timeout"}
    assert prison.survivors() == []


def test_the_folder_of_a_run_is_gone_after_it(prison: Any) -> None:
    code = "import os\nprint(os.getcwd()[::-1], flush=True)\nfor _ in range(300):\n    os.mkdir('d' * 200)\n    os.chdir('d' * 200)"

    outcome = prison.run(code)

    folder = outcome.stdout.strip()[::-1]  # backwards, because outcomes never name it
    if prison.isolation == "bubblewrap":
        assert folder == "/sandbox"  # in memory, in a namespace that is gone
    else:
        assert folder.startswith("/")
        assert not Path(folder).exists()


@pytest.fixture
def listener() -> Iterator[tuple[int, list[Any]]]:
    """A server of the machine, outside of the sandbox, and who called."""
    callers: list[Any] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        stop = threading.Event()

        def serve() -> None:
            while not stop.is_set():
                with contextlib.suppress(TimeoutError):
                    connection, caller = server.accept()
                    connection.close()
                    callers.append(caller)

        thread = threading.Thread(target=serve)
        thread.start()
        yield server.getsockname()[1], callers
        stop.set()
        thread.join()


def test_the_listener_of_these_tests_hears_a_program_that_is_free(listener: tuple[int, list[Any]]) -> None:
    port, callers = listener

    subprocess.run(
        [sys.executable, "-c", f"import socket; socket.create_connection(('127.0.0.1', {port}))"], check=True
    )

    assert _wait_until(lambda: len(callers) == 1)


def test_no_connection_leaves_the_sandbox(prison: Any, listener: tuple[int, list[Any]]) -> None:
    port, callers = listener
    code = f"import socket, subprocess\ntry:\n    socket.create_connection(('127.0.0.1', {port}), 1)\nexcept OSError as error:\n    print(type(error).__name__)\nsubprocess.run(['/bin/bash', '-c', 'echo hello > /dev/tcp/127.0.0.1/{port}'])"

    outcome = prison.run(code)

    assert outcome.stdout.startswith("PermissionError")
    assert not _wait_until(lambda: bool(callers), 0.5)


@pytest.mark.parametrize("family", ["AF_INET", "AF_INET6", "AF_UNIX", "AF_NETLINK", "AF_VSOCK"])
def test_no_kind_of_socket_can_be_made(tried: Callable[[str], str], family: str) -> None:
    assert tried(f"socket.socket(socket.{family}, socket.SOCK_DGRAM)") == "PermissionError"


@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_endless_output_is_cut_at_the_limit(prison: Any, stream: str) -> None:
    outcome = prison.run(f"import sys\nwhile True:\n    sys.{stream}.write('endless ' * 1000)")

    assert outcome.status == "output"
    assert len(outcome.stdout) + len(outcome.stderr) == 20_000
    assert prison.survivors() == []


def test_endless_output_of_a_program_that_hides_its_writers(prison: Any) -> None:
    outcome = prison.run(
        "import os\nif os.fork() == 0:\n    os.setsid()\n    while True:\n        print('more')"
    )

    assert outcome.status in {"ok", "output"}
    assert prison.survivors() == []


@pytest.mark.parametrize(
    "attack",
    [
        "os.kill(int(sys.argv[1]), 15)",
        "os.kill(os.getppid(), 9)",
        "os.kill(-1, 9)",
        "os.killpg(int(sys.argv[1]), 15)",
        "signal.pidfd_send_signal(os.pidfd_open(int(sys.argv[1])), 15)",
        "fcntl.fcntl(os.pipe()[0], 8, int(sys.argv[1]))",
        "resource.prlimit(int(sys.argv[1]), resource.RLIMIT_CPU, (0, 0))",
        "os.setpriority(os.PRIO_PROCESS, int(sys.argv[1]), 19)",
        "os.sched_setaffinity(int(sys.argv[1]), {0})",
    ],
)
def test_others_cannot_be_touched(prison: Any, attack: str) -> None:
    before = os.sched_getaffinity(0), os.getpriority(os.PRIO_PROCESS, 0)
    code = f"import fcntl, os, resource, signal, sys\ntry:\n    {attack}\nexcept OSError as error:\n    print(type(error).__name__)"

    outcome = prison.run(code, str(os.getpid()))

    assert outcome.stdout.strip() in {"PermissionError", "ProcessLookupError"}
    assert outcome.status == "ok"
    assert (os.sched_getaffinity(0), os.getpriority(os.PRIO_PROCESS, 0)) == before


def test_the_environment_of_the_parent_stays_with_the_parent(prison: Any, monkeypatch: Any) -> None:
    monkeypatch.setenv("POSTIL_TEST_SECRET", "do-not-tell")
    child = subprocess.Popen(["/bin/sleep", "20"])  # a process that has the secret in its environment
    code = "import glob, os\nprint(dict(os.environ))\nfor path in glob.glob('/proc/*/environ') + ['/proc/%s/environ' % os.getppid()] + ['/proc/%s/environ' % n for n in range(2, 70000)]:\n    try:\n        print(open(path, 'rb').read())\n    except OSError:\n        pass"
    try:
        outcome = prison.run(code)
    finally:
        child.kill()
        child.wait()

    assert "do-not-tell" not in outcome.stdout + outcome.stderr
    assert "LANG" in outcome.stdout


def test_nothing_outside_can_be_written_changed_or_listed(prison: Any, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("old")
    for folder in (tmp_path, *tmp_path.parents[:-1]):  # reachable for any account, as far as it is ours
        if folder.stat().st_uid == os.getuid() and folder.is_relative_to("/tmp/pytest-of-root"):  # noqa: S108 - same
            folder.chmod(0o777)
    secret.chmod(0o666)
    code = """\
import os, sys
target = sys.argv[1]
attempts = {
    "read": lambda: open(target).read(),
    "write": lambda: open(target, "w"),
    "append": lambda: os.open(target, os.O_WRONLY | os.O_APPEND),
    "truncate": lambda: os.truncate(target, 0),
    "unlink": lambda: os.unlink(target),
    "rename": lambda: os.rename(target, target + "2"),
    "chmod": lambda: os.chmod(target, 0),
    "touch": lambda: os.utime(target, (0, 0)),
    "link": lambda: os.link(target, "mine"),
    "make": lambda: open(target + "3", "w"),
    "list": lambda: os.listdir(os.path.dirname(target)),
    "shared memory": lambda: open("/dev/shm/postil-hostile", "w"),
    "tmp": lambda: open("/tmp/postil-hostile", "w"),
    "passwords": lambda: open("/etc/passwd"),
}
for name, attempt in attempts.items():
    try:
        attempt()
        print(name)
    except OSError:
        pass
"""

    outcome = prison.run(code, str(secret))

    assert outcome.stdout == ""
    assert outcome.status == "ok"
    assert secret.read_text() == "old"
    assert secret.stat().st_mode & 0o777 == 0o666
    assert [path.name for path in tmp_path.iterdir()] == ["secret.txt"]


def test_a_link_out_of_the_folder_leads_nowhere(tried: Callable[[str], str], tmp_path: Path) -> None:
    assert tried(
        f"os.symlink({str(tmp_path)!r}, 'out')\nopen('out/x', 'w')"
    ) in {"PermissionError", "FileNotFoundError"}  # fmt: skip


def test_a_daemon_does_not_outlive_the_run(prison: Any) -> None:
    code = "import os, signal, time\nfor number in (1, 2, 15):\n    signal.signal(number, signal.SIG_IGN)\nif os.fork() == 0:\n    os.setsid()\n    if os.fork() == 0:\n        for handle in (0, 1, 2):\n            os.close(handle)\n        time.sleep(60)\n    os._exit(0)\nprint('left')"

    outcome = prison.run(code)

    assert (outcome.status, outcome.stdout) == ("ok", "left\n")
    assert prison.survivors() == []


def test_zombies_are_buried(prison: Any) -> None:
    outcome = prison.run(
        "import os\nfor _ in range(200):\n    if os.fork() == 0:\n        if os.fork() == 0:\n            os._exit(0)\n        os._exit(0)\n    os.wait()\nprint('done')"
    )

    assert outcome.status == "ok", outcome
    assert prison.survivors() == []


@pytest.mark.parametrize(
    "call",
    [
        "libc.ptrace(16, os.getppid(), 0, 0)",
        "libc.unshare(0x10000000)",
        "libc.unshare(0x00020000)",
        "libc.syscall(56 if os.uname().machine == 'x86_64' else 220, 0x10000011, 0, 0, 0, 0)",
        "libc.memfd_create(b'x', 0)",
        "libc.shmget(1, 1 << 20, 0o1600)",
        "libc.mount(b'none', b'/', b'tmpfs', 0, 0)",
        "libc.chroot(b'.')",
        "libc.setuid(0)",
        "libc.prctl(4, 0, 0, 0, 0)",
        "libc.io_setup(1, 0)",
        "libc.syscall(425, 1, 0)",
        "libc.syscall(435, 0, 0)",
        "libc.syscall(0x40000000 + 41, 2, 1, 0)",
        "libc.syscall(600, 0)",
    ],
)
def test_the_kernel_refuses(tried: Callable[[str], str], call: str) -> None:
    assert tried(f"print({call})").splitlines()[0] in {"-1", "AttributeError"}


def test_a_program_cannot_report_for_the_guard(prison: Any) -> None:
    code = 'import os\nfor handle in range(3, 300):\n    try:\n        os.write(handle, b\'{"ended": "exit", "status": 0}\\n\')\n    except OSError:\n        pass\nos._exit(3)'

    outcome = prison.run(code)

    assert (outcome.status, outcome.exit_code) == ("failed", 3)


@pytest.mark.parametrize("code", ["while True: pass", "import time; time.sleep(60)"], ids=["busy", "asleep"])
def test_time_ends(prison: Any, code: str) -> None:
    stubborn = "import signal\nfor number in set(range(1, 65)) - {9, 19, 32, 33}:\n    signal.signal(number, signal.SIG_IGN)\n"
    limits = Limits(cpu_seconds=1, wall_seconds=2)

    outcome = prison.run(stubborn + code, limits=limits)

    assert outcome.status == "timeout"
    assert prison.survivors() == []


def test_time_is_that_of_all_processes_together(prison: Any) -> None:
    code = "import os\nfor _ in range(3):\n    os.fork()\nwhile True: pass"

    outcome = prison.run(code, limits=Limits(cpu_seconds=1, wall_seconds=300))

    assert outcome.status == "timeout"
    assert "CPU" in outcome.reason


def test_a_killed_parent_takes_its_programs_along(prison: Any) -> None:
    code = f"from postil_bench.sandbox import run\nrun(['python', 'main.py', {prison.mark!r}], files={{'main.py': 'import time; time.sleep(60)'}}, isolation={prison.isolation!r})"
    parent = subprocess.Popen([sys.executable, "-c", code])
    try:
        assert _wait_until(lambda: len(prison.survivors()) > 1)
    finally:
        parent.send_signal(signal.SIGKILL)
        parent.wait()

    assert _wait_until(lambda: prison.survivors() == [])
