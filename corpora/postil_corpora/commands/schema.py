"""``postil corpora schema``: JSON Schema of every row, made from the types themselves."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from postil.cli.command import Command
from postil.cli.parser import did_you_mean
from postil.cli.schema import schema_text
from postil.errors import UsageError

EPILOG = """\
examples:
  postil corpora schema                          the names of the tables
  postil corpora schema commits                  the schema of one row of a table
  postil corpora schema -o docs/schema/corpora   all of them, each in a file
"""


def configure(parser: ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("table", nargs="?", metavar="TABLE", help="a table, such as commits")
    parser.add_argument(
        "-o", "--output", type=Path, metavar="DIR", help="write all schemas there, as TABLE.json"
    )


def run(args: Namespace) -> int:
    """Print the names, print one schema, or write all of them."""
    from postil_corpora.samples import KINDS  # noqa: PLC0415 - heavy, not needed for --help

    if args.output:
        args.output.mkdir(parents=True, exist_ok=True)
        for name, kind in KINDS.items():
            (args.output / f"{name}.json").write_text(schema_text(kind), encoding="utf-8", newline="\n")
    elif args.table is None:
        print("\n".join(KINDS))
    elif args.table in KINDS:
        print(schema_text(KINDS[args.table]), end="")
    else:
        message = f"no table {args.table!r}{did_you_mean(args.table, KINDS)} (there are {', '.join(KINDS)})"
        raise UsageError(message)
    return 0


COMMAND = Command("schema", "print the JSON Schema of a table's rows", configure, run, EPILOG)
