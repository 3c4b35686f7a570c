"""Fits the scale ``match``: true remarks over false ones for the same code, signs fixed, weights drawn to equal ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from msgspec import Struct
from ranks import Values
from scale_fit import Units, table

from postil.scoring.scales import Scale, Term

TRAITS = (
    "+likeness +name_likeness +word_support +number_support +polarity_support +name_told +words_told +overlap +parameters_named "
    "-unknown -strange_share -strange_names"
).split()
PRIOR, RIDGE, STEPS = 0.3, 0.005, 1_500


class Contrast(Struct, frozen=True):
    """Traits of true remarks and of false ones on the same code, pair by pair; ``weight`` of the whole set."""

    true: Sequence[Mapping[str, float]]
    false: Sequence[Mapping[str, float]]
    weight: float


def fit_match(sets: Sequence[Contrast], units: Units) -> Scale:
    """The scale that puts true remarks above false ones most often.

    Weights: logistic regression on the differences of pairs (Bradley and Terry 1952), each set counting as its
    weight. Level and slope: logistic regression of true against false, one by one.
    """
    names = [word[1:] for word in TRAITS]
    sign = np.array([1.0 if word[0] == "+" else -1.0 for word in TRAITS])
    middle = np.array([units[name][0] for name in names])
    spread = np.array([units[name][1] for name in names])
    tables = [[(table(part, names) - middle) / spread * sign for part in (s.true, s.false)] for s in sets]
    weights = _pairwise([(s.weight, true - false) for s, (true, false) in zip(sets, tables, strict=True)])
    scores = np.concatenate([part @ weights for pair in tables for part in pair])
    labels = np.concatenate([np.full(len(part), 1.0 - at) for pair in tables for at, part in enumerate(pair)])
    shift, slope = _level(scores, labels)
    by_unit = slope * weights * sign / spread
    terms = [
        Term(name, round(float(weight), 5), round(units[name][2], 4), round(units[name][3], 4))
        for name, weight in zip(names, by_unit, strict=True)
    ]
    return Scale(round(shift - float(by_unit @ middle), 5), tuple(term for term in terms if term.weight))


def _pairwise(sets: Sequence[tuple[float, Values]]) -> Values:
    """Weights >= 0 of greatest penalised likelihood, by projected gradient on a convex function."""
    width = sets[0][1].shape[1]
    weights = np.full(width, PRIOR)
    bend = RIDGE + sum(weight * 0.25 * float((d * d).sum(axis=1).mean()) for weight, d in sets)
    for _ in range(STEPS):
        slope = RIDGE * (weights - PRIOR)
        for weight, difference in sets:
            lost = 1.0 / (1.0 + np.exp(np.clip(difference @ weights, -30.0, 30.0)))
            slope = slope - weight * (lost @ difference) / len(difference)
        weights = np.maximum(0.0, weights - slope / bend)
    return weights


def _level(scores: Values, labels: Values) -> tuple[float, float]:
    """Shift and slope of logistic regression on one variable, by Newton's method."""
    design = np.stack([np.ones_like(scores), scores], axis=1)
    found = np.zeros(2)
    for _ in range(50):
        value = 1.0 / (1.0 + np.exp(-design @ found))
        bend = (design * (value * (1.0 - value))[:, None]).T @ design + 1e-6 * np.eye(2)
        found = found + np.linalg.solve(bend, design.T @ (labels - value))
    return float(found[0]), float(found[1])
