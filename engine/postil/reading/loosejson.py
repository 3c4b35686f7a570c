"""JSON as models write it: single quotes, Python literals, bare keys, trailing commas, cut off in the middle.

Nothing is evaluated: the text is rewritten to JSON in one pass, and decoded.

>>> loose_values("Here: [{'line': 1, 'ok': True,},]")[0]
[[{'line': 1, 'ok': True}]]
"""

from __future__ import annotations

import re
from contextlib import suppress

from postil.reading.jsontext import MalformedError, decode
from postil.text.lazy import regex

_BEGIN = regex(r"""[\[{]\s{0,200}(?=["'“”\[{]|-?\d{1,18}\s{0,9}:|[^\W\d]\w{0,40}\s{0,9}:)""")
# Every string runs to its quote or to the end: each character is looked at once.
_DOUBLE = r'"[^"\\]*(?:\\(?:.|\Z)[^"\\]*)*(?:"|\Z)'
_SINGLE = r"'[^'\\]*(?:(?:\\(?:.|\Z)|'(?!\s{0,200}[,:}\]]))[^'\\]*)*(?:'|\Z)"
_BRACKET = regex(rf"{_DOUBLE}|{_SINGLE}|[\[\]{{}}]", re.DOTALL)
_TOKEN = regex(rf"{_DOUBLE}|{_SINGLE}|\b[^\W\d]\w*\b|(?<![\w.])-?\d{{1,18}}(?=\s{{0,9}}:)", re.DOTALL)
_CHARACTER = regex(r'\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})|\\.?|"|[\x00-\x1f]', re.DOTALL)
_CONSTANTS = {
    "True": "true",
    "False": "false",
    "None": "null",
    "true": "true",
    "false": "false",
    "null": "null",
}
_OPENERS = {"]": "[", "}": "{"}
_DEEPEST = 50
_CURLY = str.maketrans("“”", '""')


def loose_values(text: str) -> tuple[list[object], list[tuple[int, int]]]:
    """The arrays and objects that stand in ``text``, and where each stands (offsets).

    Of one that is cut off or damaged, the complete objects inside.
    """
    values: list[object] = []
    places: list[tuple[int, int]] = []
    offset = 0
    while begin := _BEGIN.search(text, offset):
        start = begin.start()
        offset, closed, inner = _scan(text, start)
        found = _loaded(text, [(start, offset)]) if closed else []
        found = found or _loaded(text, inner) or _shortened(text[start:offset])
        if found:
            values += found
            places.append((start, offset))
    return values, places


def _scan(text: str, start: int) -> tuple[int, bool, list[tuple[int, int]]]:
    """Where the value that begins at ``start`` ends or breaks, and whether it is closed there.

    The third result are the extents of the largest complete objects inside.
    """
    opened: list[int] = []
    inside: list[tuple[int, int]] = []
    end = start + 1
    for token in _BRACKET.finditer(text, start):
        mark, end = token[0], token.end()
        if mark in _OPENERS.values():
            opened.append(token.start())
            if len(opened) > _DEEPEST:
                break
        elif mark in _OPENERS:
            if text[opened[-1]] != _OPENERS[mark]:
                break
            begin = opened.pop()
            if not opened:
                return end, True, inside
            if mark == "}":
                while inside and inside[-1][0] > begin:
                    inside.pop()
                inside.append((begin, end))
    return end, False, inside


def _loaded(text: str, extents: list[tuple[int, int]]) -> list[object]:
    values: list[object] = []
    for start, end in extents:
        with suppress(MalformedError):
            values.append(_loads(text[start:end]))
    return values


def _shortened(text: str) -> list[object]:
    """A flat object that was cut off, without its last, incomplete entry."""
    cut = max(text.rfind('",'), text.rfind("',")) + 1
    return _loaded(f"{text[:cut]}}}", [(0, cut + 1)]) if text[0] == "{" and cut else []


def _loads(text: str) -> object:
    data = text.encode("utf-8", "replace")
    try:
        return decode(data)
    except MalformedError:
        pass
    try:
        return decode(_TOKEN.sub(_as_json, text).encode("utf-8", "replace"))
    except MalformedError:
        return decode(_TOKEN.sub(_as_json, text.translate(_CURLY)).encode("utf-8", "replace"))


def _as_json(match: re.Match[str]) -> str:
    token = match[0]
    if token[0] in "\"'":
        return '"' + _CHARACTER.sub(_escaped, token[1:-1]) + '"'
    return _CONSTANTS.get(token) or f'"{token}"'


def _escaped(match: re.Match[str]) -> str:
    character = match[0]
    if character == "\\'":
        return "'"
    if character == '"':
        return '\\"'
    if len(character) == 1 and character != "\\":
        return f"\\u{ord(character):04x}"
    if len(character) > 1 and character[1] in '"\\/bfnrtu' and (character[1] != "u" or len(character) > 2):
        return character
    return "\\" + character
