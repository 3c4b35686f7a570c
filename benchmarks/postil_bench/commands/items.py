"""``postil bench items``: rows as items of a task, for benchmarks of the real size."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from itertools import count

from postil.cli.command import Command

EPILOG = """\
examples:
  postil bench items comment_function corpus/train.jsonl -o docstrings.jsonl
  postil bench items recommendation rows.jsonl more.jsonl -o lines.jsonl

Then, in the configuration of a run:  [tasks.recommendation]  data = "lines.jsonl"

exit code: 0 well, 2 wrong call, or no row became an item.
"""


def configure(parser: ArgumentParser) -> None:
    """Add the arguments of ``postil bench items``."""
    parser.add_argument(
        "task", metavar="TASK", help="comment_lines, comment_function, recommendation or issue_answer"
    )
    parser.add_argument(
        "inputs", nargs="+", metavar="FILE", help="rows of any shape, or an export of a corpus"
    )
    parser.add_argument("-o", "--output", required=True, metavar="FILE", help="items as JSON lines")


def run(args: Namespace) -> int:
    """Write the items and say how many there are."""
    from postil.cli.inputs import read_inputs  # noqa: PLC0415 - heavy, not needed for --help
    from postil.cli.output import open_output  # noqa: PLC0415 - same
    from postil.errors import UsageError  # noqa: PLC0415 - same
    from postil_bench.records import encoded  # noqa: PLC0415 - same
    from postil_bench.tasks.importing import items_from  # noqa: PLC0415 - same

    made, read = 0, count()
    rows = (row for row, _ in zip(read_inputs(args.inputs), read, strict=False))
    with open_output(args.output) as out:
        for item in items_from(args.task, rows):
            out.write(encoded(item))
            made += 1
        if not made:
            message = f"no row suits {args.task}: nothing was written"
            raise UsageError(message)
    print(f"{args.output}: {made} items of {next(read)} rows; the others do not suit {args.task}")
    return 0


COMMAND = Command("items", "make items of a task from rows or an export of a corpus", configure, run, EPILOG)
