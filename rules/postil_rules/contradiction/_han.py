"""Chinese words held against the names of code, which are English: both mean concepts of the glossary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from postil.text.identifiers import canonical
from postil.text.lexicon import lexicon
from postil.text.stems import stem
from postil.text.units import Unit, read_units

_EMPTY = frozenset(
    "is has are was have in can get set not no none null true false len value data item".split()
)
"""Words of names that say nothing of what is asked."""


def meant_by(names: Iterable[str]) -> frozenset[str]:
    """What words of names may mean."""
    return frozenset().union(*map(_meant, names))


@lru_cache(maxsize=4_096)
def _meant(word: str) -> frozenset[str]:
    return frozenset() if word in _EMPTY else frozenset(lexicon().english.get(stem(canonical(word)), ()))


def words_of_han(text: str) -> Iterator[tuple[int, Unit]]:
    """The Chinese words of ``text`` with the places where they begin; single characters and parts are left out."""
    position = 0
    for unit in read_units(text):
        if unit.kind == "han":
            place = text.find(unit.text, position)
            if place >= 0:
                yield place, unit
                position = place + len(unit.text)


def said_first(text: str, *, alone: bool = False) -> frozenset[str]:
    """What the first Chinese word of ``text`` may mean; nothing where another word stands before it.

    Single characters are passed over, or if ``alone`` are words.
    """
    for unit in read_units(text):
        if unit.kind == "han" or (alone and unit.kind == "weak" and not unit.stems):
            return frozenset(unit.concepts)
        if unit.stems:
            break
    return frozenset()


def said_as_thing(text: str) -> frozenset[str]:
    """What the words of a Chinese noun phrase may mean, its last character among them: 数据行 is a row."""
    units = read_units(text)
    words = [unit for unit in units if unit.kind == "han"]
    return frozenset(concept for unit in (*words, *units[-1:]) for concept in unit.concepts)
