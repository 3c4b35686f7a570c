"""Which files patterns name, as in a .gitignore."""

from __future__ import annotations

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
        self._folder = folder.absolute()
        self._lines = tuple(lines)

    def match(self, path: Path, *, is_folder: bool = False) -> bool | None:
        """Whether the patterns name the path (True), take it out again (False) or say nothing of it (``None``)."""
        if not self._lines:
            return None
        try:
            relative = path.absolute().relative_to(self._folder).as_posix()
        except ValueError:
            return None
        return self._spec.check_file(relative + "/" if is_folder else relative).include

    @property
    def _spec(self) -> GitIgnoreSpec:
        return _compiled(self._lines)


class IgnoreFiles:
    """The ``.gitignore`` files of a repository, those nearer to a path counting more."""

    def __init__(self, start: Path) -> None:
        here = start.absolute()
        above = (here, *here.parents)
        self._top = next((folder for folder in above if (folder / ".git").exists()), here)
        self._read: dict[Path, Patterns] = {}

    def leave_out(self, path: Path, *, is_folder: bool = False) -> bool:
        """Whether git ignores the path; what stands in an ignored folder is for the caller not to ask."""
        folder = path.absolute().parent
        while True:
            said = self._patterns(folder).match(path, is_folder=is_folder)
            if said is not None:
                return said
            if folder in (self._top, folder.parent):
                return False
            folder = folder.parent

    def _patterns(self, folder: Path) -> Patterns:
        if folder not in self._read:
            lines = _lines_of(folder / ".gitignore")
            if folder == self._top:
                lines = [*_lines_of(folder / _GIT_EXCLUDES), *lines]
            self._read[folder] = Patterns(folder, lines)
        return self._read[folder]


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
