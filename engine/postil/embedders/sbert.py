"""Any sentence-transformers model: the extra ``[sbert]``, asked for as ``sbert:FOLDER`` or ``sbert:MODEL-ID``.

Only a model id that is in no folder of this machine goes to the network, and then only because it was named.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from postil.embedders.neural import NeuralEmbedder, needed, plain, unit_rows
from postil.errors import UsageError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_BATCH = 1
"""Padding to the longest of a batch would change the last digits; on a processor it saves nothing."""


class SbertEmbedder(NeuralEmbedder):
    """The model in a folder, or of an id that sentence-transformers resolves; on the processor.

    Raises:
        UsageError: no model named, none of that name, or sentence-transformers is not installed.
    """

    name = "sbert"

    def __init__(self, model: str = "") -> None:
        if not model:
            message = "the embedder 'sbert' needs a model: sbert:FOLDER or sbert:MODEL-ID"
            raise UsageError(message)
        self.model = model
        self._library = needed("sentence_transformers", self.name)

    @cached_property
    def sha(self) -> str:
        """The hash of the weights and of the longest text that they read."""
        import hashlib  # noqa: PLC0415 - once per model

        digest = hashlib.sha256(str(self._network.max_seq_length).encode())
        for name, values in sorted(self._network.state_dict().items()):
            digest.update(name.encode())
            digest.update(values.contiguous().numpy().tobytes())
        return digest.hexdigest()

    @cached_property
    def _network(self) -> Any:
        try:
            return self._library.SentenceTransformer(_folder_or_id(self.model), device="cpu")
        except (OSError, ValueError) as error:
            message = f"the embedder 'sbert' finds no model {self.model!r}: {str(error).splitlines()[0]}"
            raise UsageError(message) from None

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row of length 1 for each text."""
        if not texts:
            return self.encode([""])[:0]
        cleaned = [plain(text) for text in texts]
        return unit_rows(self._network.encode(cleaned, batch_size=_BATCH, show_progress_bar=False))


def _folder_or_id(model: str) -> str:
    folder = Path(model).expanduser()
    return str(folder) if folder.is_dir() else model
