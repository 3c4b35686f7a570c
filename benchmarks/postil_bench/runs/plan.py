"""A configured run laid out: tasks with the items that will be asked, models, and the order of it all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from postil.errors import UsageError
from postil_bench.models.base import Model, Prompt, model_named
from postil_bench.records import Key
from postil_bench.runs.config import Config, ModelConfig
from postil_bench.tasks import Item, Task, task_named
from postil_bench.tasks.items import drawn


class Question(Struct, frozen=True):
    """One item, as it stands or changed, with its prompt."""

    item: Item
    prompt: Prompt


class TaskPlan(Struct, frozen=True):
    """A task and its questions, in the order of its data."""

    task: Task
    questions: tuple[Question, ...]


class Plan:
    """Everything that a run will do, in canonical order: tasks, models, seeds, items, variants.

    Args:
        config: the run.
        only: the labels of the models that take part (default: all).

    Raises:
        UsageError: an unknown task, model or option, data that cannot be read, two models of one name, or a task
            that runs code where the run does not allow it.
    """

    def __init__(self, config: Config, only: tuple[str, ...] = ()) -> None:
        self.config = config
        self.tasks = {name: self._task(name) for name in config.tasks}
        made = [(settings, _made(settings)) for settings in config.models]
        self.models: dict[str, Model] = {}
        self.settings: dict[str, ModelConfig] = {}
        for settings, model in made:
            label = settings.label or model.name
            if label in self.models:
                message = f"two models are called {label!r}: give one a label"
                raise UsageError(message)
            self.models[label], self.settings[label] = model, settings
        self._keep(only)

    def cells(self) -> Iterator[tuple[str, str, int]]:
        """Task, model and seed, in canonical order."""
        for task in self.tasks:
            for model in self.models:
                for seed in self.config.seeds:
                    yield task, model, seed

    def sample_keys(self) -> Iterator[Key]:
        """The key of every sample, in canonical order."""
        for task, model, seed in self.cells():
            for question in self.tasks[task].questions:
                yield (task, model, seed, question.item.id, question.item.variant)

    def _task(self, name: str) -> TaskPlan:
        config, own = self.config, self.config.tasks[name]
        task = task_named(name, None if own.data is None else Path(own.data))
        if task.runs_code and not config.execute:
            message = (
                f"the task {name} runs what models write: allow it with 'execute = true' or --execute, "
                "or name the tasks to be run under [tasks]"
            )
            raise UsageError(message)
        shots = config.shots if own.shots is None else own.shots
        items = drawn(task.items, config.limit if own.limit is None else own.limit)
        tried = {item.id for item in drawn(items, config.variant_items)}
        asked = (
            changed
            for item in items
            for variant in ("", *(config.variants if item.id in tried else ()))
            if (changed := task.variant(item, variant, shots) if variant else item) is not None
        )
        return TaskPlan(task, tuple(Question(item, task.prompt(item, shots)) for item in asked))

    def _keep(self, only: tuple[str, ...]) -> None:
        unknown = [label for label in only if label not in self.models]
        if unknown:
            message = f"no model {unknown[0]!r} in this run; there are: {', '.join(self.models)}"
            raise UsageError(message)
        if only:
            self.models = {label: model for label, model in self.models.items() if label in only}


def _made(settings: ModelConfig) -> Model:
    return model_named(settings.client, **settings.options)
