"""Items: what one question of a task gives to the model, and what only its judge sees."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal, TypeAlias

import msgspec
from msgspec import Struct

from postil.errors import UsageError
from postil_bench.records import read_lines

Language: TypeAlias = Literal["en", "zh"]


class Item(Struct, frozen=True, kw_only=True):
    """One question.

    ``given`` fills the places in the prompt, ``wanted`` is the reference, which no model sees; a task converts it to
    a record of its own. ``source`` groups items that are not independent. ``names`` is there when identifiers were
    renamed: from the new name to the old one. An ``example`` is shown in prompts and never asked.
    """

    id: str
    language: Language = "en"
    source: str = ""
    given: dict[str, str]
    wanted: Any = None
    variant: str = ""
    names: dict[str, str] = {}
    example: bool = False


def read_items(path: Path, kind: type[Struct], lacking: Callable[[Item], str | None]) -> tuple[Item, ...]:
    """The items in a file of JSON lines, with ``wanted`` as a record of ``kind``.

    ``lacking`` names what of ``given`` an item should have and has not.

    Raises:
        UsageError: the file is not there, a line is damaged or lacks something, or an id occurs twice; says where.
    """
    found: dict[str, Item] = {}
    for number, item in enumerate(read_lines(path, Item), 1):
        if item.id in found:
            message = f"{path}: item {number} has the id {item.id!r} of an earlier one; ids must be unique"
            raise UsageError(message)
        if missing := lacking(item):
            message = f"{path}: item {item.id!r} has no {missing} in its 'given'"
            raise UsageError(message)
        try:
            wanted = msgspec.convert(item.wanted, kind)
        except msgspec.ValidationError as error:
            message = f"{path}: item {item.id!r}: {error}"
            raise UsageError(message) from error
        found[item.id] = msgspec.structs.replace(item, wanted=wanted, source=item.source or item.id)
    if not found:
        message = f"{path} has no items"
        raise UsageError(message)
    return tuple(found.values())


def drawn(items: tuple[Item, ...], limit: int | None) -> tuple[Item, ...]:
    """At most ``limit`` of ``items``, in their order: as many of each language, drawn by the hash of the id.

    A draw is the same on every machine, and a smaller one is part of a larger.
    """
    if limit is None or limit >= len(items):
        return items
    ranked: dict[str, list[Item]] = {}
    for item in sorted(items, key=lambda item: sha256(item.id.encode()).digest()):
        ranked.setdefault(item.language, []).append(item)
    turns = sorted(
        (place, language, item.id) for language, some in ranked.items() for place, item in enumerate(some)
    )
    chosen = {name for _, _, name in turns[:limit]}
    return tuple(item for item in items if item.id in chosen)
