"""Looks into foreign JSON without ever failing: what is not there, or is something else, is ``None`` or empty.

GraphQL says ``createdAt``, REST ``created_at``; a name is given in REST's spelling and found in either.

>>> view = Fields({"createdAt": "2024-01-01T00:00:00Z", "labels": {"nodes": [{"name": "bug"}]}})
>>> view.text("created_at"), [label.text("name") for label in view.each("labels")], view.number("line")
('2024-01-01T00:00:00Z', ['bug'], None)
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

_LARGEST = 2**63


class Fields:
    """A view on one JSON value."""

    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        self.value: dict[str, Any] = value if isinstance(value, dict) else {}

    def __bool__(self) -> bool:
        return bool(self.value)

    def get(self, *names: str) -> Any:
        """The first of ``names`` that is there and not null."""
        for name in names:
            found = self.value.get(name)
            if found is None:
                found = self.value.get(_camel(name))
            if found is not None:
                return found
        return None

    def has(self, *names: str) -> bool:
        """Whether all of ``names`` are there, be they null."""
        return all(name in self.value or _camel(name) in self.value for name in names)

    def text(self, *names: str) -> str | None:
        """A text, with what is no Unicode character replaced."""
        found = self.get(*names)
        return found.encode("utf-8", "replace").decode() if isinstance(found, str) else None

    def number(self, *names: str) -> int | None:
        """An integer that fits a database."""
        found = self.get(*names)
        fits = isinstance(found, int) and not isinstance(found, bool) and abs(found) < _LARGEST
        return found if fits else None

    def flag(self, *names: str) -> bool | None:
        """True, false, or not said."""
        found = self.get(*names)
        return found if isinstance(found, bool) else None

    def at(self, *names: str) -> Fields:
        """The object there, perhaps empty."""
        return Fields(self.get(*names))

    def each(self, *names: str) -> Iterator[Fields]:
        """The objects in the list there, be it a plain one or the nodes of a connection."""
        found = self.get(*names)
        if isinstance(found, dict):
            found = found.get("nodes")
        for item in found if isinstance(found, list) else ():
            if isinstance(item, dict):
                yield Fields(item)

    def key(self) -> str | None:
        """What names the object among all others at the host: its node id, else its number there."""
        found = self.get("node_id", "id")
        if isinstance(found, str):
            return found
        return str(found) if isinstance(found, int) and not isinstance(found, bool) else None


@lru_cache(maxsize=1024)
def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(part.title() for part in rest)
