"""What is to be run, from a file of TOML.

seeds = [1, 2]
limit = 40                      # items of each task; default: all
execute = true                  # allow code_generation to run what models write, in the sandbox

[[models]]
client = "openai"               # a name under postil.models
label = "small"                 # what reports call it; default: the model's own name
options = { model = "qwen3:4b", url = "http://localhost:11434/v1", cache = "answers" }
price = { prompt = 0.1, completion = 0.4 }  # for a million tokens

[tasks.review]                  # default: all tasks that are installed
data = "faults.jsonl"           # default: the items that come along
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

from postil.configuration import read_table, settings_from
from postil.errors import UsageError
from postil_bench.tasks import VARIANTS, task_names

Count = Annotated[int, Meta(ge=0)]
_DEMO = Path(__file__).with_name("demo.toml")


class Price(Struct, frozen=True, forbid_unknown_fields=True):
    """What a million tokens cost, read and written, in any one currency."""

    prompt: float = 0.0
    completion: float = 0.0

    def of(self, prompt_tokens: int | None, tokens: int | None) -> float | None:
        """The cost of one answer, ``None`` where tokens were not counted."""
        if prompt_tokens is None or tokens is None:
            return None
        return (prompt_tokens * self.prompt + tokens * self.completion) / 1_000_000


class ModelConfig(Struct, frozen=True, forbid_unknown_fields=True):
    """One model: ``client`` is its name under ``postil.models``, ``options`` are its own; without a ``price`` no cost is told."""

    client: str
    label: str = ""
    options: dict[str, Any] = {}
    price: Price | None = None


class TaskConfig(Struct, frozen=True, forbid_unknown_fields=True):
    """One task; what is not set is that of the run."""

    data: str | None = None
    limit: Count | None = None
    shots: Count | None = None


class Config(Struct, frozen=True, forbid_unknown_fields=True):
    """A run.

    ``limit`` items of each task are asked, drawn evenly over languages (default: all), each behind ``shots`` examples,
    once for each of ``seeds``; ``variant_items`` of them once more in each of ``variants``. Without ``execute`` nothing
    that a model wrote is run.
    """

    models: tuple[ModelConfig, ...]
    tasks: dict[str, TaskConfig] = {}
    seeds: tuple[int, ...] = (1,)
    limit: Count | None = None
    shots: Count = 1
    variants: tuple[str, ...] = ()
    variant_items: Count = 4
    execute: bool = False


def read_config(path: Path | None) -> Config:
    """The run that the file ``path`` describes, ``None`` for the demonstration, with all tasks where it names none.

    Raises:
        UsageError: the file cannot be read, or something in it does not fit; says what.
    """
    place = path or _DEMO
    config = settings_from(read_table(place) or {}, Config, str(place))
    _check(config, str(place))
    return _resolved(config, place.parent)


def _check(config: Config, place: str) -> None:
    unknown = [name for name in config.variants if name not in VARIANTS]
    problem = (
        "models must name at least one"
        if not config.models
        else "seeds must name at least one, none twice"
        if not config.seeds or len(set(config.seeds)) < len(config.seeds)
        else f"no variant {unknown[0]!r}; there are: {', '.join(VARIANTS)}"
        if unknown
        else "variants must be named once each"
        if len(set(config.variants)) < len(config.variants)
        else None
    )
    if problem:
        message = f"{place}: {problem}"
        raise UsageError(message)


def _resolved(config: Config, folder: Path) -> Config:
    """``config`` with every task named, and paths of data and recorded answers seen from the file."""
    named = config.tasks or {name: TaskConfig() for name in task_names()}
    tasks = {
        name: msgspec.structs.replace(task, data=None if task.data is None else str(folder / task.data))
        for name, task in named.items()
    }
    models = tuple(_with_path(model, folder) for model in config.models)
    return msgspec.structs.replace(config, tasks=tasks, models=models)


def _with_path(model: ModelConfig, folder: Path) -> ModelConfig:
    path = model.options.get("path")
    if not isinstance(path, str) or not (folder / path).is_file():
        return model
    return msgspec.structs.replace(model, options={**model.options, "path": str(folder / path)})
