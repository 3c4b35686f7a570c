"""What a summary speaks of, and what a function shows: stems and concepts on common ground."""

from __future__ import annotations

from functools import lru_cache

from postil.facts.model import Function, Statement
from postil.text.identifiers import canonical, split_identifier
from postil.text.lexicon import lexicon
from postil.text.stems import stem
from postil.text.units import read_units

_EMPTY = frozenset(
    stem(word)
    for word in "get set return value data object self init item make do process handle function method class name type".split()
)


@lru_cache(maxsize=512)
def spoken(text: str) -> tuple[frozenset[str], frozenset[str], int]:
    """The stems and concepts of the content words of ``text``, and how many such words there are."""
    units = [unit for unit in read_units(text) if unit.kind not in {"weak", "phrase"}]
    stems = frozenset(part for unit in units for part in unit.stems)
    return stems, frozenset(concept for unit in units for concept in unit.concepts), len(units)


@lru_cache(maxsize=512)
def spoken_behind_lead(text: str) -> tuple[frozenset[str], int]:
    """The concepts of the content words of ``text`` behind the first, and how many of all are words, not signs."""
    units = [unit for unit in read_units(text) if unit.kind not in {"weak", "phrase"}]
    words = sum(not unit.text.isascii() or (unit.text.isalpha() and len(unit.text) > 2) for unit in units)
    return frozenset(concept for unit in units[1:] for concept in unit.concepts), words


def within_compounds(text: str) -> frozenset[str]:
    """What the words that make up the Chinese compounds of ``text`` may mean."""
    if text.isascii():
        return frozenset()
    parts = [
        unit for unit in read_units(text) if unit.kind == "weak" and len(unit.text) > 1 and not unit.stems
    ]
    return frozenset(concept for unit in parts for concept in unit.concepts)


@lru_cache(maxsize=2048)
def name_stems(name: str) -> frozenset[str]:
    """The stems of the telling words of a name."""
    return frozenset(stem(canonical(word)) for word in split_identifier(name)) - _EMPTY


def meanings(stems: frozenset[str]) -> frozenset[str]:
    """What words of these stems may mean."""
    english = lexicon().english
    return frozenset(concept for one in stems for concept in english.get(one, ()))


def shown_stems(function: Function, body: tuple[Statement, ...]) -> frozenset[str]:
    """The stems of all words in the names and strings of a function."""
    names = {name for statement in body for name in statement.names}
    names |= {parameter.name for parameter in function.parameters}
    names |= {str(lit.value)[:60] for s in body for lit in s.literals if lit.kind == "string"}
    words = {word for name in (*names, function.qualname) for word in split_identifier(name)}
    return frozenset(stem(canonical(word)) for word in words) | frozenset(map(stem, words))
