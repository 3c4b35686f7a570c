"""One pass over a remark: which concepts it names, in which clause, affirmed or denied.

>>> [(hit.concept, hit.negated) for hit in scan("Sort in descending order, not ascending")]
[('descending', False), ('ascending', True)]
"""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from postil.claims.chinese import LONGEST, NEGATORS_ZH, PHRASES_ZH
from postil.claims.english import APART_EN, LEADING_WORDS, NEGATORS_EN, PHRASES_EN, VERBS_EN, WORDS_EN
from postil.text.lazy import regex

_LIMIT = 20_000
_WORD = regex(r"[a-z_][a-z0-9_']*")
_LATIN = (
    r"(?P<code>`[^`\n]*`|\"[^\"\n]{0,60}\")|(?P<word>[A-Za-z_][A-Za-z0-9_']*)|(?P<clause>[,:{}，、：（）—]|(?<![A-Za-z0-9_])\(|(?<=[^(])\))"
    r"|(?P<sentence>[;!?\n。；！？]|\.(?=\s|$))"
)
_TOKEN_LATIN = regex(_LATIN, re.ASCII)
_TOKEN = regex(_LATIN + r"|(?P<han>[\u4e00-\u9fff])", re.ASCII)
_TOLD_BY = (
    *VERBS_EN.items(),
    *WORDS_EN.items(),
    *((verb, concept) for verb, particles in APART_EN.items() for concept in particles.values()),
    *(
        (max((*reversed(rest), first), key=len), concept)
        for first, seconds in PHRASES_EN.items()
        for phrases in seconds.values()
        for rest, concept in phrases
    ),
)
"""The verbs and single words, and of each phrase the longest word, a later one of equals, each with its concept."""
_TELLING = frozenset([word for word, _ in _TOLD_BY])
"""A text without any of them names no concept."""
_HEARD = frozenset(VERBS_EN).union(WORDS_EN, PHRASES_EN, APART_EN, NEGATORS_EN, LEADING_WORDS)
"""Words that are more than one more word."""
_OBJECT = 5
"""Words that may stand between a verb and its particle."""
_COUNTED = regex(
    r"(?:(?P<last>最后)|(?<![\u4e00-\u9fff])前|(?<=[的取留回])前)(?= ?(?:[A-Za-z_0-9]{1,20}|[两三四五六七八九十]) ?[个条行项名位])"
)
_BEFORE_A_NAME = {"加": "add", "减": "subtract", "乘": "multiply", "除": "divide"}


class Hit(Struct, frozen=True, gc=False):
    """A concept named at ``start``..``end``. ``negated``: a word of denial precedes it in its clause."""

    concept: str
    start: int
    end: int
    sentence: int
    negated: bool


@lru_cache(maxsize=512)
def scan(text: str) -> tuple[Hit, ...]:
    """The concepts that ``text`` names, in order; only its first 20,000 characters are read."""
    text = text[:_LIMIT]
    if text.isascii() and _TELLING.isdisjoint(_WORD.findall(text.lower())):
        return ()
    return tuple(_Scanner(text).run())


def may_name(text: str, concepts: frozenset[str]) -> bool:
    """Whether ``scan`` can find one of ``concepts`` in ``text``, as far as single words tell: a tenth of its cost."""
    return not text.isascii() or not _telling(concepts).isdisjoint(_words(text[:_LIMIT]))


@lru_cache(maxsize=16)
def _telling(concepts: frozenset[str]) -> frozenset[str]:
    return frozenset([word for word, concept in _TOLD_BY if concept in concepts])


@lru_cache(maxsize=512)
def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.lower()))


