"""Recipes: all that it takes to make a corpus again.

[corpus]
name = "python-classics"
description = "..."
tasks = ["comment_samples", "summaries"]

[split]
test_share = 0.1

[[package]]
name = "attrs"
version = "25.4.0"
sha256 = "16d5..."
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from postil.errors import UsageError
from postil_corpora.build.splits import Splits
from postil_corpora.collect.pypi import Package

TASKS = (
    "comment_samples",
    "summaries",
    "code_generation",
    "issue_answers",
    "reviews",
    "commit_messages",
    "next_edits",
    "co_changes",
    "api_calls",
    "preferences",
)


class Corpus(Struct, frozen=True, forbid_unknown_fields=True):
    """What a corpus is called, what it is for, which tables of tasks it has, of which languages (default: all)."""

    name: str
    description: str
    tasks: tuple[str, ...]
    languages: tuple[str, ...] | None = None
    version: str = "1"


class Collected(Struct, frozen=True, forbid_unknown_fields=True):
    """A folder of tables that ``postil corpora collect`` wrote; relative to the recipe.

    ``git`` is another, with the commits of the same repository, where ``folder`` holds what a host says of it.
    """

    folder: str
    repository: str
    licence: str | None = None
    git: str | None = None


class Measured(Struct, frozen=True, forbid_unknown_fields=True):
    """What people found when they read a sample: ``share`` of ``read`` rows with its 95 % interval, and how."""

    what: str
    share: float
    low: float
    high: float
    read: int
    how: str = ""


class Recipe(Struct, frozen=True, forbid_unknown_fields=True):
    """A recipe as it is written; ``package`` and ``collected`` are its sources, ``measured`` what is known of its noise.

    ``filters`` are asked about every row, in order; ``filter`` holds their options by name.
    """

    corpus: Corpus
    split: Splits = Splits()
    filters: tuple[str, ...] = ("redact", "licence", "generated", "duplicates")
    filter: dict[str, dict[str, Any]] = {}
    package: tuple[Package, ...] = ()
    collected: tuple[Collected, ...] = ()
    measured: tuple[Measured, ...] = ()


class ReadRecipe(Struct, frozen=True):
    """A recipe with the folder it stands in and the sha256 of its bytes."""

    recipe: Recipe
    folder: Path
    sha256: str


def read_recipe(path: Path) -> ReadRecipe:
    """The recipe in ``path``.

    Raises:
        UsageError: there is none, it is no TOML, or it says something that no recipe can say.
    """
    if not path.is_file():
        message = f"no recipe {path}"
        raise UsageError(message)
    data = path.read_bytes()
    try:
        recipe = msgspec.convert(_toml(data), Recipe)
    except (ValueError, msgspec.ValidationError) as error:
        message = f"{path}: {error}"
        raise UsageError(message) from error
    unknown = [task for task in recipe.corpus.tasks if task not in TASKS]
    if unknown or not (recipe.package or recipe.collected):
        wrong = (
            f"no task {unknown[0]!r}; there are {', '.join(TASKS)}"
            if unknown
            else "names no source: add [[package]]"
        )
        message = f"{path}: {wrong}"
        raise UsageError(message)
    return ReadRecipe(recipe, path.parent, hashlib.sha256(data).hexdigest())


def _toml(data: bytes) -> object:
    if sys.version_info >= (3, 11):
        import tomllib  # noqa: PLC0415 - of Python 3.11 and later
    else:
        import tomli as tomllib  # noqa: PLC0415 - the same for Python 3.10
    return tomllib.loads(data.decode())
