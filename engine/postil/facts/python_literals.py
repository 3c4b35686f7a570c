"""The values of Python's constants, told from their text without evaluating it."""

from __future__ import annotations

import re

_STRING = re.compile(r"([A-Za-z]*)('''|\"\"\"|'|\")")
_ESCAPE = re.compile(
    r"\\(\n|[\\'\"abfnrtv]|[0-7]{1,3}|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|N\{[^{}\n]{1,100}\})"
)
_SIMPLE = {
    "\n": "", "\\": "\\", "'": "'", '"': '"', "a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r",
    "t": "\t", "v": "\v",
}  # fmt: skip


def number_value(text: str) -> int | float | None:
    """The value of a number as written; ``None`` for a complex one or one too long to convert."""
    digits = text.replace("_", "").rstrip("lL")
    try:
        return int(digits, 0)
    except ValueError:
        pass
    try:
        return int(digits, 8) if digits.isdigit() and digits[0] == "0" else float(digits)
    except ValueError:
        return None


def string_prefix(text: str) -> str:
    """The letters before the quote, lower-case: ``rb`` of ``rb'x'``."""
    match = _STRING.match(text)
    return match[1].lower() if match else ""


def string_value(text: str) -> str:
    """The meaning of a string literal: quotes and prefix removed, escapes resolved unless it is raw.

    An f-string keeps its replacement fields as written; what is wrongly escaped stays as written.
    """
    match = _STRING.match(text)
    if match is None:
        return text
    inner = text[match.end() :].removesuffix(match[2])
    if "\\" not in inner or "r" in match[1].lower():
        return inner
    return _ESCAPE.sub(_unescape, inner)


def _unescape(match: re.Match[str]) -> str:
    escape = match[1]
    if escape in _SIMPLE:
        return _SIMPLE[escape]
    if escape[0] == "N":
        return _named_character(escape[2:-1], match[0])
    number = int(escape[1:], 16) if escape[0] in "xuU" else int(escape, 8)
    return chr(number) if number <= 0x10FFFF else match[0]


def _named_character(name: str, written: str) -> str:
    import unicodedata  # noqa: PLC0415 - a large table, seldom needed

    try:
        return unicodedata.lookup(name)
    except KeyError:
        return written
