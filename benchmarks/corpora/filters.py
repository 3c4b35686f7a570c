"""How often filters are right, by hand-read samples of what they did to real rows.

    python benchmarks/corpora/filters.py table
    python benchmarks/corpora/filters.py sample quotes --clone ~/src/multipath --count 40 --seed 5

``table`` prints the precision of each filter with its interval (Wilson 1927) from the verdicts in
``data/filter_verdicts.csv``, which keeps ids and verdicts only. ``sample`` draws rows for the next reader.
"""

from __future__ import annotations

import argparse
import csv
import random
import sys
from collections import Counter
from collections.abc import Iterator
from math import sqrt
from pathlib import Path
from typing import Any

from real_rows import commits, discussions, sources

from postil_corpora.filters.chain import Chain
from postil_corpora.filters.view import view

_VERDICTS = Path(__file__).with_name("data") / "filter_verdicts.csv"
_KEY = "a key for measuring only"
_OPTIONS: dict[str, dict[str, Any]] = {"redact": {"key": _KEY}, "licence": {"allow": ()}}
_NORMAL = 1.959964


def wilson(right: int, read: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927)."""
    share, square = right / read, _NORMAL**2
    middle = share + square / (2 * read)
    half = _NORMAL * sqrt(share * (1 - share) / read + square / (4 * read**2))
    return (middle - half) / (1 + square / read), (middle + half) / (1 + square / read)


def table() -> None:
    """Print the precision of each filter."""
    read, right = Counter[str](), Counter[str]()
    with _VERDICTS.open(newline="", encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            read[row["filter"]] += 1
            right[row["filter"]] += row["verdict"] == "right"
    for name in sorted(read):
        low, high = wilson(right[name], read[name])
        share = 100 * right[name] / read[name]
        print(
            f"{name:12} {right[name]:4d} of {read[name]:4d} right  {share:5.1f} % [{100 * low:.1f}, {100 * high:.1f}]"
        )


def fired(name: str, rows: list[Any]) -> Iterator[tuple[str, str, str]]:
    """Rows that a filter drops or changes: their id, the reason and their text before."""
    dropped: list[tuple[str, str, str]] = []
    texts = {id(row): view(row) for row in rows}
    chain = Chain([name], {name: _OPTIONS[name]} if name in _OPTIONS else {})
    kept = chain.run(
        lambda: rows, lambda row, said: dropped.append((texts[id(row)].id, said.reason, _text(row)))
    )
    for row in kept:
        said = row.provenance.filters[-1]
        if said.verdict == "changed":
            yield view(row).id, said.reason, _text(row)
    yield from dropped


def _text(row: Any) -> str:
    seen = view(row)
    return seen.prose or seen.code


def main(argv: list[str]) -> None:
    """Print the table, or a sample."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("table", "sample"))
    parser.add_argument("filter", nargs="?")
    parser.add_argument(
        "--clone", type=Path, action="append", default=[], help="commits of it, and discussions"
    )
    parser.add_argument("--package", type=Path, action="append", default=[], help="source files of it")
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args(argv)
    if args.what == "table":
        table()
        return
    rows: list[Any] = [row for package in args.package for row in sources(package)]
    for clone in args.clone:
        rows += [*commits(clone), *discussions(clone)]
    found = sorted(fired(args.filter, rows))
    sample = random.Random(args.seed).sample(found, min(args.count, len(found)))  # noqa: S311 - to be drawn again
    for name, reason, text in sample:
        print(f"{name}\t{reason}\t{' / '.join(text.split(chr(10)))[:400]}")
    print(f"{len(found)} of {len(rows)} rows", file=sys.stderr)


if __name__ == "__main__":
    main(sys.argv[1:])
