"""A remark as a row of units: each a word, phrase, number or Chinese word with what it can mean.

>>> [unit.text for unit in read_units("遍历 items 中的每个单词")]
['遍历', 'items', '中', '的', '每个', '单词']
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Literal, TypeAlias

from msgspec import Struct

from postil.text.identifiers import canonical, split_identifier
from postil.text.lazy import regex
from postil.text.lexicon import in_simple_characters, lexicon
from postil.text.numbers import find_numbers
from postil.text.stems import stem

UnitKind: TypeAlias = Literal["word", "weak", "number", "han", "phrase"]

_LATIN = r"[A-Za-z_][A-Za-z0-9_]*|[0-9]+(?:\.[0-9]+)?"
_TOKEN_LATIN = regex(_LATIN)
_WORD = regex(r"[A-Za-z_][A-Za-z0-9_]*")
_TOKEN = regex(_LATIN + r"|[\u3400-\u9fff\uf900-\ufaff]+")
_MANY_HAN = regex(r"[零一二三四五六七八九十百千万两]{2}")
_MANY = regex(
    r"\b(?:(?:four|six|seven|eight|nine)teen|(?:thir|fif)teen|eleven|twelve"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundred|thousand|million)\b",
    re.IGNORECASE,
    hints=("teen", "eleven", "twelve", "ty", "hundred", "thousand", "million"),
)
_MAX_TEXT = 20_000
_COMPOUND = 2
"""A Chinese word of more characters may well be made of two, each of at most"""
_PART = 3
"""characters."""
STOP_WORDS = frozenset(
    "a an the this that these those it its itself he she they them their there here we our us you your i me my "
    "be is are was were been being am do does did done have has had having can could will would shall should "
    "may might must of to in on at by for from with without into onto as and or nor but so than then if while "
    "not no yes about above after again against also any because before below between both during each few "
    "further how just more most only other out over own same some such through too under until up very what "
    "when where which who whom why s t don doesn isn aren wasn won didn let lets via per etc eg ie".split()
)


NOUNS = frozenset("值键行列点边组栈堆图树块页数词字码串库表类集栏")
"""Chinese words of one character that are no function words: what programs are made of."""


class Unit(Struct, frozen=True, gc=False, cache_hash=True):
    """One piece of meaning.

    ``text`` as it stands; ``stems`` the stems of its parts (several for an identifier, none for Chinese);
    ``concepts`` what it may mean. ``weak`` units (function words, single Chinese characters) say little.
    """

    text: str
    kind: UnitKind
    stems: tuple[str, ...] = ()
    concepts: tuple[str, ...] = ()


@lru_cache(maxsize=512)
def read_units(text: str) -> tuple[Unit, ...]:
    """The units of ``text`` in order.

    Phrases stand behind their first word, numbers that are written in several words at the end. Only the
    first 20,000 characters are read.
    """
    text = text[:_MAX_TEXT]
    units: list[Unit] = []
    words: list[tuple[int, str]] = []
    for token in (_TOKEN_LATIN if text.isascii() else _TOKEN).findall(text):
        if token[0] > "\x7f":
            units.extend(_han_units(token))
        elif token[0] in "0123456789":
            units.append(_number(f"{float(token):g}"))
        else:
            unit = read_word(token)
            words.append((len(units), unit.stems[0] if len(unit.stems) == 1 else ""))
            units.append(unit)
    written = _MANY.search(text) or (not text.isascii() and _MANY_HAN.search(text))
    numbers = [_number(f"{one.value:g}") for one in find_numbers(text)] if written else []
    return (*_with_phrases(units, words), *numbers)


def without_parts(units: tuple[Unit, ...]) -> Iterator[Unit]:
    """The units, those left out that are a part of the Chinese word before them."""
    within = ""
    for unit in units:
        if unit.kind != "weak" or unit.stems or unit.text not in within:
            yield unit
        if unit.kind == "han":
            within = unit.text if len(unit.text) > _COMPOUND else ""


def read_words(text: str) -> Iterator[Unit]:
    """The words of ``text`` that say something, one by one: no numbers, no Chinese, no phrases.

    For who may know enough after the first of them; ``read_units`` reads all that there is.
    """
    for match in _WORD.finditer(text, 0, _MAX_TEXT):
        unit = read_word(match[0])
        if unit.kind == "word":
            yield unit


@lru_cache(maxsize=4_096)
def read_word(token: str) -> Unit:
    """The unit that an English word or an identifier is."""
    parts = tuple([stem(canonical(part)) for part in split_identifier(token)]) or (token,)
    english = lexicon().english
    concepts: list[str] = []
    for part in parts:
        concepts += english.get(part, ())
    kind: UnitKind = "weak" if token.lower() in STOP_WORDS else "word"
    return Unit(token, kind, parts, tuple(dict.fromkeys(concepts)))


@lru_cache(maxsize=1_024)
def _number(token: str) -> Unit:
    return Unit(token, "number", (token,), tuple(lexicon().code.get(token, ())))


@lru_cache(maxsize=4_096)
def _han_units(run: str) -> tuple[Unit, ...]:
    """The words of a run of Chinese characters: the longest match at each place, and the parts of long ones.

    What a part means is only hinted at: a handling function (处理函数) is neither handled nor a definition.
    """
    simple = in_simple_characters(run)
    units: list[Unit] = []
    for start, end in _words(simple, lexicon().longest):
        units.append(_han(run[start:end], simple[start:end]))
        if end - start > _COMPOUND:
            parts = _words(simple[start:end], min(_PART, end - start - 1))
            units += [_part(simple[start + one : start + two]) for one, two in parts]
    return tuple(units)


def _words(simple: str, longest: int) -> list[tuple[int, int]]:
    """Where the words of the glossary stand in ``simple``; single characters where there is none."""
    table = lexicon().han
    found, start = [], 0
    while start < len(simple):
        longest_here = min(longest, len(simple) - start)
        size = next((n for n in range(longest_here, 1, -1) if simple[start : start + n] in table), 1)
        found.append((start, start + size))
        start += size
    return found


def _han(text: str, simple: str) -> Unit:
    return Unit(text, "han" if len(text) > 1 else "weak", (), tuple(lexicon().han.get(simple, ())))


def _part(simple: str) -> Unit:
    return Unit(simple, "weak", (), tuple(lexicon().han.get(simple, ())))


def _with_phrases(units: list[Unit], words: list[tuple[int, str]]) -> list[Unit]:
    """Put a unit for each phrase of the glossary behind its first word."""
    phrases = lexicon().phrases
    stems = [word for _, word in words]
    met = [at for at, pair in enumerate(pairwise(stems)) if pair in phrases]
    for at in reversed(met):
        for rest, concept in phrases[stems[at], stems[at + 1]]:
            if not rest or tuple(stems[at + 2 : at + 2 + len(rest)]) == rest:
                place = words[at][0]
                units.insert(place + 1, Unit(concept, "phrase", (), (concept,)))
    return units
