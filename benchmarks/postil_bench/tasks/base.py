"""What a task is: items, prompts, a judge of answers, and what makes two answers the same."""

from __future__ import annotations

import sys
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar

import msgspec
from msgspec import Struct

from postil.configuration import read_table, settings_from
from postil.records import Cause
from postil_bench.models.base import Prompt
from postil_bench.records import Metric
from postil_bench.tasks.items import Item, read_items
from postil_bench.tasks.prompts import Wording, compose
from postil_bench.tasks.renaming import new_names, renamed, restored

MALFORMED, INVENTED = "malformed", "invented_names"
VARIANTS = ("paraphrase", "renamed", "reordered", "long")
SEED = "seed"
_HEADING = "\n### "


class Spec(Struct, frozen=True, forbid_unknown_fields=True):
    """The file of TOML beside a task: what it asks, in how many tokens, in which words, and its metrics."""

    description: str
    tokens: int
    en: Wording
    zh: Wording
    metrics: dict[str, Metric]


class Judged(Struct, frozen=True):
    """What a judge says of one answer.

    ``metrics`` by name, ``None`` where not measured; ``details`` for drilling down and for comparing answers.
    ``problem`` says why nothing can be judged, ``cause`` whose doing that is.
    """

    metrics: dict[str, float | None]
    details: dict[str, Any] = {}
    problem: str | None = None
    cause: Cause = "model"


class Task(ABC):
    """A task on its own items, or on those in a file of JSON lines.

    A subclass has a ``name``, the type of what its items want (``wanted``), the keys of ``given`` that are code and
    prose, and a file of TOML of the same name beside its module.

    Raises:
        UsageError: the data cannot be read.
    """

    name: ClassVar[str]
    wanted: ClassVar[type[Struct]]
    code_keys: ClassVar[tuple[str, ...]] = ("code",)
    prose_keys: ClassVar[tuple[str, ...]] = ()
    chances: ClassVar[tuple[int, ...]] = ()
    """The k for which ``pass@k`` is told, where there are as many seeds."""
    runs_code: ClassVar[bool] = False
    """Whether judging runs what a model wrote."""

    def __init__(self, data: Path | None = None) -> None:
        packed = tuple(self.packed())
        items = packed if data is None else read_items(data, self.wanted, self.lacking)
        self.items = tuple(item for item in items if not item.example)
        self.examples = tuple(item for item in items if item.example) or tuple(
            item for item in packed if item.example
        )

    @abstractmethod
    def packed(self) -> Iterator[Item]:
        """The items that come along, examples among them."""

    def lacking(self, item: Item) -> str | None:
        """What of ``given`` an ``item`` of a reader's own lacks to be asked and judged, if anything."""
        return next((key for key in (*self.code_keys, *self.prose_keys) if key not in item.given), None)

    @abstractmethod
    def right_answer(self, item: Item) -> str:
        """A right answer to ``item``, as examples show it."""

    @abstractmethod
    def judge(self, item: Item, answer: str) -> Judged:
        """What is to be said of ``answer``; never raises for an answer, however damaged."""

    @abstractmethod
    def agreement(self, first: Mapping[str, Any], other: Mapping[str, Any]) -> float:
        """How much two judged answers say the same, in [0, 1], by their ``details``."""

    @cached_property
    def spec(self) -> Spec:
        """The file of TOML beside the module of the class."""
        path = Path(str(sys.modules[type(self).__module__].__file__)).with_suffix(".toml")
        return settings_from(read_table(path) or {}, Spec, path.name)

    @property
    def judged_by(self) -> tuple[str, ...]:
        """What besides Postil's version shapes the numbers: signatures and versions of tools."""
        return ()

    def metrics(self, seeds: int = 1, variants: Iterable[str] = ()) -> dict[str, Metric]:
        """The table of what is measured in a run of so many ``seeds`` and of these ``variants``."""
        table = {name: metric for name, metric in self.spec.metrics.items() if name not in self.unmeasured}
        table |= {
            f"pass@{k}": Metric(group="functionality") for k in self.chances if k <= seeds and seeds > 1
        }
        compared = [*variants, *([SEED] if seeds > 1 else [])]
        return table | {consistency(name): Metric(group="reliability") for name in compared}

    @cached_property
    def unmeasured(self) -> frozenset[str]:
        """Metrics of the table that cannot be measured here, because a tool is not installed."""
        return frozenset()

    def prompt(self, item: Item, shots: int = 1) -> Prompt:
        """The prompt for ``item`` with so many examples before it, as its ``variant`` asks for."""
        wording: Wording = getattr(self.spec, item.language)
        shown = [one for one in self.examples if one.language == item.language][:shots]
        pairs = [(one.given, self.right_answer(one)) for one in shown]
        text, question = compose(wording, pairs, item.given, item.variant)
        name = "/".join(filter(None, (self.name, item.id, item.variant)))
        return Prompt(name, text, self.name, question, self.spec.tokens, (_HEADING,))

    def variant(self, item: Item, variant: str, shots: int = 1) -> Item | None:
        """``item`` changed in a way that must not change the answer, ``None`` where that way does not apply."""
        changed = msgspec.structs.replace(item, variant=variant)
        if variant == "reordered":
            return changed if shots else None
        if variant != "renamed":
            return changed
        names = new_names("\n".join(item.given[key] for key in self.code_keys if key in item.given))
        given = {
            key: renamed(text, names, prose=key in self.prose_keys)
            if key in (*self.code_keys, *self.prose_keys)
            else text
            for key, text in item.given.items()
        }
        back = {new: old for old, new in names.items()}
        return msgspec.structs.replace(changed, given=given, names=back) if names else None

    def verdict(self, item: Item, answer: str | None, error: str | None = None) -> Judged:
        """The judgement of an answer that may be missing; identifiers have their old names again in both."""
        if answer is None or not any(sign.isprintable() and not sign.isspace() for sign in answer):
            return self.failed(item, error or "the answer is empty")
        given = {key: restored(text, item.names) for key, text in item.given.items()}
        judged = self.judge(msgspec.structs.replace(item, given=given), restored(answer, item.names))
        if judged.problem is None:
            return msgspec.structs.replace(judged, metrics={**judged.metrics, MALFORMED: 0.0})
        return self.failed(item, judged.problem, judged.details) if judged.cause == "model" else judged

    def failed(self, item: Item, problem: str, details: Mapping[str, Any] | None = None) -> Judged:
        """The judgement of what is no answer: nothing is right, nothing else can be measured."""
        table = self.spec.metrics
        worst: dict[str, float | None] = {
            name: 0.0 if table[name].higher_is_better else None for name in self.measured(item)
        }
        return Judged({**worst, MALFORMED: 1.0}, dict(details or {}), problem)

    def measured(self, item: Item) -> list[str]:  # noqa: ARG002 - for tasks whose items differ
        """The names of the metrics that an answer to ``item`` has."""
        return [name for name in self.spec.metrics if name not in self.unmeasured]


def consistency(variant: str) -> str:
    """The name of the metric that compares answers to ``variant`` with those to the item as it stands."""
    return f"{variant}_consistency"
