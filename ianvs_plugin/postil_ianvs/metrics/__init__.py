"""Metrics for Ianvs. One url serves all of them, dotted or as the path of this file.

    metrics:
      - name: "postil_overall"
        url: "postil_ianvs.metrics"

Each takes the references and what ``predict`` returned, and gives a float, NaN where there is no value; none ever
raises. docs/ianvs.md says what each one is.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TypeAlias

from postil_ianvs.case import case_of
from postil_ianvs.registry import register

Metric: TypeAlias = Callable[[object, object], float]


def metric(name: str) -> Metric:
    """The metric called ``name``, registered with Ianvs under that alias."""

    def value(y_true: object, y_pred: object) -> float:
        try:
            return case_of(y_true, y_pred).metrics[name]
        except Exception:  # Ianvs drops the results of every finished case when a metric raises
            logging.getLogger("postil.ianvs").exception("postil: no value for %s; please report it", name)
            return float("nan")

    value.__name__ = value.__qualname__ = name
    return register(name)(value)


postil_overall = metric("postil_overall")
postil_format = metric("postil_format")
postil_accuracy = metric("postil_accuracy")
postil_logic = metric("postil_logic")
postil_identifier_coverage = metric("postil_identifier_coverage")
postil_semantic_similarity = metric("postil_semantic_similarity")
postil_alignment = metric("postil_alignment")
postil_scored_ratio = metric("postil_scored_ratio")
postil_answer_accuracy = metric("postil_answer_accuracy")
postil_answer_quality = metric("postil_answer_quality")
postil_judge_score = metric("postil_judge_score")
postil_cloud_ratio = metric("postil_cloud_ratio")
postil_latency = metric("postil_latency")
postil_prefill_latency = metric("postil_prefill_latency")
postil_throughput = metric("postil_throughput")
postil_memory = metric("postil_memory")
