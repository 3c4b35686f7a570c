"""Permutation tests and bootstrap intervals over groups of values."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from postil_bench.statistics.design import Design, Values

SEED, DRAWS = 20_261_122, 10_000
_EXACT = 13
"""Up to so many groups all changes of sign are tried: 2 to that power is about ``DRAWS``."""
_CHUNK = 1_000
_ROUNDING = 1e-9


def permutation(differences: Design, draws: int = DRAWS) -> float:
    """Two-sided p that ``differences`` of pairs are as likely to be of either sign: the paired permutation test.

    Within a group all signs change together. Few groups: exact. Else Monte Carlo with the observed signs counted in
    (Phipson and Smyth 2010), so p is never 0.
    """
    parts = differences.parts
    parts = parts[parts != 0.0]
    if len(parts) == 0:
        return 1.0
    least = abs(float(parts.sum())) - _ROUNDING * float(np.abs(parts).sum())
    if len(parts) <= _EXACT:
        return float(np.mean(np.abs(_all_signs(len(parts)) @ parts) >= least))
    extreme = sum(int(np.sum(np.abs(signs @ parts) >= least)) for signs in _signs(len(parts), draws))
    return (1 + extreme) / (1 + draws)


def bootstrap(values: Design, draws: int = DRAWS, level: float = 0.95) -> tuple[float, float] | None:
    """The percentile interval of the mean (Efron and Tibshirani 1993), groups drawn with replacement.

    Groups are drawn within their layer: strata that share no group are drawn each for itself. ``None`` where no layer
    has two groups, or all are alike: nothing is known of the spread.
    """
    layers = values.layers()
    if max(map(len, layers)) < 2 or values.alike:
        return None
    random = np.random.default_rng(SEED)
    means = np.zeros(draws)
    for layer in layers:
        strata = values.sizes[layer].any(axis=0)
        sums, sizes = values.sums[layer][:, strata], values.sizes[layer][:, strata]
        even = np.full(len(layer), 1.0 / len(layer))
        for start in range(0, draws, _CHUNK):
            drawn = random.multinomial(len(layer), even, size=min(_CHUNK, draws - start)).astype(np.float64)
            with np.errstate(invalid="ignore"):  # a draw may miss a stratum: it is left out below
                shares = (drawn @ sums) / (drawn @ sizes)
            means[start : start + len(drawn)] += shares.sum(axis=1) / values.sizes.shape[1]
    low, high = np.quantile(means[np.isfinite(means)], ((1 - level) / 2, (1 + level) / 2))
    return float(low), float(high)


def _all_signs(count: int) -> Values:
    numbers = np.arange(2**count)[:, None]
    signs: Values = 1.0 - 2.0 * ((numbers >> np.arange(count)) & 1).astype(np.float64)
    return signs


def _signs(count: int, draws: int) -> Iterator[Values]:
    random = np.random.default_rng(SEED)
    for start in range(0, draws, _CHUNK):
        yield 1.0 - 2.0 * random.integers(2, size=(min(_CHUNK, draws - start), count)).astype(np.float64)
