"""Tests and intervals for scores of the same items: which differences are real, and which could be chance.

Values are grouped by source (the file or repository an item comes from), because items of one source are not
independent; a group is drawn, or changes its sign, as a whole. Values may also lie in strata (the tasks of a board),
each of which counts the same; a source may have items in several. Seeds are fixed: the same values give the same numbers.

>>> import numpy as np
>>> one, other = np.array([1.0, 0.9, 0.8, 0.7, 1.0, 0.9]), np.array([0.5, 0.6, 0.4, 0.5, 0.7, 0.5])
>>> permutation(Design.of(one - other))
0.03125
"""

from postil_bench.statistics.design import Design, Values
from postil_bench.statistics.effects import (
    cohen_dz,
    smallest_detectable,
    standard_error,
    superiority,
)
from postil_bench.statistics.exact import holm, mcnemar, wilson
from postil_bench.statistics.resampling import bootstrap, permutation
from postil_bench.statistics.ties import letters, places

__all__ = [
    "Design",
    "Values",
    "bootstrap",
    "cohen_dz",
    "holm",
    "letters",
    "mcnemar",
    "permutation",
    "places",
    "smallest_detectable",
    "standard_error",
    "superiority",
    "wilson",
]
