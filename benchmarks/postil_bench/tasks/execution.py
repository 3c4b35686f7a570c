"""Tests of generated code, run in the sandbox: one process for an answer, each test on its own inside.

A test is an expression that must be true; ``raises(ValueError, f, 1)`` is true when ``f(1)`` raises that error. Or it is
statements, none of which may raise an error; what they bind, no other test sees. An
answer that sets out to forge its own result can do so, since it shares a process with its tests; it cannot reach
anything else.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from msgspec import Struct

from postil_bench.sandbox import Limits, Outcome, run

_LIMITS = Limits(cpu_seconds=3.0, wall_seconds=60.0)  # a busy machine must not change a result
_MARK = "postil-test "
_PROGRAM = f"""\
import io, json, sys

out, sys.stdout = sys.stdout, io.StringIO()


def raises(kind, call, *arguments):
    try:
        call(*arguments)
    except kind:
        return True
    return False


def holds(test):
    try:
        check = compile(test, "test", "eval")
    except SyntaxError:
        exec(compile(test, "test", "exec"), dict(space))
        return True
    return bool(eval(check, space))


def tell(passed, error):
    out.write({_MARK!r} + json.dumps([passed, error]) + "\\n")
    out.flush()


space = {{"__name__": "answer"}}
with open("answer.py", encoding="utf-8") as file:
    code = file.read()
with open("tests.json", encoding="utf-8") as file:
    tests = json.load(file)
try:
    exec(compile(code, "answer.py", "exec"), space)
except BaseException as error:  # an answer may raise anything, SystemExit too
    tests, failed = [], type(error).__name__
    tell(False, failed)
space["raises"] = raises
for test in tests:
    try:
        passed, error = holds(test), None
    except BaseException as caught:  # same
        passed, error = False, type(caught).__name__
    tell(passed, error)
"""


class Tested(Struct, frozen=True):
    """Which tests passed, in order; ``errors`` are the names of the exceptions, ``None`` where there was none.

    ``refused`` says why nothing was run, if so; ``status`` is that of the sandbox.
    """

    passed: list[bool]
    errors: list[str | None]
    status: str = "ok"
    refused: str | None = None


def tested(code: str, tests: Sequence[str]) -> Tested:
    """Run ``code`` and then each of ``tests``; one that is never reached has not passed."""
    files = {
        "answer.py": code.encode("utf-8", "replace").decode(),
        "tests.json": msgspec.json.encode(tests).decode(),
    }
    outcome = run(_PROGRAM, files=files, limits=_LIMITS)
    if outcome.status == "refused":
        return Tested([], [], outcome.status, outcome.reason or "the sandbox refused")
    told = _told(outcome)[: len(tests)]
    missing = len(tests) - len(told)
    passed = [passed for passed, _ in told] + [False] * missing
    end = outcome.status if outcome.status != "ok" else None
    errors = [error for _, error in told] + [told[-1][1] if told and end is None else end] * missing
    return Tested(passed, errors, outcome.status)


def _told(outcome: Outcome) -> list[tuple[bool, str | None]]:
    """What the tests told, up to a line that the answer forged badly or that a limit cut off."""
    told = []
    for line in outcome.stdout.split("\n"):
        if line.startswith(_MARK):
            try:
                told.append(msgspec.json.decode(line[len(_MARK) :], type=tuple[bool, str | None]))
            except (msgspec.DecodeError, RecursionError):
                break
    return told
