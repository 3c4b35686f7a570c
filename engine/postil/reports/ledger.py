"""Where the points of a score went, as HTML: a waterfall that ends at the overall."""

from __future__ import annotations

import math
from collections.abc import Iterator

import msgspec

from postil.records import Contribution, Features, Score
from postil.reports.markup import grade, text


def points_table(score: Score) -> str:
    """All contributions, gains first, then losses from the largest; their bars run from total to total."""
    if score.overall is None or not score.contributions:
        return ""
    names = {finding.code: finding.rule for finding in score.findings}
    rows = "".join(_entry(item, before, names) for item, before in _running(score.contributions))
    return (
        '<table class="ledger"><caption>Where the points went</caption><thead><tr><th scope="col">Source</th>'
        '<th scope="col">Dimension</th><th scope="col" class="number">Points</th><td></td></tr></thead>'
        f'<tbody>{rows}</tbody><tfoot><tr><th scope="row">overall</th><td></td>'
        f'<td class="number">{grade(score.overall)}</td>'
        f"<td>{_bar(0.0, score.overall, 'total')}</td></tr></tfoot></table>"
    )


def features_list(features: Features | None) -> str:
    """The features that were measured, with their values in [0, 1]."""
    values = {} if features is None else msgspec.structs.asdict(features)
    items = "".join(
        f"<div><dt>{name.replace('_', ' ')}</dt><dd>{value:.2f}</dd></div>"
        for name, value in values.items()
        if value is not None
    )
    return f'<h4>Features</h4><dl class="features">{items}</dl>' if items else ""


def _running(contributions: tuple[Contribution, ...]) -> Iterator[tuple[Contribution, float]]:
    total = 0.0
    for item in sorted(contributions, key=lambda item: min(item.points, 0.0) or -math.inf):
        yield item, total
        total += item.points


def _entry(item: Contribution, before: float, names: dict[str, str]) -> str:
    rule = f" <small>{text(names[item.source])}</small>" if item.source in names else ""
    kind = "gain" if item.points >= 0 else "loss"
    points = f"{item.points:+.1f}".replace("-", "\u2212")
    return (
        f'<tr><th scope="row">{text(item.source.replace("_", " "))}{rule}</th><td>{item.dimension}</td>'
        f'<td class="number">{points}</td><td>{_bar(before, before + item.points, kind)}</td></tr>'
    )


def _bar(start: float, end: float, kind: str) -> str:
    left, right = sorted((min(max(start, 0.0), 100.0), min(max(end, 0.0), 100.0)))
    style = f"left:{left:.1f}%;width:{right - left:.1f}%"
    return f'<span class="track" aria-hidden="true"><span class="{kind}" style="{style}"></span></span>'
