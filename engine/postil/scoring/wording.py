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
from postil.text.simplified import simplified
from postil.text.stems import stem
from postil.text.units import NOUNS, STOP_WORDS, Unit, read_units

_MAX_TEXT = 8_000
_MARKS = regex(r"^[ \t]*(?:/\*\*?|\*/|\*(?=\s|$)|///?|#(?= ))[ \t]?|\*/\s*$", re.MULTILINE)
_SECTION = (
    r"Args|Arguments|Param(?:eter)?s?|Other Parameters|Returns?|Return value|Yields?|Raises|Throws|Exceptions?|Attributes|Examples?"
    r"|Notes?|Usage|See Also|参数|返回|返回值|异常|抛出|示例|说明|注意|属性|产出"
)
_TAG = regex(rf"^[ \t]*(?:[@:]\w+|[#*_ ]{{0,12}}(?:{_SECTION})[*_ ]{{0,8}}[:：]?[*_ ]{{0,8}}$)", re.MULTILINE)
_BREAK = regex(r"(?<=[.!?。！？])(?:\s+|(?<=[。！？]))|\n\s*\n|\n(?=\s*[@*:\-])")
_WORD = regex(r"[A-Za-z_]\w*|[\u3400-\u9fff]")


class Wording(Struct, frozen=True, gc=False):
    """One remark taken apart.

    ``text`` is without comment marks, ``summary`` what stands before the first ``@tag``, ``:field`` or head of a
    section; ``tags`` counts those. ``units`` leave phrases out; ``content`` are the distinct units that are no
    function words and could be met in code, ``told`` those of the summary. ``sentences`` also break at empty lines and list marks.
    """

    text: str
    summary: str
    tags: int
    units: tuple[Unit, ...]
    content: tuple[Unit, ...]
    told: tuple[Unit, ...]
    sentences: tuple[str, ...]


@lru_cache(maxsize=256)
def read_wording(text: str) -> Wording:
    """Take ``text`` apart; its first 8,000 characters are read."""
    bare = simplified(text[:_MAX_TEXT])
    if "*" in bare or "#" in bare or "//" in bare:
        bare = _MARKS.sub("", bare)
    bare = bare.strip()
    tags = [match.start() for match in _TAG.finditer(bare)]
    summary = bare[: tags[0]].strip() if tags else bare
    units = tuple([unit for unit in read_units(bare) if unit.kind != "phrase"])
    content = _content(units)
    sentences = [piece.strip() for piece in _BREAK.split(bare)]
    return Wording(
        text=bare,
        summary=summary,
        tags=len(tags),
        units=units,
        content=content,
        told=_content(read_units(summary)) if tags else content,
        sentences=tuple([piece for piece in sentences if piece]),
    )


def _content(units: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """Content words, each once; of Chinese ones those with a meaning that code could show as well."""
    return tuple(dict.fromkeys([u for u in units if _is_content(u) and (u.stems or u.concepts)]))


def _is_content(unit: Unit) -> bool:
    return unit.kind not in ("weak", "phrase") or unit.text in NOUNS


@lru_cache(maxsize=256)
def sentence_words(sentence: str) -> frozenset[str]:
    """The stems of a sentence's words, function words left out; each Chinese character is a word."""
    words = [word.lower() for word in _WORD.findall(sentence)]
    return frozenset([stem(word) for word in words if word not in STOP_WORDS])
