"""Evidence: what a statement shows and what a remark says, as terms that can be held against each other.

A term is a string whose first character names its channel: ``n`` a name, ``s`` the stem of a part of one,
``q`` a word of a string, ``#`` a number, ``d`` a dotted name. A term that begins with ``c`` is a concept: the
clue that shows it says whether it is met through a word (``w``), an operator (``o``), a keyword (``k``) or the
kind of the statement (``K``).
"""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import Literal, TypeAlias

from msgspec import Struct

from postil.facts.model import Statement, StatementKind
from postil.text.identifiers import split_identifier
from postil.text.lexicon import lexicon
from postil.text.units import Unit, UnitKind, read_units, read_word

SAID = "nsqwokK#d"
"""Channels of what is said plainly; the features of a pair begin with them,"""
HINTED = "nwokK"
"""then those of function words and single Chinese characters, which say little,"""
LEAD = len(SAID) + len(HINTED)
"""then the kind of statement that the first words of a remark name."""
CONCEPTS = "wokK"
"""Channels by which a concept is met."""
_PLAIN = {channel: number for number, channel in enumerate(SAID)}
_LEADING = _PLAIN | {"K": LEAD}
_HINT = {channel: number for number, channel in enumerate(HINTED, start=len(SAID))}
_KEYWORDS = frozenset(
    "False None True and as assert async await break class continue def del elif else except finally for from "
    "global if import in is lambda nonlocal not or pass raise return try while with yield".split()
)
_WORD = re.compile(r"[^\W\d]\w*|[0-9]+(?:_[0-9]+)*(?:\.[0-9]+)?")
_DOTTED = re.compile(r"(?<![^\W\d])[^\W\d]\w*(?:\.\w+)+")
_GAP = re.compile(r"(?<=\S) {3,}(?=\S)")
_QUOTES = "'\""
_INTERPOLATED = ("f'", 'f"', "F'", 'F"')
_BEFORE_GAP = 0.1
_LEAD_UNITS = 3
_MAX_TEXT = 4_000

_UNMARKED = frozenset(
    (
        "assign",
        "augassign",
        "expression",
        "docstring",
        "type",
        "magic",
        "error",
        "raise",
        "break",
        "continue",
        "pass",
    )
)
"""Kinds of statement that a remark need not name: no keyword tells them, or it gives the reason instead."""

Group: TypeAlias = Literal["name", "value", "sign", "kind", "form"]


class Clue(Struct, frozen=True, gc=False, cache_hash=True):
    """One sign in a statement, explained by any of its ``terms``.

    ``head`` is the term whose rarity in the snippet is the weight of the clue, '' for a weight of one;
    ``channel`` the one by which the concepts among the terms are met.
    """

    group: Group
    head: str
    terms: tuple[str, ...]
    channel: str


class Shown(Struct, frozen=True, gc=False):
    """All that a statement shows: its clues and their heads."""

    clues: tuple[Clue, ...]
    heads: frozenset[str]

    @property
    def terms(self) -> frozenset[str]:
        """All terms, the concepts each with the channel it is met by instead of ``c``."""
        pairs = [(clue.channel, term) for clue in self.clues for term in clue.terms]
        return frozenset([channel + term[1:] if term[0] == "c" else term for channel, term in pairs])


Channels: TypeAlias = dict[str, tuple[int, float]]
"""Channel -> number of the feature, and how much a term met by that channel counts for."""


class Saying(Struct, frozen=True, gc=False):
    """What one unit of a remark says.

    ``is_word``: a name, a string or a number could meet it, not only a concept.
    """

    terms: tuple[str, ...]
    channels: Channels
    is_word: bool


def shown(statement: Statement) -> Shown:
    """The evidence of a statement. It depends only on its text and kind, and is kept for those."""
    strings = tuple([literal.text for literal in statement.literals if literal.kind == "string"])
    return _shown(statement.kind, statement.text[:_MAX_TEXT], strings)


@lru_cache(maxsize=2_048)
def _shown(kind: StatementKind, text: str, strings: tuple[str, ...]) -> Shown:
    for string in sorted(strings, key=len, reverse=True):
        text = text.replace(string, " ") if len(string) > len("''") else text
    clues = [_kind(kind), *map(_word, dict.fromkeys(_WORD.findall(text)))]
    clues += map(_sign, dict.fromkeys(_signs().findall(text.replace(" ", ""))))
    if "." in text:
        clues += map(_dotted, dict.fromkeys(_DOTTED.findall(text.replace(" . ", "."))))
    for string in strings:
        clues += _string(string[:_MAX_TEXT])
    clues += [_form(form) for form in _forms(kind, text, strings)]
    clues = list(dict.fromkeys(clues)) if strings else clues
    heads = frozenset([clue.head for clue in clues if clue.head])
    return Shown(tuple(clues), heads)


@lru_cache(maxsize=4_096)
def _concepts(concepts: tuple[str, ...]) -> tuple[str, ...]:
    """The terms of concepts, each once."""
    return tuple([f"c{concept}" for concept in dict.fromkeys(concepts)])


@lru_cache(maxsize=64)
def _kind(kind: str) -> Clue:
    group: Group = "form" if kind in _UNMARKED else "kind"
    return Clue(group, "", _concepts(tuple(lexicon().code.get("@" + kind, ()))), "K")


_WORDED = ((" not in ", "@not_in"), (" is not ", "@is_not"))
"""Operators of two words."""


