"""``postil bench report``: one page of HTML on a run."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from postil.cli.command import Command
from postil_bench.commands.board import check_alpha

EPILOG = """\
examples:
  postil bench report runs/today -o today.html   boards, heat map, distributions, costs, every sample

exit code: 0 well, 2 wrong call.
"""


def configure(parser: ArgumentParser) -> None:
    """Add the arguments of ``postil bench report``."""
    parser.add_argument("run_folder", type=Path, metavar="RUN", help="folder of a run, finished or not")
    parser.add_argument("-o", "--output", metavar="FILE.html", help="write there (default: standard output)")
    parser.add_argument(
        "--alpha",
        type=float,
        default=0.05,
        metavar="P",
        help="chance of any false alarm on a board (default: 0.05)",
    )


def run(args: Namespace) -> int:
    """Write the page."""
    from postil.cli.output import open_output  # noqa: PLC0415 - heavy, not needed for --help
    from postil_bench.pages.report import write_report  # noqa: PLC0415 - same
    from postil_bench.records import read_run  # noqa: PLC0415 - same

    check_alpha(args.alpha)
    found = read_run(args.run_folder)
    with open_output(args.output) as out:
        write_report(found, out, args.alpha)
    return 0


COMMAND = Command("report", "one page on a run, that needs no network", configure, run, EPILOG)
