"""From samples to numbers: one value for each item, what it comes from, and what could not be counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from statistics import fmean
from typing import NamedTuple, TypeAlias

from msgspec import Struct

from postil.errors import UsageError
from postil.records import Cause
from postil_bench.records import RUN, SAMPLES, Metric, Run, Sample
from postil_bench.statistics import Design

Item: TypeAlias = tuple[str, str]
_HUNDRED = 100.0


class Value(NamedTuple):
    """The mean of an item's values over seeds, and the source that the item comes from."""

    value: float
    source: str


Scores: TypeAlias = Mapping[Item, Value]


class Coverage(Struct, frozen=True):
    """How many samples of a model count, by cause.

    ``scored``; ``model``: no usable answer, counts 0; ``input`` and ``engine``: not its fault, left out.
    """

    samples: int
    scored: int
    model: int
    input: int
    engine: int


class Table:
    """The samples of one or more runs by task and model.

    Models of the same name in several runs are told apart by the folders of their runs.

    Raises:
        UsageError: a sample is of a task that its run does not name, or runs measure differently.
    """

    def __init__(self, runs: Sequence[Run]) -> None:
        self.runs = tuple(runs)
        self.metrics: dict[str, dict[str, Metric]] = {}
        self._samples: dict[tuple[str, str], list[Sample]] = {}
        for number, run in enumerate(runs):
            self._add_metrics(run)
            for sample in run.samples:
                if sample.task not in run.info.metrics:
                    message = (
                        f"{run.folder / SAMPLES}: no task {sample.task!r} in {RUN}; was it changed by hand?"
                    )
                    raise UsageError(message)
                self._samples.setdefault((sample.task, self.label(number, sample.model)), []).append(sample)
        self.tasks = tuple(sorted(self.metrics))
        self.models = tuple(dict.fromkeys(label for _, label in self._samples))

    def label(self, number: int, model: str) -> str:
        """What a model of the run of that number is called here."""
        if sum(model in run.info.models for run in self.runs) < 2:
            return model
        names = [run.folder.resolve().name for run in self.runs]
        unique = names.count(names[number]) == 1
        return f"{model} ({names[number] if unique else number + 1})"

    def _add_metrics(self, run: Run) -> None:
        for task, table in run.info.metrics.items():
            known = self.metrics.setdefault(task, {})
            for name, metric in table.items():
                if known.setdefault(name, metric) != metric:
                    message = f"{run.folder}: {task}/{name} is measured otherwise than in the runs before it"
                    raise UsageError(message)

    def samples(self, task: str, model: str) -> Sequence[Sample]:
        """The samples of a model in a task."""
        return self._samples.get((task, model), ())

    def primary(self, task: str) -> str | None:
        """The name of the metric that ``task`` is ranked by."""
        return next((name for name, metric in self.metrics[task].items() if metric.primary), None)

    def scores(self, task: str, metric: str, model: str) -> Scores:
        """The values of a model's items for a metric, as ``run.json`` scales it."""
        return scores(self.samples(task, model), metric, self.metrics[task][metric])

    def coverage(self, task: str, model: str) -> Coverage:
        """What counts of a model's samples of items as they stand."""
        found = [sample for sample in self.samples(task, model) if not sample.variant]
        causes: list[Cause | None] = [sample.cause for sample in found]
        return Coverage(
            len(found),
            causes.count(None),
            causes.count("model"),
            causes.count("input"),
            causes.count("engine"),
        )


def scores(samples: Iterable[Sample], name: str, metric: Metric) -> Scores:
    """One value for each item and variant that has the metric; variants only where no item as it stands has it.

    Without a usable answer the value is 0, so that silence does not pay; a sample without one for another cause, and
    a metric that was not measured, are left out.
    """
    found: dict[Item, list[Value]] = {}
    for sample in samples:
        value = _counted(sample, name, metric)
        if value is not None:
            found.setdefault((sample.item, sample.variant), []).append(
                Value(value, sample.source or sample.item)
            )
    plain = any(not variant for _, variant in found)
    return {
        item: Value(fmean(value.value for value in values), values[0].source)
        for item, values in found.items()
        if not (plain and item[1])
    }


def _counted(sample: Sample, name: str, metric: Metric) -> float | None:
    if sample.cause in {"input", "engine"}:
        return None
    value = sample.metrics.get(name)
    if value is None and sample.cause == "model" and metric.higher_is_better:
        expected = name in sample.metrics or (metric.primary and not sample.variant)
        return 0.0 if expected else None
    return value


def design(parts: Mapping[str, Scores]) -> Design:
    """The values of several tasks, each of which counts the same, grouped by source."""
    rows = [(value, task) for task, found in parts.items() for value in found.values()]
    return Design.of(
        [value.value for value, _ in rows], [value.source for value, _ in rows], [task for _, task in rows]
    )


def differences(one: Scores, other: Scores) -> dict[Item, Value]:
    """``other`` less ``one``, for the items that both have."""
    return {
        item: Value(other[item].value - value.value, value.source)
        for item, value in one.items()
        if item in other
    }


def rescaled(found: Scores, metric: Metric) -> dict[Item, Value]:
    """Values on a scale from 0 to 100 on which more is better."""
    factor = _HUNDRED / metric.scale
    return {
        item: Value(
            value.value * factor if metric.higher_is_better else _HUNDRED - value.value * factor, value.source
        )
        for item, value in found.items()
    }


def all_metrics(table: Table) -> Iterator[tuple[str, str, Metric]]:
    """Task, name and metric, in the order of the tasks' names, primary metrics first."""
    for task in table.tasks:
        for name, metric in sorted(
            table.metrics[task].items(), key=lambda pair: (not pair[1].primary, pair[0])
        ):
            yield task, name, metric
