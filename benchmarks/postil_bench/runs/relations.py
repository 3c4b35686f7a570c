"""Metrics that compare samples with each other: the same answer to a changed question, another seed, pass@k."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import comb

import msgspec

from postil_bench.records import Key, Sample
from postil_bench.tasks import Task
from postil_bench.tasks.base import SEED, consistency


def settled(samples: Iterable[Sample], tasks: Mapping[str, Task], seeds: list[int]) -> list[Sample]:
    """``samples`` in their order, with what follows from comparing them.

    A changed question keeps only how far its answer agrees with that to the question as it stands: where either has no
    usable answer, 0. Of several seeds, each but the first is compared with the first, which has ``pass@k``.
    """
    by_key = {sample.key: sample for sample in samples}
    return [_settled(sample, by_key, tasks[sample.task], seeds) for sample in by_key.values()]


def pass_at(k: int, passed: int, tries: int) -> float:
    """The chance that one of ``k`` answers passes, when ``passed`` of ``tries`` did (unbiased; Chen et al., 2021)."""
    return 1.0 - comb(tries - passed, k) / comb(tries, k)


def _settled(sample: Sample, found: Mapping[Key, Sample], task: Task, seeds: list[int]) -> Sample:
    metrics = dict(sample.metrics)
    if sample.variant:
        metrics = _compared(sample, found.get(_key(sample, variant="")), task, sample.variant)
    elif sample.seed != seeds[0]:
        metrics |= _compared(sample, found.get(_key(sample, seed=seeds[0])), task, SEED)
    elif task.chances:
        tries = [one for seed in seeds if (one := found.get(_key(sample, seed=seed))) is not None]
        counted = [one.metrics.get("passed") for one in tries]
        if 1 < len(tries) == len(seeds) and None not in counted:
            passed = sum(value == 1.0 for value in counted)
            metrics |= {f"pass@{k}": pass_at(k, passed, len(seeds)) for k in task.chances if k <= len(seeds)}
    return msgspec.structs.replace(sample, metrics=metrics)


def _compared(sample: Sample, first: Sample | None, task: Task, name: str) -> dict[str, float | None]:
    if first is None or {sample.cause, first.cause} & {"input", "engine"}:
        return {}
    usable = sample.status == first.status == "scored"
    agreed = task.agreement(first.details, sample.details) if usable else 0.0
    return {consistency(name): round(agreed, 4)}


def _key(sample: Sample, *, seed: int | None = None, variant: str | None = None) -> Key:
    return (
        sample.task,
        sample.model,
        sample.seed if seed is None else seed,
        sample.item,
        sample.variant if variant is None else variant,
    )
