"""Two models, or two runs, held against each other item by item."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, TypeAlias

from msgspec import Struct, structs

from postil.errors import UsageError
from postil_bench.boards.standings import ALPHA
from postil_bench.boards.values import Scores, Table, all_metrics, design, differences
from postil_bench.records import Group, Metric, Run
from postil_bench.statistics import (
    bootstrap,
    cohen_dz,
    holm,
    mcnemar,
    permutation,
    smallest_detectable,
    superiority,
)

Verdict: TypeAlias = Literal["better", "worse", "tie"]
_DIGITS = 6


class Comparison(Struct, frozen=True):
    """``second`` against ``first`` by one metric, on the items that both have.

    ``means`` of the two; ``difference`` (second less first) with its 95 % interval, all in the metric's own scale;
    ``p`` of the paired permutation test by source, ``p_holm`` corrected for all comparisons of the call; ``mcnemar``
    its p where all values are yes or no. ``effect`` is Cohen's dz, ``superiority`` the share of items on which the
    second is better with equals as halves, ``detectable`` the smallest true difference that four samples of five of this
    kind would show. ``verdict`` says of the second what ``p_holm`` allows: ``tie`` is *not told apart*, not *equal*.
    """

    task: str
    metric: str
    group: Group
    primary: bool
    scale: int
    first: str
    second: str
    items: int
    sources: int
    means: tuple[float, float]
    difference: float
    low: float | None
    high: float | None
    p: float
    p_holm: float
    mcnemar: float | None
    effect: float | None
    superiority: float
    detectable: float | None
    verdict: Verdict


class Comparisons(Struct, frozen=True):
    """All comparisons of a call, the chance ``alpha`` of any false alarm, and ``notes`` on what is not the same."""

    alpha: float
    signatures: tuple[str, ...]
    notes: tuple[str, ...]
    rows: tuple[Comparison, ...]


def compare(
    runs: Sequence[Run],
    models: tuple[str, str] | None = None,
    *,
    every_metric: bool = False,
    alpha: float = ALPHA,
) -> Comparisons:
    """Hold two runs, or two models of one, against each other.

    Args:
        runs: one run, or two: the first and the second.
        models: the model of the first and that of the second; by default the models that both runs have, or the only
            one of each.
        every_metric: every metric, not the primary ones alone.
        alpha: the chance of any false alarm among all rows.

    Raises:
        UsageError: there is no such model, or nothing in common.
    """
    table = Table(runs)
    rows = [
        row
        for first, second in _pairs(table, models)
        for task, name, metric in all_metrics(table)
        if every_metric or metric.primary
        if (row := _compared(table, (task, name, metric), first, second)) is not None
    ]
    if not rows:
        message = "nothing to compare: the two have no item in common that both were scored on"
        raise UsageError(message)
    corrected = holm({number: row.p for number, row in enumerate(rows)})
    judged = (
        _judged(row, corrected[number], alpha, table.metrics[row.task][row.metric])
        for number, row in enumerate(rows)
    )
    return Comparisons(alpha, tuple(run.info.signature for run in runs), _notes(runs), tuple(judged))


def _pairs(table: Table, models: tuple[str, str] | None) -> list[tuple[str, str]]:
    first, last = table.runs[0], table.runs[-1]
    there = [first.info.models, last.info.models]
    if models is None:
        if len(table.runs) == 1:
            if len(there[0]) != 2:
                message = f"which two? --models with two of: {', '.join(there[0])}"
                raise UsageError(message)
            return [(there[0][0], there[0][1])]
        shared = [model for model in there[0] if model in there[1]]
        if not shared and len(there[0]) == len(there[1]) == 1:
            return [(there[0][0], there[1][0])]
        if not shared:
            message = f"no model is in both runs; --models with one of {', '.join(there[0])} and one of {', '.join(there[1])}"
            raise UsageError(message)
        return [(table.label(0, model), table.label(1, model)) for model in shared]
    for model, names in zip(models, there, strict=True):
        if model not in names:
            message = f"no model {model!r} in that run; there are: {', '.join(names)}"
            raise UsageError(message)
    return [(table.label(0, models[0]), table.label(len(table.runs) - 1, models[1]))]


def _compared(table: Table, measured: tuple[str, str, Metric], first: str, second: str) -> Comparison | None:
    task, name, metric = measured
    one, other = table.scores(task, name, first), table.scores(task, name, second)
    shared = differences(one, other)
    if not shared:
        return None
    apart = design({task: shared})
    sides = [design({task: {item: side[item] for item in shared}}).mean for side in (one, other)]
    low, high = bootstrap(apart) or (None, None)
    oriented = apart if metric.higher_is_better else design({task: differences(other, one)})
    return Comparison(
        task=task,
        metric=name,
        group=metric.group,
        primary=metric.primary,
        scale=metric.scale,
        first=first,
        second=second,
        items=len(apart.values),
        sources=len(apart.sums),
        means=(round(sides[0], _DIGITS), round(sides[1], _DIGITS)),
        difference=round(apart.mean, _DIGITS),
        low=_rounded(low),
        high=_rounded(high),
        p=_rounded(permutation(apart)) or 0.0,
        p_holm=1.0,
        mcnemar=_rounded(_mcnemar(one, other, metric.scale)),
        effect=_rounded(cohen_dz(oriented)),
        superiority=round(superiority(oriented), _DIGITS),
        detectable=_rounded(smallest_detectable(apart)),
        verdict="tie",
    )


def _judged(row: Comparison, p: float, alpha: float, metric: Metric) -> Comparison:
    verdict: Verdict = "tie"
    if p < alpha:
        verdict = "better" if (row.difference > 0) is metric.higher_is_better else "worse"
    return structs.replace(row, p_holm=round(p, _DIGITS), verdict=verdict)


def _mcnemar(one: Scores, other: Scores, scale: int) -> float | None:
    pairs = [(value.value, other[item].value) for item, value in one.items() if item in other]
    if not {value for pair in pairs for value in pair} <= {0.0, float(scale)}:
        return None
    return mcnemar(sum(a > b for a, b in pairs), sum(a < b for a, b in pairs))


def _notes(runs: Sequence[Run]) -> tuple[str, ...]:
    """What should be the same in both runs and is not."""
    if len(runs) < 2:
        return ()
    first, second = runs
    told: list[tuple[str, Callable[[Run], object]]] = [
        ("items", lambda run: {(s.task, s.item, s.variant) for s in run.samples}),
        ("prompts", lambda run: {(s.task, s.item, s.variant): s.prompt for s in run.samples}),
        ("seeds", lambda run: run.info.seeds),
        ("judges", lambda run: _part(run.info.signature, "judges")),
    ]
    return tuple(f"the runs differ in their {name}" for name, part in told if part(first) != part(second))


def _part(signature: str, name: str) -> str:
    return next((part for part in signature.split("|") if part.startswith(f"{name}:")), "")


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, _DIGITS)
