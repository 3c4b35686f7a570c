"""Values with what they depend on: the group that each belongs to, the stratum that the group lies in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from msgspec import Struct
from numpy.typing import ArrayLike, NDArray

Values: TypeAlias = NDArray[np.float64]
Numbers: TypeAlias = NDArray[np.int64]
_ROUNDING = 1e-9


class Design(Struct, frozen=True):
    """Values of items, summed up by group and stratum.

    ``sums`` and ``sizes`` have a row for each group and a column for each stratum. A group may have values in several
    strata: they are still not independent. The mean of a design is the mean over strata of the mean of a stratum's
    values, so that each stratum counts the same however many values it has.
    """

    values: Values
    sums: Values
    sizes: Values

    @classmethod
    def of(
        cls, values: ArrayLike, groups: Sequence[str] | None = None, strata: Sequence[str] | None = None
    ) -> Design:
        """The design of ``values``: without ``groups`` each value is one, without ``strata`` there is one.

        Raises:
            ValueError: the lengths differ, there is no value, or one is no finite number.
        """
        given = np.asarray(values, np.float64)
        names = list(groups if groups is not None else map(str, range(len(given))))
        layers = list(strata if strata is not None else [""] * len(given))
        if not len(given) == len(layers) == len(names) or not np.isfinite(given).all() or len(given) == 0:
            message = "values must be finite numbers, at least one, each with its group and stratum"
            raise ValueError(message)
        row, column = _numbered(names), _numbered(layers)
        cells = (np.array([row[name] for name in names]), np.array([column[name] for name in layers]))
        sums, sizes = np.zeros((len(row), len(column))), np.zeros((len(row), len(column)))
        np.add.at(sums, cells, given)
        np.add.at(sizes, cells, 1.0)
        return cls(given, sums, sizes)

    @property
    def means(self) -> Values:
        """The mean of each stratum."""
        found: Values = self.sums.sum(axis=0) / self.sizes.sum(axis=0)
        return found

    @property
    def mean(self) -> float:
        """The mean over strata of their means."""
        return float(self.means.mean())

    @property
    def parts(self) -> Values:
        """What each group adds to the mean."""
        return self._shares(self.sums)

    @property
    def residuals(self) -> Values:
        """What each group adds to the mean beyond what it would if its values were the means of their strata."""
        return self._shares(self.sums - self.sizes * self.means)

    @property
    def alike(self) -> bool:
        """Whether all groups have the means of their strata."""
        return bool(np.allclose(self.residuals, 0.0, atol=_ROUNDING * float(np.abs(self.values).max())))

    def layers(self) -> list[Numbers]:
        """The numbers of the groups that are drawn from one another: strata that share a group are one layer."""
        found: list[tuple[set[int], set[int]]] = []
        for group, row in enumerate(self.sizes):
            strata, members = set(np.flatnonzero(row).tolist()), {group}
            for layer in [layer for layer in found if layer[0] & strata]:
                strata, members = strata | layer[0], members | layer[1]
                found.remove(layer)
            found.append((strata, members))
        return [np.array(sorted(members), np.int64) for _, members in found]

    def _shares(self, sums: Values) -> Values:
        shares: Values = (sums / (self.sizes.sum(axis=0) * self.sizes.shape[1])).sum(axis=1)
        return shares


def _numbered(names: Sequence[str]) -> dict[str, int]:
    return {name: number for number, name in enumerate(sorted(set(names)))}
