"""The lexical embedder: words, concepts and character n-grams, hashed. No model, no training, any language.

English, Chinese and code meet in the concepts of the glossary:

>>> embedder = LexicalEmbedder()
>>> embedder.similarity("遍历所有价格", "for price in prices:") > embedder.similarity("遍历所有价格", "import os")
True
"""

from __future__ import annotations

import math
import zlib
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from postil.embedders.base import Calibration
from postil.text.lexicon import lexicon
from postil.text.units import Unit, read_units

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_WORD, _CONCEPT, _CODE, _GRAM = 1.0, 0.7, 0.5, 0.35
_WEAK = 0.15
_MAX_TEXT = 4_000
_VERSION = "1"


class LexicalEmbedder:
    """Hashed features with signs (Weinberger et al. 2009), sublinear counts, ``dimensions`` wide."""

    name = "lexical"
    calibration = Calibration(shuffled=0.021, true=0.287)

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
            for feature, weight in sorted(_features(text)[0].items()):
                code = zlib.crc32(feature.encode("utf-8", "surrogatepass"))
                row[code % self.dimensions] += weight if code & 0x8000_0000 else -weight
        lengths = np.sqrt((rows * rows).sum(axis=1))
        rows[lengths == 0.0, 0] = 1.0
        lengths[lengths == 0.0] = 1.0
        return np.asarray(rows / lengths[:, None], dtype=np.float32)

    def similarity(self, text: str, other: str) -> float:
        """Calibrated cosine of the features before hashing: exact, and without numpy."""
        (one, length), (two, other_length) = _features(text), _features(other)
        product = math.fsum([weight * two[feature] for feature, weight in one.items() if feature in two])
        return self.calibration.apply(product / (length * other_length)) if product else 0.0


@lru_cache(maxsize=4)
def _sha(dimensions: int) -> str:
    import hashlib  # noqa: PLC0415 - once per process

    return hashlib.sha256(f"{_VERSION} {dimensions} {lexicon().version}".encode()).hexdigest()


@lru_cache(maxsize=1_024)
def _features(text: str) -> tuple[dict[str, float], float]:
    """Feature -> weight of a text, and the length of that vector."""
    units = read_units(text[:_MAX_TEXT])
    distinct = dict.fromkeys(units, 1)
    counts = distinct if len(distinct) == len(units) else Counter(units)
    weights: dict[str, float] = {}
    for unit, count in counts.items():
        found = _unit_features(unit)
        if count == 1 and weights.keys().isdisjoint(found):
            weights |= found  # the usual case, and much faster
        else:
            often = 1.0 + math.log(count)
            for feature, weight in found.items():
                weights[feature] = weights.get(feature, 0.0) + often * weight
    return weights, math.hypot(*weights.values())


@lru_cache(maxsize=4_096)
def _unit_features(unit: Unit) -> dict[str, float]:
    weak = unit.kind == "weak"
    if weak and unit.text.isascii():
        return {f"w{word}": _WEAK for word in unit.stems}
    share = _WEAK if weak else 1.0
    as_code = lexicon().code.get(unit.text.lower(), ())
    words = unit.stems or ((unit.text,) if unit.kind == "han" else ())
    found = _equal("c", unit.concepts, _CONCEPT * share)
    if as_code:
        found |= _equal("c", as_code, _CODE * share)
    each = _WORD / math.sqrt(len(words) or 1)
    found |= {f"w{word}": each * words.count(word) for word in words}
    return found | dict.fromkeys(_grams(unit), _GRAM)


def _equal(tag: str, values: Sequence[str], weight: float) -> dict[str, float]:
    """Features of equal weight: together, as a vector, of length ``weight``."""
    return dict.fromkeys([tag + value for value in values], weight / math.sqrt(len(values) or 1))


def _grams(unit: Unit) -> list[str]:
    """Three characters of Latin words, two of Chinese ones."""
    if unit.kind == "phrase":
        return []
    size = 3 if unit.text.isascii() else 2
    padded = f"^{unit.text.lower()}$" if size == 3 else unit.text
    return ["g" + padded[at : at + size] for at in range(len(padded) - size + 1)]
