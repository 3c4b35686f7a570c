"""Is the edge's answer good enough, or should the cloud be asked?

A small model invents: it speaks of what is not there. So the confidence is how far the remarks are *grounded*, the
share of their words that the lines they belong to have as well (by stem, by number, or by a meaning that English,
Chinese and code share), times what is left of the accuracy after every contradiction. It needs no reference, so it
is there the moment the edge has answered. It is made for models that say what a line does; a person who says why
uses words that are not in the code, and would be asked again. ``benchmarks/routing`` measures what it is worth.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from postil.records import CommentResult, Row, Score
from postil.text.units import Unit, read_units

THRESHOLD = 0.5


class Decision(Struct, frozen=True):
    """``confidence`` in [0, 1] that the answer is right; ``reason`` says what it rests on."""

    good_enough: bool
    confidence: float
    reason: str


def decide(row: Row, score: Score, threshold: float = THRESHOLD) -> Decision:
    """Good enough where the confidence in the answer, whose score is ``score``, reaches ``threshold``."""
    if score.dimensions is None:
        return Decision(threshold <= 0.0, 0.0, score.reason or score.status)
    sure = confidence(row, score)
    return Decision(sure >= threshold, sure, _reason(row, score))


def confidence(row: Row, score: Score) -> float:
    """How sure the engine is of the remarks of ``row``, in [0, 1]; nothing to judge is no confidence at all."""
    if score.dimensions is None:
        return 0.0
    return grounding(row.snippet.code, score.comments) * score.dimensions.accuracy / 100.0


def grounding(code: str, comments: Sequence[CommentResult]) -> float:
    """The mean share, in [0, 1], of a comment's telling words that its lines have; 0 without comments."""
    lines = code.split("\n")
    shares = [_grounded(lines, comment) for comment in comments]
    return sum(shares) / len(shares) if shares else 0.0


def _grounded(lines: Sequence[str], comment: CommentResult) -> float:
    there = _meanings(unit for line in comment.aligned_lines for unit in read_units(lines[line - 1]))
    said = [unit for unit in read_units(comment.text) if unit.kind != "weak"]
    return sum(not there.isdisjoint(_meanings([unit])) for unit in said) / len(said) if said else 0.0


def _meanings(units: Iterable[Unit]) -> set[str]:
    """The stems and the concepts of ``units``; a number is its own stem."""
    return {meaning for unit in units for meaning in (*unit.stems, *unit.concepts)}


def _reason(row: Row, score: Score) -> str:
    share = grounding(row.snippet.code, score.comments)
    faults = sum(finding.severity == "error" for finding in score.findings)
    return f"{share:.0%} of the words are grounded in the code, {faults} contradictions"
