"""The rows that a case was asked about, found again by content.

Ianvs hands a metric the references and the predictions only; code, annotations and every further field are
dropped on the way. They are reached through the records of the predictions, a file named in the environment, or
the file that the caller's frame names, in that order; rows that do not fit the references are refused.
"""

from __future__ import annotations

import os
from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from postil.errors import UsageError
from postil.reading.document import Value
from postil.reading.files import check_file, opened
from postil.reading.values import read_values
from postil_ianvs.predictions import Prediction
from postil_ianvs.surroundings import DATASET, Surroundings

NOWHERE = "nowhere"
METADATA, DATA = "metadata.json", "data.jsonl"
_REFERENCES = ("response", "answer")
_QUESTIONS = ("query", "question")


class Located(Struct, frozen=True):
    """Rows and where they come from; ``notes`` say which other places were tried and why they did not serve."""

    rows: tuple[Mapping[str, Any], ...]
    source: str
    notes: tuple[str, ...] = ()


def locate(truths: Sequence[object], predictions: Sequence[Prediction], around: Surroundings) -> Located:
    """The rows that ``truths`` are the references of, one for each.

    Where no source fits, the references themselves are all there is: rows without code.
    """
    notes: list[str] = []
    carried = [prediction.row for prediction in predictions if prediction.row is not None]
    if carried and (rows := fitted(carried, truths)) is not None:
        return Located(rows, "the records that predict returned")
    if carried:
        notes.append("the rows that the predictions carry do not fit the references")
    for name, path in (
        (f"the file in {DATASET}", os.environ.get(DATASET)),
        ("the caller's frame", around.dataset),
    ):
        if not path:
            continue
        try:
            rows = fitted(read_data(path), truths)
        except UsageError as error:
            notes.append(f"{name}: {error}")
            continue
        if rows is not None:
            return Located(rows, f"{name}: {Path(path).name}", tuple(notes))
        notes.append(f"{name}: the rows of {Path(path).name} do not fit the references")
    rows, placed = _partly(carried, truths)
    source = "the records that predict returned, which are not all" if placed else NOWHERE
    return Located(rows, source, tuple(notes))


def read_data(path: str | Path) -> list[Mapping[str, Any]]:
    """Every readable object of a file of rows (``metadata.json`` stands for the ``data.jsonl`` beside it).

    Raises:
        UsageError: the file is not there or cannot be read.
    """
    file = Path(path).with_name(DATA) if Path(path).name == METADATA else Path(path)
    check_file(file)
    with opened(file) as stream:
        values = read_values(
            stream, document=file.suffix == ".json", is_row=lambda value: isinstance(value, dict)
        )
        return [found.value for found in values if isinstance(found, Value) and isinstance(found.value, dict)]


def fitted(
    rows: Sequence[Mapping[str, Any]], truths: Sequence[object]
) -> tuple[Mapping[str, Any], ...] | None:
    """For each truth its row, by the text of the reference; ``None`` when that cannot be told for all.

    A reference that occurs more often in the rows than among the truths would leave it open which of them was
    asked about.
    """
    wanted = [reference_key(truth) for truth in truths]
    by_key: dict[str, deque[Mapping[str, Any]]] = defaultdict(deque)
    for row in rows:
        by_key[reference_key(reference_of(row))].append(row)
    counts: dict[str, int] = defaultdict(int)
    for key in wanted:
        counts[key] += 1
    if any(len(by_key.get(key, ())) != count for key, count in counts.items()):
        return None
    return tuple(by_key[key].popleft() for key in wanted)


def _partly(
    carried: Sequence[Mapping[str, Any]], truths: Sequence[object]
) -> tuple[tuple[Mapping[str, Any], ...], bool]:
    """For each truth the carried row that has it, else the bare reference; and whether any was found."""
    waiting: dict[str, deque[Mapping[str, Any]]] = defaultdict(deque)
    for row in carried:
        waiting[reference_key(reference_of(row))].append(row)
    rows, placed = [], False
    for truth in truths:
        same = waiting.get(reference_key(truth))
        rows.append(same.popleft() if same else {"response": truth})
        placed = placed or bool(same is not None)
    return tuple(rows), placed


def reference_of(row: Mapping[str, Any]) -> object:
    """What Ianvs takes for the truth of a row."""
    return next((row[key] for key in _REFERENCES if key in row), None)


def question_of(row: Mapping[str, Any]) -> str:
    """What Ianvs hands the model for a row: prompt and query, or the question."""
    if "query" in row:
        return f"{row.get('prompt') or ''}{row['query']}"
    return str(row.get(_QUESTIONS[1]) or "")


def reference_key(value: object) -> str:
    """A reference as text: numpy cuts NULs off the end of a string, and objects may stand in its place."""
    if isinstance(value, str):
        return value.rstrip("\0")
    try:
        return msgspec.json.encode(value, order="sorted").decode()
    except (TypeError, ValueError, RecursionError):
        return repr(type(value))
