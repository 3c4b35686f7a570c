"""Which function or class of before is which of after, where its name or place changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from msgspec import Struct

from postil_corpora.refactorings.model import Place, Side

Key = tuple[str, str]
ThingT = TypeVar("ThingT")
_ALIKE = 0.75
"""How much of two bodies must be the same for one to be the other under a new name."""
_AHEAD = 0.1
"""How much better a match must be than the next one."""
_FEWEST = 3
"""Bodies of fewer statements are too much alike by nature to tell them apart by their text."""
_MOST = 300


class Match(Struct, frozen=True):
    """A thing under two names, and how alike both are, in [0, 1]."""

    before: Key
    after: Key
    likeness: float


def matched_classes(before: Side, after: Side) -> list[Match]:
    """Classes that have another name or file: most of their methods have the same bodies."""

    def contents(side: Side) -> dict[Key, Counter[str]]:
        found: dict[Key, Counter[str]] = {key: Counter() for key in side.classes}
        for (path, _), place in side.functions.items():
            if (path, place.owner) in found:
                found[path, place.owner].update((f"def {place.function.name}", *place.body))
        return found

    return _matches(contents(before), contents(after), _common)


def matched_functions(before: Side, after: Side, classes: Sequence[Match]) -> list[Match]:
    """Functions that have another name, class or file; those that only went along with their class are left out."""
    along = {match.before: match.after for match in classes}
    back = {match.after for match in classes}
    gone = {
        key: _words(place) for key, place in before.functions.items() if (key[0], place.owner) not in along
    }
    come = {key: _words(place) for key, place in after.functions.items() if (key[0], place.owner) not in back}
    for old, new in along.items():
        names = {
            place.function.name for key, place in after.functions.items() if (key[0], place.owner) == new
        }
        left = (key for key, place in before.functions.items() if (key[0], place.owner) == old)
        gone.update(
            (key, _words(before.functions[key]))
            for key in left
            if before.functions[key].function.name not in names
        )
    return _matches(gone, come, _common)


def _words(place: Place) -> Counter[str]:
    """The statements of a body, calls of itself made neutral."""
    return Counter(text.replace(place.function.name, "·") for text in place.body)


def _common(one: Counter[str], other: Counter[str]) -> float:
    """The share of statements that both have (Dice's coefficient)."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def _matches(
    before: dict[Key, Counter[str]],
    after: dict[Key, Counter[str]],
    likeness: Callable[[Counter[str], Counter[str]], float],
) -> list[Match]:
    """The best pairs of what is gone and what is new, each used once; doubtful ones are left out."""
    gone = {key: text for key, text in before.items() if key not in after and text.total() >= _FEWEST}
    come = {key: text for key, text in after.items() if key not in before and text.total() >= _FEWEST}
    if len(gone) > _MOST or len(come) > _MOST:
        return []
    rated = [
        Match(old, new, round(likeness(one, other), 4))
        for old, one in gone.items()
        for new, other in come.items()
        if 2 * min(one.total(), other.total()) >= _ALIKE * (one.total() + other.total())
    ]
    rated = [match for match in rated if match.likeness >= _ALIKE]
    return list(_best(sorted(rated, key=lambda one: (-_preferred(one), one.before, one.after))))


def _preferred(match: Match) -> float:
    """How good a match is: the same name, then the same file, tip the scale."""
    (old_path, old), (path, new) = match.before, match.after
    return match.likeness + (0.2 if _last(old) == _last(new) else 0.0) + (0.05 if old_path == path else 0.0)


def _best(rated: Sequence[Match]) -> Iterator[Match]:
    used: set[tuple[str, Key]] = set()
    for match in rated:
        ends = {("before", match.before), ("after", match.after)}
        if ends & used:
            continue
        used |= ends
        rivals = [
            one for one in rated if one != match and (one.before == match.before or one.after == match.after)
            and not {("before", one.before), ("after", one.after)} & (used - ends)
        ]  # fmt: skip
        if all(_preferred(match) - _preferred(one) >= _AHEAD for one in rivals):
            yield match


def _last(name: str) -> str:
    return name.rpartition(".")[2]
