"""``postil bench board``: who stands where, with intervals and tie groups."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from postil.cli.command import Command
from postil.errors import UsageError

EPILOG = """\
examples:
  postil bench board runs/today                       all tasks, each by its primary metric
  postil bench board runs/today runs/yesterday        the models of both runs on one board
  postil bench board runs/today --task review         with every metric of that task
  postil bench board runs/today --format markdown -o board.md

exit code: 0 well, 2 wrong call.
"""


def configure(parser: ArgumentParser) -> None:
    """Add the arguments of ``postil bench board``."""
    parser.add_argument("runs", nargs="+", type=Path, metavar="RUN", help="folder of a run")
    parser.add_argument(
        "--task", action="append", default=[], metavar="NAME", help="show every metric of it; repeatable"
    )
    add_output(parser)


def add_output(parser: ArgumentParser) -> None:
    """Add the arguments that boards and comparisons share."""
    parser.add_argument("--format", choices=("table", "json", "markdown"), default="table")
    parser.add_argument("-o", "--output", metavar="FILE", help="write there (default: standard output)")
    parser.add_argument(
        "--alpha", type=float, default=0.05, metavar="P", help="chance of any false alarm (default: 0.05)"
    )


def run(args: Namespace) -> int:
    """Print the boards."""
    from postil.cli.output import open_output  # noqa: PLC0415 - heavy, not needed for --help
    from postil_bench.boards import standings, values, writing  # noqa: PLC0415 - same
    from postil_bench.records import read_run  # noqa: PLC0415 - same

    check_alpha(args.alpha)
    table = values.Table([read_run(folder) for folder in args.runs])
    unknown = [task for task in args.task if task not in table.tasks]
    if unknown:
        message = f"no task {unknown[0]!r} in the run; there are: {', '.join(table.tasks)}"
        raise UsageError(message)
    found = standings.boards(table, args.alpha, args.task)
    with open_output(args.output) as out:
        if args.format == "json":
            writing.write_json(found, out)
        else:
            writing.write(writing.board_sheets(found), out, markdown=args.format == "markdown")
    return 0


def check_alpha(alpha: float) -> None:
    """Check that ``alpha`` is a probability.

    Raises:
        UsageError: it is none.
    """
    if not 0 < alpha < 1:
        message = f"--alpha is a probability between 0 and 1, not {alpha:g}"
        raise UsageError(message)


COMMAND = Command("board", "who stands where, with intervals and tie groups", configure, run, EPILOG)
