"""What answers cost, against how good they are."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

import numpy as np
from msgspec import Struct

from postil.reports.markup import name
from postil_bench.boards.standings import Boards
from postil_bench.pages.marks import Point, scatter
from postil_bench.pages.tables import NONE, sheet
from postil_bench.records import Timing


class Cost(Struct, frozen=True):
    """What the answers of a model took: of those that were not read from disk, where that is known."""

    seconds: float | None
    slow: float | None
    tokens: int | None
    price: float | None
    memory: float | None
    answers: int
    cached: int


def cost_section(boards: Boards, timings: Sequence[Timing]) -> str:
    """Accuracy against time and memory, drawn, and the numbers; nothing where nothing was measured."""
    if boards.overall is None or not timings:
        return ""
    order = list(boards.overall.standings)
    costs = {one.model: _cost([timing for timing in timings if timing.model == one.model]) for one in order}
    plots = "".join(
        _plot(kind, label, [
            Point(number, one.model, x, one.value, one.low, one.high)
            for number, one in enumerate(order, 1)
            if (x := getattr(costs[one.model], kind)) is not None
        ])
        for kind, label in (("seconds", "median seconds an answer"), ("memory", "peak memory, MiB"))
    )  # fmt: skip
    rows = "".join(
        _cost_row(number, one.model, one.value, costs[one.model]) for number, one in enumerate(order, 1)
    )
    heads = (
        "no.",
        "model",
        "overall",
        "median s",
        "95th percentile s",
        "tokens",
        "cost",
        "peak MiB",
        "measured",
        "from disk",
    )
    return (
        '<section id="cost"><h2>Accuracy against time and memory</h2><p class="aside">Answers read from disk are not timed. '
        "Peak memory is that of the process by then, so a model that ran later may carry what came before it.</p>"
        f'<div class="panels">{plots}</div>'
        f"{sheet('board', 'What answers cost', heads, f'<tbody>{rows}</tbody>')}</section>\n"
    )


def _plot(kind: str, label: str, points: list[Point]) -> str:
    if not points:
        return ""
    title = f"Overall against {kind}"
    return f"<figure><figcaption>{title}</figcaption>{scatter(points, title, label)}</figure>"


def _cost(timings: Sequence[Timing]) -> Cost:
    fresh = [one for one in timings if not one.cached]
    seconds = [one.seconds for one in fresh if one.seconds is not None]
    tokens = [one.completion_tokens for one in fresh if one.completion_tokens is not None]
    prices = [one.cost for one in timings if one.cost is not None]
    memory = [one.peak_mib for one in fresh if one.peak_mib is not None]
    return Cost(
        median(seconds) if seconds else None,
        float(np.quantile(seconds, 0.95)) if seconds else None,
        sum(tokens) if tokens else None,
        sum(prices) if prices else None,
        max(memory) if memory else None,
        len(fresh),
        len(timings) - len(fresh),
    )


def _cost_row(number: int, model: str, overall: float, cost: Cost) -> str:
    figures = (
        f"{overall:.1f}",
        *(NONE if value is None else f"{value:.3f}" for value in (cost.seconds, cost.slow)),
        NONE if cost.tokens is None else f"{cost.tokens:,}",
        NONE if cost.price is None else f"{cost.price:.4f}",
        NONE if cost.memory is None else f"{cost.memory:,.0f}",
        f"{cost.answers:,}",
        f"{cost.cached:,}",
    )
    cells = "".join(f'<td class="number">{value}</td>' for value in figures)
    return f'<tr><td class="number">{number}</td><th scope="row">{name(model)}</th>{cells}</tr>'
