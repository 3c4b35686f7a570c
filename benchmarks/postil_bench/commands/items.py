"""``postil bench items``: rows as items of a task, for benchmarks of the real size."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from postil.cli.command import Command

EPILOG = """\
examples:
  postil bench items comment_function corpus/train.jsonl -o docstrings.jsonl
  postil bench items recommendation rows.jsonl more.jsonl -o lines.jsonl
  postil bench items code_generation corpus/code_generation-00000.jsonl --execute -o programs.jsonl
  postil bench items review corpus/reviews-00000.jsonl -o reviews.jsonl

Then, in the configuration of a run:  [tasks.recommendation]  data = "lines.jsonl"

exit code: 0 well, 2 wrong call, or no row became an item.
"""


def configure(parser: ArgumentParser) -> None:
    """Add the arguments of ``postil bench items``."""
    parser.add_argument(
        "task",
        metavar="TASK",
        help="comment_lines, comment_function, recommendation, issue_answer, code_generation or review",
    )
    parser.add_argument(
        "inputs", nargs="+", metavar="FILE", help="rows of any shape, or an export of a corpus"
    )
    parser.add_argument(
        "--execute", action="store_true", help="allow code_generation to run the code of rows in the sandbox"
    )
    parser.add_argument("-o", "--output", required=True, metavar="FILE", help="items as JSON lines")


def run(args: Namespace) -> int:
    """Write the items, and say how many there are and why other rows gave none."""
    from postil.cli.output import open_output  # noqa: PLC0415 - heavy, not needed for --help
    from postil.errors import UsageError  # noqa: PLC0415 - same
    from postil_bench.records import encoded  # noqa: PLC0415 - same
    from postil_bench.tasks.importing import items_in  # noqa: PLC0415 - same
    from postil_bench.tasks.tables import Made  # noqa: PLC0415 - same

    if args.task == "code_generation" and not args.execute:
        message = "code_generation tries the tests of each row in the sandbox: allow it with --execute"
        raise UsageError(message)
    written, made = 0, Made()
    with open_output(args.output) as out:
        for item in items_in(args.task, args.inputs, made):
            out.write(encoded(item))
            written += 1
        reasons = [f"  {count}: {reason}" for reason, count in made.unsuited.most_common()]
        if not written:
            message = "\n".join([f"no row suits {args.task}: nothing was written", *reasons])
            raise UsageError(message)
    print(f"{args.output}: {written} items of {made.read} rows; the others do not suit {args.task}")
    print("".join(f"{reason}\n" for reason in reasons), end="")
    return 0


COMMAND = Command("items", "make items of a task from rows or an export of a corpus", configure, run, EPILOG)
