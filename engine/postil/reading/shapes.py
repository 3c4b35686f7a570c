"""Rows: the four shapes of input as one ``Row``.

>>> read_row({"code_snippet": "n += 1", "comment": "Count up."}, "1", None).comments[0].text
'Count up.'
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import PurePath

from msgspec import structs

from postil.errors import UsageError
from postil.facts.registry import language_for_path, language_named
from postil.reading.annotated import annotations_of
from postil.reading.answered import Answered
from postil.reading.answers import read_prediction
from postil.reading.fences import fences
from postil.reading.fields import FieldError, Fields, id_field, text_field, wrong
from postil.reading.kinds import kind_of_whole
from postil.reading.newlines import unified
from postil.records import Answer, Cause, Comment, Place, Row, Snippet

NO_COMMENTS = "no comments to judge"
NO_ANSWERS = "no answers to judge"
_SHAPES = (
    "code_snippet with annotations or comment, query with response, question with answer, "
    "or question with body and answer_1, answer_2 and so on"
)
_LONGEST_LANGUAGE_NAME = 64
# Source that is certainly not Python, whether a language for it is installed or not.
_OTHER_SUFFIXES = {".java", ".js", ".jsx", ".ts", ".tsx", ".go", ".c", ".h", ".cc", ".cpp", ".rs"}


def is_row(value: object) -> bool:
    """Whether ``value`` has the shape of a row."""
    return isinstance(value, dict) and ("code_snippet" in value or "query" in value or "question" in value)


def read_row(fields: Fields, default_id: str, place: Place | None) -> Row:
    """The row in ``fields``.

    Raises:
        FieldError: a field has the wrong type, or no shape is known that has these fields.
    """
    row = _shaped(fields, id_field(fields, default_id), place)
    source = _repository(fields) if "provenance" in fields or "postil" in fields else None
    return structs.replace(row, source=source) if source else row


def _shaped(fields: Fields, row_id: str, place: Place | None) -> Row:
    """The row, read as its shape asks."""
    if "code_snippet" in fields:
        return _code_row(fields, row_id, place)
    if "query" in fields:
        return _query_row(fields, row_id, place, ("query", "response"))
    if "question" not in fields:
        found = ", ".join(str(key)[:20] for key in list(fields)[:5]) or "no fields"
        message = f"no known shape of row: found {found}; expected {_SHAPES}"
        raise FieldError(message)
    keys = _answer_keys(fields)
    if "answer" in fields or not ("body" in fields or keys):
        return _query_row(fields, row_id, place, ("question", "answer"))
    return _issue_row(fields, row_id, place, keys)


def _repository(fields: Fields) -> str | None:
    """What ``provenance`` names as the row's repository; in an export for Ianvs the row stands under ``postil``."""
    whole = fields.get("postil")
    origin = (whole if isinstance(whole, dict) else fields).get("provenance")
    name = origin.get("repository") if isinstance(origin, dict) else None
    return name if isinstance(name, str) else None


def with_answer(row: Row, answered: Answered) -> Row:
    """``row`` with a model's answer as its comments, and its own comments as references."""
    fault = row.missing if row.cause == "input" else None
    return Row(
        id=row.id,
        snippet=row.snippet,
        comments=answered.comments,
        references=row.comments,
        description=row.description,
        answers=row.answers,
        ignored=answered.ignored,
        place=row.place,
        missing=fault or answered.problem,
        cause=cause_of(fault, answered.problem),
        source=row.source,
    )


def _code_row(fields: Fields, row_id: str, place: Place | None) -> Row:
    """Annotated code or a pair; with both, the comment stands behind the annotations."""
    snippet, fault = _snippet(fields, text_field(fields, "code_snippet"))
    answered = annotations_of(fields.get("annotations"), snippet.code, snippet.language)
    comments = answered.comments
    pair = text_field(fields, "comment", default="")
    if pair.strip():
        comments = (*comments, _whole(pair, snippet.language))
    problem = None if any(c.text.strip() for c in comments) else answered.problem or NO_COMMENTS
    return Row(
        id=row_id,
        snippet=snippet,
        comments=comments,
        description=text_field(fields, "description", default=""),
        ignored=answered.ignored,
        place=place,
        missing=fault or problem,
        cause=cause_of(fault, problem),
    )


