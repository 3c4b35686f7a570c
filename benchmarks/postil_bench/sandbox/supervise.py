"""Starts the guard, hands it the program, and reads what comes back, never more than is allowed."""

from __future__ import annotations

import json
import os
import selectors
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from postil_bench.sandbox.isolation import FOLDER, Isolation, command, interpreter, readable
from postil_bench.sandbox.model import Limits, Outcome, Status

_GRACE = 60.0
"""Seconds that the guard gets to start and to clear up, on a machine that may be busy, beyond the program's own."""
_CHUNK = 1 << 16
_ACCOUNTS = (1 << 30, 1 << 30)
"""The first of the numbers of accounts that are given to programs, and how many there are: nobody has so high ones."""
_FEW_ACCOUNTS = (60_000, 5_000)
"""The same where a container maps only so many accounts: numbers that no distribution gives to people."""
_ENVIRONMENT = {
    "LANG": "C.UTF-8",
    "PATH": "/usr/bin:/bin",
    "PYTHONHASHSEED": "0",
    "PYTHONDONTWRITEBYTECODE": "1",
}
_SIGXCPU, _SIGKILL = -24, -9
_REASONS: Mapping[str, tuple[Status, str]] = {
    "wall": ("timeout", "ran longer than {wall_seconds:g} s"),
    "cpu": ("timeout", "used more than {cpu_seconds:g} s of CPU"),
    "memory": ("memory", "used more than {memory_mib} MiB"),
    "processes": ("killed", "started more than {processes} processes and threads"),
    "files": ("killed", "wrote more than {file_bytes} bytes, or too many files"),
}


def supervise(argv: Sequence[str], files: Mapping[str, str], limits: Limits, isolation: Isolation) -> Outcome:
    """Run ``argv`` (the first word ``python`` means the interpreter) among ``files`` and say how it ended.

    Raises:
        OSError: the isolation is not installed.
    """
    words = [interpreter() if argv[0] == "python" else argv[0], *argv[1:]]
    reading, report = os.pipe()
    spec = {
        "argv": words,
        "files": dict(files),
        "limits": msgspec.to_builtins(limits),
        "folder": FOLDER if isolation == "bubblewrap" else None,
        "readable": readable(),
        "account": _account(report),
        "environment": _ENVIRONMENT,
    }
    try:
        guard = subprocess.Popen(  # noqa: S603 - no shell, and the command is ours
            command(isolation, report=report, file_bytes=limits.file_bytes),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            pass_fds=(report,),
            env={},
            cwd="/",
            start_new_session=True,
        )
    except OSError:
        os.close(reading)
        raise
    finally:
        os.close(report)
    with guard, os.fdopen(reading, "rb") as reports:
        return _Watched(guard, reports.fileno(), limits, isolation).outcome(spec)


def _account(report: int) -> int | None:
    """A number of its own for the program's account where root runs it; else it keeps ours.

    The number comes from the pipe for reports, because no two pipes that are open share one.
    """
    if os.geteuid() != 0:
        return None
    all_mapped = Path("/proc/self/uid_map").read_text(encoding="ascii").split()[-1] == str(2**32 - 1)
    first, many = _ACCOUNTS if all_mapped else _FEW_ACCOUNTS
    return first + os.fstat(report).st_ino % many


