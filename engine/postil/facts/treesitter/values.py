"""The values of constants, told from their text."""

from __future__ import annotations

import re

from postil.facts.model import Literal, LiteralKind
from postil.facts.python_literals import number_value, string_value

_SUFFIX = re.compile(r"(?<=[0-9.])(?:[uU]?[lL]{0,2}[uU]?|[fFdDn]|[ui](?:8|16|32|64|128|size)|f(?:32|64))$")
_HEX_SUFFIX = re.compile(r"(?:[uUlL]+|n|[ui](?:8|16|32|64|128|size))$")
_QUOTED = re.compile(r"(?P<prefix>[A-Za-z0-9]{0,3}?)(?P<hashes>\#*)(?P<quote>\"\"\"|[\"'`])", re.DOTALL)


def literal_of(kind: LiteralKind, text: str) -> Literal:
    """The constant that ``text`` writes."""
    if kind == "number":
        return Literal(kind, text, number_of(text))
    if kind == "bool":
        return Literal(kind, text, text.lower() == "true")
    return Literal(kind, text, text_of(text) if kind == "string" else None)


def number_of(text: str) -> int | float | None:
    """The value of a number with the suffix of its type; ``None`` when it is too long to convert."""
    digits = text.replace("_", "").replace("'", "").replace(" ", "")
    suffix = _HEX_SUFFIX if digits[:2].lower() == "0x" else _SUFFIX
    digits = suffix.sub("", digits)
    value = number_value(digits.removeprefix("-"))
    return -value if value is not None and digits.startswith("-") else value


def text_of(text: str) -> str:
    """The meaning of a string: without quotes and prefix, escapes resolved unless it is raw."""
    match = _QUOTED.match(text)
    if match is None:
        return text
    quote = match["quote"]
    inner = text[match.end() :].removesuffix(quote + match["hashes"])
    raw = quote == "`" or "r" in match["prefix"].lower()
    return inner if raw else string_value(f'"{inner}"')
