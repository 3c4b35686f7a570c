"""Measures what is running below this process: how many processes, how much memory, time and disk they take."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

_PAGE, _TICK = os.sysconf("SC_PAGE_SIZE"), os.sysconf("SC_CLK_TCK")
_BLOCK, _LONGEST_PATH = 512, 1000
MOST_FILES = 10_000
"""No program may make more files than that."""
_PROC = "/proc"


class Task(NamedTuple):
    """A process: its number, its parent, threads, memory in bytes and CPU seconds with those of its dead children."""

    pid: int
    parent: int
    threads: int
    memory: int
    seconds: float


def descendants() -> list[Task]:
    """All processes below this one, children before grandchildren."""
    children: dict[int, list[Task]] = {}
    for task in _tasks():
        children.setdefault(task.parent, []).append(task)
    found = list(children.get(os.getpid(), ()))
    for task in found:  # grows while it is read
        found.extend(children.get(task.pid, ()))
    return found


def tasks_of(account: int) -> int:
    """The number of threads of all processes of ``account``."""
    owners = {pid: _owner(pid) for pid in _numbers()}
    return sum(task.threads for task in _tasks() if owners.get(task.pid) == account)


def disk_use(folder: str, tasks: list[Task]) -> tuple[int, int]:
    """Files and bytes below ``folder`` and in files that ``tasks`` hold open though nothing names them.

    Counting stops at ``MOST_FILES``, which a path too long to be followed counts for.
    """
    sizes: dict[tuple[int, int], int] = {}
    places = [folder]
    while places and len(sizes) < MOST_FILES:
        for found, place in _entries(places.pop()):
            sizes[found.st_dev, found.st_ino] = found.st_blocks * _BLOCK
            places += [place] * stat.S_ISDIR(found.st_mode)
            if len(place) > _LONGEST_PATH:
                return MOST_FILES, 0
    for found in _nameless(os.stat(folder).st_dev, tasks):  # noqa: PTH116 - pathlib is slower to load
        sizes[found.st_dev, found.st_ino] = found.st_blocks * _BLOCK
    return len(sizes), sum(sizes.values())


def _entries(place: str) -> Iterator[tuple[os.stat_result, str]]:
    """What stands in a folder that may change or go while it is read."""
    with contextlib.suppress(OSError), os.scandir(place) as entries:
        for entry in islice(entries, MOST_FILES):
            with contextlib.suppress(FileNotFoundError):
                yield entry.stat(follow_symlinks=False), entry.path


def _nameless(device: int, tasks: list[Task]) -> Iterator[os.stat_result]:
    for task in tasks:
        with contextlib.suppress(OSError):
            for name in os.listdir(f"{_PROC}/{task.pid}/fd"):  # noqa: PTH208 - same
                found = os.stat(f"{_PROC}/{task.pid}/fd/{name}")  # noqa: PTH116 - same
                if found.st_dev == device and found.st_nlink == 0:
                    yield found


def _tasks() -> Iterator[Task]:
    return filter(None, map(_task, _numbers()))


def _task(pid: int) -> Task | None:
    try:
        with open(f"{_PROC}/{pid}/stat", "rb") as file:  # noqa: PTH123 - same
            fields = file.read().rpartition(b")")[2].split()
    except OSError:  # it has ended
        return None
    ticks = sum(map(int, fields[11:15]))
    return Task(pid, int(fields[1]), int(fields[17]), int(fields[21]) * _PAGE, ticks / _TICK)


def _numbers() -> list[int]:
    return [int(name) for name in os.listdir(_PROC) if name.isdecimal()]  # noqa: PTH208 - same


def _owner(pid: int) -> int | None:
    try:
        return os.stat(f"{_PROC}/{pid}").st_uid  # noqa: PTH116 - same
    except OSError:
        return None