class _Watched:
    """A guard at work and what has been read from it."""

    def __init__(
        self, guard: subprocess.Popen[bytes], report: int, limits: Limits, isolation: Isolation
    ) -> None:
        assert guard.stdin is not None and guard.stdout is not None and guard.stderr is not None  # noqa: S101, PT018 - they are pipes
        self._guard, self._limits, self._isolation = guard, limits, isolation
        self._stdin, self._out, self._err, self._report = (
            guard.stdin,
            guard.stdout.fileno(),
            guard.stderr.fileno(),
            report,
        )
        self._read: dict[int, bytearray] = {
            self._out: bytearray(),
            self._err: bytearray(),
            report: bytearray(),
        }
        self._too_much = False

    def outcome(self, spec: Mapping[str, Any]) -> Outcome:
        try:
            self._stdin.write(json.dumps(spec).encode() + b"\n")
            self._stdin.flush()
        except BrokenPipeError:
            pass  # what it said on its way out is the reason
        self._collect(time.monotonic() + self._limits.wall_seconds + _GRACE)
        if self._guard.poll() is None:
            self._close()
        return self._judged(self._reports())

    def _collect(self, deadline: float) -> None:
        with selectors.DefaultSelector() as selector:
            for stream in self._read:
                selector.register(stream, selectors.EVENT_READ)
            while selector.get_map():
                left = deadline - time.monotonic()
                ready = selector.select(max(left, 0))
                if not ready:
                    return
                for key, _ in ready:
                    chunk = os.read(key.fd, _CHUNK)
                    if not chunk:
                        selector.unregister(key.fd)
                    self._keep(key.fd, chunk)

    def _keep(self, stream: int, chunk: bytes) -> None:
        room = self._limits.output_bytes - len(self._read[self._out]) - len(self._read[self._err])
        if stream != self._report and len(chunk) > room:
            chunk = chunk[:room]
            if not self._too_much:
                self._too_much = True
                self._stdin.close()  # the guard stops everything
        self._read[stream] += chunk

    def _close(self) -> None:
        if not self._stdin.closed:
            self._stdin.close()
        try:
            self._guard.wait(_GRACE)
        except subprocess.TimeoutExpired:
            self._guard.kill()
            self._guard.wait()

    def _reports(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for line in bytes(self._read[self._report]).splitlines():
            found.update(msgspec.json.decode(line))
        return found

    def _judged(self, report: Mapping[str, Any]) -> Outcome:
        stdout, stderr = self._texts(report.get("folder") or FOLDER)
        status, reason = self._verdict(report, stderr)
        code = report.get("status") if status in {"ok", "failed"} else None
        return Outcome(
            status=status,
            exit_code=code,
            stdout=stdout,
            stderr=stderr,
            seconds=report.get("seconds", 0.0),
            reason=reason,
            isolation=self._isolation,
        )

    def _texts(self, folder: str) -> tuple[str, str]:
        texts = (bytes(self._read[stream]).decode("utf-8", "replace") for stream in (self._out, self._err))
        stdout, stderr = (text.replace(folder, FOLDER) for text in texts)
        return stdout, stderr

    def _verdict(self, report: Mapping[str, Any], stderr: str) -> tuple[Status, str | None]:
        if "refused" in report:
            return "refused", report["refused"]
        if self._too_much:
            return "output", f"wrote more than {self._limits.output_bytes} bytes of output"
        if report.get("ended") in _REASONS:
            status, reason = _REASONS[report["ended"]]
            return status, reason.format(**msgspec.to_builtins(self._limits))
        if "status" not in report:
            said = stderr.strip().splitlines()[-1:] or ["it said nothing"]
            return ("killed" if report else "refused"), f"the sandbox ended early: {said[0]}"
        return self._exited(report["status"], report["cpu_seconds"], stderr)

    def _exited(self, code: int, cpu_seconds: float, stderr: str) -> tuple[Status, str | None]:
        if code == 0:
            return "ok", None
        if code == _SIGXCPU or (code == _SIGKILL and cpu_seconds >= self._limits.cpu_seconds):
            return "timeout", _REASONS["cpu"][1].format(cpu_seconds=self._limits.cpu_seconds)
        last = stderr.rstrip().rpartition("\n")[2]
        if code > 0 and last.startswith("MemoryError"):
            return "memory", _REASONS["memory"][1].format(memory_mib=self._limits.memory_mib)
        return ("failed", f"exit code {code}") if code > 0 else ("killed", f"ended by signal {-code}")
