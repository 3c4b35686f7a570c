"""What a decision to ask the cloud is worth: quality against the share of questions that go there.

An item has the quality of the edge's answer, that of what is kept after the cloud was asked, and the confidence in
the edge's answer. A router asks the cloud for the items it is least confident of; random routing asks for any.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import chain

from msgspec import Struct

_TAIL = 0.025


class Item(Struct, frozen=True):
    """``edge`` and ``asked`` are qualities in [0, 1]: of the edge's answer, and of what is kept after asking."""

    edge: float
    asked: float
    confidence: float


class Gain(Struct, frozen=True):
    """Mean quality at a share of cloud calls: of the router, of random routing, and the difference.

    ``low`` and ``high`` are the 95 % percentile interval of the difference over resampled groups (Efron 1979).
    ``best`` is what a router would reach that knew the qualities.
    """

    share: float
    router: float
    chance: float
    best: float
    low: float
    high: float

    @property
    def difference(self) -> float:
        """Router minus random routing."""
        return self.router - self.chance


def quality_at(items: Sequence[Item], share: float) -> float:
    """Mean quality when ``share`` of the items go to the cloud, those of least confidence first.

    The item that the share cuts through counts in part, and so do items of equal confidence: their order says nothing.
    """
    return _routed(items, [item.confidence for item in items], share)


def chance_at(items: Sequence[Item], share: float) -> float:
    """Mean quality, in expectation, when ``share`` of the items go to the cloud at random."""
    edge = sum(item.edge for item in items) / len(items)
    asked = sum(item.asked for item in items) / len(items)
    return edge + share * (asked - edge)


def best_at(items: Sequence[Item], share: float) -> float:
    """Mean quality when the items that gain most go to the cloud."""
    return _routed(items, [item.edge - item.asked for item in items], share)


def gain_at(groups: Sequence[Sequence[Item]], share: float, resamples: int = 10_000, seed: int = 1) -> Gain:
    """The gain at ``share`` with its bootstrap interval.

    Items of one group are not independent (the same question, asked several times): groups are resampled whole.
    """
    draw = random.Random(seed)  # noqa: S311 - statistics, the same each time
    differences = []
    for _ in range(resamples):
        sample = list(chain.from_iterable(draw.choices(groups, k=len(groups))))
        differences.append(quality_at(sample, share) - chance_at(sample, share))
    differences.sort()
    edge = round(_TAIL * (resamples - 1))
    items = list(chain.from_iterable(groups))
    return Gain(
        share=share,
        router=quality_at(items, share),
        chance=chance_at(items, share),
        best=best_at(items, share),
        low=differences[edge],
        high=differences[resamples - 1 - edge],
    )


def wins(items: Sequence[Item], cloud: Sequence[float]) -> tuple[float, float]:
    """The shares of items that the edge and the cloud answer better."""
    pairs = list(zip(items, cloud, strict=True))
    better = sum(item.edge > quality for item, quality in pairs)
    worse = sum(item.edge < quality for item, quality in pairs)
    return better / len(pairs), worse / len(pairs)


def _routed(items: Sequence[Item], keys: Sequence[float], share: float) -> float:
    """Mean quality when the items of the smallest keys go to the cloud; equal keys share what is left evenly."""
    groups: dict[float, list[Item]] = {}
    for item, key in zip(items, keys, strict=True):
        groups.setdefault(key, []).append(item)
    left = share * len(items)
    total = 0.0
    for key in sorted(groups):
        members = groups[key]
        part = min(1.0, left / len(members))
        left -= part * len(members)
        total += sum(part * item.asked + (1.0 - part) * item.edge for item in members)
    return total / len(items)
