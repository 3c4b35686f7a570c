"""``postil lsp``: findings in the editor, over the Language Server Protocol on the standard streams."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from postil.cli.command import Command
from postil.errors import UsageError


def configure(_parser: ArgumentParser) -> None:
    """``postil lsp`` takes no arguments: the editor says the rest."""


def run(_args: Namespace) -> int:
    """Serve until the editor hangs up.

    Raises:
        UsageError: the extra is not installed.
    """
    try:
        from postil.cli.language_server import serve  # noqa: PLC0415 - needs the extra
    except ImportError as error:
        message = f"postil lsp needs {error.name}: pip install 'postil[lsp]'"
        raise UsageError(message) from error
    serve()
    return 0


COMMAND = Command("lsp", "serve findings to an editor", configure, run)
