"""``postil corpora``: collect real work, build clean tasks of it. Each action is a module of ``commands``."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from postil.cli.command import Command
from postil_corpora.commands import build, collect, export, link, schema, show, stats, verify
from postil_corpora.commands.frame import add_commands

EPILOG = """\
examples:
  postil corpora collect git ~/src/requests -o corpus   every commit of a clone, with diffs
  postil corpora link corpus -o corpus                  which commit answered which remark
  postil corpora build recipes/python-classics.toml -o corpus
  postil corpora schema                                 the names of the rows

'postil corpora ACTION --help' says more. exit code: 0 well, 1 something does not hold, 2 wrong call.
"""
ACTIONS: tuple[Command, ...] = (
    collect.COMMAND,
    link.COMMAND,
    build.COMMAND,
    export.COMMAND,
    stats.COMMAND,
    show.COMMAND,
    verify.COMMAND,
    schema.COMMAND,
)
"""What ``postil corpora`` can do. A new action is a module with a ``COMMAND`` and its name here."""


def configure(parser: ArgumentParser) -> None:
    """Add the actions and their arguments."""
    add_commands(parser, "action", ACTIONS)


def run(args: Namespace) -> int:
    """Do ``args.action`` and return the exit code."""
    return {action.name: action for action in ACTIONS}[args.action].run(args)


COMMAND = Command(
    "corpora", "collect real collaborative work and build data sets of it", configure, run, EPILOG
)
