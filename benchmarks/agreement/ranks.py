"""Rank statistics, in numpy alone: ranks, Spearman, Kendall tau-b, pairwise accuracy with ties."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Values: TypeAlias = NDArray[np.float64]


def ranks(values: Sequence[float] | Values) -> Values:
    """Ranks from 1; equal values share their mean rank."""
    given = np.asarray(values, dtype=np.float64)
    _, inverse, counts = np.unique(given, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    return np.asarray((2 * ends - counts + 1)[inverse] / 2.0, dtype=np.float64)


def correlation(one: Values, other: Values) -> float:
    """Pearson's correlation; 0 when one of them is constant."""
    first, second = one - one.mean(), other - other.mean()
    norm = float(np.sqrt((first @ first) * (second @ second)))
    return float(first @ second) / norm if norm > 1e-12 else 0.0


def spearman(one: Sequence[float] | Values, other: Sequence[float] | Values) -> float:
    """Spearman's rank correlation; 0 when one of them is constant."""
    return correlation(ranks(one), ranks(other))


def partial_spearman(
    one: Sequence[float] | Values, other: Sequence[float] | Values, given: Sequence[float] | Values
) -> float:
    """Spearman's correlation of two after the ranks of ``given`` have been taken out of both."""
    control = ranks(given)
    control = control - control.mean()
    left = [values - values.mean() for values in (ranks(one), ranks(other))]
    size = float(control @ control) or 1.0
    return correlation(*(values - control * float(values @ control) / size for values in left))


def _signs(values: Sequence[float] | Values) -> NDArray[np.int8]:
    given = np.asarray(values, dtype=np.float64)
    upper = np.triu_indices(len(given), 1)
    return np.sign(given[:, None] - given[None, :])[upper].astype(np.int8)


def kendall_tau_b(one: Sequence[float] | Values, other: Sequence[float] | Values) -> float:
    """Kendall's tau-b; 0 when one of them is constant."""
    first, second = _signs(one).astype(np.int64), _signs(other).astype(np.int64)
    norm = float(np.sqrt(float((first != 0).sum()) * float((second != 0).sum())))
    return float((first * second).sum()) / norm if norm else 0.0


def pairwise_accuracy(scores: Sequence[float] | Values, people: Sequence[float] | Values) -> float:
    """Share of pairs that a metric orders, or ties, as people do: acc23 with tie calibration.

    As in the WMT metrics task (Deutsch, Foster and Freitag 2023, "Ties Matter"): differences of the metric
    up to a threshold count as ties, and the threshold is the one that makes the accuracy highest.
    """
    given = np.asarray(scores, dtype=np.float64)
    upper = np.triu_indices(len(given), 1)
    gap = (given[:, None] - given[None, :])[upper]
    wanted = _signs(people)
    order = np.argsort(np.abs(gap), kind="stable")
    size = np.abs(gap)[order]
    right_order = (np.sign(gap) == wanted)[order] & (size > 0)
    right_tie = (wanted == 0)[order]
    as_ties = np.concatenate([[0], np.cumsum(right_tie)])
    as_order = right_order.sum() - np.concatenate([[0], np.cumsum(right_order)])
    cuts = np.concatenate([[True], size[1:] > size[:-1], [True]]) if len(size) else np.array([True])
    if len(size) and size[0] == 0:
        cuts[0] = False
    return float((as_ties + as_order)[cuts].max()) / max(1, len(size))
