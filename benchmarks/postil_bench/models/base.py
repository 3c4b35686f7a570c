"""What a model is: prompts in, answers out, in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Protocol, runtime_checkable

from msgspec import Struct

from postil.errors import UsageError
from postil.plugins import entry_points

GROUP = "postil.models"


class Prompt(Struct, frozen=True):
    """A question: ``id`` names it, ``text`` is all that a language model sees.

    ``task`` is what is asked for, where that is known, and ``question`` the part of ``text`` without instruction and
    examples: for baselines that are no language models. At most ``tokens`` tokens are wanted, up to the first of
    ``stop``; ``seed`` is for models that draw.
    """

    id: str
    text: str
    task: str = ""
    question: str = ""
    tokens: int | None = None
    stop: tuple[str, ...] = ()
    seed: int | None = None


class Answer(Struct, frozen=True):
    """What came back: ``text``, or ``None`` with the ``error`` that stood in the way.

    ``seconds`` is the time it took, ``prompt_seconds`` the part of it before the first word where that is known;
    ``tokens`` were written, ``prompt_tokens`` read; ``cached``: it was read from disk.
    """

    id: str
    text: str | None
    error: str | None = None
    seconds: float = 0.0
    prompt_seconds: float = 0.0
    tokens: int | None = None
    cached: bool = False
    prompt_tokens: int | None = None


@runtime_checkable
class Model(Protocol):
    """What every model must give. The same prompt has the same answer wherever the model allows it."""

    @property
    def name(self) -> str:
        """What stands in reports."""
        ...

    def answer(self, prompts: Iterable[Prompt]) -> Iterator[Answer]:
        """One answer for each prompt, in order. Never raises for a single prompt: its answer has the error."""
        ...


def model_named(name: str, **options: Any) -> Model:
    """The model called ``name``, made with ``options``.

    Raises:
        UsageError: there is none of that name, an option is unknown, or what it needs is not there.
    """
    found = {point.name: point for point in entry_points(GROUP)}
    if name not in found:
        message = f"no model {name!r}; there are: {', '.join(sorted(found)) or 'none: is postil installed?'}"
        raise UsageError(message)
    try:
        model = found[name].load()(**options)
    except TypeError as error:
        message = f"model {name!r}: {error}"
        raise UsageError(message) from error
    if not isinstance(model, Model):
        message = f"the entry point {name!r} of {GROUP} is no model: {model!r}"
        raise UsageError(message)
    return model
