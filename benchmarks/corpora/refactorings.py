"""Precision of the refactorings found in Python, from verdicts of readers of the diffs.

    python benchmarks/corpora/refactorings.py
    python benchmarks/corpora/refactorings.py --draw CORPUS [--each 8]

The first line prints the share of ``data/refactorings.csv`` that is right to all readers, by kind. The second draws findings of each kind out of the table ``refactorings`` in the folder
CORPUS, the same ones every time, and prints what there is to judge; ``git show`` of the commit shows the rest.
"""

from __future__ import annotations

import argparse
import hashlib
from collections import Counter
from pathlib import Path

from readings import rows, table

from postil_corpora.schema import Refactoring
from postil_corpora.tables import read_rows

_VERDICTS = Path(__file__).with_name("data") / "refactorings.csv"


def draw(folder: Path, each: int) -> None:
    """Print up to ``each`` findings of each kind."""
    findings = sorted(
        read_rows(folder, "refactorings", Refactoring),
        key=lambda row: hashlib.sha256(row.id.encode()).digest(),
    )
    seen: Counter[str] = Counter()
    for row in findings:
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
    draw(args.draw, args.each) if args.draw else print(table(rows(_VERDICTS)))


if __name__ == "__main__":
    main()
