"""What is read out of a remark's text, without looking at any code."""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

Script: TypeAlias = Literal["en", "zh", "none"]
MentionKind: TypeAlias = Literal[
    "code", "link", "call", "dotted", "snake", "camel", "constant", "quoted", "word"
]


class Mention(Struct, frozen=True, gc=False):
    """A stretch of the text that can name a code element.

    ``text`` is the bare name (no backticks, no call brackets); ``start``..``end`` are offsets in the
    comment's text. ``link`` is a code span that a link leads to: ``[`x`]``, ``:func:`x```. ``word`` is an ordinary ASCII word: it names an element only if the code has one of that
    very name.
    """

    text: str
    kind: MentionKind
    start: int
    end: int


class Number(Struct, frozen=True, gc=False):
    """A number in prose: ``3``, ``three`` and ``三`` all have the value 3.

    ``unit`` is the word (or Han run) that follows, lower-case, or ''. ``ordinal``: third, 第三.
    """

    value: float
    start: int
    end: int
    unit: str = ""
    ordinal: bool = False


class Prose(Struct, frozen=True, gc=False):
    """One remark taken apart.

    ``words`` are the lower-case stems of its content words in order (English words and the parts of
    identifiers; stop words left out); ``han`` the runs of Chinese characters in order; ``concepts`` the
    language-neutral meanings found by the lexicon (``return``, ``iterate``, ``max``, ``length`` ...), so
    that English, Chinese and code meet on common ground.
    """

    script: Script
    words: tuple[str, ...] = ()
    han: tuple[str, ...] = ()
    concepts: frozenset[str] = frozenset()
