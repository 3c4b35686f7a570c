"""Tie groups: those who share a letter cannot be told apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

_ALPHABET = "abcdefghijklmnopqrstuvwxyz"


def letters(count: int, different: Sequence[tuple[int, int]]) -> list[str]:
    """The compact letter display of ``count`` competitors, best first (Piepho 2004, insert and absorb).

    Args:
        count: how many there are, numbered from 0.
        different: the pairs that a test tells apart.

    Returns:
        for each its letters: two that share one are not told apart, two that share none are.
    """
    columns = [frozenset(range(count))] if count else []
    for one, other in sorted(different):
        split = [
            column - {left}
            for column in columns
            for left in ((one, other) if {one, other} <= column else (None,))
        ]
        columns = [column for column in dict.fromkeys(split) if not any(column < larger for larger in split)]
    ordered = sorted(columns, key=sorted)
    return [
        "".join(_letter(at) for at, column in enumerate(ordered) if one in column) for one in range(count)
    ]


def places(count: int, better: Mapping[int, Sequence[int]]) -> list[tuple[int, int]]:
    """The first and last place that each of ``count`` may have.

    Args:
        count: how many there are, numbered from 0.
        better: for each one that a test tells to be better, whom it beats.
    """
    beaten = [sum(one in losers for losers in better.values()) for one in range(count)]
    return [(1 + beaten[one], count - len(better.get(one, ()))) for one in range(count)]


def _letter(number: int) -> str:
    """From a to z, then a1 to z1 and so on: each begins with a letter, so that a word of them can be read."""
    turn, at = divmod(number, len(_ALPHABET))
    return _ALPHABET[at] + (str(turn) if turn else "")
