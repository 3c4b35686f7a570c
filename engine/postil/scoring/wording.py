r"""Wording: a remark's text as sentences and words, without the marks that make it a comment.

>>> wording = read_wording("/**\n * Halves n.\n *\n * @param n the number\n */")
>>> wording.summary, wording.tags
('Halves n.', 1)
>>> read_wording("Sort the names. Keep the first one.").sentences
('Sort the names.', 'Keep the first one.')
"""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from postil.text.lazy import regex
from postil.text.stems import stem
from postil.text.units import STOP_WORDS, Unit, read_units

_MAX_TEXT = 8_000
_MARKS = regex(r"^[ \t]*(?:/\*\*?|\*/|\*(?=\s|$)|///?|#(?= ))[ \t]?|\*/\s*$", re.MULTILINE)
_TAG = regex(r"^[ \t]*[@:]\w+", re.MULTILINE)
_BREAK = regex(r"(?<=[.!?。！？])(?:\s+|(?<=[。！？]))|\n\s*\n|\n(?=\s*[@*:\-])")
_WORD = regex(r"[A-Za-z_]\w*|[\u3400-\u9fff]")


class Wording(Struct, frozen=True, gc=False):
    """One remark taken apart.

    ``text`` is without comment marks, ``summary`` what stands before the first ``@tag`` or ``:field``;
    ``tags`` counts those. ``units`` leave phrases out; ``content`` are the distinct units that are no
    function words. ``sentences`` also break at empty lines and list marks.
    """

    text: str
    summary: str
    tags: int
    units: tuple[Unit, ...]
    content: tuple[Unit, ...]
    sentences: tuple[str, ...]


@lru_cache(maxsize=256)
def read_wording(text: str) -> Wording:
    """Take ``text`` apart; its first 8,000 characters are read."""
    bare = text[:_MAX_TEXT]
    if "*" in bare or "#" in bare or "//" in bare:
        bare = _MARKS.sub("", bare)
    bare = bare.strip()
    tags = [match.start() for match in _TAG.finditer(bare)] if "@" in bare or ":" in bare else []
    units = tuple([unit for unit in read_units(bare) if unit.kind != "phrase"])
    content = dict.fromkeys([unit for unit in units if unit.kind != "weak"])
    sentences = [piece.strip() for piece in _BREAK.split(bare)]
    return Wording(
        text=bare,
        summary=bare[: tags[0]].strip() if tags else bare,
        tags=len(tags),
        units=units,
        content=tuple(content),
        sentences=tuple([piece for piece in sentences if piece]),
    )


@lru_cache(maxsize=256)
def sentence_words(sentence: str) -> frozenset[str]:
    """The stems of a sentence's words, function words left out; each Chinese character is a word."""
    words = [word.lower() for word in _WORD.findall(sentence)]
    return frozenset([stem(word) for word in words if word not in STOP_WORDS])
