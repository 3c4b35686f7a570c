"""Embedders: what turns texts into vectors, so that nearness in meaning is a cosine.

An embedder is found by name through the entry point group ``postil.embedders``; ours go through the same
door as a stranger's. See ARCHITECTURE.md, "A new embedder".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from msgspec import Struct

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Calibration(Struct, frozen=True, gc=False):
    """What makes cosines of different embedders comparable.

    ``shuffled`` is the mean cosine of a remark and code that do not belong together, ``true`` the median of
    those that do.
    """

    shuffled: float
    true: float

    def apply(self, cosine: float) -> float:
        """A cosine on the common scale: shuffled pairs give 0, the median of true pairs 0.5, sameness 1."""
        if cosine <= self.true:
            return max(0.0, 0.5 * (cosine - self.shuffled) / (self.true - self.shuffled))
        return min(1.0, 0.5 + 0.5 * (cosine - self.true) / (1.0 - self.true))


@runtime_checkable
class Embedder(Protocol):
    """What every embedder must give.

    ``sha`` changes whenever its vectors do; the same texts always have the same vectors, whatever else is in
    the batch.
    """

    @property
    def name(self) -> str:
        """The name it is found by."""
        ...

    @property
    def sha(self) -> str:
        """What makes its vectors: the hash of its weights or of its definition."""
        ...

    @property
    def calibration(self) -> Calibration:
        """The constants of its cosines."""
        ...

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row for each text, of length 1."""
        ...

    def similarity(self, text: str, other: str) -> float:
        """How near two texts (either may be code) are in meaning, in [0, 1], calibrated."""
        ...
