"""Counts, sums and means of a case, gathered while its items pass by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from postil.records import DIMENSIONS, Cause
from postil_ianvs.items import Item
from postil_ianvs.verdicts import Accuracy

NAN = float("nan")
_FEATURES = {
    "postil_identifier_coverage": "identifier_recall",
    "postil_semantic_similarity": "semantic_similarity",
    "postil_alignment": "alignment",
}
_MILLI, _MIB = 1000.0, 1024.0**2
_UNIT = 10_000  # sums are whole numbers, so that the order of rows cannot change the last digit of a mean


class Summary(Struct, frozen=True):
    """A case in numbers; docs/ianvs.md says what each metric is. ``None`` is *not measured*."""

    metrics: dict[str, float | None]
    items: int
    scored: int
    unscored: dict[Cause, int]
    invalid: int
    unanswered: int
    extra_predictions: int
    rows_from: str
    matched: str
    sources: dict[str, int]
    signature: str
    algorithm: str | None
    modules: dict[str, dict[str, Any]]
    verdicts: Accuracy | None
    judge_marks: dict[str, int] | None
    notes: tuple[str, ...]


class Gathered:
    """Sums over items; a row that the model left without a usable answer counts 0 in every mean."""

    def __init__(self) -> None:
        self.counts = Counter[str]()
        self.causes: dict[Cause, int] = {"input": 0, "engine": 0, "model": 0}
        self.sources = Counter[str]()
        self._costs: dict[str, list[float]] = {}
        self._sums = Counter[str]()
        self._numbers = Counter[str]()

    def add(self, item: Item) -> None:
        """Count one item."""
        score = item.score
        self.counts["items"] += 1
        self.counts["unanswered"] += item.unanswered
        if item.prediction.source:
            self.sources[item.prediction.source] += 1
        for name, value in item.prediction.costs.items():
            self._costs.setdefault(name, []).append(value)
        if score.status == "invalid":
            self.counts["invalid"] += 1
        elif score.status == "unscored":
            self.causes[score.cause or "input"] += 1
            if score.cause == "model":
                self.counts["silent"] += 1
        else:
            self.counts["scored"] += 1
            for name, value in measured(item).items():
                self._sums[name] += round(value * _UNIT)
                self._numbers[name] += 1

    def metrics(self) -> dict[str, float]:
        """Every metric of scores; NaN where nothing was answered or nothing measured."""
        names = (
            "postil_overall",
            *(f"postil_{name}" for name in DIMENSIONS),
            *_FEATURES,
            "postil_answer_quality",
        )
        found = {name: self._mean(name) for name in names}
        items = self.counts["items"]
        found["postil_scored_ratio"] = self.counts["scored"] / items if items else NAN
        routed = self.sources["edge"] + self.sources["cloud"]
        found["postil_cloud_ratio"] = self.sources["cloud"] / routed if routed else NAN
        return found | self._efficiency()

    def _efficiency(self) -> dict[str, float]:
        """Means of what the records say the answers cost; NaN where they do not."""
        mean = {name: sum(values) / len(values) for name, values in self._costs.items()}
        latency = mean.get("total_time", NAN)
        return {
            "postil_latency": latency,
            "postil_prefill_latency": mean.get("prefill_latency", NAN),
            "postil_throughput": _MILLI / latency if latency else NAN,
            "postil_memory": mean.get("mem_usage", NAN) / _MIB,
        }

    def _mean(self, name: str) -> float:
        if self.counts["unanswered"] == self.counts["items"]:
            return NAN
        if self.counts["scored"] and not self._numbers[name]:
            return NAN
        number = self._numbers[name] + self.counts["silent"]
        return self._sums[name] / (_UNIT * number) if number else NAN


def measured(item: Item) -> dict[str, float]:
    """The values of one scored item, by metric; what was not measured is left out."""
    score = item.score
    values: Mapping[str, float | None] = {
        "postil_overall": score.overall,
        **{f"postil_{name}": getattr(score.dimensions, name, None) for name in DIMENSIONS},
        **{metric: getattr(score.features, feature, None) for metric, feature in _FEATURES.items()},
        "postil_answer_quality": item.quality.overall if item.quality else None,
    }
    return {name: value for name, value in values.items() if value is not None}
