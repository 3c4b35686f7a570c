"""The data that come along: functions and questions of our own writing, in English and Chinese."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Generic, TypeVar

from msgspec import Struct, convert

from postil.configuration import read_table
from postil_bench.tasks.items import Item, Language

LANGUAGES: tuple[Language, ...] = ("en", "zh")
_DATA = Path(__file__).parent / "data"
T = TypeVar("T")
Subject = TypeVar("Subject", "Function", "Issue")


class Bilingual(Struct, Generic[T], frozen=True):
    """The same in English and in Chinese."""

    en: T
    zh: T

    def __getitem__(self, language: Language) -> T:
        return self.en if language == "en" else self.zh


class Fault(Struct, frozen=True):
    """A line that is wrong: ``text`` in the place of line ``line``, and why."""

    line: int
    text: str
    reason: Bilingual[str]


class Function(Struct, frozen=True):
    """A function with its remarks, tests (expressions that hold), one line to be left out, and one fault."""

    name: str
    code: str
    summary: Bilingual[str]
    lines: Bilingual[list[str]]
    docstring: Bilingual[str]
    tests: list[str]
    hole: int
    fault: Fault
    example: bool = False

    @property
    def text(self) -> str:
        """The code without blank lines around it."""
        return self.code.strip("\n")

    def with_line(self, number: int, line: str) -> str:
        """The code with another line ``number``, from 1."""
        lines = self.text.split("\n")
        return "\n".join([*lines[: number - 1], line, *lines[number:]])

    def line(self, number: int) -> str:
        """Line ``number`` of the code, from 1, with its indent."""
        return self.text.split("\n")[number - 1]


class Issue(Struct, frozen=True):
    """A question with a right answer, the facts that one must have and the claims that it must not make."""

    name: str
    question: Bilingual[str]
    body: Bilingual[str]
    answer: Bilingual[str]
    facts: list[list[str]]
    wrong: list[list[str]]
    example: bool = False


@lru_cache(maxsize=1)
def functions() -> tuple[Function, ...]:
    """All functions, examples among them."""
    return convert(_table("functions.toml")["function"], tuple[Function, ...])


@lru_cache(maxsize=1)
def issues() -> tuple[Issue, ...]:
    """All questions, examples among them."""
    return convert(_table("issues.toml")["issue"], tuple[Issue, ...])


def in_both_languages(
    pool: Sequence[Subject],
    given: Callable[[Subject, Language], dict[str, str]],
    wanted: Callable[[Subject, Language], Struct],
) -> Iterator[Item]:
    """An item in each language for each of ``pool``, named after it; ``given`` and ``wanted`` say what is in it."""
    for one in pool:
        for language in LANGUAGES:
            yield Item(
                id=f"{one.name}.{language}",
                language=language,
                source=one.name,
                given=given(one, language),
                wanted=wanted(one, language),
                example=one.example,
            )


@lru_cache(maxsize=1)
def unrelated_code() -> str:
    """Code that no item has to do with, to make prompts longer."""
    return (_DATA / "unrelated.txt").read_text("utf-8").strip()


def _table(name: str) -> dict[str, Any]:
    return read_table(_DATA / name) or {}
