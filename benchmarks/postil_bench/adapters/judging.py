"""What all adapters share: a row and an answer in, the engine's score out.

An answer that is missing, empty or unreadable counts 0; a row that cannot be judged has no value.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, lru_cache
from typing import Any

import msgspec

from postil.embedders import DEFAULT
from postil.errors import UsageError
from postil.reading.document import Value
from postil.reading.fences import fences
from postil.reading.fields import FieldError
from postil.reading.predictions import Predictions
from postil.reading.shapes import is_row, read_row
from postil.records import DIMENSIONS, Features, Place, Score
from postil.scoring.scorer import Scorer

OVERALL = "overall"
METRICS = (OVERALL, *DIMENSIONS, *Features.__struct_fields__)
_PLACE = Place("row", 1)


class Judging:
    """Scores answers to rows.

    Args:
        metric: ``overall``, a dimension (0-100) or a feature (0-1) of docs/scoring.md.
        profile: as for ``Scorer``.
        embedder: as for ``Scorer``.

    Raises:
        UsageError: an unknown metric.
    """

    def __init__(self, metric: str = OVERALL, profile: str = "default", embedder: str = DEFAULT) -> None:
        if metric not in METRICS:
            message = f"no metric {metric!r}: choose one of {', '.join(METRICS)}"
            raise UsageError(message)
        self.metric = metric
        self._made_of = (profile, embedder)

    @property
    def top(self) -> float:
        """The most that ``metric`` can be: 100 for scores, 1 for features."""
        return 100.0 if self.metric in (OVERALL, *DIMENSIONS) else 1.0

    @cached_property
    def scorer(self) -> Scorer:
        """The scorer; made when first asked for."""
        return _scorer(*self._made_of)

    def score(self, row: Mapping[str, Any] | str, answer: object) -> Score:
        """The score of ``answer`` to ``row``.

        Args:
            row: a row of any shape of docs/formats.md, as a mapping or as JSON; or a question with code in a
                fence; or just the code.
            answer: what a model said, in any shape; ``None`` for nothing.

        Raises:
            UsageError: the row has no known shape.
        """
        fields = _fields(row)
        try:
            read = read_row(fields, "1", _PLACE)
        except FieldError as error:
            message = f"this row cannot be judged: {error}"
            raise UsageError(message) from error
        judged = Predictions(iter([Value({"prediction": answer}, 1)]), "answer").judged(read)
        return self.scorer.score_row(judged)

    def value_of(self, score: Score) -> float | None:
        """The metric of ``score``; 0 where the model is to blame for there being none, else ``None``."""
        if score.status != "scored":
            return 0.0 if score.cause == "model" else None
        if self.metric == OVERALL:
            return score.overall
        for part in (score.dimensions, score.features):
            if hasattr(part, self.metric):
                value: float | None = getattr(part, self.metric)
                return value
        return None

    def value(self, row: Mapping[str, Any] | str, answer: object) -> float | None:
        """The metric of ``answer`` to ``row``."""
        return self.value_of(self.score(row, answer))


def told(score: Score) -> str:
    """Why a score is what it is, for people: the reason there is none, else its findings."""
    if score.reason:
        return score.reason
    lines = [f"{f.severity} {f.code}, line {f.line}: {f.message}" for f in score.findings]
    return "\n".join(lines) or "nothing found"


@lru_cache(maxsize=8)
def _scorer(profile: str, embedder: str) -> Scorer:
    return Scorer(profile, embedder)


def _fields(row: Mapping[str, Any] | str) -> dict[str, Any]:
    if not isinstance(row, str):
        return dict(row)
    if row.lstrip().startswith("{"):
        try:
            fields = msgspec.json.decode(row)
        except (msgspec.DecodeError, UnicodeEncodeError, RecursionError):
            fields = None
        if isinstance(fields, dict) and is_row(fields):
            return fields
    return {"query": row, "response": ""} if fences(row) else {"code_snippet": row}
