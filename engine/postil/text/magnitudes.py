"""Units of time and of storage in words, and the same quantity in another of them.

>>> in_smaller_units(5, " seconds at most")
(5000, 5000000)
>>> UNITS["minutes"], LENGTHS["min"]
('min', (60.0,))
"""

from __future__ import annotations

from collections.abc import Iterable

from postil.text.lazy import regex

_WORDS = {
    "ns": "nanoseconds nanosecond nanos ns 纳秒",
    "us": "microseconds microsecond micros usec us 微秒",
    "ms": "milliseconds millisecond millis msec ms 毫秒",
    "s": "seconds second secs sec s 秒 秒钟",
    "min": "minutes minute mins min 分钟",
    "h": "hours hour hrs 小时 个小时",
    "d": "days day 天",
    "w": "weeks week 周",
    "B": "bytes byte 字节",
    "KB": "kilobytes kilobyte kib kb 千字节",
    "MB": "megabytes megabyte mib mb 兆字节 兆",
    "GB": "gigabytes gigabyte gib gb 吉字节",
}
ANGLES = {
    "degrees": "deg",
    "degree": "deg",
    "度": "deg",
    "角度": "deg",
    "radians": "rad",
    "radian": "rad",
    "弧度": "rad",
}
"""The words of the units of angles."""
UNITS = {word: unit for unit, words in _WORDS.items() for word in words.split()}
"""The sign of the unit that a lower-case word is."""
LENGTHS = {
    "ns": (1e-9,), "us": (1e-6,), "ms": (1e-3,), "s": (1.0,), "min": (60.0,), "h": (3600.0,), "d": (86400.0,), "w": (604800.0,),
    "B": (1.0,), "KB": (1e3, 1024.0), "MB": (1e6, 1048576.0), "GB": (1e9, 1073741824.0),
}  # fmt: skip
"""How many seconds or bytes a unit has; a thousand bytes and 1024 are both called a kilobyte."""
TIMES = frozenset("ns us ms s min h d w".split())
_FINER = {
    "s": (1_000, 1_000_000),
    "min": (60, 60_000),
    "h": (60, 3_600, 3_600_000),
    "d": (24, 1_440, 86_400, 86_400_000),
    "KB": (1_000, 1_024),
    "MB": (1_000_000, 1_048_576),
}
"""How many of the smaller ones make one unit."""


def either_of(words: Iterable[str]) -> str:
    """The pattern of any of ``words``, of which the longest is read."""
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


_BEHIND = regex(rf"(?i)[ -]?({either_of(UNITS)})(?![a-z])")


def in_smaller_units(number: int, behind: str) -> tuple[int, ...]:
    """``number`` of the unit with which the text ``behind`` it begins, counted in smaller ones; nothing without a unit."""
    unit = _BEHIND.match(behind)
    factors = _FINER.get(UNITS[unit[1].lower()], ()) if unit else ()
    return tuple(number * factor for factor in factors)
