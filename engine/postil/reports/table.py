"""Scores as a table for a terminal, printed while they come, in constant memory."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO

from postil.records import DIMENSIONS, Finding, Score, Status
from postil.reports.tally import Pair, Tally
from postil.reports.terminal import SEVERITY_STYLE, cell, number, open_console, plain_table

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

_BLOCK = 40
_NARROW = 100  # columns; below, the id is shorter and of the finding only its code fits
_STATUS_STYLE: dict[Status, str] = {"scored": "", "unscored": "dim", "invalid": "bold red"}
_SEVERITY_ORDER = ("error", "warning", "info")


def write_table(pairs: Iterable[Pair], tally: Tally, out: BinaryIO, *, color: bool = True) -> None:
    """Print a line for each row, then the means and the signature; ``tally`` must watch ``pairs``."""
    stream = io.TextIOWrapper(out, encoding="utf-8", write_through=True)
    try:
        console = open_console(stream, color=color)
        narrow = console.width < _NARROW
        id_width = 0
        for block in _blocks(score for _, score in pairs):
            table = _table_of(block, narrow=narrow)
            table.show_header = not id_width
            id_width = id_width or _id_width(block, 20 if narrow else 32)
            table.columns[0].width = id_width
            console.print(table)
        _print_foot(console, tally)
    finally:
        stream.detach()


def top_finding(score: Score) -> Finding | None:
    """The gravest finding of a score, the first of them in the order of the row."""
    return min(score.findings, key=lambda finding: _SEVERITY_ORDER.index(finding.severity), default=None)


def _blocks(scores: Iterable[Score]) -> Iterator[list[Score]]:
    waiting = iter(scores)
    while block := list(islice(waiting, _BLOCK)):
        yield block


def _id_width(block: list[Score], most: int) -> int:
    return min(max(6, *(cell(score.id).cell_len for score in block)), most)


def _table_of(block: list[Score], *, narrow: bool) -> Table:
    table = plain_table()
    table.expand = True
    table.add_column("id", overflow="fold")
    table.add_column("status", width=8)
    for name in ("overall", *DIMENSIONS):
        table.add_column(name, width=len(name), justify="right")
    table.add_column("finds", width=5, justify="right")
    table.add_column("worst" if narrow else "gravest finding, or the reason", ratio=1)
    for score in block:
        table.add_row(*_cells(score, narrow=narrow))
    return table


def _cells(score: Score, *, narrow: bool) -> Iterator[Text]:
    yield cell(score.id)
    yield cell(score.status, _STATUS_STYLE[score.status])
    yield number(score.overall, styled=True)
    for name in DIMENSIONS:
        yield number(getattr(score.dimensions, name, None))
    yield cell(str(len(score.findings)))
    worst = top_finding(score)
    if worst is None:
        yield cell(score.reason or "", "dim")
    else:
        text = worst.code if narrow else f"{worst.code} line {worst.line}: {worst.message}"
        yield cell(text, SEVERITY_STYLE[worst.severity])


def _print_foot(console: Console, tally: Tally) -> None:
    summary = tally.summary()
    means = [("overall", summary.mean), *summary.dimensions.items()]
    shown = ", ".join(f"{name} {value:.1f}" for name, value in means if value is not None)
    console.print()
    console.print(cell(f"mean {shown}" if shown else "no row has a score"))
    console.print(cell(summary.signature, "dim"))
