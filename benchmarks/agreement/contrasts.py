"""Pairs of a true and a false remark on one function, with their traits: corrupted docstrings, reviewed comments."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from docstring_pairs import Pair
from folds import fold_of
from held_out import remark_traits
from match_fit import Contrast
from msgspec import Struct
from rated import LANGUAGES, read_rows

REVIEW_WEIGHT = 1.5
"""How much the reviewed comments count, beside 1 for each kind of corruption."""
REVIEW_FOLDS = 5


class Remark(Struct, frozen=True):
    """A comment on code."""

    language: str
    code: str
    comment: str


class Reviewed(Struct, frozen=True):
    """A comment that a reviewer called wrong, and the same after the fix, each with its code."""

    group: str
    true: Remark
    false: Remark


def reviewed(folder: Path) -> list[Reviewed]:
    """The review pairs of the data in ``folder``, identical ones left out."""
    groups: dict[str, dict[int, Remark]] = defaultdict(dict)
    for row in read_rows(folder, "review_pairs"):
        groups[row["group"]][row["label_inconsistent"]] = _remark(row)
    return [
        Reviewed(group, found[0], found[1])
        for group, found in sorted(groups.items())
        if found[0].comment != found[1].comment
    ]


def review_folds(pairs: Sequence[Reviewed]) -> list[int]:
    """The frozen fold of each pair."""
    return fold_of([pair.group for pair in pairs], REVIEW_FOLDS)


def review_contrast(pairs: Sequence[Reviewed]) -> Contrast:
    """The traits of those pairs of which both comments say something."""
    full = [pair for pair in pairs if pair.true.comment.strip() and pair.false.comment.strip()]
    sides = [
        [remark_traits(r.code, r.comment, r.language) for r in side]
        for side in ([pair.true for pair in full], [pair.false for pair in full])
    ]
    return Contrast(sides[0], sides[1], REVIEW_WEIGHT)


def corruption_contrasts(pairs: Sequence[Pair]) -> list[Contrast]:
    """The traits of corrupted docstrings, one set for each kind of corruption."""
    kinds = sorted({pair.kind for pair in pairs})
    found = []
    for kind in kinds:
        chosen = [pair for pair in pairs if pair.kind == kind]
        true = [remark_traits(pair.code, pair.true, "python") for pair in chosen]
        false = [remark_traits(pair.code, pair.corrupted, "python") for pair in chosen]
        found.append(Contrast(true, false, 1.0))
    return found


def _remark(row: dict[str, Any]) -> Remark:
    return Remark(LANGUAGES.get(row["lang"].lower(), row["lang"].lower()), row["code"], row["cand"])
