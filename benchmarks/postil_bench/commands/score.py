"""``postil bench score``: score the answers of a run again, without its models."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from postil.cli.command import Command

EPILOG = """\
examples:
  postil bench score runs/today             in its place, after an upgrade of Postil
  postil bench score runs/today -o again    beside it

exit code: 0 well, 2 wrong call.
"""


def configure(parser: ArgumentParser) -> None:
    """Add the arguments of ``postil bench score``."""
    parser.add_argument("run_folder", type=Path, metavar="RUN", help="folder of a run, finished or not")
    parser.add_argument(
        "-o", "--output", type=Path, metavar="RUN", help="write there (default: in its place)"
    )


def run(args: Namespace) -> int:
    """Score again and say how many samples changed."""
    from postil_bench.records import read_run  # noqa: PLC0415 - heavy, not needed for --help
    from postil_bench.runs.rescoring import plan_of, write_rescored  # noqa: PLC0415 - same

    found = read_run(args.run_folder)
    folder = args.output or args.run_folder
    changed = sum(1 for _ in write_rescored(found, plan_of(found), folder))
    print(f"{folder}: {len(found.samples)} samples scored again, {changed} changed")
    return 0


COMMAND = Command("score", "score the answers of a run again, without its models", configure, run, EPILOG)
