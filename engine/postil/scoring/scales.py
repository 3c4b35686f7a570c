"""Human scales: adequacy, conciseness and fluency of a remark, as people would rate them.

Each is an additive, monotone model of a remark's traits: a weight for every trait, nothing for what lies
beyond the range met when it was fitted, and a logistic curve that brings the sum to (0, 1). It is fitted by
``benchmarks/agreement/fit_calibration.py``; the file says from what and how well.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import msgspec
from msgspec import Struct

from postil.page import Page
from postil.scoring.form import form_of
from postil.scoring.subject import subject_of
from postil.scoring.traits import traits_of
from postil.scoring.wording import read_wording

_FILE = Path(__file__).with_name("calibration") / "human.json"
WHOLE = ("docstring", "summary")


class Term(Struct, frozen=True):
    """What one trait adds: ``weight`` times its value, held between ``low`` and ``high``."""

    trait: str
    weight: float
    low: float
    high: float

    def points(self, traits: Mapping[str, float]) -> float:
        """What the trait adds to the sum, in logits."""
        return self.weight * min(self.high, max(self.low, traits[self.trait]))


class Scale(Struct, frozen=True):
    """One human scale."""

    intercept: float
    terms: tuple[Term, ...]

    def value(self, traits: Mapping[str, float]) -> float:
        """The scale in (0, 1) for a remark with these traits."""
        total = math.fsum([self.intercept, *[term.points(traits) for term in self.terms]])
        return 1.0 / (1.0 + math.exp(-total))


class Calibration(Struct, frozen=True):
    """The fitted scales by name, with what they were made from."""

    made_from: dict[str, str]
    result: dict[str, float]
    scales: dict[str, Scale]


def measure_scales(page: Page) -> dict[str, float | None]:
    """The human scales of ``page``: means over its remarks on whole functions, ``None`` without any."""
    scales = calibration().scales
    found = [traits(page, i) for i, comment in enumerate(page.comments) if comment.kind in WHOLE]
    if not found:
        return dict.fromkeys(scales)
    return {name: sum([scale.value(one) for one in found]) / len(found) for name, scale in scales.items()}


def traits(page: Page, comment: int) -> dict[str, float]:
    """All traits of comment number ``comment``, which is on a whole function."""
    wording = read_wording(page.comments[comment].text)
    return traits_of(wording, subject_of(page, comment)) | form_of(wording)


@lru_cache(maxsize=1)
def calibration() -> Calibration:
    """The calibration that comes with Postil."""
    return msgspec.json.decode(_FILE.read_bytes(), type=Calibration)


@lru_cache(maxsize=1)
def calibration_id() -> str:
    """The hash of the calibration, for the signature."""
    import zlib  # noqa: PLC0415 - one call in a run

    return f"{zlib.crc32(_FILE.read_bytes()):08x}"
