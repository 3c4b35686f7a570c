"""The file in which a project says what it wants: ``[tool.postil]`` in pyproject.toml, or ``postil.toml``."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from postil.errors import UsageError

Settings = TypeVar("Settings", bound=msgspec.Struct)


def nearest_file(start: Path) -> Path | None:
    """The ``postil.toml`` or pyproject.toml with a ``[tool.postil]`` of ``start`` or the nearest folder above it."""
    for folder in (start, *start.absolute().parents):
        own, project = folder / "postil.toml", folder / "pyproject.toml"
        if own.is_file():
            return own
        if project.is_file() and read_table(project) is not None:
            return project
    return None


def read_table(path: Path) -> dict[str, Any] | None:
    """What the file says to Postil; ``None`` for a pyproject.toml that does not speak of it.

    Raises:
        UsageError: it cannot be read, or is no TOML.
    """
    try:
        text = path.read_text(encoding="utf-8")
        if path.name == "pyproject.toml" and not _may_speak_of_us(text):
            return None
        table = _read_toml(text)
    except (OSError, ValueError) as error:
        message = f"{path}: cannot be read: {error}"
        raise UsageError(message) from error
    if path.name == "pyproject.toml":
        found = table.get("tool", {}).get("postil")
        return found if isinstance(found, dict) else None
    return table


def settings_from(table: dict[str, Any], kind: type[Settings], place: str) -> Settings:
    """``table`` as a record of ``kind``; ``place`` is where it stands, for errors.

    Raises:
        UsageError: a key that is not known, with the nearest that is, or a value that does not fit.
    """
    reject_unknown(table, [field.encode_name for field in msgspec.structs.fields(kind)], place)
    try:
        return msgspec.convert(table, kind)
    except msgspec.ValidationError as error:
        message = f"{place}: {error}"
        raise UsageError(message) from error


def reject_unknown(keys: Iterable[str], known: Iterable[str], place: str) -> None:
    """Make sure that all ``keys`` are ``known``.

    Raises:
        UsageError: one is not; names the nearest that is, or all.
    """
    names = sorted(known)
    for key in keys:
        if key not in names:
            from difflib import get_close_matches  # noqa: PLC0415 - only for a mistake

            near = get_close_matches(key, names, n=1)
            hint = f"; did you mean {near[0]!r}?" if near else f"; known are {', '.join(names)}"
            message = f"{place}: unknown key {key!r}{hint}"
            raise UsageError(message)


def _may_speak_of_us(text: str) -> bool:
    """Whether a project's file can have a ``[tool.postil]``, seen without reading it as TOML."""
    lines = [line.partition("#")[0] for line in text.splitlines() if "tool" in line]
    return any("postil" in line or line.strip(" \t[]'\"") == "tool" for line in lines)


def _read_toml(text: str) -> dict[str, Any]:
    import sys  # noqa: PLC0415 - only to choose the reader

    if sys.version_info >= (3, 11):
        import tomllib  # noqa: PLC0415 - only when a file is read
    else:
        import tomli as tomllib  # noqa: PLC0415 - only when a file is read
    table: dict[str, Any] = tomllib.loads(text)
    return table
