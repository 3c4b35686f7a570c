"""Functions taken out of others, and put back into them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import Struct

from postil_corpora.refactorings.model import Place, Side

_SHARE = 0.6
"""How much of the new function must have stood in the other one."""
_FEWEST = 2


class Moved(Struct, frozen=True):
    """Statements that left the function ``out_of`` for the function ``into``, and their share of the smaller one."""

    out_of: Place
    into: Place
    share: float


def extracted(before: Side, after: Side, taken: Iterable[tuple[str, str]]) -> Iterator[Moved]:
    """New functions whose statements stood in a function that now calls them; ``taken`` are explained otherwise."""
    known = set(taken)
    for key, new in after.functions.items():
        if key in before.functions or key in known or len(new.body) < _FEWEST:
            continue
        for place, now in after.functions.items():
            was = before.functions.get(place)
            if was and place != key and _calls(now, new) and not _calls(was, new):
                share = _share(new.body, Counter(was.body) - Counter(now.body))
                if share >= _SHARE:
                    yield Moved(now, new, share)
                    break


def inlined(before: Side, after: Side, taken: Iterable[tuple[str, str]]) -> Iterator[Moved]:
    """Functions that are gone, whose statements now stand in a function that called them."""
    for moved in extracted(after, before, taken):
        yield Moved(moved.into, moved.out_of, moved.share)


def _calls(place: Place, other: Place) -> bool:
    return other.function.name in place.called


def _share(body: tuple[str, ...], left: Counter[str]) -> float:
    """The share of statements of ``body`` that are among ``left``; a return of a value may have been an assignment."""
    wanted = Counter(_value(text) for text in body)
    there = Counter(_value(text) for text in left.elements())
    common = (wanted & there).total()
    return common / len(body) if common >= _FEWEST else 0.0


def _value(text: str) -> str:
    """A statement without what is done with its value, and without ``self``."""
    for start in ("return ", "yield "):
        if text.startswith(start):
            return text.removeprefix(start)
    target, equals, value = text.partition(" = ")
    return (
        value if equals and target.replace(".", "").replace("_", "").isalnum() and len(value) > 12 else text
    )
