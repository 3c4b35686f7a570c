"""JSON as people write it by hand: strict first, because that is fast, then with trailing commas.

>>> decode(b'{"a": [1, 2,],}')
{'a': [1, 2]}
"""

from __future__ import annotations

import re

import msgspec

from postil.text.lazy import regex

# A string runs to its quote or to the end, so that every character is looked at once.
_STRING_OR_COMMA = regex(r'"[^"\\]*(?:\\(?:.|\Z)[^"\\]*)*(?:"|\Z)|,(?=\s*(?:[}\]]|\Z))', re.DOTALL)
_STRING_OR_CONSTANT = regex(r'"[^"\\]*(?:\\(?:.|\Z)[^"\\]*)*(?:"|\Z)|-?(?:NaN|Infinity)', re.DOTALL)
_ESCAPE = regex(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[dD][89a-fA-F][0-9a-fA-F]{2}|\\.",
    re.DOTALL,
)
_LONE_SURROGATE_LENGTH = 6
_TOO_DEEP = "nested too deeply to be read"
_OUT_OF_RANGE = "not JSON: a number is out of range"


class MalformedError(Exception):
    """Text that is no JSON. ``offset`` counts characters from 0 to the place where reading stopped."""

    def __init__(self, offset: int, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.offset = offset


def decode(data: bytes) -> object:
    """The value written in ``data``.

    Trailing commas are allowed, and one behind the value; a lone half of a surrogate pair becomes U+FFFD,
    so that every text can be written out again.

    Raises:
        MalformedError: anything else that is no JSON.
    """
    try:
        return msgspec.json.decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return _decode_tolerantly(data)


def position(text: str, offset: int) -> tuple[int, int]:
    """Line and column (from 1) of the character at ``offset`` in ``text``."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def _decode_tolerantly(data: bytes) -> object:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        reason = f"not UTF-8: byte 0x{data[error.start]:02x} is not allowed here"
        raise MalformedError(len(before), reason) from None
    text = _STRING_OR_COMMA.sub(_mended, text)
    try:
        return msgspec.json.decode(text)
    except RecursionError:
        raise MalformedError(0, _TOO_DEEP) from None
    except msgspec.MsgspecError:
        raise _diagnosis(text) from None


def _mended(match: re.Match[str]) -> str:
    if match[0] == ",":
        return " "
    return _ESCAPE.sub(_paired, match[0]) if "\\u" in match[0] else match[0]


def _paired(match: re.Match[str]) -> str:
    return "\\ufffd" if len(match[0]) == _LONE_SURROGATE_LENGTH else match[0]


def _diagnosis(text: str) -> MalformedError:
    """Why and where ``text``, which is no JSON, is none."""
    import json  # noqa: PLC0415 - only damaged rows pay for it

    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        return MalformedError(error.pos, f"not JSON: {error.msg[0].lower()}{error.msg[1:]}")
    except RecursionError:
        return MalformedError(0, _TOO_DEEP)
    except ValueError:
        return MalformedError(0, _OUT_OF_RANGE)
    for match in _STRING_OR_CONSTANT.finditer(text):
        if not match[0].startswith('"'):
            return MalformedError(match.start(), f"not JSON: {match[0]} is no number in JSON (write null)")
    return MalformedError(0, _OUT_OF_RANGE)
