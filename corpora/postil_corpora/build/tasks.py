"""Tasks made from tables that a collector wrote, by the name of their table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from postil_corpora.recipe import Collected

TASKS: dict[str, Callable[[Path, Collected], Iterator[Any]]] = {}


def task_rows(table: str, folder: Path, collected: Collected) -> Iterator[Any]:
    """The rows of ``table`` that the tables in ``folder`` give; none where that task needs no such tables."""
    task = TASKS.get(table)
    return iter(()) if task is None else task(folder, collected)
