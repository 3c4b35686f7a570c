"""What is looked for in a text, and what is put in its place.

A `Pattern` finds candidates with a regular expression that takes linear time, and its ``mark`` decides about each:

>>> shout = Pattern("shout", re.compile("[A-Z]{3,9}"), (), lambda match, key: match.group().lower())
>>> substitute("Do it NOW.", b"", (shout,))
('Do it now.', ['shout'])
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable
from typing import NamedTuple, TypeAlias

Mark: TypeAlias = Callable[[re.Match[str], bytes], str | None]


class Pattern(NamedTuple):
    """One kind of thing to replace.

    The group ``value`` of ``regex``, or the whole match without such a group, is replaced by what ``mark`` gives for
    the match and the key; ``None`` leaves it alone. ``hints`` are lower-case strings one of which stands in every
    text that matches; without hints every text is searched.
    """

    kind: str
    regex: re.Pattern[str]
    hints: tuple[str, ...]
    mark: Mark


def substitute(text: str, key: bytes, patterns: tuple[Pattern, ...]) -> tuple[str, list[str]]:
    """``text`` with every find of ``patterns`` replaced, in their order, and the kinds replaced, one for each."""
    found: list[str] = []
    folded = text.lower()
    for pattern in patterns:
        if not pattern.hints or _holds(folded, pattern.hints):
            text = _replace(text, key, pattern, found)
    return text, found


def _holds(text: str, hints: tuple[str, ...]) -> bool:
    """Whether one of ``hints`` stands in ``text``. A loop: ``any`` with a generator takes three times as long."""
    for hint in hints:  # noqa: SIM110 - see above
        if hint in text:
            return True
    return False


def _replace(text: str, key: bytes, pattern: Pattern, found: list[str]) -> str:
    group: str | int = "value" if "value" in pattern.regex.groupindex else 0

    def replacement(match: re.Match[str]) -> str:
        mark = pattern.mark(match, key) if match[group] else None
        if mark is None or mark == match[group]:
            return match.group()
        found.append(pattern.kind)
        start, end = match.span(group)
        return text[match.start() : start] + mark + text[end : match.end()]

    return pattern.regex.sub(replacement, text)


def bits(text: str) -> float:
    """Shannon entropy of the characters of ``text``, in bits for each character."""
    counts = Counter(text)
    return -sum(n / len(text) * math.log2(n / len(text)) for n in counts.values())


def before(match: re.Match[str], most: int, group: str | int = 0) -> str:
    """Up to ``most`` characters in front of a group of ``match``."""
    start = match.start(group)
    return match.string[max(0, start - most) : start]


def behind(match: re.Match[str], most: int, group: str | int = 0) -> str:
    """Up to ``most`` characters behind a group of ``match``."""
    end = match.end(group)
    return match.string[end : end + most]
