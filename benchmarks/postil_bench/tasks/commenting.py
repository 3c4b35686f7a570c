"""What the two tasks on comments share: the engine reads the answer and scores it."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import ClassVar

from postil.reading.answers import read_answer
from postil.records import Comment, Score
from postil_bench.tasks.base import INVENTED, Judged, Task
from postil_bench.tasks.items import Item
from postil_bench.tasks.scoring import (
    DIMENSIONS,
    comments_score,
    details,
    invented,
    numbers,
    signatures,
    unjudged,
)


class CommentTask(Task):
    """A task whose answers are comments on the code that is given; ``features`` are those of the engine to be told."""

    features: ClassVar[tuple[str, ...]]

    @abstractmethod
    def references(self, item: Item) -> list[Comment]:
        """The comments that the answer may be compared with."""

    @abstractmethod
    def own_metrics(self, score: Score) -> dict[str, float | None]:
        """What besides dimensions, overall and features is to be told of a score."""

    @property
    def judged_by(self) -> tuple[str, ...]:
        """The signatures of the scorers."""
        return signatures()

    def measured(self, item: Item) -> list[str]:
        """Likeness to a reference only where there is one."""
        kept = super().measured(item)
        return kept if self.references(item) else [name for name in kept if name != "reference_similarity"]

    def judge(self, item: Item, answer: str) -> Judged:
        """The score of the comments in ``answer``."""
        code = item.given["code"]
        read = read_answer(answer, code)
        if read.problem is not None:
            return Judged({}, problem=read.problem)
        score = self._score(item, read.comments)
        if score.status != "scored":
            return unjudged(score)
        told = numbers(score, "overall", *DIMENSIONS, *self.features)
        precision = numbers(score, "identifier_precision")["identifier_precision"]
        return Judged({**told, **self.own_metrics(score), INVENTED: invented(precision)}, details(score))

    def _score(self, item: Item, comments: Sequence[Comment]) -> Score:
        return comments_score(item.given["code"], comments, self.references(item), item.language)
