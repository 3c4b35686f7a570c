"""A metric for Hugging Face ``evaluate``: ``evaluate.load(path_of_this_file)``, then ``compute``.

``references`` are rows as JSON, or just code. The library copies this file elsewhere: one import on each line, and
nothing relative.
"""

import datasets
import evaluate

from postil_bench.adapters.judging import OVERALL, Judging

_DESCRIPTION = "Scores comments on code by what static analysis proves about the code (Postil)."


class PostilMetric(evaluate.Metric):
    """``compute(predictions=[...], references=[...])``.

    Returns ``postil`` (the mean over judged rows, ``None`` if there are none), ``scores`` (``None`` for rows that
    cannot be judged) and ``coverage``.
    """

    def _info(self) -> evaluate.MetricInfo:
        text = datasets.Value("string")
        return evaluate.MetricInfo(
            description=_DESCRIPTION,
            citation="",
            inputs_description="predictions: answers; references: rows as JSON, or code",
            features=datasets.Features({"predictions": text, "references": text}),
        )

    def _compute(
        self, predictions: list[str], references: list[str], metric: str = OVERALL, profile: str = "default"
    ) -> dict[str, object]:
        judging = Judging(metric, profile)
        scores = [judging.value(row, answer) for row, answer in zip(references, predictions, strict=True)]
        known = [score for score in scores if score is not None]
        return {
            "postil": sum(known) / len(known) if known else None,
            "scores": scores,
            "coverage": len(known) / len(scores) if scores else None,
        }
