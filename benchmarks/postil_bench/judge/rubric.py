"""The rubric: what judges are asked, what they may answer, and the version under which they answered.

>>> load_rubric("answer").names
('right', 'wrong')
"""

from __future__ import annotations

import sys
from importlib import resources
from pathlib import Path
from typing import Any, Literal, TypeAlias

import msgspec
from msgspec import Struct

from postil.errors import UsageError

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

Level: TypeAlias = Literal["nominal", "ordinal", "interval"]
Mode: TypeAlias = Literal["single", "pair"]
Scale: TypeAlias = Literal["overall", "adequacy", "conciseness", "fluency"]
BUILT_IN = ("answer", "scale", "pair", "adequacy", "conciseness", "fluency")
PAIR_CHOICES = ("a", "b", "tie", "both_bad")
RESERVED = frozenset("sunpqk")
"""Keys of the page itself: skip, undo, next, previous, queue, keys on or off."""


class Choice(Struct, frozen=True, forbid_unknown_fields=True):
    """One thing a judge may say.

    ``key`` is the key that says it. ``right`` is what it means for accuracy, ``value`` its place on the scale of an
    ordinal or interval rubric.
    """

    name: str
    label: str
    key: str
    right: bool | None = None
    value: float | None = None


class Rubric(Struct, frozen=True, forbid_unknown_fields=True):
    """The question, the guide to it, the choices and the reasons to skip, under one ``version``.

    ``scale`` is what values of choices measure of a comment, for calibration.
    """

    version: str
    mode: Mode
    level: Level
    title: str
    guide: tuple[str, ...]
    choices: tuple[Choice, ...]
    skip: tuple[str, ...] = ("I cannot tell",)
    scale: Scale = "overall"

    @property
    def names(self) -> tuple[str, ...]:
        """What may be answered, in the order of the page."""
        return tuple(choice.name for choice in self.choices)

    def choice(self, name: str) -> Choice | None:
        """The choice called ``name``."""
        return next((choice for choice in self.choices if choice.name == name), None)


def load_rubric(name: str) -> Rubric:
    """A built-in rubric by name, or one of your own from a ``.toml`` file.

    Raises:
        UsageError: there is none of that name, or the file is damaged; says where.
    """
    if name in BUILT_IN:
        file = resources.files("postil_bench.judge") / "rubrics" / f"{name}.toml"
        return _read(file.read_text(encoding="utf-8"), name)
    path = Path(name)
    if path.suffix != ".toml":
        message = f"no rubric {name!r}: choose one of {', '.join(BUILT_IN)}, or name a .toml file"
        raise UsageError(message)
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        message = f"{path} cannot be read: {error}"
        raise UsageError(message) from error
    return _read(text, str(path))


def _read(text: str, name: str) -> Rubric:
    try:
        fields: dict[str, Any] = tomllib.loads(text)
        rubric = msgspec.convert(fields, Rubric)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        message = f"rubric {name}: {error}"
        raise UsageError(message) from error
    problem = _problem(rubric)
    if problem:
        message = f"rubric {name}: {problem}"
        raise UsageError(message)
    return rubric


def _problem(rubric: Rubric) -> str | None:
    """What makes a rubric useless, if anything does."""
    keys = [choice.key for choice in rubric.choices]
    if len(rubric.choices) < 2 or len(set(rubric.names)) < len(keys):
        return "it needs at least two choices, each with a name of its own"
    if len(set(keys)) < len(keys) or any(len(key) != 1 or key in RESERVED for key in keys):
        return f"each choice needs one key of its own, none of {', '.join(sorted(RESERVED))}"
    if "skip" in rubric.names or not rubric.skip:
        return "'skip' is always there and needs reasons; it is no choice"
    if rubric.mode == "pair" and set(rubric.names) != set(PAIR_CHOICES):
        return f"a rubric for pairs has the choices {', '.join(PAIR_CHOICES)}"
    if rubric.level != "nominal" and any(choice.value is None for choice in rubric.choices):
        return f"each choice of an {rubric.level} rubric needs a value"
    return None
