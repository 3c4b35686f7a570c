"""Progress of long work, on the standard error, for people only."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")
_PATIENCE = 1.0  # seconds


def with_progress(items: Iterable[T], what: str, total: int | None = None) -> Iterator[T]:
    """Hand ``items`` on; from the second second on, count them on the terminal, as a bar if their ``total`` is known."""
    waiting = iter(items)
    start = time.monotonic()
    count = 0
    for item in waiting:
        yield item
        count += 1
        if time.monotonic() - start > _PATIENCE:
            break
    else:
        return
    yield from _counted(waiting, what, count, total)


def _counted(items: Iterator[T], what: str, count: int, total: int | None) -> Iterator[T]:
    from rich.console import Console  # noqa: PLC0415 - heavy, loaded when work is long
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415 - same

    known = SpinnerColumn() if total is None else BarColumn()
    shown = (known, TextColumn("{task.completed:,} " + what), TimeElapsedColumn())
    with Progress(*shown, console=Console(file=sys.stderr), transient=True) as progress:
        task = progress.add_task(what, total=total, completed=count)
        for item in items:
            yield item
            progress.advance(task)
