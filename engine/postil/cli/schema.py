"""``postil schema``: JSON Schema of every record, made from the types themselves."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from postil.cli.command import Command
from postil.cli.parser import did_you_mean
from postil.errors import UsageError
from postil.text.lazy import regex

EPILOG = """\
examples:
  postil schema                 the names of the records
  postil schema score           the schema of one line of 'postil score --format jsonl'
  postil schema -o docs/schema  all of them, each in a file
"""
_CAPITAL = regex(r"(?<!^)(?=[A-Z])")
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def configure(parser: ArgumentParser) -> None:
    """Add the arguments of ``postil schema``."""
    parser.add_argument("record", nargs="?", metavar="NAME", help="a record, such as score")
    parser.add_argument("-o", "--output", metavar="DIR", help="write all schemas there, as NAME.json")


def run(args: Namespace) -> int:
    """Print the names, print one schema, or write all of them."""
    records = record_types()
    if args.output:
        folder = Path(args.output)
        folder.mkdir(parents=True, exist_ok=True)
        for name, record in records.items():
            (folder / f"{name}.json").write_text(schema_text(record), encoding="utf-8", newline="\n")
    elif args.record is None:
        print("\n".join(records))
    elif args.record.casefold() in records:
        print(schema_text(records[args.record.casefold()]), end="")
    else:
        hint = did_you_mean(args.record, records) or f" (there are {', '.join(records)})"
        message = f"no record {args.record!r}{hint}"
        raise UsageError(message)
    return 0


def record_types() -> dict[str, type]:
    """The records that travel between rooms and the summary of a run, by name in kebab case."""
    from postil import records  # noqa: PLC0415 - heavy, not needed for --help
    from postil.reports.tally import Summary  # noqa: PLC0415 - same

    types = [
        value
        for value in vars(records).values()
        if isinstance(value, type) and value.__module__ == records.__name__
    ]
    names = {_CAPITAL.sub("-", kind.__name__).lower(): kind for kind in (*types, Summary)}
    return dict(sorted(names.items()))


def schema_text(record: type) -> str:
    """The JSON Schema of ``record``, indented, with an end of line."""
    import inspect  # noqa: PLC0415 - not needed for --help
    import json  # noqa: PLC0415 - same

    import msgspec  # noqa: PLC0415 - same

    schema: dict[str, Any] = {"$schema": DIALECT, **msgspec.json.schema(record)}
    for definition in schema["$defs"].values():
        # Python 3.13 takes the indentation out of docstrings, earlier ones leave it in.
        definition["description"] = inspect.cleandoc(definition["description"])
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


COMMAND = Command("schema", "print the JSON Schema of a record", configure, run, EPILOG)
