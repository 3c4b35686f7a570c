"""``postil corpora show``: one row of a corpus, to be read."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from postil.cli.command import Command

EPILOG = """\
examples:
  postil corpora show pypi:attrs/src/attr/_cmp.py:13-109          the code with its remarks, and where it comes from
  postil corpora show pypi:attrs/src/attr/_cmp.py:13-109 --json   the row as it is
"""


def configure(parser: ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("row", metavar="ROW", help="the id of a row, in any table, or the beginning of one")
    parser.add_argument(
        "-c", "--corpus", type=Path, default=Path(), metavar="DIR", help="default: this folder"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object in place of text")


def run(args: Namespace) -> int:
    """Find the row and print it."""
    from postil.reports.jsonl import encode  # noqa: PLC0415 - heavy, not needed for --help
    from postil_corpora.export.showing import find_row, shown  # noqa: PLC0415 - same

    table, row = find_row(args.corpus, args.row)
    if args.json:
        sys.stdout.buffer.write(encode(row) + b"\n")
    else:
        print(shown(table, row))
    return 0


COMMAND = Command("show", "print one row of a corpus with its provenance", configure, run, EPILOG)
