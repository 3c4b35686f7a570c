"""A model of Hugging Face transformers in this process, from a folder or from what was downloaded before.

It goes to the network only with ``download = true``. Prompts are answered one by one: in a batch the padding would
change the last digits, and with them now and then an answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from time import perf_counter
from typing import Any

from msgspec import Struct, ValidationError, convert

from postil.errors import UsageError
from postil_bench.models.base import Answer, Prompt
from postil_bench.models.cache import AnswerCache

_INSTALL = "transformers or torch is not installed: pip install 'postil[transformers]'"
_TOKENS = 256
_OF_A_PROMPT = (RuntimeError, ValueError, IndexError)  # what torch raises for one that does not fit


class Settings(Struct, frozen=True, forbid_unknown_fields=True):
    """How a model is loaded and asked.

    ``model`` is a folder or an id of the hub, ``revision`` the commit or tag of an id, which is fetched only with
    ``download``. ``device`` and ``dtype`` are as torch calls them. ``chat``: whether prompts go through the model's chat
    template (``None``: when it has one). At ``temperature`` 0 the likeliest token is taken each time; above, what is
    drawn depends on the seed of the prompt. ``cache`` is a folder for answers, ``name`` what reports call the model.
    """

    model: str
    download: bool = False
    revision: str = "main"
    device: str = "cpu"
    dtype: str = "float32"
    chat: bool | None = None
    temperature: float = 0.0
    cache: str | None = None
    name: str = ""


class TransformersModel:
    """A causal language model; the options are those of ``Settings``.

    Raises:
        UsageError: the libraries are not installed, or an option is unknown or out of range.
    """

    def __init__(self, **options: Any) -> None:
        _transformers()
        try:
            self.settings = convert(options, Settings)
        except ValidationError as error:
            message = f"model of transformers: {error}"
            raise UsageError(message) from error
        self.name = self.settings.name or Path(self.settings.model).name
        self._cache = AnswerCache(self.settings.cache)

    @cached_property
    def fingerprint(self) -> str:
        """A hash of the files of a folder, the commit of an id.

        Raises:
            UsageError: the model is not there.
        """
        folder = Path(self.settings.model)
        if not folder.is_dir():
            return str(self._load("AutoConfig")._commit_hash)  # noqa: SLF001 - where transformers keeps it
        digest = sha256()
        for path in sorted(one for one in folder.rglob("*") if one.is_file()):
            digest.update(path.relative_to(folder).as_posix().encode())
            with path.open("rb") as stream:
                while part := stream.read(1 << 20):
                    digest.update(part)
        return digest.hexdigest()

    def answer(self, prompts: Iterable[Prompt]) -> Iterator[Answer]:
        """One answer for each prompt, one after another."""
        for prompt in prompts:
            request = self._request(prompt)
            kept = self._cache.get(request)
            if kept is not None:
                yield Answer(prompt.id, cached=True, **kept)
                continue
            began = perf_counter()
            try:
                made = self._generated(prompt)
            except _OF_A_PROMPT as error:
                yield Answer(prompt.id, None, f"{type(error).__name__}: {error}", perf_counter() - began)
                continue
            self._cache.put(request, made)
            yield Answer(prompt.id, seconds=perf_counter() - began, **made)

    def _request(self, prompt: Prompt) -> dict[str, Any]:
        temperature = self.settings.temperature
        drawn = {"temperature": temperature, "seed": prompt.seed} if temperature else {}
        shaped = {
            "prompt": prompt.text,
            "tokens": prompt.tokens,
            "stop": prompt.stop,
            "chat": self.settings.chat,
        }
        return {
            "model": self.name,
            "weights": self.fingerprint,
            "dtype": self.settings.dtype,
            **shaped,
            **drawn,
        }

    def _generated(self, prompt: Prompt) -> dict[str, Any]:
        _, torch = _transformers()
        tokenizer, model = self._loaded
        inputs = self._inputs(prompt.text)
        read = inputs["input_ids"].shape[1]
        torch.manual_seed(prompt.seed or 0)
        drawn = (
            {"do_sample": True, "temperature": self.settings.temperature}
            if self.settings.temperature
            else {"do_sample": False}
        )
        stops = {"stop_strings": list(prompt.stop), "tokenizer": tokenizer} if prompt.stop else {}
        with torch.inference_mode():
            output = model.generate(
                **inputs,
                max_new_tokens=prompt.tokens or _TOKENS,
                pad_token_id=tokenizer.pad_token_id
                if tokenizer.pad_token_id is not None
                else tokenizer.eos_token_id,
                **drawn,
                **stops,
            )[0][read:]
        text = tokenizer.decode(output, skip_special_tokens=True)
        ends = [place for stop in prompt.stop if (place := text.find(stop)) >= 0]
        return {"text": text[: min(ends, default=len(text))], "tokens": len(output), "prompt_tokens": read}

    def _inputs(self, text: str) -> Any:
        tokenizer, model = self._loaded
        if self.settings.chat or (self.settings.chat is None and tokenizer.chat_template):
            said = [{"role": "user", "content": text}]
            made = tokenizer.apply_chat_template(
                said, add_generation_prompt=True, return_tensors="pt", return_dict=True
            )
        else:
            made = tokenizer(text, return_tensors="pt")
        return {key: made[key].to(model.device) for key in ("input_ids", "attention_mask")}

    @cached_property
    def _loaded(self) -> tuple[Any, Any]:
        _, torch = _transformers()
        tokenizer = self._load("AutoTokenizer")
        model = self._load("AutoModelForCausalLM", dtype=getattr(torch, self.settings.dtype))
        return tokenizer, model.to(self.settings.device).eval()

    def _load(self, kind: str, **options: Any) -> Any:
        transformers, _ = _transformers()
        try:
            return getattr(transformers, kind).from_pretrained(
                self.settings.model,
                local_files_only=not self.settings.download,
                revision=self.settings.revision,
                **options,
            )
        except (OSError, ValueError) as error:
            reason = str(error).strip().split("\n")[0]
            message = (
                f"model {self.settings.model!r}: {reason} (an id of the hub is fetched with download = true)"
            )
            raise UsageError(message) from error


def _transformers() -> tuple[Any, Any]:
    try:
        import torch  # noqa: PLC0415 - an extra
        import transformers  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise UsageError(_INSTALL) from error
    return transformers, torch
