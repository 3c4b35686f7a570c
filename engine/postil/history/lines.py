r"""Which lines of a text are those of an earlier one.

>>> line_origins("a\nb\nc", "a\nx\nc")
(1, 0, 3)
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

_MOST = 20_000
"""Where more lines than so many differ, all of them count as new: comparing them costs their square."""


def line_origins(before: str, now: str) -> tuple[int, ...]:
    """For each line of ``now`` the number (from 1) of the line of ``before`` that it is, 0 for a new one."""
    old, new = before.split("\n"), now.split("\n")
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    shift = len(old) - len(new)
    middle_old, middle_new = old[start : len(old) - end], new[start : len(new) - end]
    tail = range(len(new) - end + shift + 1, len(old) + 1)
    return (*range(1, start + 1), *_matched(middle_old, middle_new, start), *tail)


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many lines both begin with."""
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


def _matched(old: list[str], new: list[str], start: int) -> list[int]:
    origins = [0] * len(new)
    if old and new and len(old) + len(new) <= _MOST:
        for block in SequenceMatcher(None, old, new, autojunk=len(new) > 2_000).get_matching_blocks():
            for offset in range(block.size):
                origins[block.b + offset] = start + block.a + offset + 1
    return origins
