"""Scales of a remark on a whole function: three as people would rate it, and how well it matches the code.

``adequacy``, ``conciseness`` and ``fluency`` are fitted on human ratings; ``match`` is the share of remarks like
this one that are true ones rather than a neighbour's or corrupted ones. Each is an additive, monotone model of a remark's traits: a weight for every trait, nothing for what lies
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

from postil.alignment.meaning import WEIGHT_HAN as MEANING
from postil.embedders.base import Embedder
from postil.embedders.static.embedder import CHINESE as SIMILARITY
from postil.page import Page
from postil.scoring.form import form_of
from postil.scoring.subject import subject_of
from postil.scoring.support import WORD_TABLES, support_of
from postil.scoring.traits import traits_of
from postil.scoring.wording import read_wording

_FILE = Path(__file__).with_name("calibration") / "human.json"
WHOLE = ("docstring", "summary")
_BRIEF, _ENDLESS = 20, 80
"""Different content words of prose in a remark that is brief, and how many more make it endless.

Fitted by nothing: chosen with the losses (docs/scoring.md)."""
_NAMELESS = 0.5
"""The likeness to a name of a remark on code without one: that of the median true pair."""


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
    """The fitted scales by name, what they were made from and how they did on rows that the fit did not see."""

    made_from: dict[str, str]
    result: dict[str, float]
    scales: dict[str, Scale]


def measure_scales(page: Page, embedder: Embedder, by: Calibration) -> dict[str, float]:
    """The scales of ``page`` when all its remarks are on functions as a whole: means over them; else nothing."""
    if not is_whole(page):
        return {}
    found = [traits(page, index, embedder) for index in range(len(page.comments))]
    return {name: _mean([scale.value(one) for one in found]) for name, scale in by.scales.items()} | {
        "brevity": _mean([brevity(one) for one in found])
    }


def is_whole(page: Page) -> bool:
    """Whether every remark of ``page`` is on a function as a whole, and none stands in a source file."""
    return bool(page.comments) and all(
        comment.kind in WHOLE and comment.at_line is None and page.documented(index) is not None
        for index, comment in enumerate(page.comments)
    )


def traits(page: Page, comment: int, embedder: Embedder) -> dict[str, float]:
    """All traits of comment number ``comment``, which is on a function as a whole."""
    wording, subject = read_wording(page.comments[comment].text), subject_of(page, comment)
    found = traits_of(wording, subject) | form_of(wording) | support_of(wording, subject)
    told = wording.summary or wording.text
    found["likeness"] = embedder.similarity(told, subject.text)
    found["name_likeness"] = embedder.similarity(told, subject.name) if subject.name else _NAMELESS
    return found


def brevity(traits: Mapping[str, float]) -> float:
    """1 up to ``_BRIEF`` different content words of prose, then falling in proportion, 0 after ``_ENDLESS`` more."""
    return 1.0 - min(1.0, max(0.0, traits["told"] - _BRIEF) / _ENDLESS)


def _mean(values: list[float]) -> float:
    return math.fsum(values) / len(values)


@lru_cache(maxsize=1)
def calibration() -> Calibration:
    """The calibration that comes with Postil."""
    return msgspec.json.decode(_FILE.read_bytes(), type=Calibration)


@lru_cache(maxsize=1)
def calibration_id() -> str:
    """The hash of the calibration, of the words of polarity and of the constants for Chinese, for the signature."""
    import zlib  # noqa: PLC0415 - one call in a run

    files = b"".join([_FILE.with_name(name).read_bytes() for name in (_FILE.name, *WORD_TABLES)])
    return f"{zlib.crc32(files + repr((SIMILARITY, MEANING)).encode()):08x}"
