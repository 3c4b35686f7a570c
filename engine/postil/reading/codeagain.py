"""Answers that are the code again, with comments and docstrings in it.

The returned code may be reformatted, so its comments are placed by the content of the statement or line
that they belong to, never by counting.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from postil.facts.model import Facts
from postil.facts.registry import facts_of, language_named
from postil.reading.answered import Answered, weight
from postil.reading.fences import Fence, fences, outside
from postil.reading.linekeys import line_key, matched_lines
from postil.reading.query import looks_like_code
from postil.records import Comment
from postil.text.lazy import regex

_PYTHON_INFO = ("python", "py", "python3", "py3", "pycon")
_HEADER = regex(r"[ \t]*(?:(?:async[ \t]+)?def|class)[ \t]+(\w+)")
_ABOVE = regex(r"[ \t]*(?:#|@\w|import[ \t]|from[ \t]+[\w.]+[ \t]+import\b)")
_BELOW = regex(r"[ \t]+\S|[ \t]*(?:#|\"\"\"|'''|[)\]}])")
_COMMENT_LINE = regex(r"[ \t]*(?://|/\*|\*)")


def read_code_again(text: str, code: str, language: str) -> Answered | None:
    """The comments in the code of ``language`` that ``text`` holds, without those that stand in ``code`` already.

    ``None`` when there is no such code or no such comment.
    """
    blocks = tuple(block for block in fences(text) if _is_code(block, code, language))
    if blocks:
        comments = [comment for block in blocks for comment in _new_comments(block.text, code, language)]
        ignored = weight(outside(text, blocks))
    else:
        lines = text.split("\n")
        first, last = _region(lines, code) if language == "python" else _shared(lines, code, language)
        comments = _new_comments("\n".join(lines[first:last]), code, language) if first < last else []
        ignored = sum(map(weight, lines[:first] + lines[last:]))
    return Answered(tuple(comments), ignored) if comments else None


def _is_code(block: Fence, code: str, language: str) -> bool:
    if language == "python":
        return block.info.split(" ", maxsplit=1)[0] in _PYTHON_INFO or looks_like_code(block.text)
    lines = block.text.split("\n")
    first, last = _shared(lines, code, language)
    return first < last


def _shared(lines: list[str], code: str, language: str) -> tuple[int, int]:
    """Where at least half of the lines of ``code`` stand in ``lines``, with the comments around them."""
    known = {line_key(line, language) for line in code.split("\n")} - {"", "}", "{"}
    keys = [line_key(line, language) for line in lines]
    here = [index for index, key in enumerate(keys) if key in known]
    if not here or 2 * len(known.intersection(keys)) < len(known):
        return 0, 0
    first, last = here[0], here[-1] + 1
    while first > 0 and _COMMENT_LINE.match(lines[first - 1]):
        first -= 1
    while last < len(lines) and (_COMMENT_LINE.match(lines[last]) or not lines[last].strip(" \t})];,")):
        last += 1
    return first, last


def _region(lines: list[str], code: str) -> tuple[int, int]:
    """Where, outside of fences, the code stands in ``lines``: first line, and the one behind the last."""
    known = {line_key(line) for line in code.split("\n")} - {""}
    names = {match[1] for line in code.split("\n") if (match := _HEADER.match(line))}
    here = [
        index
        for index, line in enumerate(lines)
        if line_key(line) in known or ((match := _HEADER.match(line)) and match[1] in names)
    ]
    headed = any(_HEADER.match(lines[index]) for index in here)
    if not here or not (headed or 2 * len({line_key(lines[index]) for index in here}) >= len(known)):
        return 0, 0
    first, last = here[0], here[-1] + 1
    while first > 0 and _ABOVE.match(lines[first - 1]):
        first -= 1
    while last < len(lines) and (not lines[last].strip() or _BELOW.match(lines[last])):
        last += 1
    return first, last


def _new_comments(text: str, code: str, name: str) -> list[Comment]:
    """The comments of ``text`` that ``code`` lacks, each with the line of ``code`` that it belongs to."""
    language = language_named(name)
    old = Counter(comment.text for comment in language.comments(code))
    places = _Places(text, code, name)
    comments = []
    for comment in language.comments(text):
        if old[comment.text] > 0:
            old[comment.text] -= 1
        elif comment.text.strip():
            comments.append(places.moved(comment))
    return comments


class _Places:
    """Maps lines of returned code to lines of the code that was given."""

    def __init__(self, text: str, code: str, language: str) -> None:
        self._returned, given = facts_of(text, language), facts_of(code, language)
        self._symbols = {function.qualname for function in given.functions}
        self._symbols |= {owner.qualname for owner in given.classes}
        self._lines = matched_lines(enumerate(text.split("\n"), 1), enumerate(code.split("\n"), 1), language)
        self._statements = matched_lines(_statements(self._returned), _statements(given), language)

    def moved(self, comment: Comment) -> Comment:
        """``comment`` with the lines that it claims in the given code."""
        first, last = self._line(comment.line_number), self._line(comment.end_line_number)
        return Comment(
            text=comment.text,
            kind=comment.kind,
            line_number=first,
            end_line_number=last if first is not None and last is not None and last > first else None,
            symbol=comment.symbol if comment.symbol in self._symbols else None,
        )

    def _line(self, line: int | None) -> int | None:
        if line is None:
            return None
        if line in self._lines:
            return self._lines[line]
        statement = self._returned.at(line)
        return self._statements.get(statement.line) if statement else None


def _statements(facts: Facts) -> Iterable[tuple[int, str]]:
    return ((statement.line, statement.text) for statement in facts.statements)
