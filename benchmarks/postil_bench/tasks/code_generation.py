"""Write a function that passes its tests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Annotated, Any

from msgspec import Meta, Struct

from postil.facts.registry import facts_of, language_named
from postil.records import Row, Snippet
from postil_bench.tasks.base import INVENTED, Judged, Task
from postil_bench.tasks.codequality import maintainability, pylint_version, readability, simplicity
from postil_bench.tasks.comparing import undefined_names
from postil_bench.tasks.execution import tested
from postil_bench.tasks.items import Item
from postil_bench.tasks.pool import functions, in_both_languages
from postil_bench.tasks.readers import read_code
from postil_bench.tasks.scoring import scorer_for, signatures


class Program(Struct, frozen=True):
    """A solution, and the expressions that must be true once it has been run: at least one."""

    tests: Annotated[list[str], Meta(min_length=1)]
    solution: str = ""


class CodeGeneration(Task):
    """``passed``: every test passes. The tests run in the sandbox, so a run must allow it."""

    name = "code_generation"
    wanted = Program
    code_keys = ("signature",)
    prose_keys = ("summary",)
    chances = (1, 3, 5, 10)
    runs_code = True

    def packed(self) -> Iterator[Item]:
        """Every function in both languages."""
        return in_both_languages(
            functions(),
            lambda one, language: {"summary": one.summary[language], "signature": one.line(1)},
            lambda one, _: Program(one.tests, one.text),
        )

    @property
    def judged_by(self) -> tuple[str, ...]:
        """The signatures of the scorers and the version of pylint."""
        return (*signatures(), f"pylint:{pylint_version() or 'none'}")

    @cached_property
    def unmeasured(self) -> frozenset[str]:
        """Readability, where pylint is not installed."""
        return frozenset() if pylint_version() else frozenset({"readability"})

    def right_answer(self, item: Item) -> str:
        """The solution in a fence."""
        return f"```python\n{item.wanted.solution}\n```"

    def judge(self, item: Item, answer: str) -> Judged:
        """The tests that the code in ``answer`` passes, and how easy it is to read."""
        code = read_code(answer, item.given["signature"])
        if not code:
            return Judged({}, problem="the answer has no code that defines the function")
        wanted: Program = item.wanted
        done = tested(code, wanted.tests)
        if done.refused is not None:
            return Judged({}, {"code": code}, done.refused, "engine")
        metrics = {
            "passed": float(all(done.passed)),
            "tests_passed": sum(done.passed) / len(done.passed),
            "simplicity": simplicity(code, wanted.solution),
            "maintainability": maintainability(code),
            "readability": readability(code) if not item.variant else None,  # a variant is only compared
            "remarks": _remarks(code, item),
            INVENTED: undefined_names(code),
        }
        table = {name: value for name, value in metrics.items() if name not in self.unmeasured}
        return Judged(table, {"code": code, "tests": done.passed, "errors": done.errors, "end": done.status})

    def agreement(self, first: Mapping[str, Any], other: Mapping[str, Any]) -> float:
        """The share of tests with the same outcome."""
        one, two = first.get("tests") or [], other.get("tests") or []
        same = sum(a == b for a, b in zip(one, two, strict=False))
        return same / max(len(one), len(two)) if one or two else 0.0


def _remarks(code: str, item: Item) -> float | None:
    """The engine's overall of the comments and docstrings in ``code``; ``None`` when it has none."""
    comments = language_named("python").comments(code)
    if not comments or not facts_of(code, "python").statements:
        return None
    return scorer_for(item.language).score_row(Row(item.id, Snippet(code), comments)).overall
