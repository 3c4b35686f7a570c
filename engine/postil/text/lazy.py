"""Regular expressions that cost nothing until they are needed.

Compiling a pattern takes a hundred times as long as naming it, and most remarks do not hold one word of what most
patterns look for. So a pattern is compiled when first asked for, and with ``hints`` it is asked only about texts
that hold one of them.

>>> _GREETING = regex("(?i)good (?:morning|evening)", hints=("good ",))
>>> _GREETING.search("Return the first row") is None
True
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, AnyStr, cast

_LONGEST = 20_000


def regex(source: AnyStr, flags: int = 0, hints: tuple[str, ...] = ()) -> re.Pattern[AnyStr]:
    """What ``re.compile`` gives, compiled when first used.

    ``hints`` are lower-case strings of which every match has one, whatever its case; then only the methods
    ``search``, ``findall`` and ``finditer`` of one argument may be used.
    """
    return cast("re.Pattern[AnyStr]", Hinted(source, flags, hints) if hints else Lazy(source, flags))


def for_ascii(pattern: re.Pattern[str]) -> re.Pattern[str]:
    """The same pattern, made by ``regex``, for texts of nothing but ASCII: there it finds the same in half the time."""
    made = cast("Hinted | Lazy", pattern)
    hints, plain = (made.hints, made.plain) if isinstance(made, Hinted) else ((), made)
    return regex(plain.source, plain.flags | re.ASCII, hints)


def hints_of(*patterns: re.Pattern[str]) -> tuple[str, ...]:
    """The hints of ``patterns``, each made by ``regex`` with some: no text without one of them matches any."""
    return tuple(dict.fromkeys(hint for pattern in patterns for hint in cast("Hinted", pattern).hints))


class Lazy:
    """Stands for a pattern: each method, once asked for, is kept as an attribute and costs nothing more."""

    def __init__(self, source: Any, flags: int) -> None:
        self.source = source
        self.flags = flags

    def __getattr__(self, name: str) -> Any:
        """Compile, and keep what was asked for."""
        if name.startswith("_"):
            raise AttributeError(name)
        found = getattr(re.compile(self.source, self.flags), name)
        setattr(self, name, found)
        return found


class Hinted:
    """Stands for a pattern that no text without one of its hints matches."""

    def __init__(self, source: Any, flags: int, hints: tuple[str, ...]) -> None:
        self.plain = Lazy(source, flags)
        self.hints = hints

    def search(self, text: str) -> re.Match[str] | None:
        """The first match in ``text``."""
        return self.plain.search(text) if holds_any(text, self.hints) else None

    def findall(self, text: str) -> list[Any]:
        """All matches in ``text``, as strings or tuples."""
        return self.plain.findall(text) if holds_any(text, self.hints) else []

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """All matches in ``text``."""
        return self.plain.finditer(text) if holds_any(text, self.hints) else iter(())


def holds_any(text: str, hints: tuple[str, ...]) -> bool:
    """Whether one of ``hints`` (lower-case) stands in ``text`` in any case; True for a very long text."""
    if len(text) > _LONGEST:
        return True
    folded = _folded(text)
    for hint in hints:  # noqa: SIM110 - any() takes twice the time, and this is asked for every pattern
        if hint in folded:
            return True
    return False


@lru_cache(maxsize=512)
def _folded(text: str) -> str:
    """``text`` in lower case, the three letters too that match an ASCII one only where case is ignored."""
    lowered = text.lower()
    return lowered if text.isascii() else lowered.replace("i̇", "i").replace("ı", "i").replace("ſ", "s")
