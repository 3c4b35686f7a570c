"""Numbers about the rows of a corpus: how long, how many, how hard, under which licence."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from postil_corpora.export.tables import exported_tables
from postil_corpora.samples import KINDS
from postil_corpora.schema import CommentSample
from postil_corpora.tables import read_rows


class Histogram(Struct):
    """How often a number falls from each of ``edges`` up to the one behind it; the last bin is open."""

    title: str
    edges: tuple[int, ...]
    counts: list[int]

    def add(self, value: int) -> None:
        """Count one number; one below the first edge is of the first bin."""
        self.counts[max(0, bisect_right(self.edges, value) - 1)] += 1


class TableNumbers(Struct):
    """The numbers of one table: histograms and shares, each by its title."""

    table: str
    rows: int
    histograms: list[Histogram]
    shares: dict[str, Counter[str]]


def measure(corpus: Path) -> list[TableNumbers]:
    """The numbers of every table of tasks in ``corpus``."""
    return [_table(corpus, table) for table in exported_tables(corpus)]


def _histogram(title: str, edges: Sequence[int]) -> Histogram:
    return Histogram(title, tuple(edges), [0] * len(edges))


def _table(corpus: Path, table: str) -> TableNumbers:
    lines = _histogram("lines of code", (1, 5, 10, 20, 40, 60, 80, 100, 150))
    complexity = _histogram("cyclomatic complexity", (1, 2, 3, 4, 6, 8, 11, 16, 21))
    words = _histogram("words of a remark", (1, 4, 6, 8, 10, 15, 20, 30, 40))
    many = _histogram("remarks on a function", (1, 2, 3, 4, 5, 6, 8, 10))
    found = TableNumbers(table, 0, [], {"licence": Counter(), "language": Counter(), "source": Counter()})
    rows: Iterator[Any] = read_rows(corpus, table, KINDS[table])
    for row in rows:
        found.rows += 1
        _count_code(row, lines, complexity)
        remarks = _remarks(row)
        for remark in remarks:
            words.add(len(remark.split()))
        if isinstance(row, CommentSample):
            many.add(len(remarks))
        found.shares["licence"][row.provenance.licence or "unknown"] += 1
        found.shares["language"][getattr(row, "language", "")] += 1
        found.shares["source"][row.provenance.repository] += 1
    found.histograms = [one for one in (lines, complexity, words, many) if any(one.counts)]
    return found


def _count_code(row: Any, lines: Histogram, complexity: Histogram) -> None:
    code = getattr(row, "code_snippet", None) or getattr(row, "code", None)
    if code:
        lines.add(code.count("\n") + 1)
    if getattr(row, "complexity", None):
        complexity.add(row.complexity)


def _remarks(row: Any) -> list[str]:
    if isinstance(row, CommentSample):
        return [one.annotation for one in row.annotations]
    comment = getattr(row, "comment", None)
    return [] if comment is None else [comment]