class _Scanner:
    """The state of one pass: the clause, the words before in it, and whether it was denied."""

    def __init__(self, text: str) -> None:
        pattern = _TOKEN_LATIN if text.isascii() else _TOKEN
        self._text = text
        self._tokens = [match for match in pattern.finditer(text) if match.lastgroup is not None]
        self._lower = [match.group().lower() for match in self._tokens]
        self._hits: list[Hit] = []
        self._words: list[str] = []
        self._sentence = 0
        self._negated = False
        self._scope = 0

    def run(self) -> list[Hit]:
        position = 0
        while position < len(self._tokens):
            match, word = self._tokens[position], self._lower[position]
            if match.lastgroup == "word":
                if self._negated and len(self._words) > self._scope:
                    self._negated = False
                if word in _HEARD:
                    position += self._english(position)
                else:
                    self._words.append(word)
                    position += 1
            elif match.lastgroup == "han":
                position += self._chinese(match.start())
            else:
                if match.lastgroup != "code":
                    self._words, self._negated = [], False
                    self._sentence += match.lastgroup == "sentence"
                position += 1
        return self._hits

    def _add(self, concept: str, start: int, end: int) -> None:
        self._hits.append(Hit(concept, start, end, self._sentence, self._negated))

    def _english(self, position: int) -> int:
        """Read the word at ``position``; returns how many tokens were used."""
        match, word = self._tokens[position], self._lower[position]
        end = match.end()
        if not word.isalpha() or self._is_code(end):
            if word in NEGATORS_EN:
                self._negated, self._scope = True, len(self._words) + 8
            self._words.append("")
            return 1
        found = self._phrase(position)
        if found is not None:
            size, concept = found
            self._add(concept, match.start(), self._tokens[position + size].end())
            self._words.append(word)
            return size + 1
        if word in NEGATORS_EN:
            self._negated = not (word == "not" and self._text[end : end + 5] == " only")
            self._scope = len(self._words) + (2 if word == "cannot" else 8)
        elif word in APART_EN and self._leads() and (apart := self._apart(position)):
            self._add(apart, match.start(), end)
        elif word in VERBS_EN and (self._leads() or self._follows_a_name(position)):
            self._add(VERBS_EN[word], match.start(), end)
        self._words.append(word)
        return 1

    def _is_code(self, end: int) -> bool:
        """Whether what follows the word that ends at ``end`` makes it a call, a key or a part of a dotted name."""
        after = self._text[end : end + 2]
        return after[:1] in {"(", "=", "_"} or (after[:1] == "." and after[1:].isalpha())

    def _phrase(self, position: int) -> tuple[int, str] | None:
        """How many more words the phrase at ``position`` has, and its concept; the longest phrase counts."""
        words = self._lower
        seconds = PHRASES_EN.get(words[position])
        if seconds and position + 1 < len(words):
            for rest, concept in seconds.get(words[position + 1], ()):
                if words[position + 1 : position + 1 + len(rest)] == rest:
                    return len(rest), concept
        alone = WORDS_EN.get(words[position])
        return None if alone is None else (0, alone)

    def _apart(self, position: int) -> str | None:
        """The concept of a verb whose particle stands behind its object, in the same clause."""
        particles = APART_EN[self._lower[position]]
        for at in range(position + 1, min(position + 2 + _OBJECT, len(self._tokens))):
            if self._tokens[at].lastgroup not in {"word", "code"}:
                return None
            if self._lower[at] in particles:
                return particles[self._lower[at]]
        return None

    def _leads(self) -> bool:
        """Whether a verb here is what the clause tells to do, or follows an ``and`` or ``to``."""
        return (
            not self._words
            or self._words[-1] in LEADING_WORDS
            or all(w in LEADING_WORDS for w in self._words)
        )

    def _follows_a_name(self, position: int) -> bool:
        """Whether a verb follows the name of the function, with which the remarks of Go begin (``saveFile writes``)."""
        if position != 1 or not self._lower[1].endswith("s"):
            return False
        first = self._tokens[0].group()
        return not first.isupper() and any(sign.isupper() or sign == "_" for sign in first[1:])

    def _chinese(self, start: int) -> int:
        """Read the phrase that starts at ``start``, the longest one first."""
        for size in range(min(LONGEST.get(self._text[start], 1), len(self._text) - start), 0, -1):
            piece = self._text[start : start + size]
            if piece in NEGATORS_ZH:
                self._negated, self._scope = True, len(self._words) + 8
                return size
            concept = PHRASES_ZH.get(piece)
            if concept is not None:
                if concept:
                    self._add(concept, start, start + size)
                return size
        counted = _COUNTED.match(self._text, start) if self._text[start] in "最前" else None
        if counted is not None:
            self._add("last" if counted["last"] else "first", start, counted.end())
            return counted.end() - start if counted["last"] else 1
        concept = _BEFORE_A_NAME.get(self._text[start])
        if concept and re.match(r" ?[A-Za-z0-9一]", self._text[start + 1 : start + 3]):
            self._add(concept, start, start + 1)
        return 1
