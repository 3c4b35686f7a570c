"""The process beside the program: starts it with its rights taken away, watches it, ends all that it left behind.

It reads one line of JSON, a ``Spec``, from its standard input, and stops the program when that input is closed. How
the program ended goes as one line of JSON to the file descriptor that is its argument.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from typing import Any

from postil_bench.jail import confine, watch
from postil_bench.jail.libc import prctl

_PR_SET_DUMPABLE, _PR_SET_CHILD_SUBREAPER = 4, 36
_SHORTEST_NAP = 0.05
_MEASURED_SHARE = 5
"""Measuring may take at most one part in so many of the time."""
_FOLDER_MODE = 0o700


def main() -> None:
    """Run what standard input asks for and report."""
    report = int(sys.argv[1])
    os.set_inheritable(report, False)
    prctl(_PR_SET_DUMPABLE, 0)
    prctl(_PR_SET_CHILD_SUBREAPER, 1)
    signal.signal(
        signal.SIGINT, signal.SIG_DFL
    )  # the first process of a namespace cannot be ended by a default
    spec = json.loads(sys.stdin.buffer.readline())
    folder = spec["folder"] or _made_folder(spec["account"])
    try:
        ended = _run(spec, folder, report)
    finally:
        if not spec["folder"]:
            _stop_all(spec["account"])
            subprocess.run(["/bin/rm", "-rf", "--", folder], check=False)  # noqa: S603 - however deep it is
    os.write(report, json.dumps({**ended, "folder": folder}).encode() + b"\n")


def _made_folder(account: int | None) -> str:
    folder = tempfile.mkdtemp(prefix="postil-")
    if account is not None:
        os.chown(folder, account, account)
    return folder


def _run(spec: Mapping[str, Any], folder: str, report: int) -> dict[str, Any]:
    began = time.monotonic()
    program = os.fork()
    if program == 0:
        _become(spec, folder, report)
    ended = _watch(program, spec, folder, began)
    used = os.times()
    return {
        **ended,
        "seconds": time.monotonic() - began,
        "cpu_seconds": used.children_user + used.children_system,
    }


def _become(spec: Mapping[str, Any], folder: str, report: int) -> None:
    """Turn this process into the program; what stands in the way goes into the report."""
    strict = not spec["folder"]
    try:
        os.setsid()
        with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "w") as file:  # noqa: PTH123 - see watch
            file.write("1000")
        os.chdir(folder)
        os.dup2(os.open("/dev/null", os.O_RDONLY), 0)
        confine.limit(spec["limits"], confine.settle(spec["account"], shut_in=not strict))
        _lay_out(spec["files"])
        confine.close_doors(spec["readable"], folder, strict=strict)
        os.execve(spec["argv"][0], spec["argv"], {**spec["environment"], "HOME": folder, "TMPDIR": folder})  # noqa: S606 - no shell is the point
    except BaseException as error:  # noqa: BLE001 - a forked process must not go on as its parent
        os.write(report, json.dumps({"refused": f"{type(error).__name__}: {error}"}).encode() + b"\n")
        os._exit(127)


def _lay_out(files: Mapping[str, str]) -> None:
    for name, text in files.items():
        parent = os.path.dirname(name)  # noqa: PTH120 - see watch
        if parent:
            os.makedirs(parent, _FOLDER_MODE, exist_ok=True)  # noqa: PTH103 - same
        with open(name, "wb") as file:  # noqa: PTH123 - same
            file.write(text.encode("utf-8", "surrogatepass"))


def _watch(program: int, spec: Mapping[str, Any], folder: str, began: float) -> dict[str, Any]:
    limits = spec["limits"]
    poll = select.poll()
    poll.register(0, select.POLLIN | select.POLLHUP)
    poll.register(os.pidfd_open(program), select.POLLIN)
    nap = _SHORTEST_NAP
    while True:
        left = began + limits["wall_seconds"] - time.monotonic()
        ready = {handle for handle, _ in poll.poll(max(0.0, min(nap, left)) * 1000)}
        status = _reaped(program)
        if status is not None:
            return {"ended": "exit", "status": os.waitstatus_to_exitcode(status)}
        if 0 in ready:
            return {"ended": "stopped"}
        measuring = time.monotonic()
        reason = "wall" if left <= 0 else _over(limits, folder, bounded=bool(spec["folder"]))
        if reason:
            return {"ended": reason}
        nap = max(_SHORTEST_NAP, _MEASURED_SHARE * (time.monotonic() - measuring))


def _over(limits: Mapping[str, float], folder: str, *, bounded: bool) -> str | None:
    """The limit that all processes together have passed, if any; ``bounded``: the folder cannot grow too large."""
    tasks = watch.descendants()
    used = os.times()
    seconds = sum(task.seconds for task in tasks) + used.children_user + used.children_system
    if seconds > limits["cpu_seconds"] + 1:  # the kernel stops a single process at the limit itself
        return "cpu"
    if sum(task.memory for task in tasks) > int(limits["memory_mib"]) << 20:
        return "memory"
    if sum(task.threads for task in tasks) > limits["processes"]:
        return "processes"
    if bounded:
        return None
    files, size = watch.disk_use(folder, tasks)
    return "files" if size > limits["file_bytes"] or files >= watch.MOST_FILES else None


def _reaped(program: int) -> int | None:
    """Take the exit codes of all that have ended; that of ``program`` if it is among them."""
    found = None
    with contextlib.suppress(ChildProcessError):
        while True:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if pid == 0:
                break
            if pid == program:
                found = status
    return found


def _stop_all(account: int | None) -> None:
    """End everything below this process: first all stand still, so that none can start another.

    An account of the program's own is swept at one blow by the kernel before.
    """
    if account is not None and os.fork() == 0:
        with contextlib.suppress(OSError):
            os.setresuid(account, account, account)
            os.kill(-1, signal.SIGKILL)
        os._exit(0)
    still: set[int] = set()
    while fresh := {task.pid for task in watch.descendants()} - still:
        _signal(fresh, signal.SIGSTOP)
        still |= fresh
    _signal(still, signal.SIGKILL)
    with contextlib.suppress(ChildProcessError):
        while True:
            os.waitpid(-1, 0)


def _signal(processes: set[int], number: signal.Signals) -> None:
    for pid in processes:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, number)
