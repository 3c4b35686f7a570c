"""What a sub-command is. Ours and strangers' are found through the entry point group ``postil.commands``.

[project.entry-points."postil.commands"]
greet = "my_package.greet:COMMAND"

>>> COMMAND = Command("greet", "say hello", configure=lambda parser: None, run=lambda args: 0)
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from typing import NamedTuple


class Command(NamedTuple):
    """A sub-command.

    ``configure`` adds its arguments to a parser, ``run`` does the work and returns the exit code. ``help``
    is one line; ``epilog`` closes the help page, with examples. Modules of commands import what is heavy
    inside ``run``, so that asking for help stays quick.
    """

    name: str
    help: str
    configure: Callable[[ArgumentParser], None]
    run: Callable[[Namespace], int]
    epilog: str = ""
