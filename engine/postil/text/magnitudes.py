"""The same quantity in a smaller unit: five seconds are 5,000 milliseconds, as code may count them.

>>> in_smaller_units(5, " seconds at most")
(5000, 5000000)
"""

from __future__ import annotations

import re

from postil.text.lazy import regex

_MAGNITUDES = (
    (regex(r"[ -]?(?:s|secs?|seconds?|秒钟?)(?![a-z])", re.IGNORECASE), (1_000, 1_000_000)),
    (regex(r"[ -]?(?:mins?|minutes?|分钟)(?![a-z])", re.IGNORECASE), (60, 60_000)),
    (regex(r"[ -]?(?:hours?|个?小时)(?![a-z])", re.IGNORECASE), (60, 3_600, 3_600_000)),
    (regex(r"[ -]?(?:days?|天)(?![a-z])", re.IGNORECASE), (24, 1_440, 86_400, 86_400_000)),
    (regex(r"[ -]?(?:kb|kib|kilobytes?|千字节)(?![a-z])", re.IGNORECASE), (1_000, 1_024)),
    (regex(r"[ -]?(?:mb|mib|megabytes?|兆字节)(?![a-z])", re.IGNORECASE), (1_000_000, 1_048_576)),
)
"""A unit behind a number, and how many of the smaller ones make one of it."""


def in_smaller_units(number: int, behind: str) -> tuple[int, ...]:
    """``number`` of the unit with which the text ``behind`` it begins, counted in smaller ones; nothing without a unit."""
    factors = next((factors for unit, factors in _MAGNITUDES if unit.match(behind)), ())
    return tuple(number * factor for factor in factors)
