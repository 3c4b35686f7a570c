"""The frozen split: functions into folds by the hash of their name, generators one by one.

A row is tested by a model that saw neither its function nor its generator. The split was fixed before
anything was fitted; it depends on nothing but the names.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence

from msgspec import Struct

FOLDS = 9
SPLIT = f"functions ordered by crc32 of their name, dealt into {FOLDS} folds; each generator held out in turn"


class Fold(Struct, frozen=True):
    """Indices of the rows to train on and of those to test."""

    train: tuple[int, ...]
    test: tuple[int, ...]
    generator: str


def fold_of(groups: Sequence[str], folds: int = FOLDS) -> list[int]:
    """The number of the fold of each group."""
    ordered = sorted(set(groups), key=lambda group: (zlib.crc32(group.encode()), group))
    number = {group: place % folds for place, group in enumerate(ordered)}
    return [number[group] for group in groups]


def double_folds(groups: Sequence[str], generators: Sequence[str]) -> Iterator[Fold]:
    """Every pair of a fold of functions and a generator that has rows: held out both ways."""
    folds = fold_of(groups)
    for generator in sorted(set(generators)):
        for fold in range(FOLDS):
            pairs = list(enumerate(zip(folds, generators, strict=True)))
            test = tuple(i for i, (f, g) in pairs if f == fold and g == generator)
            train = tuple(i for i, (f, g) in pairs if f != fold and g != generator)
            if test:
                yield Fold(train, test, generator)
