"""Boards: who stands where, as far as the samples can tell."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import combinations

from msgspec import Struct

from postil_bench.boards.values import Coverage, Scores, Table, all_metrics, design, differences, rescaled
from postil_bench.records import Group
from postil_bench.statistics import Design, bootstrap, holm, letters, permutation, places, wilson

ALPHA = 0.05
OVERALL = "overall"
_DIGITS = 6


class Standing(Struct, frozen=True):
    """A model on a board: its mean with a 95 % interval (``None``: not known), the places it may have, its tie groups.

    Two models that share a letter of ``group`` cannot be told apart. ``items`` and ``sources`` are what the mean is of.
    """

    model: str
    value: float
    low: float | None
    high: float | None
    first_place: int
    last_place: int
    group: str
    items: int
    sources: int


class Board(Struct, frozen=True):
    """Models by one metric of a task, or by the mean of the primary metrics of ``tasks``.

    ``standings`` are ordered by value, the best first; ``absent`` are the models without a single value.
    """

    task: str
    metric: str
    group: Group | None
    scale: int
    higher_is_better: bool
    tasks: tuple[str, ...]
    standings: tuple[Standing, ...]
    absent: tuple[str, ...] = ()


class Boards(Struct, frozen=True):
    """Boards of some runs: ``overall`` (0 to 100), ``tasks`` by primary metric, ``metrics`` those that were asked for.

    ``left_out`` are the tasks that do not count in ``overall`` because a model has no value there; ``coverage`` is by
    task, then by model.
    """

    signatures: tuple[str, ...]
    alpha: float
    overall: Board | None
    left_out: tuple[str, ...]
    tasks: tuple[Board, ...]
    metrics: tuple[Board, ...]
    coverage: dict[str, dict[str, Coverage]]


def boards(table: Table, alpha: float = ALPHA, tasks: Collection[str] = ()) -> Boards:
    """The boards of ``table``.

    Args:
        table: samples of one or more runs.
        alpha: the chance of telling any two apart on a board that are alike.
        tasks: the tasks of which every metric gets a board; of the others it is the primary one.
    """
    every = [
        _board_of(table, task, name, alpha)
        for task, name, metric in all_metrics(table)
        if metric.primary or task in tasks
    ]
    ranked = [board for board in every if board.metric == table.primary(board.task)]
    shared = tuple(board.task for board in ranked if board.standings and not board.absent)
    coverage = {task: {model: table.coverage(task, model) for model in table.models} for task in table.tasks}
    return Boards(
        signatures=tuple(run.info.signature for run in table.runs),
        alpha=alpha,
        overall=_overall(table, shared, alpha) if shared and table.models else None,
        left_out=tuple(board.task for board in ranked if board.task not in shared),
        tasks=tuple(ranked),
        metrics=tuple(board for board in every if board.task in tasks),
        coverage=coverage,
    )


def _board_of(table: Table, task: str, name: str, alpha: float) -> Board:
    metric = table.metrics[task][name]
    found = {model: {task: table.scores(task, name, model)} for model in table.models}
    present = {model: parts for model, parts in found.items() if parts[task]}
    standings = _standings(present, alpha, metric.scale, higher_is_better=metric.higher_is_better)
    absent = tuple(model for model in table.models if model not in present)
    return Board(task, name, metric.group, metric.scale, metric.higher_is_better, (task,), standings, absent)


def _overall(table: Table, tasks: tuple[str, ...], alpha: float) -> Board:
    found: dict[str, dict[str, Scores]] = {model: {} for model in table.models}
    for task in tasks:
        name = table.primary(task) or ""
        for model in table.models:
            found[model][task] = rescaled(table.scores(task, name, model), table.metrics[task][name])
    return Board(OVERALL, OVERALL, None, 100, True, tasks, _standings(found, alpha, 100))


def _standings(
    found: Mapping[str, Mapping[str, Scores]], alpha: float, scale: int, *, higher_is_better: bool = True
) -> tuple[Standing, ...]:
    designs = {model: design(parts) for model, parts in found.items()}
    sign = 1 if higher_is_better else -1
    order = sorted(designs, key=lambda model: (-sign * round(designs[model].mean, _DIGITS), model))
    pairs = list(combinations(range(len(order)), 2))
    tests = holm({pair: _p(found[order[pair[0]]], found[order[pair[1]]]) for pair in pairs})
    told = [pair for pair in pairs if tests[pair] < alpha]
    words = letters(len(order), told)
    ranges = places(
        len(order), {one: [low for high, low in told if high == one] for one in range(len(order))}
    )
    return tuple(
        _standing(model, designs[model], scale, word, place)
        for model, word, place in zip(order, words, ranges, strict=True)
    )


def _p(one: Mapping[str, Scores], other: Mapping[str, Scores]) -> float:
    """The paired permutation test on the items that both have; 1 where they have none in common."""
    pairs = {task: differences(found, other[task]) for task, found in one.items() if task in other}
    pairs = {task: found for task, found in pairs.items() if found}
    return permutation(design(pairs)) if pairs else 1.0


def _standing(model: str, values: Design, scale: int, group: str, place: tuple[int, int]) -> Standing:
    low, high = interval(values, scale) or (None, None)
    return Standing(
        model,
        round(values.mean, _DIGITS),
        None if low is None else round(low, _DIGITS),
        None if high is None else round(high, _DIGITS),
        *place,
        group,
        len(values.values),
        len(values.sums),
    )


def interval(values: Design, scale: int) -> tuple[float, float] | None:
    """The 95 % interval of a mean: by bootstrap over sources; Wilson's for yes and no of independent items.

    Where all are the same the bootstrap would show no doubt: Wilson's with as many trials as there are sources.
    ``None`` where nothing is known.
    """
    shares = values.values / scale
    several = values.sizes.shape[1] > 1
    alike = bool((values.values == values.values[0]).all())
    if not several and set(shares.tolist()) <= {0.0, 1.0} and (alike or len(values.sums) == len(shares)):
        trials = len(values.sums)
        return _scaled(wilson(float(shares[0]) * trials if alike else float(shares.sum()), trials), scale)
    return bootstrap(values)


def _scaled(pair: Sequence[float], scale: int) -> tuple[float, float]:
    return pair[0] * scale, pair[1] * scale
