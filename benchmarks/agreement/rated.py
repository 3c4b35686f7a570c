"""Comments that people rated, read from a folder that the user names. Nothing of it is kept here.

The folder holds one folder for each data set with a ``rows.jsonl``: the code, the comment judged (``cand``),
the project's own comment (``ref``), who wrote the comment (``gen``), the function it belongs to (``group``),
mean ratings (``h_...``), single raters (``hr_...``) and published judges (``j_...``).
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

RATED_SETS = ("ratings_java", "ratings_python_dev", "ratings_overall_java")
SCALES = {"adequacy": "CA", "conciseness": "Conciseness", "fluency": "Fluency"}
"""Our names of the human scales, and those of the data."""
LANGUAGES = {"js": "javascript", "ts": "typescript"}


class Rated(Struct, frozen=True):
    """One comment with what people and judges said of it.

    ``ratings`` are means over raters by scale, on the data's own scale; ``raters`` the single ones.
    """

    id: str
    group: str
    generator: str
    language: str
    code: str
    comment: str
    reference: str | None
    ratings: dict[str, float]
    raters: dict[str, tuple[float, ...]]
    judges: dict[str, float]


def read_rated(folder: Path, name: str) -> list[Rated]:
    """The rows of the data set ``name`` in ``folder``.

    Raises:
        SystemExit: there is no such file, or a row lacks a field; says where and what to do.
    """
    return [_rated(row) for row in read_rows(folder, name)]


def read_rows(folder: Path, name: str) -> list[dict[str, Any]]:
    """The raw rows of a data set.

    Raises:
        SystemExit: there is no such file.
    """
    path = folder / name / "rows.jsonl"
    if not path.is_file():
        message = (
            f"no {path}: name the folder that holds {name}/ (docs/agreement.md says where the data come from)"
        )
        raise SystemExit(message)
    lines = path.read_text(encoding="utf-8").splitlines()
    return [msgspec.json.decode(line) for line in lines if line.strip()]


def _rated(row: dict[str, Any]) -> Rated:
    ratings = {ours: row[f"h_{their}"] for ours, their in SCALES.items() if f"h_{their}" in row}
    if "h_Overall" in row:
        ratings["overall"] = row["h_Overall"]
    raters = {
        ours: tuple(map(float, row[f"hr_{their}"])) for ours, their in SCALES.items() if f"hr_{their}" in row
    }
    judges = {key[2:]: _number(value) for key, value in row.items() if key.startswith("j_")}
    return Rated(
        id=str(row["id"]),
        group=str(row["group"]),
        generator=str(row["gen"]),
        language=LANGUAGES.get(row["lang"].lower(), row["lang"].lower()),
        code=row["code"],
        comment=row["cand"],
        reference=row["ref"],
        ratings=ratings,
        raters=raters,
        judges=judges,
    )


def _number(value: object) -> float:
    return float(value) if isinstance(value, (int, float)) else math.nan
