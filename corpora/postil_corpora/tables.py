"""Tables on disk: ``FOLDER/commits-00000.jsonl`` or ``.parquet``, and so on, one row an object.

>>> import tempfile
>>> from postil_corpora.schema import Provenance, Ref
>>> folder = Path(tempfile.mkdtemp())
>>> row = Ref("refs/heads/main", "c0ffee", Provenance("owner/name", "doctest"))
>>> [path.name for path in write_rows(folder, "refs", [row])]
['refs-00000.jsonl']
>>> list(read_rows(folder, "refs", Ref)) == [row]
True
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Literal, TypeAlias, TypeVar

import msgspec

from postil.errors import PostilError, UsageError
from postil_corpora.schema import TABLES

Format: TypeAlias = Literal["jsonl", "parquet"]
RowT = TypeVar("RowT", bound=msgspec.Struct)
SHARD_ROWS = 50_000
_SHARD = re.compile(r"(?P<table>[a-z][a-z0-9_]*)-(?P<number>\d{5,})\.(?P<format>jsonl|parquet)")


def shard_path(folder: Path, table: str, number: int, form: Format = "jsonl") -> Path:
    """Where shard ``number`` (from 0) of a table stands."""
    return folder / f"{table}-{number:05d}.{form}"


def write_rows(
    folder: Path,
    table: str,
    rows: Iterable[msgspec.Struct],
    *,
    kind: type[msgspec.Struct] | None = None,
    form: Format = "jsonl",
    shard_rows: int = SHARD_ROWS,
) -> list[Path]:
    """Write a table whole, in place of what there was of it, and return its shards.

    Shards appear only when all are written; an empty table is one empty shard. Same rows, same bytes.
    ``kind`` is the type of the rows of a table that :data:`~postil_corpora.schema.TABLES` does not know.
    """
    folder.mkdir(parents=True, exist_ok=True)
    waiting, finals = iter(rows), list[Path]()
    try:
        while (block := list(islice(waiting, shard_rows))) or not finals:
            finals.append(shard_path(folder, table, len(finals), form))
            write_shard(draft_of(finals[-1]), block, kind or TABLES[table], form)
        for final in finals:
            draft_of(final).replace(final)
    finally:
        for final in finals:
            draft_of(final).unlink(missing_ok=True)
    drop_shards(folder, table, keep=finals)
    return finals


def draft_of(path: Path) -> Path:
    """Where a file is written before it is whole: beside its place, under a hidden name."""
    return path.with_name(f".{path.name}.draft")


def write_shard(path: Path, rows: Sequence[msgspec.Struct], kind: type[msgspec.Struct], form: Format) -> None:
    """Write ``rows`` to one file, not atomically."""
    if form == "parquet":
        from postil_corpora.arrow import write_parquet  # noqa: PLC0415 - pyarrow is heavy and an extra

        write_parquet(path, rows, kind)
        return
    encoder = msgspec.json.Encoder()
    with path.open("wb") as stream:
        for row in rows:
            stream.write(encoder.encode(row))
            stream.write(b"\n")


def drop_shards(folder: Path, table: str, keep: Sequence[Path]) -> None:
    """Remove the shards of a table that are not among ``keep``, in either format."""
    kept = {path.name for path in keep}
    for path in shards(folder, table):
        if path.name not in kept:
            path.unlink()


def shards(folder: Path, table: str) -> list[Path]:
    """The shards of a table in their order; empty if there is no such table."""
    found = []
    for path in folder.iterdir() if folder.is_dir() else ():
        match = _SHARD.fullmatch(path.name)
        if match and match["table"] == table:
            found.append((int(match["number"]), path.name, path))
    return [path for _, _, path in sorted(found)]


def tables(folder: Path) -> list[str]:
    """The names of the tables in a folder, sorted."""
    names = (_SHARD.fullmatch(path.name) for path in (folder.iterdir() if folder.is_dir() else ()))
    return sorted({match["table"] for match in names if match})


def read_rows(folder: Path, table: str, kind: type[RowT]) -> Iterator[RowT]:
    """The rows of a table, one after another, from either format; fields unknown to ``kind`` are passed over.

    Raises:
        UsageError: there is no such table.
        PostilError: a row cannot be read; the message names file and row.
    """
    found = shards(folder, table)
    if not found:
        message = f"{folder} holds no table {table!r} (it holds {', '.join(tables(folder)) or 'none'})"
        raise UsageError(message)
    for path in found:
        yield from read_shard(path, kind)


def read_shard(path: Path, kind: type[RowT]) -> Iterator[RowT]:
    """The rows of one shard."""
    if path.suffix == ".parquet":
        from postil_corpora.arrow import read_parquet  # noqa: PLC0415 - pyarrow is heavy and an extra

        yield from read_parquet(path, kind)
        return
    decoder = msgspec.json.Decoder(kind)
    number = 0
    with path.open("rb") as stream:
        try:
            for number, line in enumerate(stream, 1):  # noqa: B007 - the handler below names the row
                yield decoder.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            message = f"{path}:{number}: not a row of {kind.__name__}: {error}; collect or build it again"
            raise PostilError(message) from error
