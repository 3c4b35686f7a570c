"""A shard while it is made: a hidden file that holds, for each commit, all of its rows or none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from postil_corpora.schema import TABLES
from postil_corpora.tables import Format, draft_of, shard_path, write_shard

_ENCODER = msgspec.json.Encoder()
_LAST = b"commits"


class Part(Struct, frozen=True):
    """Shard ``number`` to be: the commits ``ids``, and a ``key`` of all that its bytes depend on."""

    number: int
    key: str
    ids: tuple[str, ...]
    folder: Path

    @property
    def path(self) -> Path:
        """The hidden file."""
        return self.folder / f".part-{self.number:05d}-{self.key}.rows"

    def is_finished(self, made: Sequence[str], form: Format) -> bool:
        """Whether there is a shard of each of those tables."""
        return all(shard_path(self.folder, table, self.number, form).is_file() for table in made)

    def encode(self, rows: Sequence[tuple[str, msgspec.Struct]]) -> bytes:
        """The rows of one commit, each with its table; the commit's own row is the last."""
        return b"".join(table.encode() + b" " + _ENCODER.encode(row) + b"\n" for table, row in rows)

    def repair(self) -> int:
        """Cut off what a kill left of half a commit; returns how many commits are there."""
        if not self.path.exists():
            return 0
        commits = whole = position = 0
        with self.path.open("r+b") as stream:
            for line in stream:
                position += len(line)
                if line.startswith(_LAST + b" ") and line.endswith(b"\n"):
                    commits, whole = commits + 1, position
            stream.truncate(whole)
        return commits

    def lines(self, table: str) -> Iterator[bytes]:
        """The rows of one table, as JSON with their line ends."""
        mark = table.encode() + b" "
        with self.path.open("rb") as stream:
            for line in stream:
                if line.startswith(mark):
                    yield line[len(mark) :]


def finish(part: Part, made: Sequence[str], form: Format) -> None:
    """Make one shard of each table of the part's rows; the hidden file stays."""
    for table in made:
        final = shard_path(part.folder, table, part.number, form)
        if form == "jsonl":
            with draft_of(final).open("wb") as stream:
                stream.writelines(part.lines(table))
        else:
            decoder = msgspec.json.Decoder(TABLES[table])
            write_shard(
                draft_of(final), [decoder.decode(line) for line in part.lines(table)], TABLES[table], form
            )
        draft_of(final).replace(final)
