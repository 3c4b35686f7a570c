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

from postil.errors import UsageError
from postil.records import DIMENSIONS, DimensionName, ReferenceMode
from postil.rule import Rule

_BUILTIN = "default"


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
    ``mean``, or ``none``; ``docstring_style`` is for rules that want one style (none does yet).
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
    fields: Fields = Fields()

    def chosen(self, rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
        """The rules of ``rules`` that this profile asks for, in the same order."""
        return tuple(rule for rule in rules if self._asks_for(rule))

    def penalty(self, rule: Rule) -> float:
        """The share of its dimension, in (0, 1), that one finding of ``rule`` takes."""
        return self.penalties.get(rule.code, rule.penalty)

    def shares(self) -> dict[DimensionName, float]:
        """The weights of the required dimensions, adding up to 1."""
        weights = {name: getattr(self.weights, name) for name in DIMENSIONS if name in self.required}
        total = sum(weights.values())
        return {name: weight / total for name, weight in weights.items() if weight > 0}

    def _asks_for(self, rule: Rule) -> bool:
        if any(_names(word, rule) for word in self.ignore):
            return False
        return any(_names(word, rule) for word in self.select) if self.select else rule.default


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
        found = _nearest(start)
        return _from_file(found) if found else builtin[_BUILTIN]
    if name_or_path in builtin:
        return builtin[name_or_path]
    path = Path(name_or_path)
    if path.suffix == ".toml" and path.is_file():
        return _from_file(path)
    message = f"no profile {name_or_path!r}: there are {', '.join(builtin)}, or the path of a .toml file"
    raise UsageError(message)


def _names(word: str, rule: Rule) -> bool:
    return rule.code.startswith(word) or rule.name == word or rule.name.startswith(word.rstrip("/") + "/")


def _nearest(start: Path) -> Path | None:
    for folder in (start, *start.absolute().parents):
        own, project = folder / "postil.toml", folder / "pyproject.toml"
        if own.is_file():
            return own
        if project.is_file() and _table(project) is not None:
            return project
    return None


def _table(path: Path) -> dict[str, Any] | None:
    try:
        text = path.read_text(encoding="utf-8")
        if path.name == "pyproject.toml" and not _may_speak_of_us(text):
            return None
        table = _read_toml(text)
    except (OSError, ValueError) as error:
        message = f"{path}: cannot be read: {error}"
        raise UsageError(message) from error
    if path.name == "pyproject.toml":
        found = table.get("tool", {}).get("postil")
        return found if isinstance(found, dict) else None
    return table


def _may_speak_of_us(text: str) -> bool:
    """Whether a project's file can have a ``[tool.postil]``, seen without reading it as TOML."""
    lines = [line.partition("#")[0] for line in text.splitlines() if "tool" in line]
    return any("postil" in line or line.strip(" \t[]'\"") == "tool" for line in lines)


def _read_toml(text: str) -> dict[str, Any]:
    import sys  # noqa: PLC0415 - only to choose the reader

    if sys.version_info >= (3, 11):
        import tomllib  # noqa: PLC0415 - only when a file is read
    else:
        import tomli as tomllib  # noqa: PLC0415 - only when a file is read
    table: dict[str, Any] = tomllib.loads(text)
    return table


def _from_file(path: Path) -> Profile:
    table = _table(path) or {}
    known = {field.encode_name for field in msgspec.structs.fields(Profile)}
    for key in table:
        if key not in known:
            from difflib import get_close_matches  # noqa: PLC0415 - only for a mistake

            near = get_close_matches(key, sorted(known), n=1)
            hint = f"; did you mean {near[0]!r}?" if near else f"; known are {', '.join(sorted(known))}"
            message = f"{path}: unknown key {key!r}{hint}"
            raise UsageError(message)
    base = builtin_profiles().get(str(table.get("extends", _BUILTIN)))
    if base is None:
        message = f"{path}: extends {table['extends']!r}, but there are only {', '.join(builtin_profiles())}"
        raise UsageError(message)
    merged = {**msgspec.to_builtins(base), "name": path.stem, **table}
    try:
        profile = msgspec.convert(merged, Profile)
    except msgspec.ValidationError as error:
        message = f"{path}: {error}"
        raise UsageError(message) from error
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
