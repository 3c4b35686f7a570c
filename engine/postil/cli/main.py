"""The command ``postil``: finds the sub-command, runs it, turns errors into one line and an exit code.

Exit codes: 0 well, 1 below a limit that was asked for, 2 wrong call, 3 unreadable rows, 70 our own fault,
130 interrupted, 141 the reader of a pipe went away.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from typing import TYPE_CHECKING

from postil._version import __version__
from postil.cli.parser import Parser, did_you_mean
from postil.errors import PostilError, UsageError

if TYPE_CHECKING:
    from postil.cli.command import Command

DESCRIPTION = "Judges code comments by what static analysis can prove about the code."
WRONG_CALL, OUR_FAULT, INTERRUPTED, BROKEN_PIPE = 2, 70, 130, 141
_COLLECT = (50_000, 20, 50)
"""Cycles are looked for less often: a command makes few, and looking while it loads takes a twentieth of its start."""


def run(argv: Sequence[str] | None = None) -> int:
    """Run ``postil`` with ``argv`` (default: the arguments of the process) and return its exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if argv is None:
        gc.set_threshold(*_COLLECT)
    _speak_utf8()
    try:
        code = _dispatch(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        # What is still buffered must go somewhere, or the interpreter complains while closing.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except KeyboardInterrupt:
        return _complain("interrupted", INTERRUPTED)
    except PostilError as error:
        return _complain(f"error: {error}", WRONG_CALL)
    except OSError as error:
        return _complain(f"error: {error.filename or 'output'}: {error.strerror or error}", WRONG_CALL)
    except Exception as error:  # noqa: BLE001 - the last resort: nobody should meet a bare traceback
        return _confess(error, show="--traceback" in arguments)
    return code


def _dispatch(arguments: Sequence[str]) -> int:
    parser = Parser("postil", DESCRIPTION)
    parser.add_argument("--version", action="version", version=f"postil {__version__}")
    parser.add_argument("command", nargs="?", help="what to do; 'postil COMMAND --help' says more")
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    if not arguments or arguments[0] in ("-h", "--help"):
        parser.epilog = _list_of_commands()
    known = parser.parse_args(arguments)
    if known.command is None:
        parser.print_help(sys.stderr)
        return WRONG_CALL
    command = _find(known.command)
    own = Parser(f"postil {command.name}", _sentence(command.help), command.epilog)
    command.configure(own)
    return command.run(own.parse_args(known.arguments))


def _find(name: str) -> Command:
    from postil.plugins import entry_points  # noqa: PLC0415 - heavy, not needed for --version

    points = {point.name: point for point in entry_points("postil.commands")}
    if name not in points:
        installed = ", ".join(points) or "none: is postil installed?"
        hint = did_you_mean(name, points) or f" (installed: {installed})"
        message = f"no command {name!r} is installed{hint}"
        raise UsageError(message)
    try:
        command: Command = points[name].load()
    except ImportError as error:
        message = f"the command {name!r} cannot be loaded: {error}"
        raise UsageError(message) from error
    return command


def _list_of_commands() -> str:
    from postil.plugins import entry_points  # noqa: PLC0415 - heavy, not needed for --version

    commands = [_find(point.name) for point in entry_points("postil.commands")]
    width = max((len(command.name) for command in commands), default=0)
    lines = [f"  {command.name:<{width}}  {command.help}" for command in commands]
    return "\n".join(["commands:", *lines, "", "To begin with: postil demo"])


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _complain(message: str, code: int) -> int:
    print(f"postil: {message}", file=sys.stderr)
    return code


def _confess(error: Exception, *, show: bool) -> int:
    if show:
        import traceback  # noqa: PLC0415 - only after an error

        traceback.print_exception(error)
    hint = "" if show else "; --traceback shows where"
    text = f"internal error: {type(error).__name__}: {error}{hint}. Please report it with the input that led here"
    return _complain(text, OUR_FAULT)
