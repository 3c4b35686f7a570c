"""Counts and means of a run, gathered while its scores pass by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from msgspec import Struct

from postil.records import DIMENSIONS, Cause, Damage, DimensionName, Row, Score

Pair: TypeAlias = tuple[Row | Damage, Score]

# Sums are kept in whole thousandths, so that the order of the rows cannot change the last digit of a mean.
_UNIT = 1000


class Summary(Struct, frozen=True):
    """How a run went.

    Means are over scored rows only, 0-100; ``None`` when there is none. ``unscored`` counts by cause:
    ``input`` (nothing to judge), ``engine`` (our fault), ``model`` (no usable answer).
    """

    rows: int
    scored: int
    unscored: dict[Cause, int]
    invalid: int
    mean: float | None
    dimensions: dict[DimensionName, float | None]
    signature: str


class Tally:
    """Counts scores; ask for ``summary()`` when all have passed."""

    def __init__(self) -> None:
        self.scored = 0
        self.invalid = 0
        self.unscored: dict[Cause, int] = {"input": 0, "engine": 0, "model": 0}
        self.signature = ""
        self._overall = 0
        self._dimensions: dict[DimensionName, int] = dict.fromkeys(DIMENSIONS, 0)

    def watch(self, pairs: Iterable[Pair]) -> Iterator[Pair]:
        """Hand ``pairs`` on, counting them."""
        for pair in pairs:
            self.add(pair[1])
            yield pair

    def add(self, score: Score) -> None:
        """Count one score."""
        self.signature = score.signature or self.signature
        if score.status == "invalid":
            self.invalid += 1
        elif score.overall is None or score.dimensions is None:
            self.unscored[score.cause or "input"] += 1
        else:
            self.scored += 1
            self._overall += round(score.overall * _UNIT)
            for name in DIMENSIONS:
                self._dimensions[name] += round(getattr(score.dimensions, name) * _UNIT)

    @property
    def mean(self) -> float | None:
        """Mean overall of the scored rows, 0-100."""
        return _mean(self._overall, self.scored)

    @property
    def mean_with_silence(self) -> float | None:
        """Mean overall in which a row that the model left without a usable answer counts 0, 0-100."""
        return _mean(self._overall, self.scored + self.unscored["model"])

    def summary(self) -> Summary:
        """All counts and means so far, means rounded to two digits."""
        means = {name: _mean(total, self.scored) for name, total in self._dimensions.items()}
        return Summary(
            rows=self.scored + self.invalid + sum(self.unscored.values()),
            scored=self.scored,
            unscored=dict(self.unscored),
            invalid=self.invalid,
            mean=_rounded(self.mean),
            dimensions={name: _rounded(value) for name, value in means.items()},
            signature=self.signature,
        )

    def line(self) -> str:
        """The summary in one line: ``3 scored, 1 unscored (1 model), 0 invalid; mean 81.5``."""
        causes = ", ".join(f"{count} {cause}" for cause, count in self.unscored.items() if count)
        unscored = f"{sum(self.unscored.values())} unscored" + (f" ({causes})" if causes else "")
        mean = "no mean" if self.mean is None else f"mean {self.mean:.1f}"
        return f"{self.scored} scored, {unscored}, {self.invalid} invalid; {mean}"


def _mean(total: int, count: int) -> float | None:
    return total / (_UNIT * count) if count else None


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)
