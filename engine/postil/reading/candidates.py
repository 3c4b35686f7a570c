"""What a library user hands over, as a ``Row``: a record, a raw row, or code with its comments."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from postil.errors import UsageError
from postil.reading.annotated import annotations_of
from postil.reading.answered import Answered
from postil.reading.answers import read_answer
from postil.reading.fields import FieldError
from postil.reading.shapes import NO_COMMENTS, read_row
from postil.records import Comment, Row, Snippet

Remarks = str | Comment | Sequence["Comment | str | dict[str, Any]"] | None


def as_row(row: Row | Snippet | str | dict[str, Any], comments: Remarks = None) -> Row:
    """``row`` as a ``Row``.

    A dict is a raw row of any shape in docs/formats.md. With a ``Snippet`` or the text of the code,
    ``comments`` are records, texts, annotations, or one raw answer of a model.

    Raises:
        UsageError: the dict has no known shape, or a comment is of no known type.
    """
    if isinstance(row, Row):
        return row
    if isinstance(row, dict):
        return _checked(row)
    snippet = row if isinstance(row, Snippet) else Snippet(row)
    answered = _answered(comments, snippet)
    fault = None if snippet.code.strip() else "no code"
    problem = answered.problem or (None if answered.comments else NO_COMMENTS)
    return Row(
        id=snippet.path or "1",
        snippet=snippet,
        comments=answered.comments,
        ignored=answered.ignored,
        missing=fault or problem,
        cause="input" if fault else ("model" if problem else None),
    )


def _checked(fields: dict[str, Any]) -> Row:
    try:
        return read_row(fields, "1", None)
    except FieldError as error:
        raise UsageError(str(error)) from error


def _answered(comments: Remarks, snippet: Snippet) -> Answered:
    if comments is None:
        return Answered()
    if isinstance(comments, str):
        return read_answer(comments, snippet.code, language=snippet.language)
    if isinstance(comments, Comment):
        return Answered((comments,))
    return Answered(tuple(_comment(item) for item in comments))


def _comment(item: Comment | str | dict[str, Any]) -> Comment:
    if isinstance(item, Comment):
        return item
    if isinstance(item, str):
        return Comment(item)
    try:
        return annotations_of([item], "").comments[0]
    except FieldError as error:
        raise UsageError(str(error)) from error
