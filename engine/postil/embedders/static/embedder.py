"""The static embedder: the sum of the vectors of the words of a text. No network, no model to run.

All arithmetic up to the last division is on whole numbers, so the result is the same on any machine.

>>> embedder = StaticEmbedder()
>>> embedder.similarity("打开文件", "with open(path) as file:") > embedder.similarity("打开文件", "total += 1")
True
"""

from __future__ import annotations

import math
import sys
from collections.abc import Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from postil.embedders.base import Calibration
from postil.embedders.static.table import Table
from postil.embedders.static.tokens import Tokenizer
from postil.text.lazy import regex

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MODEL = Path(__file__).with_name("model.bin")
CHINESE = Calibration(shuffled=0.024, true=0.41)
"""For pairs with Chinese in them: it has a twentieth of the training data, and its true pairs are less near."""
_HAN = regex("[\u3400-\u9fff]")
_WORTH_NUMPY = 64
"""Pooling so many texts without numpy takes a tenth of the time of importing it."""


class StaticEmbedder:
    """The table at ``path`` (the shipped one), pooled. Nothing of it is read before the first text."""

    name = "static"

    def __init__(self, path: Path = MODEL) -> None:
        self.path = path
        self._pooled = 0
        self._memo = lru_cache(maxsize=512)(self._pool)

    @property
    def sha(self) -> str:
        """The hash of the table."""
        return self._table.header.sha

    @cached_property
    def calibration(self) -> Calibration:
        """Measured by ``benchmarks/agreement/calibrate_embedder.py``, stored in the table."""
        return self._table.header.calibration

    @cached_property
    def dimensions(self) -> int:
        """The length of a vector."""
        return self._table.header.width

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row of length 1 for each text; a text without a word has all its weight in the first column."""
        import numpy as np  # noqa: PLC0415 - heavy, and not needed for a few similarities

        sums = np.zeros((len(texts), self.dimensions))
        for row, text in zip(sums, texts, strict=True):
            row[:] = self._rows[self._tokenizer.rows(text)].sum(axis=0, dtype=np.int32)
        lengths = np.sqrt((sums * sums).sum(axis=1))
        sums[lengths == 0.0, 0] = 1.0
        lengths[lengths == 0.0] = 1.0
        return np.asarray(sums / lengths[:, None], dtype=np.float32)

    def similarity(self, text: str, other: str) -> float:
        """Calibrated cosine; 0 if one of the texts has no word."""
        plain = text.isascii() and other.isascii()
        by = self.calibration if plain or not (_HAN.search(text) or _HAN.search(other)) else CHINESE
        return by.apply(self.cosine(text, other))

    def cosine(self, text: str, other: str) -> float:
        """The plain cosine; 0 if one of the texts has no word."""
        (one, length), (two, other_length) = self._memo(text), self._memo(other)
        if not length or not other_length:
            return 0.0
        return _dot(one, two) / math.sqrt(length * other_length)

    def _pool(self, text: str) -> tuple[Any, int]:
        """The sum of the vectors of a text, and its squared length; both whole numbers."""
        rows, table, width = self._tokenizer.rows(text), self._table.rows, self.dimensions
        self._pooled += 1
        if not rows:
            return (), 0
        if self._pooled > _WORTH_NUMPY or "numpy" in sys.modules:
            import numpy as np  # noqa: PLC0415 - worth its time only for many texts

            # ``take`` and ``reduce`` are what indexing and ``sum`` come to, at a third of their time.
            total = np.add.reduce(self._rows.take(rows, axis=0), dtype=np.int32).astype(np.float64)
            return total, int(total @ total)
        plain = list(map(sum, zip(*(table[row * width : (row + 1) * width] for row in rows), strict=True)))
        return plain, _dot(plain, plain)

    @cached_property
    def _table(self) -> Table:
        return Table(self.path)

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        return Tokenizer(self._table.find, self._table.find_han, self._table.unknown)

    @cached_property
    def _rows(self) -> NDArray[np.int8]:
        import numpy as np  # noqa: PLC0415 - heavy, and not needed for a few similarities

        return np.asarray(self._table.rows).reshape(-1, self.dimensions)


def _dot(one: Any, two: Any) -> int:
    """The exact product of two pooled vectors: below 2 ** 53, so floats hold each step of it as well."""
    if isinstance(one, list) or isinstance(two, list):
        return sum(int(left) * int(right) for left, right in zip(one, two, strict=True))
    return int(one @ two)
