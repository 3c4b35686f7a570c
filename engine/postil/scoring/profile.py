"""Profiles: which rules, weights and languages judge a project's comments.

A profile is one of the built-in ones, or a table of the user's: ``[tool.postil]`` in pyproject.toml, or a
``postil.toml``:

    [tool.postil]
    extends = "strict"
    comment-language = "zh"
    ignore = ["COV12"]
    weights = { format = 1, accuracy = 3, logic = 2 }
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import msgspec
from msgspec import Struct

from postil.configuration import nearest_file, read_table, reject_unknown, settings_from
from postil.errors import UsageError
from postil.records import DIMENSIONS, DimensionName, ReferenceMode
from postil.rule import Rule

_BUILTIN = "default"
_OF_THE_LINTER = "check"


class Weights(Struct, frozen=True, forbid_unknown_fields=True):
    """How much each dimension counts in the overall; only the proportions matter, 0 leaves one out."""

    format: float = 0.15
    accuracy: float = 0.55
    logic: float = 0.30


class Fields(Struct, frozen=True, forbid_unknown_fields=True):
    """What a project's rows call the fields of a row (docs/formats.md), by our name."""

    id: str = "id"
    code_snippet: str = "code_snippet"
    annotations: str = "annotations"
    comment: str = "comment"
    description: str = "description"
    query: str = "query"
    response: str = "response"


class Profile(Struct, frozen=True, rename="kebab", forbid_unknown_fields=True):
    """What is asked of comments.

    ``select`` and ``ignore`` name rules by code (``CON04``), group (``CON``) or name; ``penalties`` change
    the share of a dimension (0-1) that one finding of a rule takes. ``comment_language`` is ``en``, ``zh``
    or ``any``; ``references`` says how references count, where there are any: the nearest (``best``), all in the
    ``mean``, or ``none``; ``docstring_style`` goes to every rule that has an option of that name. ``options`` are those
    of single rules, by code or name:

        [tool.postil.options.FMT15]
        width = 88
    """

    name: str = _BUILTIN
    extends: str = _BUILTIN
    weights: Weights = Weights()
    required: tuple[DimensionName, ...] = DIMENSIONS
    comment_language: Literal["en", "zh", "any"] = "any"
    references: ReferenceMode = "best"
    docstring_style: Literal["google", "numpy", "sphinx", "epytext", "any"] = "any"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    penalties: dict[str, float] = msgspec.field(default_factory=dict)
    options: dict[str, dict[str, Any]] = msgspec.field(default_factory=dict)
    fields: Fields = Fields()

    def chosen(self, rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
        """The rules of ``rules`` that this profile asks for, with its options, in the same order.

        Raises:
            UsageError: options for a rule that is not in ``rules``, or that it does not have.
        """
        unknown = self.options.keys() - {word for rule in rules for word in (rule.code, rule.name)}
        if unknown:
            message = f"profile {self.name}: options for {min(unknown)!r}, but there is no such rule"
            raise UsageError(message)
        return tuple(rule.configured(self._options_of(rule)) for rule in rules if self._asks_for(rule))

    def penalty(self, rule: Rule) -> float:
        """The share of its dimension, in (0, 1), that one finding of ``rule`` takes."""
        return self.penalties.get(rule.code, rule.penalty)

    def shares(self) -> dict[DimensionName, float]:
        """The weights of the required dimensions, adding up to 1."""
        weights = {name: getattr(self.weights, name) for name in DIMENSIONS if name in self.required}
        total = sum(weights.values())
        return {name: weight / total for name, weight in weights.items() if weight > 0}

    def _options_of(self, rule: Rule) -> dict[str, Any]:
        shared = {"docstring-style": self.docstring_style} if "docstring_style" in rule.options else {}
        return {**shared, **self.options.get(rule.name, {}), **self.options.get(rule.code, {})}

    def _asks_for(self, rule: Rule) -> bool:
        if any(names_rule(word, rule) for word in self.ignore):
            return False
        return any(names_rule(word, rule) for word in self.select) if self.select else rule.default


def builtin_profiles() -> dict[str, Profile]:
    """The profiles that come with Postil, by name."""
    profiles = (
        Profile(),
        Profile(
            name="ianvs-comment", weights=Weights(format=0.2, accuracy=0.5, logic=0.3), ignore=("COV12",)
        ),
        Profile(
            name="docstring", weights=Weights(format=0.1, accuracy=0.55, logic=0.35), ignore=("FMT2", "ALN")
        ),
        Profile(
            name="strict",
            weights=Weights(format=0.2, accuracy=0.55, logic=0.25),
            penalties={"CON50": 0.6, "CON51": 0.6, "CON53": 0.6, "STA01": 0.5},
        ),
    )
    return {profile.name: profile for profile in profiles}


def load_profile(name_or_path: str = _BUILTIN, start: Path | None = None) -> Profile:
    """The profile of that name, or the one in that TOML file.

    ``default`` means the ``[tool.postil]`` or ``postil.toml`` of ``start`` or the nearest folder above it
    that has one (no search when ``start`` is ``None``), else the built-in default.

    Raises:
        UsageError: no such profile, or a key or value in the file that does not fit; says which and what
            would fit.
    """
    builtin = builtin_profiles()
    if name_or_path == _BUILTIN and start is not None:
        found = nearest_file(start)
        return _from_file(found) if found else builtin[_BUILTIN]
    if name_or_path in builtin:
        return builtin[name_or_path]
    path = Path(name_or_path)
    if path.suffix == ".toml" and path.is_file():
        return _from_file(path)
    message = f"no profile {name_or_path!r}: there are {', '.join(builtin)}, or the path of a .toml file"
    raise UsageError(message)


def names_rule(word: str, rule: Rule) -> bool:
    """Whether ``word`` is the code of the rule, the beginning of that, its name or its group."""
    return rule.code.startswith(word) or rule.name == word or rule.name.startswith(word.rstrip("/") + "/")


def _from_file(path: Path) -> Profile:
    table = {key: value for key, value in (read_table(path) or {}).items() if key != _OF_THE_LINTER}
    reject_unknown(table, [field.encode_name for field in msgspec.structs.fields(Profile)], str(path))
    base = builtin_profiles().get(str(table.get("extends", _BUILTIN)))
    if base is None:
        message = f"{path}: extends {table['extends']!r}, but there are only {', '.join(builtin_profiles())}"
        raise UsageError(message)
    merged = {**msgspec.to_builtins(base), "name": path.stem, **table}
    profile = settings_from(merged, Profile, str(path))
    _check(profile, path)
    return profile


def _check(profile: Profile, path: Path) -> None:
    weights = msgspec.structs.astuple(profile.weights)
    if min(weights) < 0 or not profile.required or not profile.shares():
        message = (
            f"{path}: weights must not be negative, and one of the required dimensions must weigh something"
        )
        raise UsageError(message)
    for code, share in profile.penalties.items():
        if not 0 <= share < 1:
            message = f"{path}: penalties.{code} is {share}; it must be in [0, 1)"
            raise UsageError(message)
