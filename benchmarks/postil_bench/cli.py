"""``postil bench``: run models over tasks, score, compare, show. A sub-command is a module in ``commands/``."""

from __future__ import annotations

import pkgutil
from argparse import ArgumentParser, Namespace
from importlib import import_module

from postil.cli.command import Command
from postil_bench import commands

_FIRST = ("items", "run", "score", "compare", "board", "report")


def configure(parser: ArgumentParser) -> None:
    """Add the sub-commands and their arguments."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    for command in subcommands():
        text = f"{command.help[0].upper()}{command.help[1:]}."
        own = actions.add_parser(command.name, help=command.help, description=text, epilog=command.epilog)
        own.set_defaults(run=command.run)
        command.configure(own)


def run(args: Namespace) -> int:
    """Do the chosen sub-command and return the exit code."""
    code: int = args.run(args)
    return code


def subcommands() -> list[Command]:
    """What the modules of ``commands/`` offer, in the order of a user's work."""
    names = {module.name for module in pkgutil.iter_modules(commands.__path__)}
    ordered = [name for name in _FIRST if name in names] + sorted(names.difference(_FIRST))
    return [import_module(f"{commands.__name__}.{name}").COMMAND for name in ordered]


COMMAND = Command("bench", "run models over tasks, compare them, show boards", configure, run)
