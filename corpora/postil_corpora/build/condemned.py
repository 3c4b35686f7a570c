"""Comments that a rule speaks against: they contradict their code, are none, or tell no reader of this code."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from postil.page import Page
from postil.scoring.scorer import Scorer

_EITHER = frozenset("FMT25 FMT26 LNG07 RED04 SEC01 SEC02".split())
OF_LINES = _EITHER | frozenset(
    "CON10 CON50 CON51 CON53 CON56 CON57 CON60 CON61 CON62 CON64 CON65 CON66 CON67 CON68 CON69 "
    "LNG12 RED09 RED12 RED16 STA02 STA07 STA11 STA14 STA16".split()
)
"""Rules whose finding sets a comment on lines aside: it contradicts them, is none, or tells no reader of them."""
OF_FUNCTIONS = _EITHER | frozenset("CON01 CON04 CON20 CON21 RED02".split())
"""The same for docstrings."""


@lru_cache(maxsize=1)
def _scorer() -> Scorer:
    return Scorer()


def condemned(page: Page, numbers: Sequence[int], codes: frozenset[str]) -> dict[int, str]:
    """The first rule of ``codes`` that condemns a comment, for those of ``numbers`` on ``page`` that one does.

    The others are not looked at: what is set aside already need not be condemned as well.
    """
    if not numbers:
        return {}
    few = Page(page.snippet, tuple(page.comments[number] for number in numbers), page.facts, in_place=True)
    found: dict[int, str] = {}
    for finding in _scorer().findings(few, codes):
        if finding.comment is not None:
            found.setdefault(numbers[finding.comment], f"{finding.code} {finding.rule}")
    return found
