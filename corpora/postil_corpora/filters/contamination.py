r"""Tests must not be learnt by heart: rows that hold a task of a named benchmark are found by its fingerprints.

A benchmark is a file of its own tasks (JSON Lines, a JSON array, or either compressed with gzip). Of every string in it
the hashes of runs of tokens are kept, so a fingerprint can be passed on without the tasks:

>>> marks = fingerprint(["def has_close(numbers, threshold): return any(abs(a - b) < threshold for a in numbers for b in numbers)"])
>>> overlap("x = 1\ndef has_close(numbers, threshold):\n    return any(abs(a - b) < threshold for a in numbers for b in numbers)", marks) > 0.9
True
"""

from __future__ import annotations

import gzip
import re
from array import array
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any

import msgspec

from postil.errors import UsageError
from postil_corpora.filters.view import Judge, View

_TOKEN = re.compile(r"[^\W_]+|[^\w\s]")
_RUN = 10
"""Tokens in a row; published decontaminations take 8 to 13 words."""
_LEAST_RUNS = 13
"""Of a longer task: a loop's header and the next line are no task."""
_LONGEST = 200_000


class Fingerprints:
    """The runs of one benchmark's tasks: for each run, the tasks that hold it; for each task, how many runs it has."""

    def __init__(self, tasks: Iterable[str]) -> None:
        self.sizes = array("L")
        self.owners: dict[int, array[int]] = {}
        for number, task in enumerate(tasks):
            runs = set(_runs(task))
            self.sizes.append(len(runs))
            for run in runs:
                self.owners.setdefault(run, array("L")).append(number)


def fingerprint(tasks: Iterable[str]) -> Fingerprints:
    """The fingerprints of the texts of tasks."""
    return Fingerprints(tasks)


def overlap(text: str, marks: Fingerprints) -> float:
    """The greatest share of one task's runs that ``text`` holds, in [0, 1]; runs of several tasks count for none."""
    shared: dict[int, int] = {}
    for run in set(_runs(text[:_LONGEST])):
        for task in marks.owners.get(run, ()):
            shared[task] = shared.get(task, 0) + 1
    return max(
        (
            count / marks.sizes[task]
            for task, count in shared.items()
            if count >= min(_LEAST_RUNS, marks.sizes[task])
        ),
        default=0.0,
    )


def _runs(text: str) -> Iterator[int]:
    tokens = _TOKEN.findall(text.lower())
    for start in range(len(tokens) - _RUN + 1):
        run = "\0".join(tokens[start : start + _RUN]).encode("utf-8", "replace")
        yield int.from_bytes(blake2b(run, digest_size=6).digest(), "big")


def contamination(benchmarks: Mapping[str, str], share: float = 0.3) -> Judge:
    """Drops rows that hold at least ``share`` of the runs of a task of the ``benchmarks`` (name to file).

    Raises:
        UsageError: a file cannot be read or holds no task.
    """
    marks = {name: fingerprint(read_tasks(Path(file))) for name, file in benchmarks.items()}

    def judge(seen: View) -> str | None:
        for name, prints in marks.items():
            if max(overlap(seen.code, prints), overlap(seen.prose, prints)) >= share:
                return f"holds a task of {name}"
        return None

    return judge


def read_tasks(path: Path) -> Iterator[str]:
    """The texts of the tasks in a file: all strings of each, longest first.

    Raises:
        UsageError: the file cannot be read or holds no task.
    """
    try:
        raw = path.read_bytes()
        data = gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw
        rows = (
            msgspec.json.decode(data)
            if data.lstrip()[:1] == b"["
            else [msgspec.json.decode(line) for line in data.splitlines() if line.strip()]
        )
    except (OSError, EOFError, msgspec.DecodeError, UnicodeDecodeError) as error:
        message = f"filter 'contamination': {path} is no file of tasks (JSON Lines, a JSON array, or gzip of them): {error}"
        raise UsageError(message) from error
    if not isinstance(rows, list) or not rows:
        message = f"filter 'contamination': {path} holds no task"
        raise UsageError(message)
    for row in rows:
        yield from (text for text in _strings(row) if len(_TOKEN.findall(text)) >= 2 * _RUN)


def _strings(value: Any) -> Iterator[str]:
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict):
            waiting.extend(one.values())
        elif isinstance(one, list):
            waiting.extend(one)
