"""A metric for torchmetrics: ``update(answers, rows)`` as batches come, ``compute()`` at the end, on any device."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import torch
from torchmetrics import Metric

from postil.embedders import DEFAULT
from postil_bench.adapters.judging import OVERALL, Judging


class PostilMetric(Metric):
    """The mean over judged rows; NaN where none could be judged. ``judged`` and ``seen`` say how many there were."""

    is_differentiable = False
    higher_is_better = True
    full_state_update = False
    total: torch.Tensor
    judged: torch.Tensor
    seen: torch.Tensor

    def __init__(
        self, metric: str = OVERALL, profile: str = "default", embedder: str = DEFAULT, **options: Any
    ) -> None:
        super().__init__(**options)
        self._judging = Judging(metric, profile, embedder)
        self.add_state("total", torch.tensor(0.0, dtype=torch.float64), dist_reduce_fx="sum")
        self.add_state("judged", torch.tensor(0), dist_reduce_fx="sum")
        self.add_state("seen", torch.tensor(0), dist_reduce_fx="sum")

    def update(self, answers: Sequence[object], rows: Sequence[Mapping[str, Any] | str]) -> None:
        """Judge one answer for each row."""
        for answer, row in zip(answers, rows, strict=True):
            value = self._judging.value(row, answer)
            self.seen += 1
            if value is not None:
                self.total += value
                self.judged += 1

    def compute(self) -> torch.Tensor:
        """The mean so far."""
        return self.total / self.judged
