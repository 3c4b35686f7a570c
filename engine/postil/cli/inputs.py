"""What the command line is given to score: files of rows, the standard input, source files, folders."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from postil.errors import UsageError
from postil.reading.rows import read_rows
from postil.reading.sources import read_source, walk_sources
from postil.records import Damage, Row

STANDARD_INPUT = "-"
_ROW_SUFFIXES = ("", ".json", ".jsonl", ".ndjson")


def read_inputs(
    paths: Sequence[str],
    predictions: str | None = None,
    names: Mapping[str, str] | None = None,
    diff: str | None = None,
) -> Iterator[Row | Damage]:
    """The rows of ``paths``, in order.

    A file with the suffix of JSON, or none, holds rows; a folder stands for all source files below it; any
    other file is one source file, whose own comments are judged. ``predictions`` are the candidates for the
    rows of the one file of rows. With a revision ``diff`` a source file gives only the comments that changed since,
    or whose code did.

    Raises:
        UsageError: a path or the revision is not there, ``predictions`` does not go with exactly one file of rows, or
            ``diff`` goes with rows.
    """
    for path in (*paths, *([predictions] if predictions else [])):
        if path != STANDARD_INPUT and not Path(path).exists():
            message = f"{path}: no such file or folder"
            raise UsageError(message)
    if predictions and (len(paths) != 1 or _holds_sources(paths[0])):
        message = "--predictions goes with exactly one file of rows"
        raise UsageError(message)
    if diff is None:
        return _rows_of(paths, predictions, names)
    if not all(map(_holds_sources, paths)):
        message = "--diff goes with source files and folders"
        raise UsageError(message)
    return _changed_rows(paths, diff)


def _rows_of(
    paths: Sequence[str], predictions: str | None, names: Mapping[str, str] | None
) -> Iterator[Row | Damage]:
    for path in paths:
        if _holds_sources(path):
            for source in walk_sources([path]):
                yield read_source(source)
        else:
            yield from read_rows(path, predictions=predictions, names=names)


def _changed_rows(paths: Sequence[str], diff: str) -> Iterator[Row | Damage]:
    from postil.check.changes import only_changed  # noqa: PLC0415 - only for --diff
    from postil.history.git import Revision  # noqa: PLC0415 - same

    first = Path(paths[0])
    revision = Revision(diff, first if first.is_dir() else first.absolute().parent)
    for source in walk_sources(paths):
        row = read_source(source)
        changed = row if isinstance(row, Damage) else only_changed(row, source, revision)
        if changed is not None:
            yield changed


def _holds_sources(path: str) -> bool:
    return path != STANDARD_INPUT and (Path(path).is_dir() or Path(path).suffix.lower() not in _ROW_SUFFIXES)
