"""A case: one algorithm's predictions over one data set, scored once and shared by all metrics.

Ianvs calls every metric of a case with the same two objects, one metric after another, in one process.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Sequence
from math import isnan
from typing import Any

from postil.errors import PostilError
from postil.scoring.scorer import Scorer
from postil_ianvs.datarows import NOWHERE, Located, locate, reference_key
from postil_ianvs.items import Item, judged_items
from postil_ianvs.judgetext import Marks, is_judgement, read_marks
from postil_ianvs.matching import Matched, match
from postil_ianvs.predictions import Prediction, read_predictions, split_joined
from postil_ianvs.report import write_items, write_summary
from postil_ianvs.summary import NAN, Gathered, Summary
from postil_ianvs.surroundings import DATASET, PROFILE, VERDICTS, look_around, report_folder
from postil_ianvs.verdicts import Accuracy, accuracy, read_verdicts

LOGGER = logging.getLogger("postil.ianvs")
DEFAULT_PROFILE = "ianvs-comment"


class Case:
    """The judgement of one case; ``metrics`` holds every value, NaN where there is none."""

    def __init__(self, y_true: object, y_pred: object) -> None:
        self._of = (y_true, y_pred)  # held, so that no other object can take their identity
        self.notes: list[str] = []
        self.around = look_around()
        self.gathered = Gathered()
        self._answers: list[tuple[str, ...]] = []
        truths = _listed(y_true)
        known = frozenset(reference_key(truth) for truth in truths)
        predictions = [split_joined(prediction, known) for prediction in read_predictions(y_pred)]
        located = self._located(truths, predictions)
        matched = match(located.rows, predictions)
        if matched.extra:
            self._note(f"{matched.extra} predictions belong to no row")
        scorer = Scorer(os.environ.get(PROFILE) or DEFAULT_PROFILE)
        self._write(self._watched(judged_items(located.rows, matched.predictions, scorer)))
        self.marks = _marks(predictions)
        self.accuracy = self._accuracy()
        self.metrics = self._metrics()
        self.summary = self._summary(located, matched, scorer.signature)
        self._write_summary()

    def is_of(self, y_true: object, y_pred: object) -> bool:
        """Whether this is the case of these very objects."""
        return self._of[0] is y_true and self._of[1] is y_pred

    def _located(self, truths: Sequence[object], predictions: Sequence[Prediction]) -> Located:
        located = locate(truths, predictions, self.around)
        self.notes += located.notes
        if located.source == NOWHERE and truths:
            self._note(f"the code could not be reached: set {DATASET} to the data of the test environment")
        return located

    def _watched(self, items: Iterator[Item]) -> Iterator[Item]:
        for item in items:
            self.gathered.add(item)
            if not item.unanswered:
                names = (item.prediction.model, self.around.algorithm, "prediction")
                self._answers.append((item.score.id, *(name for name in names if name)))
            yield item

    def _accuracy(self) -> Accuracy | None:
        path = os.environ.get(VERDICTS)
        if not path:
            return None
        try:
            return accuracy(read_verdicts(path), self._answers)
        except PostilError as error:
            self._note(str(error))
            return None

    def _metrics(self) -> dict[str, float]:
        found = self.gathered.metrics()
        if self.marks is not None:
            self._note(
                "the predictions are judges' verdicts, not answers: only postil_judge_score has a value"
            )
            found = dict.fromkeys(found, NAN)
        mean = None if self.marks is None else self.marks.mean
        right = None if self.accuracy is None else self.accuracy.value
        return found | {
            "postil_judge_score": NAN if mean is None else mean,
            "postil_answer_accuracy": NAN if right is None else right,
        }

    def _summary(self, located: Located, matched: Matched, signature: str) -> Summary:
        marks = self.marks
        return Summary(
            metrics={name: None if isnan(value) else value for name, value in self.metrics.items()},
            items=self.gathered.counts["items"],
            scored=self.gathered.counts["scored"],
            unscored=self.gathered.causes,
            invalid=self.gathered.counts["invalid"],
            unanswered=self.gathered.counts["unanswered"],
            extra_predictions=matched.extra,
            rows_from=located.source,
            matched=matched.how,
            sources=dict(sorted(self.gathered.sources.items())),
            signature=signature,
            algorithm=self.around.algorithm,
            modules=self.around.modules,
            verdicts=self.accuracy,
            judge_marks=None if marks is None else {"texts": len(marks.values), "unread": marks.unread},
            notes=tuple(self.notes),
        )

    def _write(self, items: Iterator[Item]) -> None:
        """Let the items pass into the report, or just pass where there is none to be written."""
        rank, folder = self.around.rank, report_folder(self.around)
        if rank is not None and rank.is_file():
            self._note(f"{rank} is of an earlier run: Ianvs appends to it, ranks of both will be mixed")
        if folder is not None:
            try:
                write_items(folder, items, self.around.algorithm or "Ianvs case")
            except (OSError, PostilError) as error:
                self._note(f"no report: {error}")
        for _ in items:
            pass

    def _write_summary(self) -> None:
        folder = report_folder(self.around)
        if folder is not None:
            try:
                write_summary(folder, self.summary)
            except (OSError, PostilError) as error:
                self._note(f"no summary: {error}")

    def _note(self, text: str) -> None:
        self.notes.append(text)
        LOGGER.warning("postil: %s", text)


_last: list[Case] = []


def case_of(y_true: object, y_pred: object) -> Case:
    """The case of these two objects; made once, however many metrics ask."""
    if not _last or not _last[0].is_of(y_true, y_pred):
        _last[:] = [Case(y_true, y_pred)]
    return _last[0]


def _listed(y_true: object) -> list[Any]:
    convert = getattr(y_true, "tolist", None)
    value = convert() if callable(convert) else y_true
    return list(value) if isinstance(value, (list, tuple)) else []


def _marks(predictions: Sequence[Prediction]) -> Marks | None:
    """The marks, where the predictions are the texts of a judge rather than answers."""
    texts = [prediction.content for prediction in predictions if isinstance(prediction.content, str)]
    if not texts or 2 * sum(map(is_judgement, texts)) <= len(predictions):
        return None
    return read_marks([p.content if isinstance(p.content, str) else "" for p in predictions])
