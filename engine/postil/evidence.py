"""What a remark tells of the code: the names it speaks of, the parts of a contract it gives."""

from __future__ import annotations

import re
from functools import lru_cache

from postil.facts.model import Function
from postil.names import RECEIVERS
from postil.page import Page
from postil.text.identifiers import canonical, split_identifier
from postil.text.lazy import regex
from postil.text.lexicon import lexicon
from postil.text.stems import stem
from postil.text.units import read_words

_TOLD_RESULT = regex(
    r"\breturn|\byield|\bgiv(?:e|es|en|ing)\b|:rtype:|返回|得到|产生|生成|输出|结果", re.IGNORECASE
)


def named_symbols(page: Page, comment: int, among: frozenset[str] | None = None) -> frozenset[str]:
    """The names of ``among`` (default: the salient ones) that a comment names, or says in words."""
    told = {mention.text for mention in page.mentions(comment)}
    told |= {part for name in told if "." in name for part in name.split(".")}
    prose = page.prose(comment)
    words, concepts = frozenset(prose.words), prose.concepts
    names = page.salient_names if among is None else among
    return frozenset([name for name in names if name in told or _spoken(name, words, concepts)])


def names_any(page: Page, comment: int, among: frozenset[str]) -> bool:
    """Whether a comment names one of ``among`` or says it in words: its plain words tell most of the time."""
    stems = frozenset([part for word in read_words(page.comments[comment].text) for part in word.stems])
    nothing: frozenset[str] = frozenset()
    return any(_spoken(name, stems, nothing) for name in among) or bool(named_symbols(page, comment, among))


def contract_told(page: Page, comment: int) -> float | None:
    """Share of a function's contract (each parameter, the result, each exception) that a remark tells.

    ``None`` for a remark that is not on a function, or on one without a contract.
    """
    function = page.documented(comment)
    if function is None:
        return None
    text, prose = page.comments[comment].text, page.prose(comment)
    words = frozenset(prose.words)
    told = {mention.text for mention in page.mentions(comment)}
    items = [name in told or _spoken(name, words, prose.concepts) for name in _parameters(function)]
    if function.yields or any(r.value not in (None, "None") for r in function.returns):
        items.append(_TOLD_RESULT.search(page.said[comment]) is not None)
    items += [exception.rpartition(".")[2] in text for exception in _escaping(function)]
    return sum(items) / len(items) if items else None


def _parameters(function: Function) -> list[str]:
    return [p.name for p in function.parameters if p.name not in RECEIVERS]


def _escaping(function: Function) -> list[str]:
    return sorted({r.exception for r in function.raises if r.exception and not r.caught})


def _spoken(name: str, told: frozenset[str], concepts: frozenset[str]) -> bool:
    parts = _spoken_words(name)
    for word, meanings in parts:
        if word not in told and meanings.isdisjoint(concepts):
            return False
    return bool(parts)


@lru_cache(maxsize=4_096)
def _spoken_words(name: str) -> tuple[tuple[str, frozenset[str]], ...]:
    stems = [stem(canonical(word)) for word in split_identifier(name) if not word.isdigit()]
    return tuple([(word, _meanings(word)) for word in stems])


@lru_cache(maxsize=4_096)
def _meanings(word: str) -> frozenset[str]:
    return frozenset(lexicon().english.get(word, ()))
