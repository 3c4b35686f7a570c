"""What the commands that list things share: ``--format table|json`` and how both are printed."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec


def add_format(parser: ArgumentParser) -> None:
    """Add ``--format table|json``."""
    parser.add_argument("--format", choices=("table", "json"), default="table", help="default: table")


def print_json(value: Any) -> None:
    """Print ``value`` as indented JSON."""
    print(msgspec.json.format(msgspec.json.encode(value), indent=2).decode())


def print_table(headings: Sequence[str], lines: Iterable[Sequence[str]]) -> None:
    """Print ``lines`` under ``headings``; the last column takes the room that is left."""
    from postil.reports.terminal import cell, open_console, plain_table  # noqa: PLC0415 - heavy, loaded when asked for

    table = plain_table()
    for heading in headings[:-1]:
        table.add_column(heading, no_wrap=True)
    table.add_column(headings[-1], ratio=1)
    for line in lines:
        table.add_row(*(cell(value, limit=2000) for value in line))
    open_console(sys.stdout).print(table)
