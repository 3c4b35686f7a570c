"""``postil bench compare``: two runs, or two models of one, item by item."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from postil.cli.command import Command
from postil.errors import UsageError
from postil_bench.commands.board import add_output, check_alpha

EPILOG = """\
examples:
  postil bench compare runs/old runs/new                 each model of both runs with itself
  postil bench compare runs/today --models rules replay  two models of one run
  postil bench compare a b --models small large          a model of the first with one of the second
  postil bench compare runs/old runs/new --fail-if-worse  exit code 1 when the second is worse: a gate

exit code: 0 well, 1 the second is worse by a primary metric (with --fail-if-worse), 2 wrong call.
"""
WORSE = 1


def configure(parser: ArgumentParser) -> None:
    """Add the arguments of ``postil bench compare``."""
    parser.add_argument("runs", nargs="+", type=Path, metavar="RUN", help="one run, or two")
    parser.add_argument("--models", nargs=2, metavar=("FIRST", "SECOND"), help="what is compared with what")
    parser.add_argument("--all", action="store_true", help="every metric (default: the primary ones)")
    parser.add_argument("--fail-if-worse", action="store_true", help="exit code 1 when the second is worse")
    add_output(parser)


def run(args: Namespace) -> int:
    """Print the comparisons."""
    from postil.cli.output import open_output  # noqa: PLC0415 - heavy, not needed for --help
    from postil_bench.boards import comparing, writing  # noqa: PLC0415 - same
    from postil_bench.records import read_run  # noqa: PLC0415 - same

    check_alpha(args.alpha)
    if len(args.runs) > 2:
        message = "compare takes one run or two; 'postil bench board' takes more"
        raise UsageError(message)
    models = None if args.models is None else (args.models[0], args.models[1])
    runs = [read_run(folder) for folder in args.runs]
    found = comparing.compare(runs, models, every_metric=args.all, alpha=args.alpha)
    with open_output(args.output) as out:
        if args.format == "json":
            writing.write_json(found, out)
        else:
            markdown = args.format == "markdown"
            writing.write(writing.comparison_sheets(found, wide=markdown), out, markdown=markdown)
    worse = any(row.verdict == "worse" and row.primary for row in found.rows)
    return WORSE if worse and args.fail_if_worse else 0


COMMAND = Command("compare", "two runs or models, item by item, with tests", configure, run, EPILOG)
