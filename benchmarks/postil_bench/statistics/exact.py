"""Tests and intervals with a closed form."""

from __future__ import annotations

from collections.abc import Mapping
from math import comb, sqrt
from statistics import NormalDist
from typing import TypeVar

Name = TypeVar("Name")


def mcnemar(wins: int, losses: int) -> float:
    """Two-sided p that pairs of yes and no that differ are as likely to differ either way (McNemar 1947, exact).

    Args:
        wins: pairs in which only the first is yes.
        losses: pairs in which only the second is.
    """
    pairs = wins + losses
    tail = sum(comb(pairs, count) for count in range(min(wins, losses) + 1))
    return min(1.0, 2 * tail / (1 << pairs))


def wilson(successes: float, trials: float, level: float = 0.95) -> tuple[float, float]:
    """The interval of a proportion (Wilson 1927); sound also where all or none succeed.

    Raises:
        ValueError: there are no trials.
    """
    if trials <= 0:
        message = "a proportion needs at least one trial"
        raise ValueError(message)
    z = NormalDist().inv_cdf((1 + level) / 2)
    share, spread = successes / trials, z * z / trials
    middle = (share + spread / 2) / (1 + spread)
    half = z / (1 + spread) * sqrt(share * (1 - share) / trials + spread / (4 * trials))
    return max(0.0, middle - half), min(1.0, middle + half)


def holm(tests: Mapping[Name, float]) -> dict[Name, float]:
    """p-values of a family of tests, corrected so that a false alarm anywhere has that probability (Holm 1979)."""
    corrected: dict[Name, float] = {}
    worst = 0.0
    for place, name in enumerate(sorted(tests, key=tests.__getitem__)):
        worst = max(worst, min(1.0, (len(tests) - place) * tests[name]))
        corrected[name] = worst
    return {name: corrected[name] for name in tests}
