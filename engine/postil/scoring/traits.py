"""Traits: what can be counted in a remark on a whole function, held against the code.

They are what the calibrated human scales are made of (``scales.py``). None needs more of a language than its
facts; counts are logarithms (``log1p``) so that the tenth of a kind weighs less than the first. Each is
explained in docs/scoring.md.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from postil.scoring.subject import Subject, is_generic, is_known, spoken
from postil.scoring.wording import Wording, sentence_words
from postil.text.lazy import regex
from postil.text.lexicon import lexicon
from postil.text.mentions import find_mentions

_BRIEF, _FULL, _LONG, _TOO_LONG = 25, 50, 60, 120
"""Words from which a remark is no more brief, is full, is long, is too long."""
_ONE_LINE = 14
_CONDITION = regex(
    r"(?a:\b)(?:if|when|unless|otherwise|else|while|until|whether|only|except|case|null|none|nil|empty|already|not|no)(?a:\b)"
    r"|如果|若|当(?!前)|时(?![间刻区钟期长])|否则|除非|只|仅|直到|是否|空(?![格白间])|不|未|没有|无|已",
    re.IGNORECASE,
)
_RESULT = regex(r"(?a:\b)(?:return|yield)|:rtype:|返回|回传|产出|逐个(?:产生|生成)", re.IGNORECASE)
_EXCEPTION = regex(r"(?a:\b[A-Z]\w{0,80}(?:Exception|Error)\b)")
_NAMING = frozenset({"code", "link", "call", "snake", "camel", "constant"})


def traits_of(wording: Wording, subject: Subject) -> dict[str, float]:
    """The traits of content: how much is said, how much of it is about this code."""
    words, distinct = len(wording.units), len(wording.content)
    known = [unit for unit in wording.content if is_known(unit, subject)]
    return {
        "brief": min(1.0, words / _BRIEF),
        "full": min(1.0, words / _FULL),
        "long": math.log1p(max(0, words - _LONG)),
        "too_long": math.log1p(max(0, words - _TOO_LONG)),
        "size_ratio": math.log((1 + words) / (1 + subject.size)),
        "distinct": math.log1p(distinct),
        "told": _told_words(wording),
        "known": math.log1p(sum([not is_generic(unit) for unit in known])),
        "unknown": math.log1p(distinct - len(known)),
        "known_share": len(known) / distinct if distinct else 0.0,
        "overlap": len(known) / math.sqrt((1 + distinct) * (1 + len(subject.stems))),
        **_coverage(wording, subject),
        **_names(wording, subject),
        **_structure(wording, words),
    }


def _told_words(wording: Wording) -> float:
    """How many different content words the prose has; three Chinese characters make one."""
    han = {char for unit in wording.told if not unit.stems for char in unit.text}
    return sum([bool(unit.stems) for unit in wording.told]) + len(han) / 3


def _coverage(wording: Wording, subject: Subject) -> dict[str, float]:
    """How much of what the code does and takes is spoken of."""
    stems = {part for unit in wording.content for part in unit.stems}
    concepts = {concept for unit in wording.units for concept in unit.concepts}
    conditions = len(_CONDITION.findall(wording.text))
    named = [name in wording.text for name in subject.parameters]
    told = [
        spelt or _told(spoken(name), stems, concepts) in (1.0, None)
        for spelt, name in zip(named, subject.parameters, strict=True)
    ]
    # Chinese says 文本 where English names ``text`` in passing, and holds no letter that happens to be a name.
    if not all(unit.stems for unit in wording.units):
        named = told
    return {
        "words_told": _or(_told(subject.words, stems, concepts), 0.5),
        "name_told": _or(_told(spoken(subject.name), stems, concepts), 0.7),
        "conditions": math.log1p(conditions),
        "condition_share": min(1.0, conditions / (1 + subject.branches)),
        "result_told": float(_RESULT.search(wording.text) is not None),
        "parameters_told": _or(_share(told), 0.7),
        "parameters_named": _or(_share(named), 0.7),
    }


def _told(words: Sequence[str] | frozenset[str], stems: set[str], concepts: set[str]) -> float | None:
    english = lexicon().english
    return _share([word in stems or not concepts.isdisjoint(english.get(word, ())) for word in words])


def _names(wording: Wording, subject: Subject) -> dict[str, float]:
    """Code elements and exceptions that are named, and those of them that the code does not have."""
    raised = set(_EXCEPTION.findall(wording.text))
    named = [m.text for m in find_mentions(wording.text) if m.kind in _NAMING and m.text.isidentifier()]
    found = [name for name in named if name not in raised]
    here = {name for name in found if name in subject.text}
    return {
        "names": math.log1p(len(here)),
        "strange_names": math.log1p(len(set(found) - here)),
        "strange_share": sum([name not in here for name in found]) / (1 + len(found)),
        "strange_exception": float(any(name not in subject.text for name in raised - subject.implicit)),
    }


def _structure(wording: Wording, words: int) -> dict[str, float]:
    """Sentences, and how much they have in common."""
    sentences = wording.sentences
    runs = [run for run in map(sentence_words, sentences) if len(run) > 2]
    kin = [max([_likeness(run, other) for other in runs if other is not run], default=0.0) for run in runs]
    stems = [part for unit in wording.units if unit.kind != "weak" for part in unit.stems or (unit.text,)]
    triples = list(zip(stems, stems[1:], stems[2:], strict=False))
    return {
        "sentences": math.log1p(len(sentences)),
        "sentence_length": math.log1p(words / max(1, len(sentences))),
        "cohesion": sum(kin) / len(kin) if kin else 0.0,
        "said_twice": 1.0 - len(set(triples)) / len(triples) if triples else 0.0,
        "one_line": float(len(sentences) <= 1 and words <= _ONE_LINE),
    }


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other)


def _share(values: Sequence[bool]) -> float | None:
    return sum(values) / len(values) if values else None


def _or(value: float | None, usual: float) -> float:
    return usual if value is None else value
