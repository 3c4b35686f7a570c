"""Windows of consecutive lines, each with one sentence: the data of line_alignment.py."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import msgspec

from postil.facts.model import Facts
from postil.facts.registry import facts_of


class Line(msgspec.Struct, frozen=True):
    """A line of code, the sentence that was written for it, and whether they share no token."""

    code: str
    sentence: str
    token_free: bool


class Window(msgspec.Struct, frozen=True):
    """Consecutive lines, no two of them alike, and their facts as one snippet.

    ``statements`` are the indices of the statements of the lines.
    """

    lines: tuple[Line, ...]
    facts: Facts
    statements: tuple[int, ...]


def django_lines(path: Path) -> list[list[Line]]:
    """The lines of rows ``{"id", "code", "cand"}``, as one run; code is tokenised by spaces."""
    return [[_line(row["code"], row["cand"], token_free=False) for row in _rows(path)]]


def unit_lines(path: Path, language: str) -> list[list[Line]]:
    """The lines of rows ``{"unit", "code", "zh", "en", ...}``, one run for each unit.

    Their sentences are those of ``language``.
    """
    flag = "token_free" if language == "zh" else "en_token_free"
    runs: dict[str, list[Line]] = {}
    for row in _rows(path):
        runs.setdefault(str(row["unit"]), []).append(_line(row["code"], row[language], token_free=row[flag]))
    return list(runs.values())


def windows(runs: list[list[Line]], size: int) -> Iterator[Window | None]:
    """Windows of ``size`` lines, one behind the other; ``None`` for one in which a line recurs.

    A window is a snippet of its own, as it stands, whatever it cuts through.
    """
    for run in runs:
        for start in range(0, len(run) - size + 1, size):
            lines = tuple(run[start : start + size])
            facts = facts_of("\n".join(line.code for line in lines), "python")
            distinct = len({" ".join(line.code.split()) for line in lines}) == size
            yield Window(lines, facts, facts.line_statements) if distinct else None


def _rows(path: Path) -> Iterator[dict[str, object]]:
    with path.open(encoding="utf-8") as file:
        for text in file:
            if text.strip():
                yield json.loads(text)


def _line(code: object, sentence: object, *, token_free: object) -> Line:
    return Line(str(code), str(sentence), bool(token_free))
