"""How far judges agree: Krippendorff's alpha and shares, each with a bootstrap interval over items.

>>> round(alpha([[1, 2], [2, 2], [1, 1]], "nominal"), 3)
0.444
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, TypeAlias

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from postil_bench.judge.rubric import Level

Array: TypeAlias = NDArray[np.float64]
_TAILS = (2.5, 97.5)
_CHUNK = 256


class Estimate(Struct, frozen=True):
    """A ``value``, its 95 % percentile interval over resampled items (Efron 1979), and how many units it rests on.

    ``None`` where it is not defined: too few units, or all verdicts alike.
    """

    value: float | None = None
    low: float | None = None
    high: float | None = None
    units: int = 0


class Resampling(Struct, frozen=True):
    """How intervals are made: so many ``resamples``, drawn with ``seed``."""

    resamples: int = 2000
    seed: int = 1


def alpha(units: Iterable[Sequence[float]], level: Level) -> float | None:
    """Krippendorff's alpha for any number of judges, with missing verdicts.

    Args:
        units: the verdicts on each unit as numbers; units with fewer than two say nothing.
        level: ``nominal``, ``ordinal`` or ``interval``, the metric of differences of Krippendorff (2011).

    Returns:
        Alpha, at most 1; ``None`` when no unit has two verdicts, or all verdicts are the same.
    """
    values, counts = _counts(units)
    if not len(counts):
        return None
    return _of_coincidences(_coincidences(counts).sum(axis=0)[None], values, level)[0]


def alpha_estimate(
    units: Sequence[Sequence[float]], items: Sequence[Hashable], level: Level, resampling: Resampling
) -> Estimate:
    """``alpha`` of ``units`` with its interval; ``items`` says which unit belongs to which item."""
    doubled = [(unit, item) for unit, item in zip(units, items, strict=True) if len(unit) > 1]
    values, counts = _counts(unit for unit, _ in doubled)
    if not doubled:
        return Estimate()
    flat = _coincidences(counts).reshape(len(counts), -1)
    size = len(values)

    def measure(weights: Array) -> list[float | None]:
        return _of_coincidences((weights @ flat).reshape(-1, size, size), values, level)

    return _estimate(measure, [item for _, item in doubled], resampling)


def share(hits: Sequence[float], items: Sequence[Hashable], resampling: Resampling) -> Estimate:
    """The mean of ``hits`` (each in [0, 1]) with its interval; ``items`` says which belong together."""
    values = np.asarray(hits, dtype=float)

    def measure(weights: Array) -> list[float | None]:
        totals = weights.sum(axis=1)
        sums = weights @ values
        return [float(s / t) if t else None for s, t in zip(sums, totals, strict=True)]

    return _estimate(measure, items, resampling)


def concordance(
    left: Sequence[float], right: Sequence[float], items: Sequence[Hashable], resampling: Resampling
) -> Estimate:
    """How often ``left`` orders two units as ``right`` does, over all pairs that ``right`` tells apart; a tie is half.

    For verdicts right and wrong this is the area under the ROC curve (Hanley and McNeil 1982). 0.5 is chance.
    """
    if not items:
        return Estimate()
    _, ranks = np.unique(np.asarray(left, dtype=float), return_inverse=True)
    _, levels = np.unique(np.asarray(right, dtype=float), return_inverse=True)
    shape = (int(ranks.max()) + 1, int(levels.max()) + 1)
    cells = ranks * shape[1] + levels

    def measure(weights: Array) -> list[float | None]:
        counted = [np.bincount(cells, weights=row, minlength=shape[0] * shape[1]) for row in weights]
        return [_share_in_order(table.reshape(shape).astype(float)) for table in counted]

    return _estimate(measure, items, resampling)


def _share_in_order(table: Array) -> float | None:
    """Of all pairs of units from different columns the share that the rows order alike; one row counts half."""
    below = np.cumsum(table, axis=0) - table / 2.0
    totals = table.sum(axis=0)
    lower = np.triu(np.ones((len(totals), len(totals))), 1)
    pairs = totals @ lower @ totals
    hits = (below @ lower * table).sum()
    return float(hits / pairs) if pairs else None


def _estimate(
    measure: Callable[[Array], list[float | None]], items: Sequence[Hashable], resampling: Resampling
) -> Estimate:
    """``measure`` takes weights of units, one row for each resample."""
    if not items:
        return Estimate()
    numbers = {item: number for number, item in enumerate(dict.fromkeys(items))}
    places = np.array([numbers[item] for item in items])
    value = measure(np.ones((1, len(items))))[0]
    draw = np.random.default_rng(resampling.seed)
    found: list[float] = []
    for start in range(0, resampling.resamples, _CHUNK):
        rows = min(_CHUNK, resampling.resamples - start)
        drawn = draw.integers(0, len(numbers), size=(rows, len(numbers)))
        weights = np.stack([np.bincount(row, minlength=len(numbers)) for row in drawn])[:, places]
        found += [one for one in measure(weights.astype(float)) if one is not None]
    if value is None or not found:
        return Estimate(value, units=len(items))
    low, high = np.percentile(found, _TAILS)
    return Estimate(value, float(low), float(high), len(items))


def _counts(units: Iterable[Sequence[float]]) -> tuple[Array, Array]:
    """The values that occur, sorted, and how often each does in each unit of two or more verdicts."""
    doubled = [list(unit) for unit in units if len(unit) > 1]
    values = sorted({value for unit in doubled for value in unit})
    places = {value: number for number, value in enumerate(values)}
    counts = np.zeros((len(doubled), len(values)))
    for number, unit in enumerate(doubled):
        for value in unit:
            counts[number, places[value]] += 1.0
    return np.array(values, dtype=float), counts


def _coincidences(counts: Array) -> Array:
    """For each unit the pairs of verdicts, ``(units, values, values)``, weighted by 1 / (verdicts - 1)."""
    pairs = counts[:, :, None] * counts[:, None, :]
    same = np.arange(counts.shape[1])
    pairs[:, same, same] -= counts
    found: Array = pairs / (counts.sum(axis=1) - 1.0)[:, None, None]
    return found


def _of_coincidences(tables: Array, values: Array, level: Level) -> list[float | None]:
    """Alpha of each table ``(tables, values, values)`` of coincidences."""
    totals = tables.sum(axis=2)
    number = totals.sum(axis=1)
    distances = _distances(totals, values, level)
    observed = (tables * distances).sum(axis=(1, 2))
    expected = (totals[:, :, None] * totals[:, None, :] * distances).sum(axis=(1, 2))
    return [
        float(1.0 - (n - 1.0) * o / e) if e > 0 else None
        for n, o, e in zip(number, observed, expected, strict=True)
    ]


def _distances(totals: Array, values: Array, level: Level) -> Any:
    """Squared differences between values, ``(tables or 1, values, values)``."""
    if level == "nominal":
        return 1.0 - np.eye(len(values))[None]
    if level == "interval":
        return (values[:, None] - values[None, :])[None] ** 2
    before = np.cumsum(totals, axis=1) - totals / 2.0
    return (before[:, :, None] - before[:, None, :]) ** 2
