"""One item of a case: a row, the prediction for it, and what Postil says of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import tee
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from postil.reading.document import Value
from postil.reading.fields import FieldError
from postil.reading.predictions import Predictions
from postil.reading.shapes import read_row
from postil.records import Damage, Place, Row, Score, Snippet
from postil.scoring.scorer import Scorer
from postil_ianvs.answers import AnswerQuality, answer_quality
from postil_ianvs.predictions import Prediction

ORIGINAL = "postil"  # the field of a bridged row that holds the row as it was
NO_CODE = "the code could not be reached: Ianvs hands a metric the references only"
_SOURCE = "predictions"
_SHAPES = ("code_snippet", "query", "question")


class Item(Struct, frozen=True):
    """A row with its prediction and score; ``quality`` is there for answers to issues."""

    index: int
    raw: Mapping[str, Any]
    row: Row | Damage
    prediction: Prediction
    score: Score
    quality: AnswerQuality | None = None

    @property
    def unanswered(self) -> bool:
        """Whether the model gave nothing at all."""
        return self.prediction.content is None


def judged_items(
    rows: Sequence[Mapping[str, Any]], predictions: Sequence[Prediction | None], scorer: Scorer
) -> Iterator[Item]:
    """The items of a case, in order, one at a time. Never raises: what cannot be judged is unscored."""
    silence = Prediction(problem="no prediction")
    answers = Predictions(
        iter(
            [Value({"prediction": None if p is None else p.content}, n) for n, p in enumerate(predictions, 1)]
        ),
        _SOURCE,
    )
    said = [prediction or silence for prediction in predictions]
    judged, copies = tee(
        _candidate(answers.judged(_row(raw, index)), prediction)
        for index, (raw, prediction) in enumerate(zip(rows, said, strict=True))
    )
    scored = zip(rows, judged, said, scorer.score_stream(copies), strict=True)
    for index, (raw, row, prediction, score) in enumerate(scored):
        yield Item(index, raw, row, prediction, score, _quality(row, score, scorer))


def _row(raw: Mapping[str, Any], index: int) -> Row | Damage:
    """The row in ``raw``, as it was before the bridge made it safe for Ianvs."""
    original = raw.get(ORIGINAL)
    fields = original if isinstance(original, Mapping) else raw
    default = str(raw.get("id") or index + 1)
    place = Place("data", index + 1)
    if not any(name in fields for name in _SHAPES):
        return Row(id=default, snippet=Snippet(""), place=place, missing=NO_CODE, cause="input")
    try:
        return read_row(fields, default, place)
    except FieldError as error:
        return Damage(default, place, str(error))


def _candidate(row: Row | Damage, said: Prediction) -> Row | Damage:
    """``row``, with the model's silence before every other reason: it must not pay to say nothing."""
    if said.content is not None:
        return row
    missing = said.problem or "no prediction"
    if isinstance(row, Damage):
        return Row(id=row.id, snippet=Snippet(""), place=row.place, missing=missing, cause="model")
    return replace(row, missing=missing, cause="model")


def _quality(row: Row | Damage, score: Score, scorer: Scorer) -> AnswerQuality | None:
    if isinstance(row, Damage) or score.answers is None or not row.answers:
        return None
    return answer_quality(row.answers[0].body, row, scorer.embedder)
