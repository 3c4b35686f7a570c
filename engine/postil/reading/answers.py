r"""A model's answer, in whatever shape it comes, as comments.

>>> read_answer("第2行：返回n的一半。", "def half(n):\n    return n / 2").comments[0].text
'返回n的一半。'
"""

from __future__ import annotations

import re

from postil.reading.answered import Answered, weight
from postil.reading.entries import comments_of
from postil.reading.newlines import unified
from postil.records import Comment
from postil.text.lazy import regex

LONGEST = 200_000
_THOUGHTS = regex(r"<(think|thinking|thought|reasoning)>.*?(?:</\1>|\Z)", re.DOTALL | re.IGNORECASE)
_END_OF_THOUGHT = regex(r"</(?:think|thinking|thought|reasoning)>", re.IGNORECASE)


def read_answer(text: str, code: str, prompt: str = "", language: str = "python") -> Answered:
    """The comments on ``code`` in a model's answer, in order of appearance.

    ``prompt`` is what the model was asked, if known: an answer that only repeats it is none; ``language`` is
    that of ``code``. Never raises: an answer without a readable comment has a ``problem``.
    """
    if len(text) > LONGEST:
        return Answered(problem=f"the answer is {len(text)} characters long; at most {LONGEST} are read")
    body = without_thoughts(unified(text).lstrip("\ufeff"))
    thought = weight(text) - weight(body)
    if not body.strip():
        return Answered(ignored=thought, problem="the answer is empty")
    from postil.reading.families import read_body  # noqa: PLC0415 - many patterns, compiled when asked for

    found = read_body(body, unified(code), unified(prompt), language)
    return Answered(found.comments, found.ignored + thought, found.problem)


def read_prediction(value: object, code: str, prompt: str = "", language: str = "python") -> Answered:
    """A prediction as it stands in a row: a text, a list of texts or of entries, an object, or nothing.

    Of a list with one text for each line of the code, empty ones among them, each belongs to its line; the
    texts of any other list name no lines, unless they say so themselves.
    """
    if isinstance(value, str):
        return read_answer(value, code, prompt, language)
    if isinstance(value, list) and value and all(item is None or isinstance(item, str) for item in value):
        return _read_texts([item or "" for item in value], code, prompt, language)
    comments = tuple(comment for comment in comments_of(value) if comment.text)
    if comments:
        return Answered(comments)
    return Answered(problem="no prediction" if value is None else "nothing in the prediction is a comment")


def _read_texts(texts: list[str], code: str, prompt: str, language: str) -> Answered:
    if len(texts) == 1:
        return read_answer(texts[0], code, prompt, language)
    from postil.reading.marks import line_mark  # noqa: PLC0415 - many patterns, compiled when asked for

    by_line = len(texts) == len(unified(code).rstrip("\n").split("\n")) and not all(map(str.strip, texts))
    comments = []
    for number, text in enumerate(texts, 1):
        mark = line_mark(text)
        lines = mark[0] if mark else (number if by_line else None, None)
        words = " ".join(text[mark[1] if mark else 0 :].split())
        if words:
            comments.append(Comment(text=words, line_number=lines[0], end_line_number=lines[1]))
    return Answered(tuple(comments), problem=None if comments else "the answer is empty")


def without_thoughts(text: str) -> str:
    """``text`` without what the model thought aloud before it answered."""
    if "</" not in text and "<t" not in text.lower() and "<r" not in text.lower():
        return text
    text = _THOUGHTS.sub("\n", text)
    ends = list(_END_OF_THOUGHT.finditer(text))
    return text[ends[-1].end() :] if ends else text
