"""Runs made by hand: every number in them is known."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from postil_bench.records import SAMPLES, Metric, RunInfo, Sample, write_info, write_lines

TABLE = {
    "review": {
        "right": Metric(group="functionality", primary=True),
        "malformed": Metric(group="reliability", higher_is_better=False),
        "overall": Metric(group="interpretability", scale=100),
    }
}


def sample(model: str, item: int, value: float | None, **more: Any) -> Sample:
    """The sample of a model for an item of the task ``review``; two items come from each source."""
    metrics = {"right": value, "malformed": 0.0, "overall": None if value is None else 100 * value}
    given = {"task": "review", "seed": 1, "source": f"s{item // 2}", "prompt": "?", "answer": "!"}
    return Sample(**{**given, "model": model, "item": f"i{item}", "metrics": metrics, **more})


@pytest.fixture
def make_run(tmp_path: Path) -> Callable[..., Path]:
    """Writes a run with the values of its models for the items of one task, and further samples."""

    def make(
        values: Mapping[str, Sequence[float]],
        *,
        name: str = "run",
        more: Sequence[Sample] = (),
        metrics: Mapping[str, dict[str, Metric]] = TABLE,
        signature: str = "postil:9|judges:abc",
    ) -> Path:
        folder = tmp_path / name
        folder.mkdir()
        info = RunInfo(
            signature=signature,
            config={},
            provenance={},
            tasks=sorted(metrics),
            models=list(dict.fromkeys((*values, *(one.model for one in more)))),
            seeds=[1],
            metrics={task: dict(table) for task, table in metrics.items()},
        )
        write_info(folder, info)
        given = [
            sample(model, item, value) for model, row in values.items() for item, value in enumerate(row)
        ]
        write_lines(folder / SAMPLES, [*given, *more])
        return folder

    return make


@pytest.fixture
def a_sample() -> Callable[..., Sample]:
    return sample
