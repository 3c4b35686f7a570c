"""Issues: one question, any number of answers, each judged on its own.

An answer is Markdown in natural language, not a remark on a line, so only the rules that read text apply.
Its logic is how near it comes to the question, and whether it gives anything concrete: code, a name, a link.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.page import Page
from postil.records import Answer, AnswerScore, Comment, Features, Finding, Row, Score
from postil.scoring.combine import Combined, Loss, mean
from postil.scoring.features import likeness_to
from postil.scoring.losses import feature_losses, finding_losses
from postil.text.lazy import regex

if TYPE_CHECKING:
    from postil.scoring.scorer import Scorer

RULES = frozenset({"FMT25", "FMT27", "LNG03", "MKP10", "RED04"})
_CONCRETE = regex(r"`[^`\n]+`|```|https?://|[A-Za-z_]\w*\(|[a-z]+_[a-z]+")
_OFF_TOPIC = 0.45  # share of logic that an answer without any likeness to its question loses
_NEAR_ENOUGH = 0.35
_ABSTRACT = 0.20


def score_answers(scorer: Scorer, row: Row) -> Score:
    """Score each answer of an issue; the row's own values are the means over its answers."""
    judged = [_judge(scorer, row, answer) for answer in row.answers]
    whole = mean([combined for combined, _, _ in judged])
    similarity = sum(near for _, _, near in judged) / len(judged)
    likeness = [near for answer in row.answers if (near := _like_references(scorer, row, answer)) is not None]
    return Score(
        id=row.id,
        status="scored",
        overall=whole.overall,
        dimensions=whole.dimensions,
        features=Features(
            semantic_similarity=round(similarity, 4),
            reference_similarity=round(sum(likeness) / len(likeness), 4) if likeness else None,
        ),
        contributions=whole.contributions,
        answers=tuple(
            AnswerScore(answer.key, combined.overall, findings)
            for answer, (combined, findings, _) in zip(row.answers, judged, strict=True)
        ),
        signature=scorer.signature_of(row),
    )


def _judge(scorer: Scorer, row: Row, answer: Answer) -> tuple[Combined, tuple[Finding, ...], float]:
    remark = Comment(answer.body, kind="summary")
    page = Page.read(row.snippet, (remark,), scorer.language)
    findings = scorer.findings(page, RULES)
    near = scorer.embedder.similarity(answer.body, f"{row.description}\n{row.snippet.code}")
    losses = [*finding_losses(findings, scorer.penalties, 1)]
    if not answer.body.strip():
        losses.append(Loss("empty", "logic", 0.95))
    losses.append(Loss("question_similarity", "logic", _OFF_TOPIC * max(0.0, 1.0 - near / _NEAR_ENOUGH)))
    like = _like_references(scorer, row, answer)
    losses += feature_losses(Features(reference_similarity=like))
    if not _CONCRETE.search(answer.body):
        losses.append(Loss("nothing_concrete", "logic", _ABSTRACT))
    return scorer.combined(losses), findings, near


def _like_references(scorer: Scorer, row: Row, answer: Answer) -> float | None:
    """How near an answer comes to the answers that people gave, if there are any."""
    return likeness_to(answer.body, row.references, scorer.embedder, scorer.profile.references)
