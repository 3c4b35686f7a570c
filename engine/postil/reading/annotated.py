"""The ``annotations`` of a row: entries with a line and a text, or a model's answer as it came."""

from __future__ import annotations

from postil.reading.answered import Answered
from postil.reading.answers import read_prediction
from postil.reading.entries import comments_of
from postil.reading.fields import FieldError, described, wrong
from postil.reading.numerals import line_range
from postil.records import Comment

_EXPECTED = "a list of {line_number, annotation}"


def annotations_of(value: object, code: str, language: str = "python") -> Answered:
    """The comments in an ``annotations`` field of code in ``language``.

    Raises:
        FieldError: an entry, its line or its text has the wrong type.
    """
    if value is None:
        return Answered()
    if isinstance(value, str):
        return read_prediction(value, code, language=language)
    if isinstance(value, dict):
        comments = comments_of(value)
        if value and not comments:
            raise wrong(value, "annotations", _EXPECTED)
        return Answered(tuple(comments))
    if not isinstance(value, list):
        raise wrong(value, "annotations", _EXPECTED)
    if value and all(isinstance(item, str) for item in value):
        return read_prediction(value, code, language=language)
    return Answered(tuple([_annotation(item, index) for index, item in enumerate(value)]))


def _annotation(item: object, index: int) -> Comment:
    if not isinstance(item, dict):
        raise wrong(item, f"annotations[{index}]", "an object with line_number and annotation")
    text, line = item.get("annotation"), item.get("line_number")
    if type(text) is str and (line is None or type(line) is int):
        return Comment(text=text, line_number=line)
    if text is None:
        return _renamed(item, index)
    if not isinstance(text, str):
        raise wrong(text, f"annotations[{index}].annotation", "a string")
    named = line_range(line)
    if named is None:
        raise wrong(line, f"annotations[{index}].line_number", "an integer or null")
    return Comment(text=text, line_number=named[0], end_line_number=named[1])


def _renamed(item: dict[str, object], index: int) -> Comment:
    """An entry whose keys are called otherwise (``line``, ``comment``, ``注释`` ...)."""
    comments = comments_of([item])
    if len(comments) != 1:
        found = ", ".join(str(key)[:20] for key in list(item)[:5]) or described(item)
        message = f"annotations[{index}].annotation is missing: found {found}, expected a string"
        raise FieldError(message)
    return comments[0]
