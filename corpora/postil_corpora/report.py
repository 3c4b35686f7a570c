"""What became of a recipe: ``corpus.json`` in the folder of a corpus."""

from __future__ import annotations

from pathlib import Path

import msgspec
from msgspec import Struct

from postil.errors import UsageError
from postil_corpora.recipe import Measured

REPORT = "corpus.json"


class SourceReport(Struct, frozen=True):
    """One source of a corpus: licence, files read, rows by table, files kept out; of collected tables only the rows."""

    repository: str
    revision: str
    licence: str | None
    dated: str | None
    split: str
    files: int
    rows: dict[str, int]
    screened: dict[str, int]


class Report(Struct, frozen=True):
    """What became of a recipe: rows by table, rows dropped or changed by filters, comments set aside."""

    name: str
    version: str
    description: str
    postil: str
    schema: int
    tables: dict[str, int]
    splits: dict[str, dict[str, int]]
    dropped: dict[str, int]
    changed: dict[str, int]
    aside: dict[str, int]
    sources: list[SourceReport]
    measured: tuple[Measured, ...] = ()


def read_report(folder: Path) -> Report:
    """The report of the corpus in ``folder``.

    Raises:
        UsageError: no corpus was built there.
    """
    try:
        return msgspec.json.decode((folder / REPORT).read_bytes(), type=Report)
    except (OSError, msgspec.DecodeError) as error:
        message = (
            f"{folder} holds no corpus ({error}); make one: postil corpora build RECIPE.toml -o {folder}"
        )
        raise UsageError(message) from error
