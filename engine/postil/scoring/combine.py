"""From features and findings to dimensions, overall and contributions that add up to it.

Each dimension starts at 100. A feature below 1 takes its share of what there is; a finding takes its rule's
penalty. All losses of a dimension multiply, so that every further fault lowers the score, none sends it
below 0, and their order does not matter:

    dimension = 100 * product(1 - loss_i)            overall = sum(share_d * dimension_d)

The points that a loss takes from its dimension are shared out in proportion to -log(1 - loss_i), which is
the one split of a product that does not depend on order. Points are whole tenths; what rounding leaves over
goes to the largest remainders, so that the contributions add up to the overall exactly.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from msgspec import Struct

from postil.records import DIMENSIONS, Contribution, DimensionName, Dimensions

START = "start"
_ALMOST = 0.999


class Loss(Struct, frozen=True):
    """What one source (a feature's name or a rule's code) takes: ``share`` of its dimension, in [0, 1)."""

    source: str
    dimension: DimensionName
    share: float


class Combined(Struct, frozen=True):
    """Dimensions and overall (0-100, one decimal) with the contributions that make the overall."""

    dimensions: Dimensions
    overall: float
    contributions: tuple[Contribution, ...]


def combine(losses: Sequence[Loss], shares: Mapping[DimensionName, float]) -> Combined:
    """Combine ``losses`` under the weights ``shares`` (adding up to 1; a dimension left out has none)."""
    values: dict[DimensionName, float] = {}
    points: dict[tuple[DimensionName, str], float] = {}
    for name in DIMENSIONS:
        depths = _depths(losses, name)
        total = sum(depths.values())
        values[name] = 100.0 * math.exp(-total)
        share = shares.get(name, 0.0)
        if not share:
            continue
        points[name, START] = 100.0 * share
        lost = share * (100.0 - values[name])
        for source, depth in depths.items():
            points[name, source] = -lost * depth / total
    return _rounded(values, points)


def mean(parts: Sequence[Combined]) -> Combined:
    """The mean of several results (at least one), with contributions that add up to its overall."""
    points: dict[tuple[DimensionName, str], float] = {}
    for part in parts:
        for given in part.contributions:
            key = (given.dimension, given.source)
            points[key] = points.get(key, 0.0) + given.points / len(parts)
    values = {name: math.fsum(getattr(p.dimensions, name) for p in parts) / len(parts) for name in DIMENSIONS}
    return _rounded(values, points)


def _rounded(
    values: Mapping[DimensionName, float], points: Mapping[tuple[DimensionName, str], float]
) -> Combined:
    tenths = _whole_tenths(list(points.values()), round(math.fsum(points.values()) * 10))
    contributions = tuple(
        Contribution(source, name, tenth / 10)
        for ((name, source), tenth) in zip(points, tenths, strict=True)
        if tenth or source == START
    )
    rounded = {name: round(value, 1) for name, value in values.items()}
    return Combined(Dimensions(**rounded), sum(tenths) / 10, contributions)


def _depths(losses: Sequence[Loss], dimension: DimensionName) -> dict[str, float]:
    depths: dict[str, float] = {}
    for loss in losses:
        if loss.dimension == dimension and loss.share > 0:
            depth = -math.log1p(-min(loss.share, _ALMOST))
            depths[loss.source] = depths.get(loss.source, 0.0) + depth
    return dict(sorted(depths.items()))


def _whole_tenths(points: list[float], total: int) -> list[int]:
    floors = [math.floor(point * 10) for point in points]
    left = total - sum(floors)
    by_remainder = sorted(range(len(points)), key=lambda i: (floors[i] - points[i] * 10, i))
    for index in by_remainder[:left]:
        floors[index] += 1
    return floors
