"""The marks that begin an item of a list: a line (``Line 3:``, ``第3行：``), a number, a bullet.

Each reader takes a line of text and gives the range it names and the offset of the words behind it.
"""

from __future__ import annotations

import re
from typing import TypeAlias

from postil.reading.numerals import SPAN, span

Span: TypeAlias = tuple[int | None, int | None]
Mark: TypeAlias = tuple[Span, int]

_OPEN = r"[ \t]{0,12}(?:(?:[-*+•·>]|\d{1,4}[.)])[ \t]{1,9})?(?:#{1,6}[ \t]{1,9})?[*_`\[(【（]{0,4}"
_SHUT = r"[ \t]{0,4}[*_`\])】）]{0,4}"
_ASIDE = (
    r"(?:[ \t]{0,4}(?:`[^`\n]{1,400}`|\(`[^`\n]{1,400}`\)|\([^()\n]{1,400}\)|（[^（）\n]{1,400}）))?[*_]{0,3}"
)
_SEPARATOR = r"[ \t]{0,4}(?:[:：，、]|[.,)](?!\d)|[-–—]{1,2}>?(?=[ \t]|\Z)|→|\Z)[*_]{0,3}[ \t]{0,20}"
_BRACKET = r"[*_`]{0,3}[\])】）][*_`]{0,3}[ \t]{0,20}(?=\w)"
_END = rf"(?:{_SHUT}{_ASIDE}{_SEPARATOR}|{_BRACKET})"
_LINE_PATTERNS = tuple(
    re.compile(_OPEN + pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:lines?|ln\.?|row)[ \t]{{0,4}}[:#]?[ \t]{{0,4}}{SPAN}(?:{_END}|[ \t]{{1,4}}(?=[^\W\d_]))",
        rf"L[ \t]?{SPAN}{_END}",
        rf"第[ \t]{{0,4}}{SPAN}[ \t]{{0,4}}行(?:代码)?(?:{_END}|[ \t]{{0,4}}(?=\w))",
        rf"(?:代码)?行[ \t]{{0,4}}{SPAN}{_END}",
    )
)
_COLON_PATTERNS = (
    re.compile(rf"{_OPEN}#{SPAN}{_END}"),
    re.compile(rf"{_OPEN}{SPAN}{_SHUT}{_ASIDE}[ \t]{{0,4}}[:：][*_]{{0,3}}[ \t]{{0,20}}"),
)
_NUMBERED = re.compile(
    r"[ \t]{0,12}[*_]{0,3}[\[(（【]?(\d{1,9})(?:[.．](?!\d)|[)）\]】]|、)[*_]{0,3}(?:[ \t]{1,20}|(?=\S))"
)
_BULLET = re.compile(r"[ \t]{0,12}[-*+•·][ \t]{1,20}(?=\S)")


def line_mark(line: str) -> Mark | None:
    """``Line 3:``, ``Lines 2–4:``, ``L4 - ``, ``**Line 3** (`code`):``, ``第2至3行：``, ``行3：``."""
    return _first(_LINE_PATTERNS, line)


def colon_mark(line: str) -> Mark | None:
    """``3:`` and ``#3:``."""
    return _first(_COLON_PATTERNS, line)


def number_mark(line: str) -> Mark | None:
    """``3.``, ``3)``, ``(3)``, ``3、``: whether they count lines or remarks is for the whole list to say."""
    match = _NUMBERED.match(line)
    return ((int(match[1]), None), match.end()) if match else None


def bullet_mark(line: str) -> Mark | None:
    """``-``, ``*`` and their like."""
    match = _BULLET.match(line)
    return ((None, None), match.end()) if match else None


def _first(patterns: tuple[re.Pattern[str], ...], line: str) -> Mark | None:
    for pattern in patterns:
        if match := pattern.match(line):
            return span(match[1], match[2]), match.end()
    return None
