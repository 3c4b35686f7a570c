"""Asks what has not been asked yet, judges what comes back, keeps both."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from postil.edge.profiling import peak_memory
from postil_bench.models.base import Answer, Prompt
from postil_bench.records import Sample, Timing
from postil_bench.runs.log import Log
from postil_bench.runs.plan import Plan, Question
from postil_bench.runs.provenance import run_info
from postil_bench.runs.relations import settled
from postil_bench.tasks import Task


def run(plan: Plan, folder: Path) -> Iterator[Sample]:
    """Do ``plan`` in ``folder``, or what is left of it, and hand out each sample as it comes.

    A sample without an answer is asked for again when a run goes on. At the end the log is put in order.

    Raises:
        UsageError: the folder holds another run, or a model cannot be loaded.
    """
    with Log(folder, run_info(plan)) as log:
        done = {key for key, sample in log.samples.items() if sample.answer is not None}
        for label in plan.models:
            for task, model, seed in plan.cells():
                if model != label:
                    continue
                for sample, timing in _asked(plan, (task, label, seed), done):
                    log.add(sample, timing)
                    yield sample
        ordered = (log.samples[key] for key in plan.sample_keys())
        log.finish(settled(ordered, tasks_of(plan), list(plan.config.seeds)))


def tasks_of(plan: Plan) -> dict[str, Task]:
    """The tasks of ``plan`` by name."""
    return {name: one.task for name, one in plan.tasks.items()}


def left(plan: Plan, folder: Path) -> int:
    """How many samples of ``plan`` still have to be asked for."""
    with Log(folder, run_info(plan)) as log:
        return sum(key not in log.samples or log.samples[key].answer is None for key in plan.sample_keys())


def judged(task: Task, question: Question, model: str, seed: int, answer: Answer) -> Sample:
    """The sample of one answer, without what follows from comparing it with others."""
    item, text = question.item, _storable(answer.text)
    verdict = task.verdict(item, text, _storable(answer.error))
    return Sample(
        task=task.name,
        model=model,
        seed=seed,
        item=item.id,
        variant=item.variant,
        source=item.source,
        language=item.language,
        prompt=question.prompt.text,
        answer=text,
        status="scored" if verdict.problem is None else "unscored",
        cause=None if verdict.problem is None else verdict.cause,
        reason=verdict.problem,
        metrics={name: _rounded(value) for name, value in verdict.metrics.items()},
        details=msgspec.to_builtins(verdict.details),
    )


def _asked(
    plan: Plan, cell: tuple[str, str, int], done: set[tuple[str, str, int, str, str]]
) -> Iterator[tuple[Sample, Timing]]:
    task_name, label, seed = cell
    one = plan.tasks[task_name]
    waiting = [q for q in one.questions if (task_name, label, seed, q.item.id, q.item.variant) not in done]
    if not waiting:
        return
    prompts: list[Prompt] = [msgspec.structs.replace(q.prompt, seed=seed) for q in waiting]
    answers = plan.models[label].answer(prompts)
    for question, answer in zip(waiting, answers, strict=True):
        sample = judged(one.task, question, label, seed, answer)
        yield sample, _timing(plan, sample, answer)


def _timing(plan: Plan, sample: Sample, answer: Answer) -> Timing:
    price = plan.settings[sample.model].price
    return Timing(
        task=sample.task,
        model=sample.model,
        seed=sample.seed,
        item=sample.item,
        variant=sample.variant,
        seconds=round(answer.seconds, 4),
        prompt_tokens=answer.prompt_tokens,
        completion_tokens=answer.tokens,
        cost=None if price is None else price.of(answer.prompt_tokens, answer.tokens),
        peak_mib=round(peak_memory(), 1),
        cached=answer.cached,
    )


def _storable(text: str | None) -> str | None:
    """``text`` as a log can hold it: half a character, which some servers send, becomes a question mark."""
    return None if text is None else text.encode("utf-8", "replace").decode()


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
