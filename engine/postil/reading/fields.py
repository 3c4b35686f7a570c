"""Fields of foreign JSON, taken with a check of their type and a reason that names them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

Fields: TypeAlias = Mapping[str, object]


class FieldError(Exception):
    """A field that is not what it must be; the text names it, what was found and what is expected."""


def text_field(row: Fields, name: str, default: str | None = None) -> str:
    """The string in field ``name``; ``default`` (when given) for one that is absent or null."""
    value = row.get(name)
    if isinstance(value, str):
        return value
    if value is None and default is not None:
        return default
    raise wrong(value, name, "a string")


def id_field(row: Fields, default: str) -> str:
    """The row's id as a string: numbers are legal ids too."""
    value = row.get("id")
    if value is None:
        return default
    if isinstance(value, str):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    raise wrong(value, "id", "a string or a number")


def wrong(value: object, name: str, expected: str) -> FieldError:
    """The error of field ``name`` that holds ``value``."""
    return FieldError(f"{name} must be {expected}, found {described(value)}")


def described(value: object) -> str:
    """``value`` in a few words."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        shown = str(value)
        return f"the number {shown[:20]}{'...' if len(shown) > 20 else ''}"
    if isinstance(value, str):
        return f"the string {value[:20]!r}{'...' if len(value) > 20 else ''}"
    return "an array" if isinstance(value, list) else "an object"
