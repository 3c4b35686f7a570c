"""Which files are checked: those that are named, and in folders all sources that git does not ignore."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from postil.check.patterns import IgnoreFiles, Patterns
from postil.errors import UsageError
from postil.reading.sources import walk_sources


def find_files(
    paths: Sequence[str], root: Path, exclude: Sequence[str], complain: Callable[[str], None]
) -> Iterator[Path]:
    """The source files in ``paths``, each once, sorted within each folder.

    ``exclude`` are patterns relative to ``root`` and hold for named files too, as hooks name every file; a .gitignore
    holds for what is found in folders. ``complain`` is told of folders that cannot be read.

    Raises:
        UsageError: a path is not there.
    """
    for path in paths:
        if not Path(path).exists():
            message = f"{path}: no such file or folder"
            raise UsageError(message)
    excluded = Patterns(root, exclude)
    seen: set[str] = set()
    for path in paths:
        for file in _below(Path(path), excluded, complain):
            key = os.path.abspath(file)  # noqa: PTH100 - asked of every file
            if key not in seen:
                seen.add(key)
                yield file


def _below(path: Path, excluded: Patterns, complain: Callable[[str], None]) -> Iterator[Path]:
    """The file itself, or the sources in the folder."""
    if not path.is_dir():
        return iter(() if excluded.match(path) else (path,))
    ignored = IgnoreFiles(path)

    def left_out(found: Path, is_folder: bool) -> bool:
        return bool(excluded.match(found, is_folder=is_folder)) or ignored.leave_out(
            found, is_folder=is_folder
        )

    return walk_sources([path], left_out, complain)
