"""Any ONNX text encoder with its tokenizer: the extra ``[onnx]``, asked for as ``onnx:FOLDER``.

The folder holds ``model.onnx`` and ``tokenizer.json``. What the model gives for each token is averaged over the
tokens of the text; a model that gives one vector for the text is taken as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from postil.embedders.neural import NeuralEmbedder, file_sha, needed, plain, unit_rows
from postil.errors import UsageError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_BATCH, _LONGEST = 32, 256


class OnnxEmbedder(NeuralEmbedder):
    """The model in ``folder``, on one thread of the processor.

    Raises:
        UsageError: no folder named, a file missing in it, or onnxruntime or tokenizers is not installed.
    """

    name = "onnx"

    def __init__(self, folder: str = "") -> None:
        self.model, self.tokenizer = (
            Path(folder).expanduser() / name for name in ("model.onnx", "tokenizer.json")
        )
        if not folder or not self.model.is_file() or not self.tokenizer.is_file():
            message = f"the embedder 'onnx' needs a folder with model.onnx and tokenizer.json: onnx:FOLDER, not {folder!r}"
            raise UsageError(message)
        self._runtime = needed("onnxruntime", self.name)
        self._tokenizers = needed("tokenizers", self.name)

    @cached_property
    def sha(self) -> str:
        """The hash of the model and its tokenizer."""
        return file_sha(self.model, self.tokenizer)

    @cached_property
    def _session(self) -> Any:
        options = self._runtime.SessionOptions()
        options.intra_op_num_threads = 1  # sums in one order: the same vectors on any number of cores
        return self._runtime.InferenceSession(str(self.model), options, providers=["CPUExecutionProvider"])

    @cached_property
    def _reader(self) -> Any:
        reader = self._tokenizers.Tokenizer.from_file(str(self.tokenizer))
        reader.enable_truncation(_LONGEST)
        reader.no_padding()
        return reader

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row of length 1 for each text. Texts of one length run together: padding never changes a vector."""
        import numpy as np  # noqa: PLC0415 - heavy, loaded when asked for

        read = [one.ids for one in self._reader.encode_batch([plain(text) for text in texts])]
        order = sorted(range(len(read)), key=lambda at: len(read[at]))
        rows: dict[int, NDArray[np.float32]] = {}
        for group in _same_length(order, read):
            rows |= zip(group, self._run(np.array([read[at] for at in group], np.int64)), strict=True)
        return (
            unit_rows(np.stack([rows[at] for at in range(len(read))]))
            if rows
            else np.zeros((0, self._width), np.float32)
        )

    @property
    def _width(self) -> int:
        return int(self._session.get_outputs()[0].shape[-1])

    def _run(self, ids: NDArray[np.int64]) -> NDArray[np.float32]:
        """One vector for each row of token numbers."""
        import numpy as np  # noqa: PLC0415 - heavy, loaded when asked for

        given = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        wanted = {one.name for one in self._session.get_inputs()}
        (found, *_) = self._session.run(
            None, {name: value for name, value in given.items() if name in wanted}
        )
        return np.asarray(found.mean(axis=1) if found.ndim == 3 else found, np.float32)


def _same_length(order: Sequence[int], read: Sequence[Sequence[int]]) -> list[list[int]]:
    """Numbers of texts with equally many tokens, in groups of up to 32."""
    groups: list[list[int]] = []
    for at in order:
        if groups and len(groups[-1]) < _BATCH and len(read[groups[-1][0]]) == len(read[at]):
            groups[-1].append(at)
        else:
            groups.append([at])
    return groups
