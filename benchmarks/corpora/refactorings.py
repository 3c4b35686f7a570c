"""Precision of the refactorings found in Python, from verdicts of a reader of the diffs.

    python benchmarks/corpora/refactorings.py
    python benchmarks/corpora/refactorings.py --draw CORPUS [--each 8]

The first line reads ``refactoring_verdicts.csv`` (id, kind, verdict: right or wrong) and prints the share that is right,
by kind, with Wilson's 95 % interval. The second draws findings of each kind out of the table ``refactorings`` in the folder
CORPUS, the same ones every time, and prints what there is to judge; ``git show`` of the commit shows the rest.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
from collections import Counter
from pathlib import Path

from postil_corpora.schema import Refactoring
from postil_corpora.tables import read_rows

VERDICTS = Path(__file__).with_name("refactoring_verdicts.csv")
Z = 1.96


def wilson(right: int, total: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927)."""
    share, factor = right / total, 1 + Z * Z / total
    middle = (share + Z * Z / (2 * total)) / factor
    half = Z / factor * (share * (1 - share) / total + Z * Z / (4 * total * total)) ** 0.5
    return middle - half, middle + half


def report() -> None:
    """Print the precision by kind and over all."""
    with VERDICTS.open(encoding="utf-8", newline="") as stream:
        verdicts = [(row["kind"], row["verdict"]) for row in csv.DictReader(stream)]
    totals = Counter(kind for kind, _ in verdicts)
    right = Counter(kind for kind, verdict in verdicts if verdict == "right")
    for kind in sorted(totals):
        print(f"{kind:<20}{right[kind]:>4} of {totals[kind]:>3}")
    low, high = wilson(right.total(), totals.total())
    print(
        f"{'all':<20}{right.total():>4} of {totals.total():>3}  {right.total() / totals.total():.1%} [{low:.1%}, {high:.1%}]"
    )


def draw(folder: Path, each: int) -> None:
    """Print up to ``each`` findings of each kind."""
    rows = sorted(
        read_rows(folder, "refactorings", Refactoring),
        key=lambda row: hashlib.sha256(row.id.encode()).digest(),
    )
    seen: Counter[str] = Counter()
    for row in rows:
        seen[row.kind] += 1
        if seen[row.kind] <= each:
            print(
                f"{row.id},{row.kind},\n    {row.before} -> {row.after}\n    {row.old_path} -> {row.path}: {row.evidence}"
            )


def main() -> None:
    """Do what was asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--draw", type=Path, metavar="CORPUS")
    parser.add_argument("--each", type=int, default=8)
    args = parser.parse_args()
    draw(args.draw, args.each) if args.draw else report()


if __name__ == "__main__":
    main()
