"""Is the edge's answer good enough, or should the cloud be asked?

The score needs no reference, so it is there the moment the edge has answered. ``benchmarks/routing`` measures what
the decision is worth.
"""

from __future__ import annotations

from msgspec import Struct

from postil.records import Score

THRESHOLD = 0.6


class Decision(Struct, frozen=True):
    """``confidence`` in [0, 1] that the answer is good; ``reason`` says what spoke against it most."""

    good_enough: bool
    confidence: float
    reason: str


def confidence(score: Score) -> float:
    """How sure the engine is of an answer, in [0, 1]: its overall; nothing to judge is no confidence at all."""
    return 0.0 if score.overall is None else score.overall / 100.0


def decide(score: Score, threshold: float = THRESHOLD) -> Decision:
    """Good enough where the confidence reaches ``threshold``."""
    sure = confidence(score)
    return Decision(sure >= threshold, sure, _reason(score))


def _reason(score: Score) -> str:
    if score.overall is None:
        return score.reason or score.status
    losses = [contribution for contribution in score.contributions if contribution.points < 0]
    worst = min(losses, key=lambda loss: loss.points, default=None)
    return "nothing speaks against it" if worst is None else f"{worst.source} took {-worst.points:.1f} points"
