"""Rows of a file, one after another, in memory that does not grow with the file.

for row in read_rows("rows.jsonl", predictions="answers.jsonl"):
    if isinstance(row, Damage):
        print(f"{row.place.path}:{row.place.line}:{row.place.column}: {row.reason}")
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from postil.reading.document import Fault, Found
from postil.reading.fields import FieldError, described, id_field
from postil.reading.files import STDIN, check_file, opened
from postil.reading.predictions import Predictions, is_prediction
from postil.reading.shapes import is_row, read_row
from postil.reading.values import read_values
from postil.records import Damage, Place, Row

_METADATA = "metadata.json"
_DATA = "data.jsonl"


def read_rows(
    path: str | Path, *, predictions: str | Path | None = None, names: Mapping[str, str] | None = None
) -> Iterator[Row | Damage]:
    """Every row of a ``.jsonl`` or ``.json`` file, in order.

    Args:
        path: the file; ``-`` for standard input; an Ianvs ``metadata.json`` for the ``data.jsonl`` beside it.
        predictions: a file of models' answers. They become the comments of the rows, whose own become the
            references; answers that belong to no row are reported behind the last one.
        names: what the file calls our fields, by our name: ``{"code_snippet": "source"}``.

    Returns:
        A ``Row`` for each row that can be read, a ``Damage`` with its place for each that cannot.

    Raises:
        UsageError: a file is not there or cannot be read.
    """
    source = _data_of(path)
    for file in (source, predictions):
        if file is not None and file != STDIN:
            check_file(Path(file))
    return _read(source, predictions, names or {})


def read_rows_from(
    stream: BinaryIO,
    name: str,
    *,
    predictions: BinaryIO | None = None,
    predictions_name: str = "predictions",
    names: Mapping[str, str] | None = None,
) -> Iterator[Row | Damage]:
    """Every row of an open stream of bytes.

    ``name`` stands in the places that are reported, and tells by its suffix whether rows may be laid out
    over many lines (``.json``); ``names`` is what it calls our fields, by our name.
    """
    theirs = {their: our for our, their in (names or {}).items() if their != our}
    found = read_values(
        stream, document=_is_document(name), is_row=lambda value: is_row(_ours(value, theirs))
    )
    rows = (_row(item, name, theirs) for item in found)
    if predictions is None:
        yield from rows
        return
    document = _is_document(predictions_name)
    answers = read_values(predictions, document=document, is_row=is_prediction)
    waiting = Predictions(answers, predictions_name)
    for row in rows:
        yield waiting.judged(row)
    yield from waiting.leftovers()


def _read(
    source: str | Path, predictions: str | Path | None, names: Mapping[str, str]
) -> Iterator[Row | Damage]:
    name = "<stdin>" if source == STDIN else str(source)
    with opened(source) as stream:
        if predictions is None:
            yield from read_rows_from(stream, name, names=names)
            return
        with opened(predictions) as answers:
            theirs = str(predictions)
            yield from read_rows_from(stream, name, predictions=answers, predictions_name=theirs, names=names)


def _data_of(path: str | Path) -> str | Path:
    """The file that holds the rows: the sibling of an Ianvs metadata file, else ``path`` itself."""
    if path == STDIN or Path(path).name != _METADATA:
        return path
    check_file(Path(path))
    return Path(path).with_name(_DATA)


def _is_document(name: str) -> bool:
    return name.lower().endswith(".json")


def _ours(value: object, theirs: Mapping[str, str]) -> object:
    """``value`` with the field names of the file replaced by ours."""
    if not theirs or not isinstance(value, dict):
        return value
    return {theirs.get(key, key): item for key, item in value.items()}


def _row(found: Found, name: str, theirs: Mapping[str, str]) -> Row | Damage:
    """The row that a value is."""
    place = Place(name, found.line, found.column)
    default_id = str(found.line)
    if isinstance(found, Fault):
        return Damage(id=default_id, place=place, reason=found.reason)
    value = _ours(found.value, theirs)
    if not isinstance(value, dict):
        return Damage(id=default_id, place=place, reason=f"a row must be an object, found {described(value)}")
    try:
        return read_row(value, default_id, place)
    except FieldError as error:
        return Damage(id=_id(value, default_id), place=place, reason=str(error))


def _id(fields: dict[str, object], default: str) -> str:
    try:
        return id_field(fields, default)
    except FieldError:
        return default
