"""Values with what they depend on: the group that each belongs to, the stratum that the group lies in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from msgspec import Struct
from numpy.typing import ArrayLike, NDArray

Values: TypeAlias = NDArray[np.float64]
Numbers: TypeAlias = NDArray[np.int64]


class Design(Struct, frozen=True):
    """Values of items, summed up by group.

    ``sums`` and ``sizes`` have one entry for each group, ``strata`` the number of its stratum (from 0, each there).
    The mean of a design is the mean over strata of the mean of a stratum's values, so that each stratum counts the
    same however many values it has.
    """

    values: Values
    groups: Numbers
    sums: Values
    sizes: Values
    strata: Numbers

    @classmethod
    def of(
        cls, values: ArrayLike, groups: Sequence[str] | None = None, strata: Sequence[str] | None = None
    ) -> Design:
        """The design of ``values``: without ``groups`` each value is one, without ``strata`` there is one.

        Raises:
            ValueError: the lengths differ, there is no value, or one is no finite number.
        """
        given = np.asarray(values, np.float64)
        layers = list(strata if strata is not None else [""] * len(given))
        names = list(groups if groups is not None else map(str, range(len(given))))
        if not len(given) == len(layers) == len(names) or not np.isfinite(given).all() or len(given) == 0:
            message = "values must be finite numbers, at least one, each with its group and stratum"
            raise ValueError(message)
        keys = list(zip(layers, names, strict=True))
        ordered = sorted(set(keys))
        number = {key: at for at, key in enumerate(ordered)}
        index = np.array([number[key] for key in keys], np.int64)
        layer = {name: at for at, name in enumerate(sorted(set(layers)))}
        return cls(
            given,
            index,
            np.bincount(index, given).astype(np.float64),
            np.bincount(index).astype(np.float64),
            np.array([layer[name] for name, _ in ordered], np.int64),
        )

    @property
    def weights(self) -> Values:
        """What each group's sum counts in the mean."""
        totals = np.bincount(self.strata, self.sizes)
        weights: Values = 1.0 / (len(totals) * totals[self.strata])
        return weights

    @property
    def mean(self) -> float:
        """The mean over strata of their means."""
        return float(self.sums @ self.weights)

    def layers(self) -> list[Numbers]:
        """The numbers of the groups of each stratum."""
        return [np.flatnonzero(self.strata == layer) for layer in range(int(self.strata.max()) + 1)]
