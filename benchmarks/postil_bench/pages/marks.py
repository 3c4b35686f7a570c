"""Small drawings: an interval on a line, a histogram, points on two axes. Each says the same in words or numbers."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor, log10

from msgspec import Struct

from postil.reports.markup import counted, text

_BINS = 10
_WIDTH, _HEIGHT, _LEFT, _BOTTOM, _TOP, _RIGHT = 460, 260, 46, 40, 12, 16
_LEAST = 1e-3


class Point(Struct, frozen=True):
    """A model on two axes: its number in the table beside, its place, and the interval of the second value."""

    number: int
    label: str
    x: float
    y: float
    low: float | None = None
    high: float | None = None


def interval_bar(value: float, low: float | None, high: float | None, scale: float) -> str:
    """A dot on a line from 0 to ``scale``, the interval around it."""
    span = "" if low is None or high is None else f'<i style="{_from_to(low / scale, high / scale)}"></i>'
    return f'<span class="interval" aria-hidden="true">{span}<b style="left:{_percent(value / scale)}"></b></span>'


def histogram(values: Sequence[float], scale: float) -> str:
    """How often values fall into each tenth of the scale."""
    bins = [0] * _BINS
    for value in values:
        bins[min(max(int(value * _BINS / scale), 0), _BINS - 1)] += 1
    most = max(bins)
    columns = "".join(f'<i style="height:{_percent(count / most if most else 0.0)}"></i>' for count in bins)
    said = ", ".join(
        f"{count} from {number * 10} to {number * 10 + 10} %" for number, count in enumerate(bins) if count
    )
    label = f"{counted(len(values), 'item')}: {said} of the scale" if said else "no value"
    return f'<span class="tenths" role="img" aria-label="{label}">{columns}</span>'


def scatter(points: Sequence[Point], name: str, x_label: str) -> str:
    """Points by their numbers: 0 to 100 upwards, powers of ten to the right."""
    places = [log10(max(point.x, _LEAST)) for point in points]
    first, last = floor(min(places)), floor(max(places)) + 1
    ticks = "".join(_tick(power, first, last) for power in range(first, last + 1))
    levels = "".join(_level(level) for level in range(0, 101, 25))
    marks = "".join(_mark(point, _x(place, first, last)) for point, place in zip(points, places, strict=True))
    return (
        f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{text(name)}; the numbers stand in the table" '
        f'class="scatter">{levels}{ticks}{marks}'
        f'<text x="{(_LEFT + _WIDTH - _RIGHT) // 2}" y="{_HEIGHT - 4}" text-anchor="middle">{text(x_label)}</text></svg>'
    )


def _mark(point: Point, x: float) -> str:
    whisker = ""
    if point.low is not None and point.high is not None:
        whisker = f'<line class="whisker" x1="{x:.1f}" x2="{x:.1f}" y1="{_y(point.low):.1f}" y2="{_y(point.high):.1f}"/>'
    y = _y(point.y)
    return (
        f"<g><title>{text(point.label)}</title>{whisker}"
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="9"/>'
        f'<text class="inside" x="{x:.1f}" y="{y + 4:.1f}" text-anchor="middle">{point.number}</text></g>'
    )


def _tick(power: int, first: int, last: int) -> str:
    x = _x(power, first, last)
    label = f"{10.0**power:g}"
    return (
        f'<line class="grid" x1="{x:.1f}" x2="{x:.1f}" y1="{_TOP}" y2="{_HEIGHT - _BOTTOM}"/>'
        f'<text x="{x:.1f}" y="{_HEIGHT - _BOTTOM + 16}" text-anchor="middle">{label}</text>'
    )


def _level(level: int) -> str:
    y = _y(level)
    return (
        f'<line class="grid" x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>'
        f'<text x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{level}</text>'
    )


def _x(place: float, first: int, last: int) -> float:
    return _LEFT + (place - first) / (last - first) * (_WIDTH - _LEFT - _RIGHT)


def _y(value: float) -> float:
    return _HEIGHT - _BOTTOM - min(max(value, 0.0), 100.0) / 100 * (_HEIGHT - _BOTTOM - _TOP)


def _from_to(low: float, high: float) -> str:
    return f"left:{_percent(low)};width:{_percent(max(high - low, 0.0))}"


def _percent(share: float) -> str:
    return f"{100 * min(max(share, 0.0), 1.0):.1f}%"
