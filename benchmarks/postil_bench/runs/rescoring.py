"""Scores the answers of a run again, without its models."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from postil_bench.models.base import Answer
from postil_bench.records import SAMPLES, Run, Sample, write_info, write_lines
from postil_bench.runs.config import Config
from postil_bench.runs.plan import Plan, Question
from postil_bench.runs.provenance import run_info
from postil_bench.runs.relations import settled
from postil_bench.runs.running import judged, tasks_of

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
    """Write the samples of ``run`` scored again to ``folder``; hand out those that changed, before and after."""
    samples = rescored(run, plan)
    folder.mkdir(parents=True, exist_ok=True)
    write_lines(folder / SAMPLES, samples)
    write_info(folder, run_info(plan, run.info.provenance["hashes"]["models"]))
    for before, after in zip(run.samples, samples, strict=True):
        if (before.metrics, before.status, before.reason) != (after.metrics, after.status, after.reason):
            yield before, after


def plan_of(run: Run) -> Plan:
    """The plan of a run, without its models."""
    config = msgspec.convert(run.info.config, Config)
    return Plan(msgspec.structs.replace(config, models=()))


def _again(sample: Sample, question: Question | None, plan: Plan) -> Sample:
    if question is None:
        gone = {"status": "unscored", "cause": "input", "reason": _GONE, "metrics": {}, "details": {}}
        return msgspec.structs.replace(sample, **gone)
    task = plan.tasks[sample.task].task
    error = sample.reason if sample.answer is None else None
    return judged(task, question, sample.model, sample.seed, Answer(sample.item, sample.answer, error))
