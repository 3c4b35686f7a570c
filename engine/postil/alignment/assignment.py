"""Assignment: give each row a column of its own so that the sum of the gains is greatest.

>>> assign([[3.0, 2.9], [3.0, 0.0]])
[1, 0]
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Mapping, Sequence

SHARE_COST = 6.0
Gains = Sequence[Sequence[float]]


def assign(gains: Gains, share_cost: float = SHARE_COST) -> list[int]:
    """The column of each row: Hungarian method with shortest augmenting paths, O(rows^2 * columns).

    A column may be shared, at ``share_cost`` for its second row, twice that for its third, and so on. All rows
    have the same, positive number of columns.
    """
    best = [row.index(max(row)) for row in gains]
    if len(set(best)) == len(best):
        return best
    columns = len(gains[0])
    copies = max(2, math.ceil(len(gains) / columns) + 1)
    costs = [[share_cost * copy - gain for copy in range(copies) for gain in row] for row in gains]
    return [column % columns for column in _hungarian(costs)]


def assign_greedily(gains: Sequence[Mapping[int, float]], share_cost: float = SHARE_COST) -> list[int]:
    """As ``assign``, for rows that have few of very many columns: the surest row chooses first."""
    taken: dict[int, float] = {}
    chosen = [0] * len(gains)

    def lead(row: int) -> float:
        best = heapq.nlargest(2, gains[row].values())
        return best[-1] - best[0]

    for row in sorted(range(len(gains)), key=lead):
        column = max(gains[row], key=lambda one: (gains[row][one] - taken.get(one, 0.0), -one))
        chosen[row] = column
        taken[column] = taken.get(column, 0.0) + share_cost
    return chosen


def _hungarian(costs: list[list[float]]) -> list[int]:
    """The cheapest assignment of rows to columns (at least as many columns as rows)."""
    prices = [0.0] * len(costs[0])
    owner = [-1] * len(costs[0])
    potentials = [min(row) for row in costs]
    for row, cheapest in enumerate(potentials):
        column = costs[row].index(cheapest)
        if owner[column] < 0:
            owner[column] = row
        else:
            _augment(costs, row, owner, potentials, prices)
    chosen = [0] * len(costs)
    for column, row in enumerate(owner):
        if row >= 0:
            chosen[row] = column
    return chosen


def _augment(
    costs: list[list[float]], free: int, owner: list[int], potentials: list[float], prices: list[float]
) -> None:
    """Give the free row a column along the shortest alternating path; keep all reduced costs >= 0."""
    columns = range(len(prices))
    distance = [math.inf] * len(prices)
    came_from = [-1] * len(prices)
    done: list[int] = []
    open_ = set(columns)
    row, reach, last = free, 0.0, -1
    while True:
        base = reach - potentials[row]
        costs_of_row = costs[row]
        for column in open_:
            length = base + costs_of_row[column] - prices[column]
            if length < distance[column]:
                distance[column], came_from[column] = length, last
        last = min(open_, key=lambda column: (distance[column], column))
        reach = distance[last]
        if owner[last] < 0:
            break
        open_.remove(last)
        done.append(last)
        row = owner[last]
    potentials[free] += reach
    for column in done:
        potentials[owner[column]] += reach - distance[column]
        prices[column] -= reach - distance[column]
    while last >= 0:
        before = came_from[last]
        owner[last] = owner[before] if before >= 0 else free
        last = before
