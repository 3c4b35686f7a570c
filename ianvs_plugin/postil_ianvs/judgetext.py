"""The marks that judges of other benchmarks wrote in their texts, read as numbers of 0-100.

>>> read_mark("{'Composite score': 8.5, 'Clarity': 3}")
Mark(value=8.5, out_of=None)
>>> read_mark("总分：85/100")
Mark(value=85.0, out_of=100.0)
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from postil.text.lazy import regex

_LONGEST = 20_000
_NUMBER = r"(?<![\d.])(\d{1,3}(?:\.\d{1,3})?)(?![\d.]*\d)(?!\s{0,3}[-~–—至到]\s{0,3}\d)"
_OUT_OF = r"(?:\s{0,3}(?:/|out\s+of|分?\s{0,2}[(（]?\s{0,2}满分|of)\s{0,3}(\d{1,3})|\s{0,2}(%))?"
_NAMES = (
    r"(?:composite|comprehensive|overall|total|final|aggregate)[\s_-]{0,2}(?:scores?|points?|ratings?|marks?|grades?)"
    r"|(?:综合|总体|整体|最终|总)(?:得分|评分|分数|分|评价得分)"
)
_JOIN = r"[\"'*_`\s」”]{0,6}(?:[:：=]|\bis\b|是|为)[\"'*_`\s「“\[]{0,6}"
_LABELLED = regex(rf"(?:{_NAMES}){_JOIN}{_NUMBER}{_OUT_OF}", re.IGNORECASE)
_BRACKETED = regex(rf"\[\[\s{{0,3}}{_NUMBER}\s{{0,3}}\]\]")
_FRACTION = regex(rf"{_NUMBER}\s{{0,3}}(?:/|out\s+of)\s{{0,3}}(5|10|20|100)(?![\d/])", re.IGNORECASE)
_PLAIN = regex(rf"(?:score|rating|points?|得分|评分|分数){_JOIN}{_NUMBER}{_OUT_OF}", re.IGNORECASE)
_FEN = regex(rf"{_NUMBER}\s{{0,2}}分(?![钟])")
_BARE = regex(rf"\s*{_NUMBER}{_OUT_OF}\s*[.。]?\s*", re.IGNORECASE)


class Mark(Struct, frozen=True):
    """A mark as written; ``out_of`` is the most it could be, ``None`` where the text does not say."""

    value: float
    out_of: float | None


class Marks(Struct, frozen=True):
    """The marks of a case: those that could be read as 0-100, ``None`` for the others, in order."""

    values: tuple[float | None, ...]

    @property
    def unread(self) -> int:
        """How many texts gave no mark."""
        return sum(value is None for value in self.values)

    @property
    def mean(self) -> float | None:
        """Mean of the marks that could be read, 0-100."""
        read = [value for value in self.values if value is not None]
        return sum(read) / len(read) if read else None


def read_mark(text: str) -> Mark | None:
    """The verdict of a judge's text: the last mark that is named as the whole one, else the only one there is.

    ``None`` where there is none, where several compete without a name, and where the mark is above its maximum.
    """
    text = text[:_LONGEST]
    for pattern in (_LABELLED, _BRACKETED):
        found = [_mark(match.groups()) for match in pattern.finditer(text)]
        if found:
            return _sound(found[-1])
    if whole := _BARE.fullmatch(text):
        return _sound(_mark(whole.groups()))
    for pattern in (_FRACTION, _PLAIN, _FEN):
        distinct = {_mark(match.groups()) for match in pattern.finditer(text)}
        if len(distinct) == 1:
            return _sound(distinct.pop())
        if distinct:
            return None
    return None


def read_marks(texts: Sequence[str]) -> Marks:
    """The marks of a whole case on one scale.

    A mark without its maximum is out of 10 when no such mark of the case is above 10, else out of 100.
    """
    marks = [read_mark(text) for text in texts]
    bare = [mark.value for mark in marks if mark is not None and mark.out_of is None]
    scale = 10.0 if max(bare, default=0.0) <= 10.0 else 100.0
    return Marks(
        tuple(None if mark is None else 100.0 * mark.value / (mark.out_of or scale) for mark in marks)
    )


def is_judgement(text: str) -> bool:
    """Whether ``text`` is a judge's verdict rather than an answer: it names a mark for the whole."""
    return bool(_LABELLED.search(text[:_LONGEST]) or _BRACKETED.search(text[:_LONGEST]))


def _mark(groups: Sequence[str | None]) -> Mark:
    out_of = next((group for group in groups[1:] if group), None)
    most = None if out_of is None else 100.0 if out_of == "%" else float(out_of)
    return Mark(float(groups[0] or "nan"), most)


def _sound(mark: Mark) -> Mark | None:
    """``mark`` unless it is above its maximum (100 where none is given) or out of nothing."""
    most = 100.0 if mark.out_of is None else mark.out_of
    return mark if most > 0 and mark.value <= most else None
