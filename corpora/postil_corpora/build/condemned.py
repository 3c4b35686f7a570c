"""Comments that a rule speaks against: they contradict their code, are none, or tell no reader of this code."""

from __future__ import annotations

from functools import lru_cache

from postil.page import Page
from postil.scoring.scorer import Scorer

CONDEMNING = frozenset(
    "CON01 CON04 CON10 CON20 CON21 CON50 CON51 CON53 CON56 CON57 CON60 CON61 CON62 CON64 CON65 CON66 CON67 CON68 CON69 "
    "FMT25 FMT26 LNG07 LNG12 RED02 RED04 RED06 RED09 RED12 RED16 SEC01 SEC02 STA02 STA07 STA11 STA14 STA16".split()
)
"""Rules of the first two tiers (and three of the third on labels) whose finding sets a comment aside."""


@lru_cache(maxsize=1)
def _scorer() -> Scorer:
    return Scorer()


def condemned(page: Page) -> dict[int, str]:
    """The first rule that condemns a comment, by the comment's number on ``page``."""
    found: dict[int, str] = {}
    for finding in _scorer().findings(page, CONDEMNING):
        if finding.comment is not None:
            found.setdefault(finding.comment, f"{finding.code} {finding.rule}")
    return found
