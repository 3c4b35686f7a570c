"""How easy generated code is to read: complexity by radon, style by pylint where it is installed."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from functools import lru_cache
from pathlib import Path

from postil.facts.complexity import complexity

_LONGEST = 20_000
_BEST = 10.0
_SECONDS, _BYTES = 10, 1 << 30
# An answer is no module, and its remarks are the engine's to judge.
_APART = "missing-module-docstring,missing-function-docstring"
_PROGRAM = f"""\
import contextlib, io, sys
try:
    import resource
    resource.setrlimit(resource.RLIMIT_CPU, ({_SECONDS}, {_SECONDS}))
    resource.setrlimit(resource.RLIMIT_AS, ({_BYTES}, {_BYTES}))
except ImportError:
    pass
from pylint.lint import Run
from pylint.reporters import CollectingReporter
open("settings", "w").write("[MAIN]\\n")
call = ["--rcfile=settings", "--persistent=n", "--disable={_APART}", sys.argv[1]]
with contextlib.redirect_stdout(io.StringIO()):
    note = Run(call, reporter=CollectingReporter(), exit=False).linter.stats.global_note
print(note)
"""


def simplicity(code: str, reference: str) -> float | None:
    """McCabe's number of ``reference`` over that of ``code``, at most 1: what is simpler is as good.

    The branches of all functions add up. ``None`` when ``code`` has no function
    that Python can parse.
    """
    own, other = _paths(code), _paths(reference)
    return round(min(1.0, other / own), 4) if own and other else None


def maintainability(code: str) -> float | None:
    """Radon's maintainability index of ``code``, 0-100, remarks counted; ``None`` when Python cannot parse it."""
    from radon.metrics import mi_visit  # noqa: PLC0415 - heavy, loaded when asked for

    try:
        return round(float(mi_visit(code, multi=True)), 2)
    except (SyntaxError, ValueError, RecursionError, MemoryError, ZeroDivisionError):
        return None


@lru_cache(maxsize=256)
def readability(code: str) -> float | None:
    """Pylint's score of ``code`` on ten, in [0, 1]: its default rules but those on missing docstrings.

    ``None`` when pylint is not installed or does not finish. It reads the code and infers values, so it works in a
    process of its own with limits on time and memory, and without settings of anybody's.
    """
    if pylint_version() is None or len(code) > _LONGEST:
        return None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "answer.py")
        path.write_text(f"{code}\n", encoding="utf-8", errors="replace")
        call = [sys.executable, "-I", "-c", _PROGRAM, str(path)]
        try:
            done = subprocess.run(  # noqa: S603 - our own interpreter
                call,
                cwd=folder,
                env={"PYLINTHOME": folder},
                capture_output=True,
                timeout=_SECONDS * 30,
                check=True,
            )
            note = float(done.stdout.split()[-1])
        except (subprocess.SubprocessError, OSError, ValueError, IndexError):
            return None
    return round(min(1.0, max(0.0, note / _BEST)), 4)


@lru_cache(maxsize=1)
def pylint_version() -> str | None:
    """The version of pylint, ``None`` where it is not installed."""
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - only where code is judged

    try:
        return version("pylint")
    except PackageNotFoundError:
        return None


def _paths(code: str) -> int:
    found = complexity(code).values()
    return 1 + sum(number - 1 for number in found) if found else 0
