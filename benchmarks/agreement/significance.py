"""Intervals and paired tests by bootstrap over functions, and Holm's correction for many tests."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

import numpy as np
from msgspec import Struct
from ranks import Values

SAMPLES, SEED = 1_000, 20260101
Statistic: TypeAlias = Callable[[Values, Values], float]


class Estimate(Struct, frozen=True):
    """A statistic, its 95 % interval, and its values on the resamples."""

    value: float
    low: float
    high: float
    samples: tuple[float, ...]

    def __str__(self) -> str:
        """The value with its interval."""
        return f"{self.value:.2f} [{self.low:.2f}, {self.high:.2f}]"


def resamples(groups: Sequence[str]) -> list[list[int]]:
    """Row indices of ``SAMPLES`` draws of functions with replacement, all rows of a function together."""
    rows: dict[str, list[int]] = {}
    for at, group in enumerate(groups):
        rows.setdefault(group, []).append(at)
    names = sorted(rows)
    random = np.random.default_rng(SEED)
    draws = random.integers(len(names), size=(SAMPLES, len(names)))
    return [[at for number in draw for at in rows[names[number]]] for draw in draws]


def estimate(
    statistic: Statistic, scores: Values, people: Values, draws: Sequence[Sequence[int]]
) -> Estimate:
    """``statistic`` of scores and ratings with its percentile interval (Efron and Tibshirani 1993)."""
    samples = [statistic(scores[draw], people[draw]) for draw in map(list, draws)]
    low, high = np.quantile(samples, (0.025, 0.975))
    return Estimate(statistic(scores, people), float(low), float(high), tuple(samples))


def paired_p(one: Estimate, other: Estimate) -> float:
    """Two-sided p that ``one`` and ``other`` are alike, from the same resamples: never below 1 / samples."""
    wins = sum(a > b for a, b in zip(one.samples, other.samples, strict=True))
    losses = sum(a < b for a, b in zip(one.samples, other.samples, strict=True))
    return min(1.0, 2.0 * (1 + min(wins, losses)) / (1 + len(one.samples)))


def holm(tests: Mapping[str, float]) -> dict[str, float]:
    """Holm's step-down correction (1979) of p-values by name."""
    ordered = sorted(tests, key=lambda name: (tests[name], name))
    found, worst = {}, 0.0
    for place, name in enumerate(ordered):
        worst = max(worst, min(1.0, (len(ordered) - place) * tests[name]))
        found[name] = worst
    return found
