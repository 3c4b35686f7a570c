"""How large a difference is, and how small a one could have been seen."""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist

import numpy as np

from postil_bench.statistics.design import Design


def cohen_dz(differences: Design) -> float | None:
    """The mean difference in standard deviations of the differences (Cohen 1988, d of paired values).

    ``None`` for fewer than two values or where all are the same.
    """
    values = differences.values
    if len(values) < 2 or np.ptp(values) == 0.0:
        return None
    return float(values.mean() / values.std(ddof=1))


def superiority(differences: Design) -> float:
    """The share of items that the first does better, ties counted as half: 0.5 is no difference."""
    signs = np.sign(differences.values)
    return float((signs.mean() + 1) / 2)


def standard_error(values: Design) -> float | None:
    """The standard error of the mean, robust to dependence within groups (Liang and Zeger 1986).

    With the small-sample factor G / (G - 1) in each layer of G groups. ``None`` where a layer has one group only.
    """
    variance = 0.0
    for layer in values.layers():
        count = len(layer)
        if count < 2:
            return None
        rest = values.residuals[layer]
        variance += float(rest @ rest) * count / (count - 1)
    return sqrt(variance)


def smallest_detectable(differences: Design, alpha: float = 0.05, power: float = 0.8) -> float | None:
    """The true difference that a test at ``alpha`` would find in ``power`` of all samples of this kind.

    (z(1 - alpha/2) + z(power)) standard errors (Cohen 1988). ``None`` where the error is not known, or all are alike.
    """
    error = standard_error(differences)
    if error is None or differences.alike:
        return None
    normal = NormalDist()
    return (normal.inv_cdf(1 - alpha / 2) + normal.inv_cdf(power)) * error
