"""The sandbox's face: checks a call, picks the isolation that this machine can really do, runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import PurePosixPath
from types import MappingProxyType

from postil.errors import UsageError
from postil_bench.sandbox.isolation import Isolation
from postil_bench.sandbox.model import Limits, Outcome
from postil_bench.sandbox.supervise import supervise

KINDS: tuple[Isolation, ...] = ("bubblewrap", "landlock")
PROGRAM = "main.py"
_NO_FILES: Mapping[str, str] = MappingProxyType({})
_PROBE_LIMITS = Limits(wall_seconds=120.0)  # a busy machine can contain a program too
_PROBE = """\
import os, socket
try:
    socket.socket()
except PermissionError:
    pass
else:
    raise SystemExit("a socket could be made")
for path in ("/proc/%d/environ" % os.getppid(), "/etc/passwd"):
    try:
        open(path).read()
    except OSError:
        continue
    raise SystemExit(path + " could be read")
print("contained")
"""


def run(
    code_or_argv: str | Sequence[str],
    *,
    files: Mapping[str, str] = _NO_FILES,
    limits: Limits | None = None,
    isolation: Isolation | None = None,
) -> Outcome:
    """Run a program that may be hostile, and say how it ended.

    It gets an empty folder as its home and working folder, no network, no environment of ours, no standard input, no
    right to signal others, and Python and the system's libraries to read. Nothing that it starts outlives it.

    Args:
        code_or_argv: Python code, or the words of a command; the first word ``python`` is the interpreter below this
            one, without what a virtual environment adds.
        files: text by name, laid out in its folder; code goes beside them as ``main.py``.
        limits: what it may use (default: ``Limits()``).
        isolation: the only isolation to be used (default: the best that works here).

    Returns:
        how it ended; ``refused``, with the reason, where this machine cannot contain it.

    Raises:
        UsageError: a file's name leads out of the folder, or there is no program.
    """
    chosen, reasons = available() if isolation is None else _only(isolation)
    laid = {**files, PROGRAM: code_or_argv} if isinstance(code_or_argv, str) else dict(files)
    argv = ["python", PROGRAM] if isinstance(code_or_argv, str) else list(code_or_argv)
    _check(argv, laid)
    if chosen is None:
        return Outcome(status="refused", reason=reasons)
    return supervise(argv, laid, limits or Limits(), chosen)


@lru_cache(maxsize=1)
def available() -> tuple[Isolation | None, str]:
    """The isolation that runs will get here, and why each better one does not work."""
    reasons: list[str] = []
    for kind in KINDS:
        works, reason = _only(kind)
        if works:
            return works, "; ".join(reasons)
        reasons.append(reason)
    cure = "install bubblewrap, or use Linux 5.13 or later with Landlock"
    return None, f"this machine cannot contain a program: {'; '.join(reasons)} ({cure})"


@lru_cache(maxsize=len(KINDS))
def _only(kind: Isolation) -> tuple[Isolation | None, str]:
    """``kind`` if a program that tries the doors finds them closed; else why not."""
    try:
        outcome = supervise(["python", PROGRAM], {PROGRAM: _PROBE}, _PROBE_LIMITS, kind)
    except OSError as error:
        return None, f"{kind}: {error}"
    if outcome.status == "ok" and outcome.stdout == "contained\n":
        return kind, ""
    return None, f"{kind}: {outcome.reason or ''} {outcome.stderr.strip()}".strip()


def _check(argv: Sequence[str], files: Mapping[str, str]) -> None:
    if not argv:
        message = "there is no program to run"
        raise UsageError(message)
    for name in files:
        path = PurePosixPath(name)
        if not name or path.is_absolute() or ".." in path.parts or "\0" in name or not path.parts:
            message = (
                f"the file {name!r} does not lie in the folder of the run; give a relative path without '..'"
            )
            raise UsageError(message)
