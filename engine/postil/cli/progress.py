"""Progress of long work, on the standard error, for people only."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")
_PATIENCE = 1.0  # seconds


def with_progress(items: Iterable[T], what: str) -> Iterator[T]:
    """Hand ``items`` on; from the second second on, count them on the terminal."""
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
    yield from _counted(waiting, what, count)


def _counted(items: Iterator[T], what: str, count: int) -> Iterator[T]:
    from rich.console import Console  # noqa: PLC0415 - heavy, loaded when work is long
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415 - same

    shown = (SpinnerColumn(), TextColumn("{task.completed:,} " + what), TimeElapsedColumn())
    with Progress(*shown, console=Console(file=sys.stderr), transient=True) as progress:
        task = progress.add_task(what, total=None, completed=count)
        for item in items:
            yield item
            progress.advance(task)
