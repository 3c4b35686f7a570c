"""For lm-evaluation-harness: the task ``postil_comment`` beside this file, and metrics for tasks of your own.

In a task of your own, with a copy of this file beside it and rows as JSON (or code) as the target:

    metric_list:
      - metric: !function postil_metrics.postil_overall
        aggregation: !function postil_metrics.mean
        higher_is_better: true
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from postil.cli.demo import example_files
from postil.records import Score
from postil_bench.adapters.judging import Judging
from postil_bench.records import read_lines


def postil_overall(references: Sequence[str], predictions: Sequence[str]) -> float:
    """The overall, 0-100; NaN for a row that cannot be judged."""
    return _value("overall", references[0], predictions[0])


def postil_format(references: Sequence[str], predictions: Sequence[str]) -> float:
    """The dimension ``format``, 0-100."""
    return _value("format", references[0], predictions[0])


def postil_accuracy(references: Sequence[str], predictions: Sequence[str]) -> float:
    """The dimension ``accuracy``, 0-100."""
    return _value("accuracy", references[0], predictions[0])


def postil_logic(references: Sequence[str], predictions: Sequence[str]) -> float:
    """The dimension ``logic``, 0-100."""
    return _value("logic", references[0], predictions[0])


def mean(values: Iterable[float]) -> float:
    """The mean of what could be judged; NaN if nothing could."""
    known = [value for value in values if not math.isnan(value)]
    return sum(known) / len(known) if known else math.nan


def rows(rows: str | None = None, **_options: Any) -> dict[str, Any]:
    """The data of the task: the file that ``--metadata '{"rows": "FILE"}'`` names, else the examples of Postil."""
    from datasets import Dataset  # noqa: PLC0415 - heavy, and not needed for the metrics

    files = [Path(rows)] if rows else [path for path in example_files() if path.suffix == ".jsonl"]
    found = [row for file in files for row in read_lines(file, dict)]
    return {
        "test": Dataset.from_list(
            [{"prompt": _prompt(row), "row": msgspec.json.encode(row).decode()} for row in found]
        )
    }


def _prompt(row: dict[str, Any]) -> str:
    if "query" in row:
        return str(row["query"])
    task = row.get("description") or "Comment this code."
    return f"{task}\n\n```{row.get('language', 'python')}\n{row.get('code_snippet', '')}\n```\n"


def _value(metric: str, row: str, answer: str) -> float:
    value = Judging(metric).value_of(_score(row, answer))
    return math.nan if value is None else value


@lru_cache(maxsize=1)
def _score(row: str, answer: str) -> Score:
    """All metrics of a row are asked for one after another."""
    return Judging().score(row, answer)
