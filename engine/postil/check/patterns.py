"""Which files patterns name, as in a .gitignore."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_GIT_EXCLUDES = Path(".git", "info", "exclude")


class Patterns:
    """Patterns that count from ``folder``."""

    def __init__(self, folder: Path, lines: Iterable[str]) -> None:
        self._folder = os.path.join(os.path.abspath(folder), "")  # noqa: PTH100, PTH118 - asked of every file
        self._lines = tuple(lines)

    def __bool__(self) -> bool:
        return bool(self._lines)

    def match(self, path: str | Path, *, is_folder: bool = False) -> bool | None:
        """Whether the patterns name the path (True), take it out again (False) or say nothing of it (``None``)."""
        full = os.path.abspath(path) if self._lines else ""  # noqa: PTH100 - asked of every file
        if not full.startswith(self._folder):
            return None
        relative = full[len(self._folder) :].replace(os.sep, "/")
        return _compiled(self._lines).check_file(relative + "/" if is_folder else relative).include


class IgnoreFiles:
    """The ``.gitignore`` files of a repository, those nearer to a path counting more."""

    def __init__(self, start: Path) -> None:
        here = start.absolute()
        above = (here, *here.parents)
        self._top = str(next((folder for folder in above if (folder / ".git").exists()), here))
        self._chains: dict[str, tuple[Patterns, ...]] = {}

    def leave_out(self, path: Path, *, is_folder: bool = False) -> bool:
        """Whether git ignores the path; what stands in an ignored folder is for the caller not to ask."""
        full = os.path.abspath(path)  # noqa: PTH100 - asked of every file
        for patterns in self._chain(os.path.dirname(full)):  # noqa: PTH120 - same
            said = patterns.match(full, is_folder=is_folder)
            if said is not None:
                return said
        return False

    def _chain(self, folder: str) -> tuple[Patterns, ...]:
        """The patterns that count in ``folder``, its own first."""
        if folder not in self._chains:
            lines = _lines_of(Path(folder, ".gitignore"))
            parent = os.path.dirname(folder)  # noqa: PTH120 - asked of every file
            above: tuple[Patterns, ...] = ()
            if folder == self._top:
                lines = [*_lines_of(Path(folder, _GIT_EXCLUDES)), *lines]
            elif folder != parent:
                above = self._chain(parent)
            own = Patterns(Path(folder), lines)
            self._chains[folder] = (own, *above) if own else above
        return self._chains[folder]


@lru_cache(maxsize=256)
def _compiled(lines: tuple[str, ...]) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec  # noqa: PLC0415 - heavy, only where there are patterns

    return GitIgnoreSpec.from_lines(lines)


def _lines_of(file: Path) -> list[str]:
    try:
        text = file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return []
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
