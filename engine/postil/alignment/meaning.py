r"""Meaning as a second opinion: where what a remark shares with the statements decides nothing, vectors do.

So for remarks that claim no line, and for all in Chinese.

>>> from postil.facts.registry import facts_of
>>> statements = facts_of("time.sleep(delay)\\nnames.sort()", "python").statements
>>> first, second = with_meaning("Have some rest.", statements, range(2), [0.0, 0.0])
>>> first > second
True
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Sequence

from postil.embedders.registry import embedder_named
from postil.facts.model import Statement
from postil.text.lazy import regex

_DECIDED = 0.6
"""The best place has so great a share: nothing more is asked;"""
AGREED = 0.4
"""nor where it has so great a share and is the claimed one."""
_WEIGHT = 5.0
"""What the greatest similarity counts for, in nats; chosen on lines_zh_dev.jsonl and the first Django lines,"""
WEIGHT_HAN = 6.1
"""and for a remark in Chinese, which shares few words with its line; chosen on both Chinese development files.

(7 by the constants of English, which Chinese had then.)"""
_HAN = regex("[\u3400-\u9fff]")
_RIVALS = 12
"""So many of the best places are compared."""


def is_chinese(text: str) -> bool:
    """Whether ``text`` has a Chinese character."""
    return not text.isascii() and _HAN.search(text) is not None


def with_meaning(
    text: str,
    statements: Sequence[Statement],
    places: Sequence[int],
    scores: list[float],
    decided: float = _DECIDED,
) -> list[float]:
    """``scores`` of ``text`` at ``places``, in nats, with its similarity to the best ones if none stands out."""
    top = max(scores)
    if math.fsum([math.exp(score - top) for score in scores]) <= 1.0 / decided:
        return scores
    similarity = embedder_named("static").similarity
    weight = WEIGHT_HAN if is_chinese(text) else _WEIGHT
    weighed = scores.copy()
    rivals: Sequence[int] = range(len(scores))
    if len(scores) > _RIVALS:
        rivals = heapq.nlargest(_RIVALS, rivals, key=scores.__getitem__)
    for at in rivals:
        weighed[at] += weight * similarity(text, statements[places[at]].text)
    return weighed
