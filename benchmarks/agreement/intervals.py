"""Means with intervals by bootstrap over units (Efron and Tibshirani 1993, percentile method)."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

_SAMPLES, _SEED = 2_000, 20_261_122


def with_interval(values: ArrayLike) -> tuple[float, float, float]:
    """The mean of ``values`` and the 2.5 % and 97.5 % points of the means of their resamples."""
    units = np.asarray(values, np.float64)
    random = np.random.default_rng(_SEED)
    means = [units[random.integers(len(units), size=len(units))].mean() for _ in range(_SAMPLES)]
    low, high = np.quantile(means, (0.025, 0.975))
    return float(units.mean()), float(low), float(high)


def shown(values: ArrayLike) -> str:
    """The mean with its 95 % interval, as text."""
    return "{:.3f} [{:.3f}, {:.3f}]".format(*with_interval(values))
