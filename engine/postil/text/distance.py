"""How far two words are apart.

>>> edits("retruns", "returns", 2)
1
"""

from __future__ import annotations


def edits(left: str, right: str, most: int) -> int:
    """How many letters to insert, delete, replace or swap with their neighbour make ``right`` of ``left``.

    It is the optimal string alignment distance (Damerau, 1964; Wagner and Fischer, 1974). Above ``most`` the
    answer is ``most + 1`` or more, found early where the lengths alone tell it.
    """
    if abs(len(left) - len(right)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        older, before, row = before, row, [i]
        for j, b in enumerate(right, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(*row, *before) > most:
            return most + 1
    return row[-1]
