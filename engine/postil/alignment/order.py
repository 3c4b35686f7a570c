"""Order: remarks that come in the order of the code are most likely meant in that order.

>>> in_order([[0.0, 2.0, 2.1], [0.0, 2.2, 2.0]])
[1, 1]
"""

from __future__ import annotations

from collections.abc import Sequence


def in_order(gains: Sequence[Sequence[float]]) -> list[int]:
    """The columns of the rows, never falling from one row to the next, of the greatest sum of gains.

    Dynamic programming, O(rows * columns); of equal sums the one with the earlier columns.
    """
    totals = [0.0] * len(gains[0])
    steps: list[list[int]] = []
    for row in gains:
        best_at, best = 0, totals[0]
        step = []
        for column, total in enumerate(totals):
            if total > best:
                best_at, best = column, total
            step.append(best_at)
        totals = [totals[before] + gain for before, gain in zip(step, row, strict=True)]
        steps.append(step)
    chosen = [totals.index(max(totals))]
    for step in reversed(steps[1:]):
        chosen.append(step[chosen[-1]])
    return chosen[::-1]
