"""Filters that change a row instead of dropping it: each gives the row back, and what it did to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TypeAlias, TypeVar

from msgspec import Struct

from postil_corpora.filters.quotes import strip_quotes
from postil_corpora.filters.redaction import redact
from postil_corpora.filters.view import PROSE_FIELDS, changed
from postil_corpora.people import key_bytes

RowT = TypeVar("RowT", bound=Struct)
Changer: TypeAlias = Callable[[RowT], "tuple[RowT, str | None]"]


def redaction(key: str | bytes | None = None) -> Changer[Struct]:
    """Secrets and people out of every text of a row; ``key`` as for :func:`postil_corpora.people.pseudonym`."""
    given = key_bytes(key)

    def change(row: Struct) -> tuple[Struct, str | None]:
        found = Counter[str]()

        def one(_name: str, text: str) -> str:
            redacted = redact(text, given)
            found.update(redacted.found)
            return redacted.text

        made = changed(row, one)
        return made, ", ".join(f"{count} {kind}" for kind, count in sorted(found.items())) or None

    return change


def quotes() -> Changer[Struct]:
    """Quoted mail, signatures, templates and footers out of a row's prose; remarks on code stay as they are."""

    def change(row: Struct) -> tuple[Struct, str | None]:
        removed = set[str]()

        def one(name: str, text: str) -> str:
            if name not in PROSE_FIELDS or name in {
                "annotation",
                "docstring",
                "comment",
                "title",
                "question",
            }:
                return text
            stripped = strip_quotes(text)
            removed.update(stripped.removed)
            return stripped.text

        made = changed(row, one)
        return made, ", ".join(sorted(removed)) or None

    return change
