"""Scores the answers of a run again, without its models."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from postil.errors import UsageError
from postil_bench.models.base import Answer
from postil_bench.records import RUN, SAMPLES, TIMINGS, Run, Sample, read_timings, write_info, write_lines
from postil_bench.runs.config import Config
from postil_bench.runs.log import begin
from postil_bench.runs.plan import Plan, Question
from postil_bench.runs.provenance import run_info
from postil_bench.runs.relations import settled
from postil_bench.runs.running import judged, tasks_of


class _Hashes(Struct):
    models: dict[str, str]


class _Provenance(Struct):
    """What of a run's provenance is needed here."""

    hashes: _Hashes


_GONE = "the item is not in the data of the task any more"


def rescored(run: Run, plan: Plan) -> list[Sample]:
    """The samples of ``run`` judged as the tasks judge today, in the same order."""
    questions = {
        (name, q.item.id, q.item.variant): q for name, one in plan.tasks.items() for q in one.questions
    }
    fresh = (
        _again(sample, questions.get((sample.task, sample.item, sample.variant)), plan)
        for sample in run.samples
    )
    return settled(fresh, tasks_of(plan), list(run.info.seeds))


def write_rescored(run: Run, plan: Plan, folder: Path) -> Iterator[tuple[Sample, Sample]]:
    """Write the samples of ``run`` scored again to ``folder``; hand out those that changed, before and after.

    Raises:
        UsageError: the folder is not that of ``run`` and holds another run, or something else.
    """
    info = run_info(plan, run.info.provenance["hashes"]["models"])
    if folder.resolve() != run.folder.resolve():
        begin(folder, info)
        write_lines(folder / TIMINGS, read_timings(run.folder))
    samples = rescored(run, plan)
    write_lines(folder / SAMPLES, samples)
    write_info(folder, info)
    for before, after in zip(run.samples, samples, strict=True):
        if (before.metrics, before.status, before.reason) != (after.metrics, after.status, after.reason):
            yield before, after


def plan_of(run: Run) -> Plan:
    """The plan of a run, without its models.

    Raises:
        UsageError: ``run.json`` is of another making, or the data of a task are not there any more.
    """
    try:
        config = msgspec.convert(run.info.config, Config)
        msgspec.convert(run.info.provenance, _Provenance)
    except msgspec.ValidationError as error:
        message = f"{run.folder / RUN}: {error}"
        raise UsageError(message) from error
    return Plan(msgspec.structs.replace(config, models=()))


def _again(sample: Sample, question: Question | None, plan: Plan) -> Sample:
    if question is None:
        gone = {"status": "unscored", "cause": "input", "reason": _GONE, "metrics": {}, "details": {}}
        return msgspec.structs.replace(sample, **gone)
    task = plan.tasks[sample.task].task
    error = sample.reason if sample.answer is None else None
    return judged(task, question, sample.model, sample.seed, Answer(sample.item, sample.answer, error))
