"""Fits one human scale: least squares on ranks, signs fixed, weights drawn to equal ones."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TypeAlias

import numpy as np
from ranks import Values, ranks
from recipe import MIDDLE, PRIOR, RIDGE, SPREAD, signs

from postil.scoring.scales import Scale, Term

Traits: TypeAlias = Sequence[Mapping[str, float]]
Units: TypeAlias = dict[str, tuple[float, float, float, float]]
"""Trait -> its middle, spread, least and greatest value."""
_LOWEST, _HIGHEST = 1.0, 5.0


def units_of(traits: Traits) -> Units:
    """The units of all traits. No rating is asked for, so rows that are held out may count."""
    names = list(traits[0])
    values = table(traits, names)
    spread = np.maximum(values.std(axis=0), SPREAD)
    columns = zip(values.mean(axis=0), spread, values.min(axis=0), values.max(axis=0), strict=True)
    return {
        name: (float(a), float(b), float(c), float(d))
        for name, (a, b, c, d) in zip(names, columns, strict=True)
    }


def table(traits: Traits, names: Sequence[str]) -> Values:
    """Rows of traits as an array, one column for each of ``names``."""
    return np.array([[row[name] for name in names] for row in traits], dtype=np.float64)


def fit_scale(scale: str, traits: Traits, ratings: Sequence[Values], units: Units) -> Scale:
    """The scale that fits ``ratings`` best under the recipe.

    Args:
        scale: its name.
        traits: the traits of all rows.
        ratings: the mean ratings (1-5) of the same rows, one array for each data set: each is ranked by
            itself, since raters of different sets share no zero.
        units: the units of the traits.
    """
    way = signs(scale)
    names, sign = list(way), np.array(list(way.values()))
    middle = np.array([units[name][0] for name in names])
    spread = np.array([units[name][1] for name in names])
    scaled = (table(traits, names) - middle) / spread
    wanted = np.concatenate([ranks(part) / len(part) - (len(part) + 1) / (2 * len(part)) for part in ratings])
    weights = drawn_to_equal((scaled - scaled.mean(axis=0)) * sign, wanted) * sign
    shift = math.log(MIDDLE[scale] / (1.0 - MIDDLE[scale]))
    rated = (np.concatenate(ratings) - _LOWEST) / (_HIGHEST - _LOWEST)
    by_unit = steepness(scaled @ weights, rated, shift) * weights / spread
    terms = [
        Term(name, round(float(weight), 5), round(units[name][2], 4), round(units[name][3], 4))
        for name, weight in zip(names, by_unit, strict=True)
    ]
    intercept = shift - float(by_unit @ middle)
    return Scale(round(intercept, 5), tuple(term for term in terms if term.weight))


def drawn_to_equal(values: Values, wanted: Values) -> Values:
    """Least squares with weights >= 0 that cost ``RIDGE`` times their squared distance from ``PRIOR``.

    Coordinate descent on a convex function: the same data give the same weights.
    """
    size = len(wanted)
    bend = values.T @ values / size + RIDGE * np.eye(values.shape[1])
    pull = values.T @ wanted / size + RIDGE * PRIOR
    weights = np.full(values.shape[1], PRIOR)
    for _ in range(1_000):
        before = weights.copy()
        for at in range(len(weights)):
            weights[at] = max(0.0, weights[at] + (pull[at] - bend[at] @ weights) / bend[at, at])
        if float(np.abs(weights - before).max()) < 1e-10:
            break
    return weights


def steepness(scores: Values, rated: Values, shift: float) -> float:
    """The slope of the logistic curve through ``shift`` that is nearest to ratings on 0 to 1."""
    slopes = np.geomspace(0.05, 20.0, 400)
    losses = [float(((1.0 / (1.0 + np.exp(-shift - slope * scores)) - rated) ** 2).sum()) for slope in slopes]
    return float(slopes[int(np.argmin(losses))])
