"""Consoles and cells for everything that is printed as a table."""

from __future__ import annotations

import os
from typing import IO, TYPE_CHECKING

from postil.records import Severity
from postil.reports.visible import one_line

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

SEVERITY_STYLE: dict[Severity, str] = {"error": "bold red", "warning": "yellow", "info": "cyan"}
_WIDTH_OF_A_FILE = 120


def open_console(stream: IO[str], *, color: bool = True) -> Console:
    """A console on ``stream``: coloured only on a terminal, wide enough for a table everywhere else."""
    from rich.console import Console  # noqa: PLC0415 - heavy, loaded when asked for

    class Piped(Console):
        """Leaves a reader that went away to the command, which knows the exit code."""

        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    width = None if stream.isatty() or "COLUMNS" in os.environ else _WIDTH_OF_A_FILE
    return Piped(
        file=stream,
        width=width,
        color_system="auto" if color else None,
        highlight=False,
        markup=False,
        emoji=False,
    )


def plain_table(*headings: str) -> Table:
    """A table without lines but the one below its headings."""
    from rich import box  # noqa: PLC0415 - heavy, loaded when asked for
    from rich.table import Table  # noqa: PLC0415 - same

    return Table(*headings, box=box.SIMPLE_HEAD, show_edge=False, padding=(0, 1, 0, 0), header_style="bold")


def cell(content: str, style: str = "", limit: int = 300) -> Text:
    """A cell with ``content`` as it is: no markup, no control characters, one line."""
    from rich.text import Text  # noqa: PLC0415 - heavy, loaded when asked for

    return Text(one_line(content, limit), style)


def number(value: float | None, *, styled: bool = False) -> Text:
    """A right-aligned cell with one decimal, a dash for ``None``; ``styled`` colours it by its height."""
    from rich.text import Text  # noqa: PLC0415 - heavy, loaded when asked for

    if value is None:
        return Text("-", "dim", justify="right")
    style = ("red" if value < 50 else "yellow" if value < 75 else "green") if styled else ""
    return Text(f"{value:.1f}", style, justify="right")
