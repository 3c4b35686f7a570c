"""YAML with the lines its values stand on, so that a complaint can name the place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct

from postil.errors import UsageError

_MOST_NODES = 20_000
_MISSING_YAML = "PyYAML is not installed: pip install 'postil[bench]'"


class Document(Struct, frozen=True):
    """A YAML file: its value, and the line (from 1) of every key and item by its path."""

    path: Path
    value: Any
    lines: dict[tuple[str | int, ...], int]

    def line(self, *where: str | int) -> int:
        """The line of the value at ``where``, or of the nearest one around it."""
        for end in range(len(where), 0, -1):
            if where[:end] in self.lines:
                return self.lines[where[:end]]
        return 1

    def at(self, *where: str | int) -> Any:
        """The value at ``where``, ``None`` where there is none."""
        value = self.value
        for part in where:
            inside = isinstance(value, dict) and part in value
            inside = inside or (isinstance(value, list) and isinstance(part, int) and part < len(value))
            value = value[part] if inside else None
        return value


def read_document(path: Path) -> Document:
    """Read a YAML file.

    Raises:
        UsageError: it is not there, is no YAML, or PyYAML is not installed.
    """
    try:
        import yaml  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise UsageError(_MISSING_YAML) from error
    try:
        text = path.read_text("utf-8-sig")
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        lines = dict(_places(node, path))
        return Document(path, yaml.safe_load(text), lines)
    except (OSError, UnicodeDecodeError) as error:
        message = f"{path} cannot be read: {getattr(error, 'strerror', None) or error}"
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        place = f":{mark.line + 1}:{mark.column + 1}" if mark else ""
        message = f"{path}{place}: no YAML: {getattr(error, 'problem', None) or 'nested too deep'}"
    raise UsageError(message)


def _places(root: Any, path: Path) -> Iterator[tuple[tuple[str | int, ...], int]]:
    """The path and line of every node, without recursion; a document that repeats itself by aliases is refused."""
    waiting: list[tuple[tuple[str | int, ...], Any]] = [((), root)] if root is not None else []
    count = 0
    while waiting:
        where, node = waiting.pop()
        count += 1
        if count > _MOST_NODES:
            message = f"{path} has more than {_MOST_NODES} values: this is no job of Ianvs"
            raise UsageError(message)
        yield where, node.start_mark.line + 1
        if node.id == "mapping":
            waiting += [((*where, str(key.value)), value) for key, value in node.value]
        elif node.id == "sequence":
            waiting += [((*where, number), item) for number, item in enumerate(node.value)]
