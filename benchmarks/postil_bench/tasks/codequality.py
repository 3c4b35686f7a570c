"""How easy generated code is to read: complexity by radon, style by pylint where it is installed."""

from __future__ import annotations

import io
import tempfile
from contextlib import redirect_stderr, redirect_stdout
from functools import lru_cache
from pathlib import Path

from postil.facts.complexity import complexity

_LONGEST = 20_000
_BEST = 10.0
_APART = (
    "missing-module-docstring,missing-function-docstring"  # an answer is no module; remarks are the engine's
)


def simplicity(code: str, reference: str) -> float | None:
    """McCabe's number of ``reference`` over that of ``code``, at most 1: what is simpler is as good.

    Several functions count as one path more for each branch in any of them. ``None`` when ``code`` has no function
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


def readability(code: str) -> float | None:
    """Pylint's score of ``code`` on ten, in [0, 1]: its default rules but those on missing docstrings.

    ``None`` when pylint is not installed or cannot read the code, which is only read, never imported.
    """
    if pylint_version() is None or len(code) > _LONGEST:
        return None
    from pylint.lint import Run  # noqa: PLC0415 - an extra
    from pylint.reporters import CollectingReporter  # noqa: PLC0415 - an extra

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "answer.py")
        path.write_text(f"{code}\n", encoding="utf-8", errors="replace")
        settings = Path(folder, "pylintrc")
        settings.write_text("[MAIN]\n", encoding="utf-8")
        call = [
            f"--rcfile={settings}",
            "--persistent=n",
            f"--disable={_APART}",
            "--clear-cache-post-run=y",
            str(path),
        ]
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
            try:
                note = Run(call, reporter=CollectingReporter(), exit=False).linter.stats.global_note
            except (Exception, SystemExit):  # noqa: BLE001 - whatever a linter does on hostile code, the run goes on
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
