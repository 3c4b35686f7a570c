"""What readers said of a sample: what each held to be right, how often they agree, and what is right to all of them.

A file of verdicts has a line for each row and reader: ``id,group,reader,verdict`` (``right`` or ``wrong``); ids and
verdicts only are kept. A row counts as right where every reader says so.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from math import sqrt
from pathlib import Path
from typing import NamedTuple

_Z = 1.959964
"""Of a two-sided interval of 95 %."""


class Row(NamedTuple):
    """A row of a sample and whether it is right, by reader."""

    id: str
    group: str
    verdicts: dict[str, bool]

    @property
    def right(self) -> bool:
        """Whether it is right to everybody who read it."""
        return all(self.verdicts.values())


def interval(right: int, read: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927)."""
    share, weight = right / read, _Z * _Z / read
    middle = (share + weight / 2) / (1 + weight)
    half = _Z / (1 + weight) * sqrt(share * (1 - share) / read + weight / (4 * read))
    return middle - half, middle + half


def rows(path: Path) -> list[Row]:
    """The rows of a file of verdicts, in its order."""
    found: dict[tuple[str, str], Row] = {}
    with path.open(encoding="utf-8", newline="") as stream:
        for line in csv.DictReader(stream):
            group = line["group"]
            row = found.setdefault((line["id"], group), Row(line["id"], group, {}))
            row.verdicts[line["reader"]] = line["verdict"] == "right"
    return list(found.values())


def table(read: list[Row]) -> str:
    """The share that is right to all, by group and over all, and below it what the readers said each for himself."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in read:
        groups[row.group].append(row)
    head = ["| group | read | right to all | share | 95 % | agree |", "|---|---|---|---|---|---|"]
    body = [_line(name, groups[name]) for name in sorted(groups)]
    whole = [_line("all", read)] if len(groups) > 1 else []
    return "\n".join([*head, *body, *whole, "", *_readers(read)])


def _line(name: str, read: list[Row]) -> str:
    right = sum(row.right for row in read)
    low, high = interval(right, len(read))
    both = [row for row in read if len(row.verdicts) > 1]
    alike = sum(len(set(row.verdicts.values())) == 1 for row in both)
    agree = f"{alike} of {len(both)}" if both else "one reader"
    return f"| {name} | {len(read)} | {right} | {right / len(read):.1%} | {low:.1%} to {high:.1%} | {agree} |"


def _readers(read: list[Row]) -> Iterator[str]:
    for reader in sorted({reader for row in read for reader in row.verdicts}):
        own = [row.verdicts[reader] for row in read if reader in row.verdicts]
        yield f"{reader}: {sum(own)} of {len(own)} right"
