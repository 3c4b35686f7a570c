"""Predictions: a file of models' answers that take the place of the comments in the rows.

Each line is ``{"id": ..., "prediction": str | list}``; without ids they belong to the rows by order.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from itertools import chain

from postil.reading.answered import Answered
from postil.reading.answers import read_prediction
from postil.reading.document import Fault, Found, Value
from postil.reading.shapes import NO_ANSWERS, cause_of, with_answer
from postil.records import Answer, Comment, Damage, Place, Row

_KEYS = ("prediction", "annotations", "generated_text", "completion", "response", "comment", "comments")
_NONE = "no prediction"


def is_prediction(value: object) -> bool:
    """Whether ``value`` has the shape of a prediction."""
    return isinstance(value, dict) and any(key in value for key in _KEYS)


class Predictions:
    """Hands each row its prediction.

    If the first prediction has an id, all are held in memory and found by id, equal ids in order of
    occurrence. If it has none, they are read in step with the rows.
    """

    def __init__(self, values: Iterator[Found], name: str) -> None:
        self._name = name
        first = next(values, None)
        self._by_id = _id(first) is not None
        self._waiting: dict[str | None, deque[Found]] = {}
        self._in_step = chain([first], values) if first else values
        if self._by_id:
            for found in self._in_step:
                self._waiting.setdefault(_id(found), deque()).append(found)

    def judged(self, row: Row | Damage) -> Row | Damage:
        """``row`` with its prediction as candidate and its own comments as references."""
        found = self._take(row.id)
        if isinstance(row, Damage):
            return row
        answer, problem = self._answer(found, row.id)
        if row.answers or row.missing == NO_ANSWERS:
            return _answered_issue(row, answer, problem)
        if problem is not None:
            return with_answer(row, Answered(problem=problem))
        return with_answer(
            row, read_prediction(answer, row.snippet.code, row.description, row.snippet.language)
        )

    def leftovers(self) -> Iterator[Damage]:
        """What belongs to no row, to be reported behind the last one."""
        left = chain.from_iterable(self._waiting.values()) if self._by_id else self._in_step
        for found in sorted(left, key=lambda item: item.line) if self._by_id else left:
            reason = found.reason if isinstance(found, Fault) else "this prediction belongs to no row"
            place = Place(self._name, found.line, found.column)
            yield Damage(id=_id(found) or str(found.line), place=place, reason=reason)

    def _answer(self, found: Found | None, row_id: str) -> tuple[object, str | None]:
        """What a prediction predicts, or the problem with it."""
        if found is None:
            return None, _NONE
        if isinstance(found, Fault):
            return None, f"unreadable prediction on line {found.line}: {found.reason}"
        if not self._by_id and _id(found) not in (None, row_id):
            return None, f"no prediction: the one in its place has the id {_id(found)!r}"
        if not isinstance(found.value, dict) or not is_prediction(found.value):
            return None, f"the prediction on line {found.line} has no field {_KEYS[0]!r}"
        fields = found.value
        answer = next((fields[key] for key in _KEYS if fields.get(key) is not None), None)
        return answer, _NONE if answer is None else None

    def _take(self, row_id: str) -> Found | None:
        if not self._by_id:
            return next(self._in_step, None)
        waiting = self._waiting.get(row_id)
        return waiting.popleft() if waiting else None


def _id(found: Found | None) -> str | None:
    """The id of a prediction; a number counts as its text, anything else as none."""
    if not isinstance(found, Value) or not isinstance(found.value, dict):
        return None
    value = found.value.get("id")
    return str(value) if isinstance(value, (str, int, float)) and not isinstance(value, bool) else None


def _answered_issue(row: Row, answer: object, problem: str | None) -> Row:
    """An issue whose one answer is the prediction; the answers that people gave are its references."""
    body = answer if isinstance(answer, str) and answer.strip() else None
    problem = problem or (None if body else "the answer is empty")
    fault = row.missing if row.cause == "input" else None
    return Row(
        id=row.id,
        snippet=row.snippet,
        references=tuple(Comment(text=given.body, kind="summary") for given in row.answers),
        description=row.description,
        answers=(Answer(key="prediction", body=body),) if body else (),
        place=row.place,
        missing=fault or problem,
        cause=cause_of(fault, problem),
    )
