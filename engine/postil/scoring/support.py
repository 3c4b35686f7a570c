"""Support: how much of what a remark on a whole function says the code bears out, word by word.

A word that the code does not hold need not be false, so none of these proves anything; but of two remarks on
the same code the one with more support is the more likely to be true.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache
from pathlib import Path

from postil.scoring.subject import Subject, is_generic, is_known
from postil.scoring.wording import Wording
from postil.text.lazy import regex
from postil.text.magnitudes import in_smaller_units
from postil.text.numbers import find_numbers
from postil.text.stems import stem

_NUMBER = regex(
    r"(?a:(?<![\w.])(\d{1,12})(?![\w.]*\d)|\b(two|three|four|five|six|seven|eight|nine|ten)\b)", re.IGNORECASE
)
_HAN_NUMBER = regex(r"[二三四五六七八九十百千万]|(?<![这那])两(?!.{1,8}?[都均皆])")
_WIDEST = 64  # bits
_UNIT = 12  # characters, and the one behind them
_DIGITS = regex(r"\d{1,12}")
_MADE = regex(r"(?<![\w.])(\d{1,9}) ?(\*|<<) ?(\d{1,9})(?![\w.])", hints=("*", "<<"))
_SPELT = {word: n for n, word in enumerate("two three four five six seven eight nine ten".split(), start=2)}
_COUNTED = frozenset(_SPELT.values())
"""Numbers that are looked for where they are written in words, in either language."""
_WORD = regex(r"[A-Za-z]+")
WORD_TABLES = ("opposites.txt", "opposites_zh.txt")
_TABLE, _TABLE_HAN = (Path(__file__).with_name("calibration") / name for name in WORD_TABLES)
_DENIALS = frozenset({"not", "no", "never", "cannot", "nothing", "nor"})
_HAN_DENIALS = frozenset("不 没 没有 未 无 非 别 不能 不会 从不 并非 尚未".split())
_DENIED = 0.1
"""How far a denial that no denial in the code bears out is believed."""
_UNMARKED = 0.9
"""Of two opposites, the one that is written so often goes without saying."""
_DENYING = regex(
    r"\bnot\b|!|\bnone\b|\bnull\b|\bnil\b|\bfalse\b|\braise\b|\bthrow\b|\bno|\bnon|\bun|\belse\b|\bexcept\b",
    re.IGNORECASE,
)


def support_of(wording: Wording, subject: Subject) -> dict[str, float]:
    """The traits of support; 1 where a remark has no number, or no polar word, to be borne out."""
    number, polarity = number_support(wording, subject), polarity_support(wording, subject)
    return {
        "word_support": word_support(wording, subject),
        "number_support": 1.0 if number is None else number,
        "polarity_support": 1.0 if polarity is None else polarity,
    }


def word_support(wording: Wording, subject: Subject) -> float:
    """Share of the remark's telling words that the code holds, half a word added on either side."""
    known = total = 0
    for unit in wording.content:
        if unit.kind != "number" and not is_generic(unit):
            total += 1
            known += is_known(unit, subject)
    return (known + 0.5) / (total + 1)


def number_support(wording: Wording, subject: Subject) -> float | None:
    """How far the remark's numbers are borne out: 1 for one in the code, else the less the greater it is.

    Numbers in prose follow Benford's law (1938): small ones need less support.
    """
    told = _numbers_told(wording.text)
    if not told:
        return None
    shown = {int(digits) for digits in _DIGITS.findall(subject.text)}
    if not shown.issuperset([number for number, _ in told]):
        shown |= _made(subject.text)
    found = []
    for number, end in told:
        finer = () if number in shown else in_smaller_units(number, wording.text[end : end + _UNIT])
        found.append(next((one for one in finer if one in shown), number))
    return sum([1.0 if n in shown else math.log10(1.0 + 1.0 / (1 + n)) for n in found]) / len(found)


def _numbers_told(text: str) -> list[tuple[int, int]]:
    """The numbers of a remark, each with where it ends."""
    written = _NUMBER.finditer(text)
    told = [(int(one[1]) if one[1] else _SPELT[one[2].lower()], one.end()) for one in written]
    if not text.isascii() and _HAN_NUMBER.search(text):
        told += [
            (int(n.value), n.end)
            for n in find_numbers(text)
            if n.value in _COUNTED and not n.ordinal and _HAN_NUMBER.match(text, n.start)
        ]
    return told


def _made(code: str) -> set[int]:
    """The products and shifts of two whole numbers in the code."""
    return {
        int(one) * int(other) if sign == "*" else int(one) << int(other)
        for one, sign, other in _MADE.findall(code)
        if sign == "*" or int(other) < _WIDEST
    }


def polarity_support(wording: Wording, subject: Subject) -> float | None:
    """How far the remark's polar words (``first``, ``without``, ``not``) are borne out.

    1 for a word that the code holds, 0 for one whose opposite the code holds, else how often it is written
    rather than its opposite (``opposites.txt``). A denial is borne out by a denial in the code.
    """
    table, believed, words = opposites(), [], []
    if not wording.text.isascii():
        denials = sum([unit.text in _HAN_DENIALS for unit in wording.units])
        believed += [1.0 if _DENYING.search(subject.text) else _DENIED] * denials
        han = opposites_in_han()
        words = [han[unit.text] for unit in wording.units if unit.text in han]
    for word in (*words, *_WORD.findall(wording.text.lower())):
        if word in _DENIALS:
            believed.append(1.0 if _DENYING.search(subject.text) else _DENIED)
        elif word in table:
            opposite, share = table[word]
            here, there = stem(word) in subject.stems, stem(opposite) in subject.stems
            if here != there:
                believed.append(float(here))
            elif share < _UNMARKED:
                believed.append(share)
    return sum(believed) / len(believed) if believed else None


@lru_cache(maxsize=1)
def opposites() -> dict[str, tuple[str, float]]:
    """Word -> its opposite, and the share of texts that hold one of the two which hold the word."""
    rows = [
        line.split() for line in _TABLE.read_text(encoding="utf-8").splitlines() if line[:1] not in ("#", "")
    ]
    found = {}
    for one, other, share in rows:
        found[one], found[other] = (other, float(share)), (one, round(1.0 - float(share), 3))
    return found


@lru_cache(maxsize=1)
def opposites_in_han() -> dict[str, str]:
    """Chinese word -> the word of ``opposites`` that means the same."""
    rows = [
        line.split()
        for line in _TABLE_HAN.read_text(encoding="utf-8").splitlines()
        if line[:1] not in ("#", "")
    ]
    return {word: english for english, *words in rows for word in words}
