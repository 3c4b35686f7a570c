"""Pairs of a real first sentence and a corrupted copy, for the same code, drawn with a fixed seed."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from corruptions import CORRUPTIONS
from documented import Documented, documented_functions, packages_in
from folds import fold_of
from msgspec import Struct

SEED = 20260101
TEST_FOLDS = (0, 1, 2)
"""Packages whose name falls into these of nine folds are for testing, the others may be fitted on."""


class Pair(Struct, frozen=True):
    """One function with its true sentence and a corrupted one."""

    kind: str
    package: str
    code: str
    true: str
    corrupted: str


def docstring_pairs(folder: Path, each: int, *, testing: bool) -> list[Pair]:
    """At most ``each`` pairs of every kind, from the packages that are for testing or from the others.

    No package gives more than a tenth of a kind's pairs above an equal share, so no project decides.
    """
    chosen = list(documented_functions(folder, split_packages(folder, testing=testing)))
    return [pair for kind in CORRUPTIONS for pair in _of_kind(kind, chosen, each)]


def split_packages(folder: Path, *, testing: bool) -> list[str]:
    """The packages in ``folder`` that are for testing, or the others."""
    packages = packages_in(folder)
    folds = fold_of(packages)
    return [name for name, fold in zip(packages, folds, strict=True) if (fold in TEST_FOLDS) is testing]


def _of_kind(kind: str, chosen: Sequence[Documented], each: int) -> list[Pair]:
    chance = random.Random(f"{SEED} {kind}")  # noqa: S311 - no secret
    by_module: dict[tuple[str, str], list[Documented]] = defaultdict(list)
    for one in chosen:
        by_module[one.package, one.module].append(one)
    most = max(1, round(each * (1 / max(1, len({one.package for one in chosen})) + 0.1)))
    taken: dict[str, int] = defaultdict(int)
    pairs: list[Pair] = []
    for one in chance.sample(list(chosen), len(chosen)):
        if len(pairs) >= each or taken[one.package] >= most:
            continue
        corrupted = CORRUPTIONS[kind](one, by_module[one.package, one.module], chance)
        if corrupted is not None and corrupted != one.sentence:
            pairs.append(Pair(kind, one.package, one.code, one.sentence, corrupted))
            taken[one.package] += 1
    return pairs
