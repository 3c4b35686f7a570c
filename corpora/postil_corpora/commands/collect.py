"""``postil corpora collect``: take real work in, from one source after another."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from postil.cli.command import Command
from postil_corpora.commands import collect_git, collect_github, collect_pypi
from postil_corpora.commands.frame import add_commands

SOURCES: tuple[Command, ...] = (collect_git.COMMAND, collect_github.COMMAND, collect_pypi.COMMAND)
"""Where work can be collected from. A new source is a module ``collect_NAME`` with a ``COMMAND`` and its name here."""


def configure(parser: ArgumentParser) -> None:
    """Add the kinds of source."""
    add_commands(parser, "source_kind", SOURCES)


def run(args: Namespace) -> int:
    """Collect from ``args.source_kind`` and return the exit code."""
    return {source.name: source for source in SOURCES}[args.source_kind].run(args)


COMMAND = Command("collect", "collect from a git repository, a host or packages", configure, run)
