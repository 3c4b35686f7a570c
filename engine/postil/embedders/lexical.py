"""The lexical embedder: stems of words and concepts, hashed. No model, no training, any language.

English, Chinese and code meet in the concepts of the glossary:

>>> embedder = LexicalEmbedder()
>>> embedder.similarity("遍历所有价格", "for price in prices:") > embedder.similarity("遍历所有价格", "import os")
True
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from postil.digests import blake2b
from postil.embedders.base import Calibration
from postil.text.lexicon import lexicon
from postil.text.units import read_units

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_MAX_TEXT = 4_000
_VERSION = "3"
_WORD, _CONCEPT, _WEAK = 100, 25, 2
"""What a shared word, concept and function word count for: whole numbers, whose sums are exact."""


class _Bag(Struct, frozen=True, gc=False):
    """What a text holds, each once; ``mass`` is what it would share with itself."""

    words: frozenset[str]
    concepts: frozenset[str]
    weak: frozenset[str]
    mass: int

    def shared(self, other: _Bag) -> int:
        """How much of this another holds too."""
        return _mass(self.words & other.words, self.concepts & other.concepts, self.weak & other.weak)

    def weights(self) -> list[tuple[str, float]]:
        """Each feature, told apart by its first letter, with its weight in a vector."""
        kinds = (("w", self.words, _WORD), ("c", self.concepts, _CONCEPT), ("f", self.weak, _WEAK))
        return [(tag + one, math.sqrt(count)) for tag, found, count in kinds for one in sorted(found)]


class LexicalEmbedder:
    """Hashed features with signs (Weinberger et al. 2009), each counted once, ``dimensions`` wide."""

    name = "lexical"
    calibration = Calibration(shuffled=0.020, true=0.298)

    def __init__(self, dimensions: int = 512) -> None:
        self.dimensions = dimensions

    @property
    def sha(self) -> str:
        """Changes with the features and with the glossary."""
        return _sha(self.dimensions)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row of length 1 for each text; a text without a word has all its weight in the first column."""
        import numpy as np  # noqa: PLC0415 - heavy, and not needed for similarity

        rows = np.zeros((len(texts), self.dimensions), dtype=np.float64)
        for row, text in zip(rows, texts, strict=True):
            for feature, weight in _bag(text).weights():
                code = zlib.crc32(feature.encode("utf-8", "surrogatepass"))
                row[code % self.dimensions] += weight if code & 0x8000_0000 else -weight
        lengths = np.sqrt((rows * rows).sum(axis=1))
        rows[lengths == 0.0, 0] = 1.0
        lengths[lengths == 0.0] = 1.0
        return np.asarray(rows / lengths[:, None], dtype=np.float32)

    def similarity(self, text: str, other: str) -> float:
        """Calibrated cosine of the features before hashing: exact, and without numpy."""
        one, two = _bag(text), _bag(other)
        shared = one.shared(two)
        return self.calibration.apply(shared / math.sqrt(one.mass * two.mass)) if shared else 0.0


@lru_cache(maxsize=4)
def _sha(dimensions: int) -> str:
    return blake2b(f"{_VERSION} {dimensions} {lexicon().version}".encode(), digest_size=16).hexdigest()


@lru_cache(maxsize=1_024)
def _bag(text: str) -> _Bag:
    words: list[str] = []
    concepts: list[str] = []
    weak: list[str] = []
    code = lexicon().code
    for unit in read_units(text[:_MAX_TEXT]):
        if unit.kind != "weak":
            words += unit.stems or ((unit.text,) if unit.kind == "han" else ())
            concepts += unit.concepts
            concepts += code.get(unit.text.lower(), ())
        elif unit.stems:
            weak += unit.stems
        else:
            concepts += unit.concepts
    distinct = frozenset(words), frozenset(concepts), frozenset(weak)
    return _Bag(*distinct, _mass(*distinct))


def _mass(words: Collection[str], concepts: Collection[str], weak: Collection[str]) -> int:
    return _WORD * len(words) + _CONCEPT * len(concepts) + _WEAK * len(weak)
