"""Verdicts on comments as mean ratings, which the programs in ``benchmarks/agreement`` fit and measure with."""

from __future__ import annotations

from collections.abc import Mapping
from statistics import fmean
from typing import Any

import msgspec
from msgspec import Struct

from postil.errors import UsageError
from postil.reading.answers import read_answer
from postil_bench.judge.items import Item, Subject, Unit, units_of
from postil_bench.judge.rubric import Rubric, Scale
from postil_bench.judge.standing import PEOPLE, opinions, standings
from postil_bench.judge.store import SKIP, Event, Store, Study

SCALES: dict[Scale, str] = {
    "overall": "Overall",
    "adequacy": "CA",
    "conciseness": "Conciseness",
    "fluency": "Fluency",
}
"""The scales of rubrics, and what rated sets call them."""
_RATING = ("scale", "adequacy", "conciseness", "fluency")
_ENDS = (1.0, 5.0)


class Ratings(Struct, frozen=True):
    """The ``rows`` of a rated set, the count of ``skipped`` verdicts and that of answers ``unrated`` by anybody."""

    rows: list[dict[str, Any]]
    skipped: int
    unrated: int

    @property
    def text(self) -> str:
        """The rows as JSON lines."""
        return "".join(f"{msgspec.json.encode(row).decode()}\n" for row in self.rows)


def ratings(store: Store, study: Study) -> Ratings:
    """The mean rating of each answer over the people who judged it, first time asked; a model is no rater.

    Raises:
        UsageError: the rubric does not rate from 1 to 5, an item is no code with comments, or nobody has rated.
    """
    values = _values(study.rubric)
    items = {item.id: item for item in store.items()}
    everybody = standings(store.events())
    said = opinions(everybody)
    units = units_of(list(items.values()), "single")
    rated = {unit: said[unit] for unit in units if unit in said}
    if not rated:
        message = f"{store.place}: no person has rated anything yet"
        raise UsageError(message)
    name = SCALES[study.rubric.scale]
    rows = [_row(unit, items[unit.item], name, _given(by, values)) for unit, by in rated.items()]
    skipped = sum(
        event.choice == SKIP and not repeat and event.origin in PEOPLE
        for standing in everybody.values()
        for (_, repeat), event in standing.verdicts.items()
    )
    return Ratings(rows, skipped, len(units) - len(rated))


def _values(rubric: Rubric) -> dict[str, float]:
    """The rating that each choice stands for."""
    values = {choice.name: choice.value for choice in rubric.choices if choice.value is not None}
    ends = (min(values.values(), default=None), max(values.values(), default=None))
    if rubric.mode != "single" or len(values) < len(rubric.choices) or ends != _ENDS:
        message = (
            f"rubric {rubric.version} gives no ratings from 1 to 5: judge with --rubric {', '.join(_RATING)}"
        )
        raise UsageError(message)
    return values


def _given(by: Mapping[str, Event], values: Mapping[str, float]) -> list[float]:
    """The ratings of one answer in the order of the judges' names."""
    return [values[by[judge].choice] for judge in sorted(by)]


def _row(unit: Unit, item: Item, scale: str, given: list[float]) -> dict[str, Any]:
    """A line of ``rows.jsonl`` as ``benchmarks/agreement/rated.py`` reads it."""
    subject = item.subject
    if subject is None:
        message = (
            f"item {item.id!r} is no code with comments: ratings are made of comment_lines, comment_function "
            "and annotated code (a study that an older Postil began does not hold the code)"
        )
        raise UsageError(message)
    return {
        "id": f"{unit.item}|{unit.first}",
        "group": subject.group,
        "lang": subject.language,
        "code": subject.code,
        "cand": _comment(item.text_of(unit.first), subject),
        "ref": None,
        "gen": unit.first,
        f"h_{scale}": fmean(given),
        f"hr_{scale}": given,
        "raters": len(given),
    }


def _comment(answer: str, subject: Subject) -> str:
    """The comment in an answer without the code and fences around it; several remain as they were written."""
    found = read_answer(answer, subject.code).comments
    return found[0].text if len(found) == 1 else answer
