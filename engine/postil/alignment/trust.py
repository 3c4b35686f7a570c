"""Trust: whether a claimed line is the line that a remark is about.

A claim is right with a probability that the remarks of one snippet share, and that they show themselves:
where many claims fit badly, each of them is trusted less. Given a right claim, the claimed place is the true
one; given a wrong claim, every other place is as likely as the next.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

USUAL = 0.75
"""Share of right claims to expect before seeing any."""
_WEIGHT = 5.0
"""How many remarks that expectation weighs."""
_ROUNDS = 4


def belief(share: float, places: int, rate: float) -> float:
    """Probability that a claim is right, by Bayes' rule.

    ``share`` is the probability of the claimed place by content alone, among ``places``; ``rate`` the share of
    right claims.
    """
    if places < 2:
        return 1.0
    right = rate * share
    wrong = (1.0 - rate) * (1.0 - share) / (places - 1)
    return right / (right + wrong) if right + wrong else rate


def rate_of_right_claims(shares: Sequence[float], places: int) -> float:
    """The share of right claims in one snippet: expectation-maximisation with a Beta prior."""
    rate = USUAL
    for _ in range(_ROUNDS):
        found = math.fsum([belief(share, places, rate) for share in shares])
        rate = (found + USUAL * _WEIGHT) / (len(shares) + _WEIGHT)
    return rate


def bonus(places: int, rate: float) -> float:
    """What a claim adds to the log-likelihood of its place, in nats."""
    return math.log(rate * max(1, places - 1) / (1.0 - rate))
