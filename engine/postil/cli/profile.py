"""``postil profile``: which profiles there are, and what one of them asks for."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from postil.cli.command import Command
from postil.cli.listing import print_json, print_table

EPILOG = """\
examples:
  postil profile list
  postil profile show           the profile of this project, or the built-in default
  postil profile show strict
"""


def configure(parser: ArgumentParser) -> None:
    """Add ``list`` and ``show [NAME]``."""
    parser.add_argument("action", choices=("list", "show"))
    parser.add_argument("name", nargs="?", default="default", help="a built-in profile or a .toml file")


def run(args: Namespace) -> int:
    """List the built-in profiles, or print one as JSON with the keys of a postil.toml."""
    from postil.scoring.profile import builtin_profiles, load_profile  # noqa: PLC0415 - heavy, not needed for --help

    if args.action == "show":
        print_json(load_profile(args.name, Path.cwd()))
        return 0
    lines = [
        (name, *(f"{profile.shares().get(dimension, 0):.0%}" for dimension in ("format", "accuracy", "logic")),
         profile.comment_language, ", ".join(profile.ignore) or "-")
        for name, profile in builtin_profiles().items()
    ]  # fmt: skip
    print_table(("profile", "format", "accuracy", "logic", "language", "ignored rules"), lines)
    return 0


COMMAND = Command("profile", "list the profiles, show one", configure, run, EPILOG)
