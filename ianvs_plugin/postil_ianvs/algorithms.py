"""Algorithms for Ianvs: thin shells around the models of ``postil_bench.models``. One dotted url serves all.

    modules:
      - type: "basemodel"
        name: "postil_gguf"
        url: "postil_ianvs.algorithms"

Each serves as ``basemodel``, ``edgemodel`` and ``cloudmodel``; its hyperparameters are the options of the model.
Records carry the row they answer, so that the metrics need no path.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from postil.cli.progress import with_progress
from postil.edge.profiling import peak_memory
from postil.errors import PostilError
from postil_bench.models.base import Answer, Model, Prompt, model_named
from postil_ianvs.datarows import question_of, read_data
from postil_ianvs.registry import register
from postil_ianvs.surroundings import DATASET, look_around

_MILLI, _MIB = 1000.0, 1024.0**2
# sedna's joint inference and federated learning import TensorFlow unless this is a name they do not know, and joint
# inference wants to see a file of the edge model, which ours have nothing to do with.
_BACKEND = {"BACKEND_TYPE": "postil", "model_path": __file__}


class Algorithm:
    """A model as Ianvs wants it.

    Args:
        client: the name of the model under ``postil.models``.
        shape: ``records`` for a list, ``results`` for ``{"results": [...]}`` as the edge suite of Ianvs expects.
        options: for the model.

    Raises:
        UsageError: an unknown model or option.
    """

    client = ""

    def __init__(self, client: str = "", shape: str = "records", **options: Any) -> None:
        for name, value in _BACKEND.items():
            os.environ.setdefault(name, value)
        self.shape = shape
        self.model: Model = model_named(client or self.client, **options)

    def preprocess(self, **kwargs: Any) -> None:
        """Nothing is prepared: prompts go to the model as they are."""

    def train(self, train_data: Any = None, valid_data: Any = None, **kwargs: Any) -> dict[str, Any]:
        """Nothing is trained; a federated job counts the samples it would have been."""
        questions = getattr(train_data, "x", train_data[0] if isinstance(train_data, tuple) else [])
        return {"num_samples": len(questions) if questions is not None else 0}

    def save(self, model_path: str = "", **kwargs: Any) -> None:
        """Nothing was trained, so there is nothing to save."""

    def load(self, model_url: str | None = None, **kwargs: Any) -> None:
        """The model is chosen by its hyperparameters and loaded when first asked."""

    def get_weights(self) -> dict[str, Any]:
        """No weights are trained."""
        return {}

    def set_weights(self, weights: Any) -> None:
        """No weights are trained."""

    def predict(self, data: Any, input_shape: Any = None, **kwargs: Any) -> Any:
        """The record of one question, or those of a data set or list of questions."""
        if isinstance(data, str):
            return next(self._records([str(data)], [None]))
        questions = [str(question) for question in getattr(data, "x", data)]
        references: list[str | None] = [str(truth) for truth in getattr(data, "y", [])]
        references = references or [None] * len(questions)
        found = list(with_progress(self._records(questions, references), "answers"))
        return {"results": found} if self.shape == "results" else found

    def inference(self, data: Any, post_process: Any = None, **kwargs: Any) -> Any:
        """What a joint inference calls on its cloud model."""
        return self.predict(data)

    def _records(self, questions: list[str], references: list[str | None]) -> Iterator[dict[str, Any]]:
        rows = [self._row(question, truth) for question, truth in zip(questions, references, strict=True)]
        prompts = (
            Prompt(str(row.get("id", number)), question)
            for number, (row, question) in enumerate(zip(rows, questions, strict=True), 1)
        )
        answers = self.model.answer(prompts)
        for row, question, answer in zip(rows, questions, answers, strict=True):
            yield record(self.model.name, question, row, answer)

    def _row(self, question: str, truth: str | None) -> Mapping[str, Any]:
        """The row that asks ``question``, as far as it can be known here."""
        found = self._rows.get(question)
        if found is not None:
            return found
        return {"query": question} if truth is None else {"query": question, "response": truth}

    @cached_property
    def _rows(self) -> dict[str, Mapping[str, Any]]:
        """The rows of the data set by their question; those that share one are left out."""
        path = os.environ.get(DATASET) or look_around().dataset
        try:
            rows = read_data(path) if path else []
        except PostilError:
            return {}
        by_question: dict[str, Mapping[str, Any]] = {}
        twice: set[str] = set()
        for row in rows:
            question = question_of(row)
            twice.update([question] if question in by_question else [])
            by_question[question] = row
        return {question: row for question, row in by_question.items() if question not in twice}


def record(model: str, question: str, row: Mapping[str, Any], answer: Answer) -> dict[str, Any]:
    """An answer as the metrics of Postil and those of the edge suite of Ianvs read it.

    ``total_time`` and ``prefill_latency`` are milliseconds, ``mem_usage`` bytes.
    """
    return {
        "prediction": answer.text,
        "generated_text": answer.text,
        "query": question,
        "row": row,
        "model": model,
        "error": answer.error,
        "total_time": answer.seconds * _MILLI,
        "prefill_latency": answer.prompt_seconds * _MILLI,
        "mem_usage": peak_memory() * _MIB,
    }


@register("postil_model")
class AnyModel(Algorithm):
    """Any model: the hyperparameter ``client`` names it."""


@register("postil_openai")
class ChatEndpoint(Algorithm):
    """A model behind an endpoint that speaks the chat completions of OpenAI."""

    client = "openai"


@register("postil_gguf")
class LocalGguf(Algorithm):
    """A GGUF model in this process."""

    client = "gguf"


@register("postil_replay")
class Replay(Algorithm):
    """Answers recorded before: the hyperparameter ``path`` names the file."""

    client = "replay"


@register("postil_facts")
class FactsBaseline(Algorithm):
    """The baseline without a model."""

    client = "facts"
