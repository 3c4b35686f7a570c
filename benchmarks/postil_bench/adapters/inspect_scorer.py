"""A scorer for inspect_ai: ``Task(dataset=..., scorer=postil())``.

The row stands in the metadata of the sample under ``row``, or is the metadata itself; without any, the input is
read as one (code, or a question with code in a fence).
"""

from __future__ import annotations

from typing import Any

from inspect_ai.scorer import Score, Scorer, Target, mean, scorer, stderr
from inspect_ai.solver import TaskState

from postil.embedders import DEFAULT
from postil.reading.shapes import is_row
from postil_bench.adapters.judging import OVERALL, Judging, told


@scorer(metrics=[mean(), stderr()])
def postil(metric: str = OVERALL, profile: str = "default", embedder: str = DEFAULT) -> Scorer:
    """The score of the completion; unscored, not 0, where the row cannot be judged."""
    judging = Judging(metric, profile, embedder)

    async def score(state: TaskState, target: Target) -> Score:  # noqa: ARG001 - the signature of inspect_ai
        answer = state.output.completion
        found = judging.score(_row(state), answer)
        value = judging.value_of(found)
        details = {"signature": found.signature, "findings": len(found.findings)}
        if value is None:
            return Score.unscored(answer=answer, explanation=told(found), metadata=details)
        return Score(value=value, answer=answer, explanation=told(found), metadata=details)

    return score


def _row(state: TaskState) -> Any:
    metadata = state.metadata or {}
    if "row" in metadata:
        return metadata["row"]
    return metadata if is_row(metadata) else state.input_text
