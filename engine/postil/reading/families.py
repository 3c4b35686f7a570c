"""The shapes of answers, each read by its family, tried in turn."""

from __future__ import annotations

import re

from postil.reading.answered import Answered, weight
from postil.reading.codeagain import read_code_again
from postil.reading.docstrings import read_bare_docstring
from postil.reading.entries import comments_of
from postil.reading.lists import read_list
from postil.reading.loosejson import loose_values
from postil.reading.passages import read_passages
from postil.reading.prose import read_prose
from postil.reading.tables import read_table
from postil.records import Comment
from postil.text.lazy import regex

_FENCE_MARKS = regex(r"^[ \t]*(?:`{3,}|~{3,})[^`\n]*$", re.MULTILINE)


def read_body(text: str, code: str, prompt: str, language: str) -> Answered:
    """The comments in ``text``, the first shape that fits; ``prompt`` may be empty."""
    return (
        _read_entries(text)
        or _read_source(text, code, language)
        or read_table(text)
        or read_list(text, code)
        or read_passages(text, code)
        or read_prose(text, code, prompt)
    )


def _read_source(text: str, code: str, language: str) -> Answered | None:
    """A bare docstring, or the code again; a doc comment stands in front of that code, not in it."""
    if language == "python":
        return read_bare_docstring(text) or read_code_again(text, code, language)
    return read_code_again(text, code, language) or read_bare_docstring(text, language)


def _read_entries(text: str) -> Answered | None:
    """The entries of the JSON, strict or not, that stands in ``text``."""
    values, places = loose_values(text)
    comments = tuple(comment for comment in _joined(values) if comment.text)
    if not comments:
        return None
    edges = [0, *(edge for place in places for edge in place), len(text)]
    around = "\n".join(text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True))
    return Answered(comments, weight(_FENCE_MARKS.sub("", around)))


def _joined(values: list[object]) -> list[Comment]:
    """Entries that stand one after another are one list; arrays and objects of lines keep their own."""
    if len(values) > 1:
        return comments_of(values)
    return [comment for value in values for comment in comments_of(value)]
