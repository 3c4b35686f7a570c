"""Line numbers as people and models write them: ``3``, ``"3"``, ``3.0``, ``L2-4``, ``第三行``, ``２至４``.

>>> line_range("第2至4行")
(2, 4)
"""

from __future__ import annotations

import re

from postil.text.lazy import regex

NUMBER = r"(?:\d{1,18}|[零〇一二两三四五六七八九十百千]{1,9})"
_TO = r"\s{0,4}(?:-|–|—|~|～|至|到|、|,|，|&|to\b|through\b|and\b|和)\s{0,4}"
# Two groups: the first and, for a range, the last line.
SPAN = rf"({NUMBER})(?:\s{{0,4}}行)?(?:{_TO}(?:[Ll](?:ines?)?\s{{0,4}})?第?\s{{0,4}}({NUMBER}))?"
_LINES = regex(rf"\s*(?:lines?|ln|l|row|第|行|#)?[\s.:#：]*{SPAN}\s*行?\s*[:：.]?\s*", re.IGNORECASE)
_INTEGER = regex(r"\s*[-+]?\d{1,4000}(?:\.0{1,20})?\s*")
_LONGEST = 60
_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}


def number(text: str) -> int:
    """The value of a match of ``NUMBER``: Arabic digits of any width, or Chinese numerals below 10,000."""
    if text[0] not in _DIGITS and text[0] not in _UNITS:
        return int(text)
    if not any(character in _UNITS for character in text):
        return int("".join(str(_DIGITS[character]) for character in text))
    total, digit = 0, 0
    for character in text:
        if character in _UNITS:
            total += (digit or (1 if character == "十" else 0)) * _UNITS[character]
            digit = 0
        else:
            digit = _DIGITS[character]
    return total + digit


def line_range(value: object) -> tuple[int, int | None] | None:
    """First and, if it is a range, last line that ``value`` names; ``None`` when it names no line.

    Any integer is readable, whether such a line exists or not; a boolean and a fraction are not.
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value, None
    if isinstance(value, float):
        return (int(value), None) if value.is_integer() else None
    if isinstance(value, str):
        return _written_range(value)
    if isinstance(value, list) and value and all(type(item) is int for item in value):
        return min(value), max(value) if len(value) > 1 else None
    return None


def _written_range(text: str) -> tuple[int, int | None] | None:
    if _INTEGER.fullmatch(text):
        return int(text.partition(".")[0]), None
    match = _LINES.fullmatch(text) if len(text) <= _LONGEST else None
    return span(match[1], match[2]) if match else None


def span(first: str, last: str | None) -> tuple[int, int | None]:
    """The two groups of a match of ``SPAN`` as numbers; a range is put in ascending order."""
    start = number(first)
    if last is None:
        return start, None
    end = number(last)
    return min(start, end), max(start, end)
