"""Tables of a corpus by split, as JSON Lines or as Parquet: ``FOLDER/<table>/<split>-00000.<format>``.

Rows without a split (comments set aside) are of the split ``all``.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from postil.cli.output import open_output
from postil_corpora.build.issues import issue_row
from postil_corpora.samples import SAMPLES
from postil_corpora.tables import Format, read_rows, tables, write_rows

EVERYTHING = "all"
SHARD_ROWS = 20_000


def splits_of(corpus: Path, table: str) -> list[str]:
    """The splits that a table of ``corpus`` has, sorted."""
    return sorted({_split(row) for row in read_rows(corpus, table, SAMPLES[table])})


def rows_in(corpus: Path, table: str, split: str) -> Iterator[Any]:
    """The rows of one split, in order."""
    return (row for row in read_rows(corpus, table, SAMPLES[table]) if _split(row) == split)


def exported_tables(corpus: Path) -> list[str]:
    """The tables of ``corpus`` that are exported: those of tasks, not what was set aside."""
    return [table for table in tables(corpus) if table in SAMPLES and table != "comments_aside"]


def export_tables(corpus: Path, out: Path, form: Format, shard_rows: int = SHARD_ROWS) -> list[Path]:
    """Write every table of tasks by split, and return the files."""
    files = []
    for table in exported_tables(corpus):
        for split in splits_of(corpus, table):
            rows = rows_in(corpus, table, split)
            if table == "issue_answers" and form == "jsonl":
                files.append(_write_issues(out / table / f"{split}-00000.jsonl", rows))
                continue
            files += write_rows(
                out / table, split, rows, kind=SAMPLES[table], form=form, shard_rows=shard_rows
            )
    return files


def _write_issues(path: Path, rows: Iterator[Any]) -> Path:
    """Write issues in the shape that Postil and other programs read them in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with open_output(str(path)) as out:
        for row in rows:
            out.write(msgspec.json.encode(issue_row(row)) + b"\n")
    return path


def _split(row: Any) -> str:
    return getattr(row, "split", None) or EVERYTHING
