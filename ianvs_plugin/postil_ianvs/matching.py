"""Which prediction belongs to which row.

By the question or the row that a prediction names; by position where as many predictions as rows came back; else
in order, by what they have in common with the code: predictions that were dropped on the way leave gaps anywhere.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from postil.text.lazy import regex
from postil_ianvs.datarows import question_of, reference_key, reference_of
from postil_ianvs.predictions import Prediction

_WORD = regex(r"[A-Za-z_]\w*|[\u4e00-\u9fff]")
_MOST_CELLS = 4_000_000


class Matched(Struct, frozen=True):
    """For each row its prediction, or ``None``; ``extra`` counts predictions that belong to no row."""

    predictions: tuple[Prediction | None, ...]
    extra: int
    how: str


def match(rows: Sequence[Mapping[str, Any]], predictions: Sequence[Prediction]) -> Matched:
    """The prediction of each row."""
    if predictions and all(_names_row(prediction) for prediction in predictions):
        return _by_key(rows, predictions)
    if len(rows) == len(predictions):
        return Matched(tuple(predictions), 0, "by position, as many as rows")
    if len(rows) * len(predictions) > _MOST_CELLS:
        padded = [*predictions[: len(rows)], *[None] * (len(rows) - len(predictions))]
        return Matched(
            tuple(padded), max(0, len(predictions) - len(rows)), "by position: too many to compare"
        )
    return _in_order(rows, predictions)


def _names_row(prediction: Prediction) -> bool:
    return any(value is not None for value in (prediction.row, prediction.query, prediction.truth))


def _by_key(rows: Sequence[Mapping[str, Any]], predictions: Sequence[Prediction]) -> Matched:
    waiting: dict[tuple[str, str], deque[Prediction]] = defaultdict(deque)
    for prediction in predictions:
        waiting[_key_of(prediction)].append(prediction)
    found: list[Prediction | None] = []
    for row in rows:
        keys = (("query", question_of(row)), ("truth", reference_key(reference_of(row))))
        queue = next((waiting[key] for key in keys if waiting.get(key)), None)
        found.append(queue.popleft() if queue else None)
    extra = sum(map(len, waiting.values()))
    return Matched(tuple(found), extra, "by the question or row that each names")


def _key_of(prediction: Prediction) -> tuple[str, str]:
    if prediction.query is not None:
        return "query", prediction.query
    if prediction.row is not None:
        question = question_of(prediction.row)
        return ("query", question) if question else ("truth", reference_key(reference_of(prediction.row)))
    return "truth", reference_key(prediction.truth)


def _in_order(rows: Sequence[Mapping[str, Any]], predictions: Sequence[Prediction]) -> Matched:
    """The order-preserving assignment with the most words in common; ties keep the earliest rows."""
    theirs = [_words(prediction.content) for prediction in predictions]
    ours = [_words(question_of(row)) | _words(reference_of(row)) for row in rows]
    if len(theirs) <= len(ours):
        places = _best_places(theirs, ours)
        by_row = dict(zip(places, predictions, strict=True))
        found = tuple(by_row.get(number) for number in range(len(rows)))
    else:
        found = tuple(predictions[place] for place in _best_places(ours, theirs))
    return Matched(found, max(0, len(predictions) - len(rows)), "in order, by what they share with the code")


def _best_places(few: list[frozenset[str]], many: list[frozenset[str]]) -> list[int]:
    """For each of ``few`` its place among ``many``, ascending, with the largest sum of likeness."""
    slack = len(many) - len(few)
    best = [[0.0] * (slack + 1) for _ in range(len(few) + 1)]
    for index in range(len(few) - 1, -1, -1):
        row, below = best[index], best[index + 1]
        for gap in range(slack, -1, -1):
            here = _likeness(few[index], many[index + gap]) + below[gap]
            row[gap] = max(here, row[gap + 1]) if gap < slack else here
    places, gap = [], 0
    for index in range(len(few)):
        while (
            gap < slack
            and best[index][gap + 1] > _likeness(few[index], many[index + gap]) + best[index + 1][gap]
        ):
            gap += 1
        places.append(index + gap)
    return places


def _likeness(one: frozenset[str], two: frozenset[str]) -> float:
    """Cosine of two sets."""
    return len(one & two) / (len(one) * len(two)) ** 0.5 if one and two else 0.0


def _words(value: object) -> frozenset[str]:
    text = value if isinstance(value, str) else repr(value) if value is not None else ""
    return frozenset(_WORD.findall(text[:20_000].lower()))
