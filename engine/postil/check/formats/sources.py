"""The lines of the files that findings stand in."""

from __future__ import annotations

from pathlib import Path

from postil.reading.newlines import unified
from postil.reading.sources import source_row
from postil.records import Damage


class Sources:
    """Lines by path, each file read when first asked for; only the last one is held.

    ``given`` are texts that are not on disk, such as the standard input.
    """

    def __init__(self, given: dict[str, bytes] | None = None) -> None:
        self._given = given or {}
        self._last: tuple[str, list[str]] = ("", [])

    def line(self, path: str, number: int) -> str:
        """Line ``number`` (from 1) of the file; nothing when it is gone or cannot be read."""
        if self._last[0] != path:
            self._last = (path, self._lines(path))
        lines = self._last[1]
        return lines[number - 1] if 0 < number <= len(lines) else ""

    def _lines(self, path: str) -> list[str]:
        try:
            data = self._given[path] if path in self._given else Path(path).read_bytes()
        except OSError:
            return []
        row = source_row(path, data)
        if isinstance(row, Damage):
            return unified(data.decode("utf-8", "replace")).split("\n")
        return row.snippet.code.split("\n")
