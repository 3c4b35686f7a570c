"""A metric for deepeval: ``assert_test(case, [PostilMetric(threshold=0.7)])``; deepeval's scores run from 0 to 1.

The row stands in the metadata of the test case under ``row``; without it, ``input`` is the row: JSON, a question with
code in a fence, or just code. No model is asked and nothing is sent (deepeval itself reports use unless
``DEEPEVAL_TELEMETRY_OPT_OUT`` is set).
"""

from __future__ import annotations

from typing import Any

from deepeval.metrics import BaseMetric
from deepeval.test_case import LLMTestCase

from postil.embedders import DEFAULT
from postil_bench.adapters.judging import OVERALL, Judging, told


class PostilMetric(BaseMetric):
    """Postil's score / its top, at least ``threshold`` to pass."""

    def __init__(
        self, threshold: float = 0.5, metric: str = OVERALL, profile: str = "default", embedder: str = DEFAULT
    ) -> None:
        self.threshold = threshold
        self.async_mode = False
        self._judging = Judging(metric, profile, embedder)

    def measure(self, test_case: LLMTestCase, *_args: Any, **_options: Any) -> float | None:
        """The score of ``actual_output`` in [0, 1]; ``None``, and no success, where the row cannot be judged."""
        row = (test_case.metadata or {}).get("row", test_case.input)
        found = self._judging.score(row, test_case.actual_output)
        value = self._judging.value_of(found)
        self.score = None if value is None else value / self._judging.top
        self.reason = told(found)
        self.error = f"unscored: {self.reason}" if value is None else None
        self.success = self.score is not None and self.score >= self.threshold
        return self.score

    async def a_measure(self, test_case: LLMTestCase, *_args: Any, **_options: Any) -> float | None:
        """The same; there is nothing to wait for."""
        return self.measure(test_case)

    def is_successful(self) -> bool:
        """Whether the last test case reached the threshold."""
        return bool(self.success)

    @property
    def __name__(self) -> str:
        return "Postil"
