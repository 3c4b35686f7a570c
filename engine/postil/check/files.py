"""Which files are checked: those that are named, and in folders all sources that git does not ignore."""

from __future__ import annotations

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
    for path in paths:
        ignored = IgnoreFiles(Path(path) if Path(path).is_dir() else Path(path).parent)

        def left_out(found: Path, is_folder: bool, by_git: IgnoreFiles = ignored) -> bool:
            return bool(excluded.match(found, is_folder=is_folder)) or by_git.leave_out(
                found, is_folder=is_folder
            )

        if Path(path).is_dir():
            yield from walk_sources([path], left_out, complain)
        elif not excluded.match(Path(path)):
            yield Path(path)
