"""The order in which a function that compares two things sorts, in any language.

>>> order_of("(a, b) => b.points - a.points"), order_of("|a, b| a.total_cmp(b)"), order_of("byName")
('descending', 'ascending', None)
"""

from __future__ import annotations

import re
from typing import Literal

from postil.text.lazy import regex

SORTS = frozenset(
    "sort sort_by sort_unstable_by sorted toSorted sort_values SortFunc Slice SliceStable stable_sort".split()
)
"""The last parts of what is called with such a function."""
_LONGEST = 200
_TWO = 2
_NATURAL = regex(
    r"(?:Comparator|Collections)\.(?:natural|(reverse))Order\(\)|std::(?:less|(greater))<\w*>(?:\(\)|\{\})"
)
_FUNCTION = regex(
    r"[^(|]{0,20}[(|](?P<given>[^()|]{3,60})[)|]\s*(?:=>|->|bool|int)?\s*(?:\{\s*)?(?:return )?(?P<body>[^{};]+);?\s*\}?"
)
_FURTHER = regex(r"\|\||&&|\?|\bthen|\bor\b|revers")
_COMPARED = regex(
    r"(?:\w+(?:\.|::))?(?:compare|cmp|Compare)\((?P<of>[^,]+), (?P<with>.+)|(?P<left>.+?)"
    r"(?: - | (?P<sign>[<>])=? |\.(?:cmp|total_cmp|partial_cmp|localeCompare|compareTo|Compare)\()(?P<right>.+)"
)
_WORD = regex(r"[A-Za-z_]\w*")


def order_of(comparator: str) -> Literal["ascending", "descending"] | None:
    """What the function makes of a sort; ``None`` for one that cannot be told or that compares twice."""
    natural = _NATURAL.fullmatch(comparator)
    if natural is not None:
        return "descending" if natural[1] or natural[2] else "ascending"
    function = _FUNCTION.fullmatch(comparator) if len(comparator) <= _LONGEST else None
    compared = _COMPARED.fullmatch(function["body"].strip()) if function else None
    if function is None or compared is None or _FURTHER.search(function["body"]):
        return None
    one, other = (
        frozenset(_WORD.findall(compared[a] or compared[b])) for a, b in (("of", "left"), ("with", "right"))
    )
    first, second = _given(function["given"])
    if first in one and second in other and first not in other and second not in one:
        return "descending" if compared["sign"] == ">" else "ascending"
    if second in one and first in other and second not in other and first not in one:
        return "ascending" if compared["sign"] == ">" else "descending"
    return None


def _given(parameters: str) -> tuple[str, str]:
    """The names of two parameters, with their types before, behind or not at all; empty ones for another number."""
    parts = [re.findall(r"[A-Za-z_]\w*", part.partition(":")[0]) for part in parameters.split(",")]
    if len(parts) != _TWO or not all(parts):
        return "", ""
    return parts[0][-1], parts[1][0] if len(parts[0]) == 1 else parts[1][-1]
