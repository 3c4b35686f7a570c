"""``postil corpora verify``: make a corpus again and compare every file with its lock."""

from __future__ import annotations

import os
import tempfile
from argparse import ArgumentParser, Namespace
from pathlib import Path

from postil.cli.command import Command
from postil.errors import UsageError

EPILOG = """\
examples:
  postil corpora verify recipes/python-classics.lock              makes it anew, from nothing
  postil corpora verify recipes/python-classics.lock -o corpus    goes on from what is there

exit code: 0 the same bytes, 1 something differs, 2 wrong call.
"""
DIFFERS = 1


def configure(parser: ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("lock", type=Path, metavar="LOCK")
    parser.add_argument(
        "--recipe", type=Path, metavar="RECIPE.toml", help="default: the one beside the lock, of its name"
    )
    parser.add_argument(
        "-o", "--output", type=Path, metavar="DIR", help="build there and keep it (default: nowhere)"
    )
    parser.add_argument(
        "--jobs", type=int, default=os.cpu_count() or 1, metavar="N", help="processes (default: all cores)"
    )


def run(args: Namespace) -> int:
    """Build, compare, and list what differs.

    Raises:
        UsageError: the lock or the recipe is not there, or the recipe is not the one that was locked.
    """
    from postil_corpora.build.run import build  # noqa: PLC0415 - heavy, not needed for --help
    from postil_corpora.lock import differences, read_lock  # noqa: PLC0415 - same
    from postil_corpora.recipe import read_recipe  # noqa: PLC0415 - same

    lock, path = read_lock(args.lock), args.recipe or args.lock.with_suffix(".toml")
    recipe = read_recipe(path)
    if recipe.sha256 != lock.recipe_sha256:
        message = f"{path} is not the recipe of {args.lock}: its sha256 is {recipe.sha256[:12]}, locked is {lock.recipe_sha256[:12]}"
        raise UsageError(message)
    with tempfile.TemporaryDirectory() as nowhere:
        made = build(recipe, args.output or Path(nowhere), max(1, args.jobs))
    found = differences(lock, made)
    for one in found:
        print(one)
    print(f"{len(found)} differ" if found else f"{len(lock.files)} files are the same, byte for byte")
    return DIFFERS if found else 0


COMMAND = Command("verify", "make a corpus again and compare it with its lock", configure, run, EPILOG)