def _whole(text: str, language: str) -> Comment:
    """A remark about a whole snippet, which may come with the marks of a doc comment."""
    if language == "python":
        return Comment(text=text, kind=kind_of_whole(text))
    from postil.facts.doctext import is_marked, plain_remark  # noqa: PLC0415 - many patterns, compiled when asked for

    if not is_marked(text):
        return Comment(text=text, kind=kind_of_whole(text))
    plain = plain_remark(text)
    return Comment(text=plain, kind="docstring" if text.lstrip().startswith("/**") else kind_of_whole(plain))


def _query_row(fields: Fields, row_id: str, place: Place | None, names: tuple[str, str]) -> Row:
    """An Ianvs row: the code stands inside the query, the response is a model's free answer."""
    from postil.reading.query import code_in_query  # noqa: PLC0415 - many patterns, compiled when asked for

    query = unified(text_field(fields, names[0]))
    response = fields.get(names[1])
    if response is not None and not isinstance(response, (str, list, dict)):
        raise wrong(response, names[1], "a string")
    text_field(fields, "prompt", default="")
    snippet, fault = _snippet(fields, code_in_query(query))
    answered = read_prediction(response, snippet.code, query, snippet.language)
    problem = answered.problem
    return Row(
        id=row_id,
        snippet=snippet,
        comments=answered.comments,
        description=query,
        ignored=answered.ignored,
        place=place,
        missing=fault or problem,
        cause=cause_of(fault, problem),
    )


def _issue_row(fields: Fields, row_id: str, place: Place | None, keys: list[str]) -> Row:
    """A question and its answers; the code is what its body has in fenced blocks, if any."""
    body = unified(text_field(fields, "body", default=""))
    code = "\n".join(block.text.rstrip("\n") for block in fences(body))
    snippet, fault = _snippet(fields, code, needed=False)
    answers = tuple(_answer(fields, key) for key in keys if fields[key] is not None)
    problem = None if answers else NO_ANSWERS
    return Row(
        id=row_id,
        snippet=snippet,
        description=text_field(fields, "question", default=""),
        answers=answers,
        place=place,
        missing=fault or problem,
        cause=cause_of(fault, problem),
    )


def cause_of(fault: str | None, problem: str | None) -> Cause | None:
    """Whose doing it is that nothing can be judged: a fault of the input goes before a model's problem."""
    return "input" if fault else "model" if problem else None


def _answer_keys(fields: Fields) -> list[str]:
    """``answer_1``, ``answer_2`` ... that are there, by number."""
    numbered = [(key[7:], key) for key in fields if key.startswith("answer_") and key[7:].isdecimal()]
    return [
        key
        for digits, key in sorted(
            numbered, key=lambda pair: (len(pair[0].lstrip("0")), pair[0].lstrip("0"), pair[0])
        )
    ]


def _answer(fields: Fields, key: str) -> Answer:
    value = fields[key]
    if isinstance(value, str):
        return Answer(key=key, body=unified(value))
    if not isinstance(value, dict):
        raise wrong(value, key, "an object with a body")
    try:
        body = text_field(value, "body", default="")
        author = text_field(value, "user_login", default="")
        created = text_field(value, "created_at", default="")
    except FieldError as error:
        message = f"{key}.{error}"
        raise FieldError(message) from None
    return Answer(key=key, body=unified(body), author=author or None, created_at=created or None)


def _snippet(fields: Fields, code: str, *, needed: bool = True) -> tuple[Snippet, str | None]:
    """The snippet, and why it cannot be judged, if so."""
    path = text_field(fields, "path", default="") or None
    named = text_field(fields, "language", default="").strip()
    language = _canonical(named) if named else _guessed(path)
    if language is None:
        named = named[:_LONGEST_LANGUAGE_NAME] or PurePath(path or "").suffix[1:].lower()
        return Snippet(code=unified(code), language=named, path=path), f"no facts for language {named}"
    snippet = Snippet(code=unified(code), language=language, path=path)
    return snippet, "no code" if needed and not code.strip() else None


@lru_cache(maxsize=64)
def _canonical(name: str) -> str | None:
    """The name under which a language is known, ``None`` for one that is not."""
    if len(name) > _LONGEST_LANGUAGE_NAME:
        return None
    try:
        return language_named(name).name
    except UsageError:
        return None


def _guessed(path: str | None) -> str | None:
    """The language that a path tells; ``None`` for one that is known to be another's."""
    language = language_for_path(path) if path else None
    if language is not None:
        return language.name
    return None if path and PurePath(path).suffix.lower() in _OTHER_SUFFIXES else "python"
