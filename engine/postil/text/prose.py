"""Prose: the content words, Chinese runs and concepts of a remark.

>>> prose = read_prose("Return the length of the list")
>>> prose.words
('return', 'length', 'list')
>>> {"return", "length", "list"} <= prose.concepts == read_prose("Return the length of the list").concepts
True
"""

from __future__ import annotations

from functools import lru_cache
from itertools import chain

from postil.text.lazy import regex
from postil.text.model import Prose, Script
from postil.text.units import Unit, read_units

_HAN = regex(r"[\u3400-\u9fff\uf900-\ufaff]+")
_LATIN = regex(r"[A-Za-z]+")
_QUOTED = regex(r"'[^'\n]*'|\"[^\"\n]*\"|`+[^`\n]*`+")
_MAX_TEXT = 20_000


@lru_cache(maxsize=512)
def read_prose(text: str) -> Prose:
    """Take a remark apart; see ``Prose``. Reads the first 20,000 characters."""
    units = read_units(text)
    runs = () if text.isascii() else tuple(_HAN.findall(text[:_MAX_TEXT]))
    return Prose(
        script=_script(text[:_MAX_TEXT], runs, units),
        words=tuple(chain.from_iterable([unit.stems for unit in units if unit.kind == "word"])),
        han=runs,
        concepts=frozenset().union(*[unit.concepts for unit in units]),
    )


def has_han(text: str) -> bool:
    """Whether a Chinese character stands in ``text``."""
    return not text.isascii() and _HAN.search(text) is not None


def script_of(text: str) -> Script:
    """The script of a remark, as in its ``Prose``, at less cost where it has no Han characters."""
    text = text[:_MAX_TEXT]
    return read_prose(text).script if has_han(text) else _script(text, (), ())


def _script(text: str, runs: tuple[str, ...], units: tuple[Unit, ...]) -> Script:
    """Chinese if Han characters outside quotes outnumber the English function words."""
    if runs:
        outside = sum(map(len, _HAN.findall(_QUOTED.sub(" ", text))))
        weak = sum(unit.kind == "weak" and unit.text.isascii() for unit in units)
        if outside > weak:
            return "zh"
    return "en" if _LATIN.search(text) else "none"