def _forms(kind: StatementKind, text: str, strings: tuple[str, ...]) -> list[str]:
    """The forms of expression that no single token tells; ``text`` without its strings."""
    found = []
    if kind != "for" and " for " in text:
        found.append("@comprehension")
        if " if " in text:
            found.append("@filter")
    elif " if " in text and kind not in ("if", "elif", "case"):
        found.append("@conditional")
    found += [form for words, form in _WORDED if words in text]
    if any(string.startswith(_INTERPOLATED) for string in strings):
        found.append("@interpolation")
    if kind == "assign" and "," in text:
        names, _, values = text.replace(" ", "").partition("=")
        if "," in names and sorted(names.split(",")) == sorted(values.split(",")):
            found.append("@swap")
        elif "," in names and {"(", "[", ":"}.isdisjoint(names):
            found.append("@unpack")
    return found


@lru_cache(maxsize=64)
def _form(form: str) -> Clue:
    return Clue("sign", "", _concepts(tuple(lexicon().code.get(form, ()))), "o")


@lru_cache(maxsize=1)
def _signs() -> re.Pattern[str]:
    """All code tokens of the lexicon that are no words, the longest first."""
    tails: dict[str, list[str]] = {}
    for token in sorted(lexicon().code, key=lambda token: (-len(token), token)):
        if not re.fullmatch(r"[\w.]+|@.*", token) and not token[0].isalnum():
            tails.setdefault(token[0], []).append(re.escape(token[1:]))
    return re.compile("|".join(f"{re.escape(head)}(?:{'|'.join(tails[head])})" for head in sorted(tails)))


@lru_cache(maxsize=512)
def _sign(sign: str) -> Clue:
    """The clue that a sign is; one with a number behind it (``**2``) means what it does without, as well."""
    table = lexicon().code
    plain = sign.rstrip("0123456789.")
    meanings = [*table[sign], *(table.get(plain, ()) if plain != sign else ())]
    return Clue("sign", "", _concepts(tuple(meanings)), "o")


@lru_cache(maxsize=4_096)
def _dotted(name: str) -> Clue:
    return Clue("sign", "", (f"d{name}",), "d")


@lru_cache(maxsize=8_192)
def _word(word: str) -> Clue:
    """The clue that a word of code is: a keyword, a number or a name."""
    table = lexicon().code
    if word in _KEYWORDS:
        return Clue("sign", "", _concepts(tuple(table.get(word.lower(), ()))), "k")
    if word[0] in "0123456789":
        number = f"{float(word):g}"
        return Clue("value", f"#{number}", (f"#{number}", *_concepts(tuple(table.get(number, ())))), "o")
    unit = read_word(word)
    meanings = [*unit.concepts, *table.get(word.lower(), ())]
    for piece in split_identifier(word):
        meanings += table.get(piece, ())
    head = f"n{word}"
    return Clue("name", head, (head, *[f"s{part}" for part in unit.stems], *_concepts(tuple(meanings))), "w")


@lru_cache(maxsize=1_024)
def _string(string: str) -> tuple[Clue, ...]:
    """The clues in a string: what it means as a whole (``'w'``: to write), and its words."""
    found = []
    whole = string.strip(_QUOTES)
    meanings = lexicon().code.get(f"'{whole}'") if whole else None
    if meanings:
        found.append(Clue("value", "", _concepts(tuple(meanings)), "o"))
    for unit in read_units(string):
        if unit.kind != "weak":
            words = [f"q{word}" for word in unit.stems or (unit.text,)]
            found.append(Clue("value", words[0], (*words, *_concepts(unit.concepts)), "w"))
    return tuple(found)


@lru_cache(maxsize=2_048)
def said(text: str) -> tuple[Saying, ...]:
    """The evidence of a remark, unit by unit.

    A remark cut out of a running commentary may begin with the tail of the one before, a wide gap behind it:
    what stands before the last gap counts less.
    """
    *before, piece = _GAP.split(text) if "   " in text else [text]
    units = dict.fromkeys(read_units(piece))
    sayings = [_saying(unit, place < _LEAD_UNITS) for place, unit in enumerate(units)]
    if before:
        tails = dict.fromkeys(unit for tail in before for unit in read_units(tail))
        sayings += [_saying(unit, False, _BEFORE_GAP) for unit in tails if unit not in units]
    if "." in piece:
        names = dict.fromkeys(_DOTTED.findall(piece[:_MAX_TEXT]))
        sayings += [Saying((f"d{name}",), _channels("word", False, 0, 1.0), is_word=False) for name in names]
    return tuple(sayings)


@lru_cache(maxsize=16_384)
def _saying(unit: Unit, lead: bool, part: float = 1.0) -> Saying:
    """What a unit says, which counts for ``part``."""
    words: tuple[str, ...] = ()
    if unit.kind == "number":
        words = (f"#{unit.text}", f"q{unit.text}")
    elif unit.kind == "han":
        words = (f"q{unit.text}",)
    elif unit.stems:
        words = (f"n{unit.text}",)
        if unit.kind != "weak":
            words += tuple([tag + stem for stem in dict.fromkeys(unit.stems) for tag in "sq"])
    meanings = len(unit.concepts)
    channels = _channels(unit.kind, lead, meanings if unit.stems else math.sqrt(meanings), part)
    return Saying(words + _concepts(unit.concepts), channels, bool(words))


@lru_cache(maxsize=512)
def _channels(kind: UnitKind, lead: bool, concepts: float, part: float) -> Channels:
    """The channels of a unit. A concept counts the less, the more of them the unit can mean.

    Less so for a Chinese word, whose concepts are mostly shades of one meaning.
    """
    features = _HINT if kind == "weak" else _LEADING if lead else _PLAIN
    share = part * (1.0 / math.sqrt(concepts or 1))
    return {channel: (number, share if channel in CONCEPTS else part) for channel, number in features.items()}
