"""How commands stand below a command."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterable

from postil.cli.command import Command


def add_commands(parser: ArgumentParser, dest: str, commands: Iterable[Command]) -> None:
    """Give ``parser`` one sub-command for each of ``commands``; the name chosen is ``args.<dest>``."""
    actions = parser.add_subparsers(dest=dest, metavar=dest.upper(), required=True)
    for command in commands:
        description = f"{command.help[0].upper()}{command.help[1:]}."
        command.configure(
            actions.add_parser(
                command.name, help=command.help, description=description, epilog=command.epilog
            )
        )
