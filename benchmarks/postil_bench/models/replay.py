"""Answers that were given before, from a file: the same on every machine, without a network or a model."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from postil.errors import UsageError
from postil.reading.document import Value
from postil.reading.files import check_file, opened
from postil.reading.predictions import is_prediction
from postil.reading.values import read_values
from postil_bench.models.base import Answer, Prompt

_TEXTS = ("prediction", "generated_text", "completion", "response")


class ReplayModel:
    """Replays a file of predictions, ``{"id": ..., "prediction": ...}`` or ``{"query": ..., "prediction": ...}``.

    A prompt is found by its id, else by its text; equal ones in order, the last one again when they run out. Prompts
    with a seed are found the same way whatever was asked before: the second answer of an id is that to seed 2. A
    prompt that the file does not know has no answer.

    Raises:
        UsageError: the file is not there, or holds no prediction.
    """

    def __init__(self, path: str | Path, name: str | None = None) -> None:
        self.name = name or Path(path).stem
        check_file(Path(path))
        self._answers: dict[str, deque[str]] = defaultdict(deque)
        with opened(Path(path)) as stream:
            for found in read_values(stream, document=str(path).endswith(".json"), is_row=is_prediction):
                if isinstance(found, Value) and isinstance(found.value, dict):
                    self._keep(found.value)
        if not self._answers:
            message = f'{path} holds no prediction: each line is {{"id": ..., "prediction": ...}}'
            raise UsageError(message)

    def answer(self, prompts: Iterable[Prompt]) -> Iterator[Answer]:
        """The answer that the file has for each prompt."""
        for prompt in prompts:
            kept = self._answers.get(prompt.id) or self._answers.get(prompt.text)
            if not kept:
                yield Answer(prompt.id, None, f"no recorded answer for {prompt.id!r}")
                continue
            yield Answer(prompt.id, _chosen(kept, prompt.seed), cached=True)

    @property
    def fingerprint(self) -> str:
        """A hash of all answers."""
        kept = msgspec.json.encode({key: list(texts) for key, texts in self._answers.items()}, order="sorted")
        return sha256(kept).hexdigest()

    def _keep(self, record: dict[str, Any]) -> None:
        text = next((record[key] for key in _TEXTS if isinstance(record.get(key), str)), None)
        for key in ("id", "query"):
            if text is not None and isinstance(record.get(key), (str, int)):
                self._answers[str(record[key])].append(text)


def _chosen(kept: deque[str], seed: int | None) -> str:
    if seed is not None:
        return kept[max(0, min(seed, len(kept)) - 1)]
    return kept.popleft() if len(kept) > 1 else kept[0]
