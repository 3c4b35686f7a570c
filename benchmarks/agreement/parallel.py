r"""Does a remark score the same in Chinese as in English, and well above a bad one in both?

    python benchmarks/agreement/parallel.py benchmarks/agreement/data/parallel.jsonl [--split test] [--worst 10]

Each unit is a piece of code with good and bad remarks, both in English and Chinese: one summary of the whole, or
remarks on lines that are named. Asked is how often the two languages are within ``NEAR`` points, and how far the
good remarks are above the bad ones. Intervals (95 %) by bootstrap over the units.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from intervals import shown
from msgspec import Struct, json

from postil import Scorer

NEAR, ABOVE = 5.0, 10.0
"""Points that two languages may differ, and that good must be above bad."""
LANGUAGES = ("en", "zh")


class Remarks(Struct, frozen=True):
    """The remarks of one language: for each line of the unit one, or one summary."""

    good: tuple[str, ...]
    bad: tuple[str, ...]


class Unit(Struct, frozen=True):
    """A piece of code with parallel remarks; ``lines`` is empty where they are summaries."""

    id: str
    split: Literal["dev", "test"]
    language: str
    fault: str
    code: str
    lines: tuple[int, ...]
    en: Remarks
    zh: Remarks


class Marks(Struct, frozen=True):
    """The overall scores of a unit: by language, then of the good and of the bad remarks."""

    unit: Unit
    good: dict[str, float]
    bad: dict[str, float]

    def apart(self, kind: Literal["good", "bad"]) -> float:
        """How many points Chinese is above English."""
        marks = getattr(self, kind)
        return float(marks["zh"] - marks["en"])


def units_of(path: Path, split: str) -> list[Unit]:
    """The units of one split, or of both for ``all``."""
    units = [json.decode(line, type=Unit) for line in path.read_bytes().splitlines()]
    return [unit for unit in units if split in ("all", unit.split)]


def overall(scorer: Scorer, unit: Unit, remarks: Sequence[str]) -> float:
    """The score of one version.

    Raises:
        SystemExit: It is not scored; such a unit is broken.
    """
    row: dict[str, object] = {"code_snippet": unit.code, "language": unit.language}
    if unit.lines:
        placed = zip(unit.lines, remarks, strict=True)
        row["annotations"] = [{"line_number": line, "annotation": text} for line, text in placed]
    else:
        row["comment"] = remarks[0]
    score = scorer.score(row)
    if score.overall is None:
        raise SystemExit(f"{unit.id}: {score.reason}")  # noqa: EM102, TRY003 - one place
    return score.overall


def marks_of(scorer: Scorer, unit: Unit) -> Marks:
    """All four scores of a unit."""
    kinds = [
        {name: overall(scorer, unit, getattr(getattr(unit, name), kind)) for name in LANGUAGES}
        for kind in ("good", "bad")
    ]
    return Marks(unit, *kinds)


def agreement(marks: Sequence[Marks]) -> list[str]:
    """How near the languages are, for all remarks, the good and the bad ones."""
    apart = {
        "all": [(one.apart("good"), one.apart("bad")) for one in marks],
        "good": [(one.apart("good"),) for one in marks],
        "bad": [(one.apart("bad"),) for one in marks],
    }
    return [
        f"  {name:<5} within {NEAR:g} points: {shown([_share_near(part) for part in parts])}, "
        f"Chinese above English by {shown([sum(part) / len(part) for part in parts])}"
        for name, parts in apart.items()
    ]


def _share_near(values: Sequence[float]) -> float:
    return sum(abs(value) <= NEAR for value in values) / len(values)


def contrast(marks: Sequence[Marks], language: str) -> str:
    """How far the good remarks are above the bad ones."""
    above = [one.good[language] - one.bad[language] for one in marks]
    enough = [float(value >= ABOVE) for value in above]
    return f"  {language}: good minus bad {shown(above)}, by {ABOVE:g} or more in {shown(enough)}"


def main() -> None:
    """Score all units and print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("units", type=Path)
    parser.add_argument("--split", choices=("dev", "test", "all"), default="test")
    parser.add_argument("--worst", type=int, default=0, help="show so many units whose languages differ most")
    options = parser.parse_args()
    scorer = Scorer()
    marks = [marks_of(scorer, unit) for unit in units_of(options.units, options.split)]
    for name, chosen in (
        ("all", marks),
        ("summaries", [one for one in marks if not one.unit.lines]),
        ("lines", [one for one in marks if one.unit.lines]),
    ):
        print(f"{name}: {len(chosen)} units, {2 * len(chosen)} pairs of remarks or sets of remarks")
        print("\n".join([*agreement(chosen), *[contrast(chosen, language) for language in LANGUAGES]]))
    worst = sorted(marks, key=lambda one: -max(abs(one.apart("good")), abs(one.apart("bad"))))
    for one in worst[: options.worst]:
        print(f"{one.unit.id:<18} good {one.good} bad {one.bad}")


if __name__ == "__main__":
    main()
