"""``postil corpora stats``: what a corpus holds, in tables and pictures on one page."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from postil.cli.command import Command

EPILOG = """\
examples:
  postil corpora stats corpus                   counts, on the terminal
  postil corpora stats corpus -o corpus.html    one page with pictures; it needs no network
"""


def configure(parser: ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("corpus", type=Path, metavar="DIR", help="what postil corpora build made")
    parser.add_argument("-o", "--output", metavar="PAGE.html", help="write the page there")


def run(args: Namespace) -> int:
    """Print the counts, or write the page."""
    from postil.cli.output import open_output  # noqa: PLC0415 - heavy, not needed for --help
    from postil_corpora.export.page import page  # noqa: PLC0415 - same
    from postil_corpora.export.statistics import measure  # noqa: PLC0415 - same
    from postil_corpora.report import read_report  # noqa: PLC0415 - same

    report = read_report(args.corpus)
    if args.output:
        with open_output(args.output) as out:
            out.write(page(report, measure(args.corpus)).encode())
        print(args.output)
        return 0
    for table, count in report.tables.items():
        print(f"{count:>9,}  {table}")
    for name, sides in report.splits.items():
        print(f"{name}: {', '.join(f'{side} {count:,}' for side, count in sides.items())}")
    return 0


COMMAND = Command("stats", "what a corpus holds, in tables and pictures", configure, run, EPILOG)
