"""Predictions of the scales for rows that the fit did not see: the shipped recipe, fitted again for each fold."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from folds import double_folds
from msgspec import Struct
from ranks import Values
from rated import Rated
from scale_fit import Units, fit_scale, units_of

from postil.embedders.registry import embedder_named
from postil.page import Page
from postil.reading.candidates import as_row
from postil.records import Comment
from postil.scoring.scales import Scale, traits

EMBEDDER = "static"
"""The default, with which the calibration is fitted."""


class Described(Struct, frozen=True):
    """A data set with the traits of its comments."""

    rows: list[Rated]
    traits: list[dict[str, float]]

    def ratings(self, scale: str, chosen: Sequence[int] | None = None) -> Values:
        """The mean ratings of all rows, or of the ``chosen`` ones."""
        rows = self.rows if chosen is None else [self.rows[i] for i in chosen]
        return np.array([row.ratings[scale] for row in rows], dtype=np.float64)


def describe(rows: list[Rated]) -> Described:
    """Read the traits of every row."""
    return Described(rows, [remark_traits(row.code, row.comment, row.language) for row in rows])


def remark_traits(code: str, comment: str, language: str) -> dict[str, float]:
    """The traits of what the scorer sees; of a comment that it reads as empty, those of the bare text."""
    read = as_row({"code_snippet": code, "comment": comment, "language": language}, None)
    remarks = read.comments if read.missing is None else (Comment(comment, kind="summary"),)
    return traits(Page.read(read.snippet, remarks), 0, embedder_named(EMBEDDER))


def fitted(sets: Sequence[tuple[Described, Sequence[int]]], scale: str, units: Units) -> Scale:
    """The scale fitted on the chosen rows of each data set."""
    rows = [data.traits[i] for data, chosen in sets for i in chosen]
    return fit_scale(scale, rows, [data.ratings(scale, chosen) for data, chosen in sets], units)


def common_units(sets: Sequence[Described]) -> Units:
    """The units of the traits over all rows of ``sets``."""
    return units_of([row for data in sets for row in data.traits])


def held_out(data: Described, scale: str, others: Sequence[Described] = ()) -> Values:
    """A prediction for every row of ``data`` by a fit that saw neither its function nor its generator.

    ``others`` are further data sets to fit on; of them too the rows of that generator are left out.
    """
    found = np.zeros(len(data.rows))
    units = common_units([data, *others])
    groups, generators = [row.group for row in data.rows], [row.generator for row in data.rows]
    for fold in double_folds(groups, generators):
        beside = [(o, [i for i, r in enumerate(o.rows) if r.generator != fold.generator]) for o in others]
        model = fitted([(data, fold.train), *beside], scale, units)
        for at in fold.test:
            found[at] = model.value(data.traits[at])
    return found


def transferred(data: Described, scale: str, others: Sequence[Described]) -> Values:
    """A prediction for every row of ``data`` by one fit on ``others``."""
    model = fitted([(o, range(len(o.rows))) for o in others], scale, common_units(others))
    return np.array([model.value(one) for one in data.traits])
