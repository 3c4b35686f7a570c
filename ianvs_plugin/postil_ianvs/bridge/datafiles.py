"""The files of a data set as Ianvs wants them: ``data.jsonl`` beside ``metadata.json``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from postil.cli.output import open_output
from postil.errors import UsageError
from postil.reports.jsonl import encode
from postil_ianvs.datarows import DATA, METADATA


def write_dataset(folder: Path, rows: Iterable[Mapping[str, Any]], name: str, description: str) -> int:
    """Write ``rows``, one on each line without blank lines or a byte order mark, and return how many they are.

    Raises:
        UsageError: there are none.
    """
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    task = ""
    with open_output(str(folder / DATA)) as out:
        for row in rows:
            out.write(encode(row) + b"\n")
            count, task = count + 1, str(row.get("level_4_dim", ""))
        if not count:
            message = f"no row for {folder / DATA}: is the file you named empty?"
            raise UsageError(message)
    known = {
        "dataset": name,
        "description": description,
        "level_1_dim": "single-modal",
        "level_2_dim": "text",
        "level_3_dim": "Q&A",
        "level_4_dim": task,
    }
    with open_output(str(folder / METADATA)) as out:
        out.write(msgspec.json.format(encode(known), indent=2) + b"\n")
    return count
