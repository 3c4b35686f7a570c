"""What models are asked to do, found by name through the entry points ``postil.tasks``.

A task is a class and a file of TOML beside it: the words of its prompts and the table of its metrics.

>>> task = task_named("comment_lines")
>>> print(task.prompt(task.items[0]).text.splitlines()[0])
Write one short remark for each line of the Python code that begins a statement.
"""

from __future__ import annotations

from pathlib import Path

from postil.errors import UsageError
from postil.plugins import entry_points
from postil_bench.tasks.base import VARIANTS, Judged, Task
from postil_bench.tasks.items import Item

__all__ = ["GROUP", "VARIANTS", "Item", "Judged", "Task", "task_named", "task_names"]

GROUP = "postil.tasks"


def task_names() -> tuple[str, ...]:
    """The names of the tasks that are installed, sorted."""
    return tuple(sorted({point.name for point in entry_points(GROUP)}))


def task_named(name: str, data: Path | None = None) -> Task:
    """The task called ``name``, on its own items or on those in the file ``data``.

    Raises:
        UsageError: there is none of that name, or the data cannot be read.
    """
    found = {point.name: point for point in entry_points(GROUP)}
    if name not in found:
        message = f"no task {name!r}; there are: {', '.join(sorted(found)) or 'none: is postil installed?'}"
        raise UsageError(message)
    task = found[name].load()(data)
    if not isinstance(task, Task):
        message = f"the entry point {name!r} of {GROUP} is no task: {task!r}"
        raise UsageError(message)
    return task
