"""The head of the page: how many rows there were, how good they are, what is wrong most often."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from postil.reports.markup import counted, grade, text

if TYPE_CHECKING:
    from postil.records import Score
    from postil.reports.tally import Summary

_BINS = 10
_MOST_FREQUENT = 8


class Overview:
    """Gathers what the head of the page shows while scores pass by."""

    def __init__(self) -> None:
        self._bins = [0] * _BINS
        self._rules: Counter[tuple[str, str]] = Counter()

    def add(self, score: Score) -> None:
        """Count one score."""
        if score.overall is not None:
            self._bins[min(int(score.overall * _BINS / 100), _BINS - 1)] += 1
        self._rules.update((finding.code, finding.rule) for finding in score.findings)

    def html(self, summary: Summary) -> str:
        """The figures, the histogram and the most frequent findings."""
        return f'{_figures(summary)}<div class="panels">{self._histogram()}{self._frequent()}</div>'

    def _histogram(self) -> str:
        most = max(self._bins)
        if not most:
            return ""
        bars = "".join(
            f'<li><span class="count">{count or ""}</span>'
            f'<span class="column" style="height:{100 * count / most:.0f}%"></span>'
            f'<span class="bin"><span class="spoken">from </span>{index * 100 // _BINS}</span></li>'
            for index, count in enumerate(self._bins)
        )
        return f'<section><h2>How the overall is spread</h2><ol class="histogram">{bars}</ol></section>'

    def _frequent(self) -> str:
        ranked = sorted(self._rules.items(), key=lambda item: (-item[1], item[0]))
        if not ranked:
            return ""
        items = "".join(
            f'<li><span class="times">{count:,}</span> <span class="code-of-rule">{text(code)}</span> {text(rule)}</li>'
            for (code, rule), count in ranked[:_MOST_FREQUENT]
        )
        return f'<section><h2>Most frequent findings</h2><ol class="frequent">{items}</ol></section>'


def _figures(summary: Summary) -> str:
    causes = ", ".join(f"{count:,} {cause}" for cause, count in summary.unscored.items() if count)
    figures = [
        ("overall, mean", grade(summary.mean), "main"),
        *((f"{name}, mean", grade(value), "") for name, value in summary.dimensions.items()),
        ("scored", f"{summary.scored:,}", "count"),
        (f"unscored{f': {causes}' if causes else ''}", f"{sum(summary.unscored.values()):,}", "count"),
        ("invalid", f"{summary.invalid:,}", "count"),
    ]
    items = "".join(
        f'<div class="{kind}"><dt>{label}</dt><dd>{value}</dd></div>' for label, value, kind in figures
    )
    return f'<dl class="figures" aria-label="{counted(summary.rows, "row")}">{items}</dl>'
