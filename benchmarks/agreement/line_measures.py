"""What line_alignment.py counts: right lines one by one and jointly, recognised claims, calibration."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import msgspec
from line_windows import Window

from postil.alignment.align import align
from postil.alignment.assignment import assign
from postil.alignment.fit import fit
from postil.records import Comment

BINS = 10


class Tally(msgspec.Struct):
    """How often something was right."""

    right: float = 0.0
    total: int = 0

    def add(self, right: float) -> None:
        """Count one case."""
        self.right += right
        self.total += 1

    @property
    def rate(self) -> float:
        """Share of right cases; not a number when there is none."""
        return self.right / self.total if self.total else float("nan")


class Calibration(msgspec.Struct):
    """Confidence against truth, in ten bins of equal width."""

    said: list[float] = msgspec.field(default_factory=lambda: [0.0] * BINS)
    right: list[int] = msgspec.field(default_factory=lambda: [0] * BINS)
    total: list[int] = msgspec.field(default_factory=lambda: [0] * BINS)

    def add(self, confidence: float, *, right: bool) -> None:
        """Count one alignment."""
        at = min(BINS - 1, int(confidence * BINS))
        self.said[at] += confidence
        self.right[at] += right
        self.total[at] += 1

    def error(self) -> float:
        """Expected calibration error: mean distance of confidence and accuracy, weighted by cases."""
        gaps = (abs(said - right) for said, right in zip(self.said, self.right, strict=True))
        return sum(gaps) / (sum(self.total) or 1)

    def rows(self) -> list[tuple[float, float, int]]:
        """For each bin that has cases: mean confidence, accuracy, cases."""
        bins = zip(self.said, self.right, self.total, strict=True)
        return [(said / total, right / total, total) for said, right, total in bins if total]


def best_line(scores: Sequence[float], wanted: int) -> float:
    """1 if the wanted line scores best, a share of it among equals, else 0."""
    top = max(scores)
    return 1.0 / scores.count(top) if scores[wanted] == top else 0.0


def one_by_one(window: Window) -> list[float]:
    """For each sentence of the window: is its line the best by content?"""
    found = []
    for line, wanted in zip(window.lines, window.statements, strict=True):
        found.append(best_line(fit(window.facts, line.sentence), wanted))
    return found


def jointly(window: Window, seed: str, calibration: Calibration) -> list[float]:
    """For each sentence of the window, all given together in random order without numbers: does it get its line?"""
    order = in_random_order(len(window.lines), seed)
    found = align(window.facts, [Comment(window.lines[line].sentence) for line in order])
    right = [0.0] * len(order)
    for line, one in zip(order, found, strict=True):
        right[line] = float(one.lines == (line + 1,))
        calibration.add(one.confidence, right=bool(right[line]))
    return right


def refuted(window: Window, claims: Sequence[int]) -> list[bool]:
    """For each sentence of the window, claiming the line given for it: is the claim recognised as wrong?

    The comments come in the order of their claims, as they do in practice.
    """
    order = sorted(range(len(claims)), key=claims.__getitem__)
    found = align(
        window.facts, [Comment(window.lines[line].sentence, line_number=claims[line] + 1) for line in order]
    )
    wrong = {line: one.agrees is False for line, one in zip(order, found, strict=True)}
    return [wrong[line] for line in range(len(claims))]


def shuffled_claims(size: int, seed: str) -> list[int]:
    """Line numbers of which some, at least two, are permuted among themselves."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    moved = chance.sample(range(size), chance.randint(2, size))
    mixed = chance.sample(moved, len(moved))
    claims = list(range(size))
    for line, claim in zip(moved, mixed, strict=True):
        claims[line] = claim
    return claims


def baseline_rates(
    similarity: Callable[[Sequence[str], Sequence[str]], list[list[float]]],
    chosen: Sequence[Window],
    seed: str,
) -> tuple[Tally, Tally]:
    """Right lines of a baseline, one by one and by assignment of its similarities to sentences in random order."""
    single, joint = Tally(), Tally()
    for number, window in enumerate(chosen):
        order = in_random_order(len(window.lines), f"{seed} {number}")
        scores = similarity(
            [window.lines[line].sentence for line in order], [line.code for line in window.lines]
        )
        columns = assign(scores, share_cost=1e6)
        for wanted, row, column in zip(order, scores, columns, strict=True):
            single.add(best_line(row, wanted))
            joint.add(float(column == wanted))
    return single, joint


def in_random_order(size: int, seed: str) -> list[int]:
    """The numbers below ``size`` in an order that depends on the seed alone."""
    order = list(range(size))
    random.Random(seed).shuffle(order)  # noqa: S311 - no secret
    return order
