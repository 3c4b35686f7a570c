"""What each feature and each finding takes from its dimension.

The shares are sensible, not yet fitted: docs/scoring.md says why each has its size.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from postil.records import DimensionName, Features, Finding
from postil.scoring.combine import Loss

# (feature, dimension, share it takes when it is 0, value from which it takes nothing)
FEATURE_LOSSES: tuple[tuple[str, DimensionName, float, float], ...] = (
    ("semantic_similarity", "accuracy", 0.60, 0.20),
    ("alignment", "accuracy", 0.40, 0.25),
    ("identifier_recall", "accuracy", 0.30, 0.25),
    ("identifier_precision", "accuracy", 0.15, 1.00),
    ("statement_coverage", "logic", 0.50, 0.70),
    ("specificity", "logic", 0.45, 1.00),
    ("identifier_recall", "logic", 0.40, 0.35),
    ("reference_similarity", "logic", 0.10, 0.50),
)
# (scale, dimension, -log of what it leaves when it is 0, value from which it takes nothing)
SCALE_LOSSES: tuple[tuple[str, DimensionName, float, float], ...] = (
    ("match", "accuracy", 1.5, 0.60),
    ("match", "accuracy", 0.2, 1.00),
    ("adequacy", "logic", 0.6, 0.70),
    ("conciseness", "logic", 0.3, 1.00),
    ("brevity", "logic", 2.2, 1.00),
    ("fluency", "format", 1.0, 1.00),
    ("reference_similarity", "logic", 0.1, 0.50),
)
_FULL_WEIGHT = 10  # a finding among up to so many comments takes its whole penalty


def feature_losses(features: Features) -> Iterator[Loss]:
    """What features below their mark take: nothing from there up, all of it at 0.

    Where the calibrated scales are measured they stand for the other features.
    """
    if features.match is not None:
        for name, dimension, depth, enough in SCALE_LOSSES:
            value = getattr(features, name)
            if value is not None and value < enough:
                yield Loss(name, dimension, -math.expm1(-depth * (1.0 - value / enough)))
        return
    for name, dimension, share, enough in FEATURE_LOSSES:
        value = getattr(features, name)
        if value is not None and value < enough:
            yield Loss(name, dimension, share * (1.0 - value / enough))


def finding_losses(
    findings: Sequence[Finding], penalties: Mapping[str, tuple[DimensionName, float]], comments: int
) -> Iterator[Loss]:
    """What findings take.

    In a set of more than ten comments one finding weighs less in proportion: its loss is
    ``1 - (1 - penalty) ** (10 / comments)``.
    """
    exponent = min(1.0, _FULL_WEIGHT / max(1, comments))
    for finding in findings:
        dimension, penalty = penalties[finding.code]
        yield Loss(finding.code, dimension, 1.0 - (1.0 - penalty) ** exponent)
