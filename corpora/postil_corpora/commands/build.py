"""``postil corpora build``: make the corpus of a recipe."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from pathlib import Path

from postil.cli.command import Command

EPILOG = """\
examples:
  postil corpora build recipes/python-classics.toml -o corpus             packages come from the index pip is set up for
  postil corpora build recipes/python-classics.toml -o corpus --jobs 4    the same bytes, on four processes

A build that was stopped goes on where it was.
"""


def configure(parser: ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("recipe", type=Path, metavar="RECIPE.toml")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="DIR")
    parser.add_argument(
        "--jobs", type=int, default=os.cpu_count() or 1, metavar="N", help="processes (default: all cores)"
    )


def run(args: Namespace) -> int:
    """Build and say what was made."""
    from postil_corpora.build.run import LOCK, build  # noqa: PLC0415 - heavy, not needed for --help
    from postil_corpora.recipe import read_recipe  # noqa: PLC0415 - same

    lock = build(read_recipe(args.recipe), args.output, max(1, args.jobs))
    for file in lock.files:
        print(f"{file.lines:>9,} {'lines' if file.name.endswith('.json') else 'rows '}  {file.name}")
    print(f"checksums: {args.output / LOCK}")
    return 0


COMMAND = Command("build", "make the corpus of a recipe", configure, run, EPILOG)
