"""The engine as the tasks use it: one scorer for each language of comments."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from msgspec import to_builtins

from postil.records import Comment, Row, Score, Snippet
from postil.scoring.scorer import Scorer
from postil_bench.tasks.base import Judged
from postil_bench.tasks.pool import LANGUAGES

DIMENSIONS = ("format", "accuracy", "logic")


@lru_cache(maxsize=4)
def scorer_for(language: str) -> Scorer:
    """The scorer for comments in ``language``, under the default profile."""
    return Scorer(language=language)


def signatures() -> tuple[str, ...]:
    """The signatures of the scorers of both languages."""
    return tuple(scorer_for(language).signature for language in LANGUAGES)


def comments_score(
    code: str, comments: Sequence[Comment], references: Sequence[Comment], language: str
) -> Score:
    """The score of ``comments`` on ``code``."""
    row = Row("1", Snippet(code), tuple(comments), tuple(references))
    return scorer_for(language).score_row(row)


def numbers(score: Score, *names: str) -> dict[str, float | None]:
    """Dimensions, overall and features of ``score`` by name."""
    return {name: getattr(_holder(score, name), name, None) for name in names}


def details(score: Score) -> dict[str, Any]:
    """What a page shows of a score: comments, findings, contributions and the signature."""
    return {
        "comments": to_builtins(score.comments),
        "findings": to_builtins(score.findings),
        "contributions": to_builtins(score.contributions),
        "signature": score.signature,
    }


def unjudged(score: Score) -> Judged:
    """The judgement where the engine gave no score."""
    return Judged({}, {}, score.reason or "no score", score.cause or "engine")


def invented(precision: float | None) -> float | None:
    """The share of the names in comments that do not exist in the code; ``None`` where none is named."""
    return None if precision is None else round(1.0 - precision, 4)


def _holder(score: Score, name: str) -> object:
    if name == "overall":
        return score
    return score.dimensions if name in DIMENSIONS else score.features
