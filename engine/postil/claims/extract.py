"""Claims: what a comment asserts, English or Chinese, taken from its text alone.

>>> [(c.kind, c.value, c.condition) for c in extract_claims("Return None if the list is empty.")][:1]
[('returns', 'None', 'the list is empty')]

In a ``comparison`` the claim's ``value`` is the operator, ``subject`` the words before it and ``condition`` the words
behind it, where the bound stands; after a bound ("3 or more") there is no subject. In a ``condition`` the ``value`` is a state (``empty``, ``not_none``) or, with a
``:``, an adjective of the text (``is:active``).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from postil.claims.defaults import default_span
from postil.claims.model import Claim, ClaimKind
from postil.claims.patterns import ASCII_ENGLISH, CHINESE, ENGLISH, Patterns
from postil.claims.scan import scan
from postil.text.lazy import regex
from postil.text.numbers import find_numbers

_LIMIT = 20_000
_HAN = regex(r"[\u4e00-\u9fff]")
_EFFECTS = frozenset({"in_place", "copy"})
_EXCEPTION = regex(
    r"\b[A-Z][A-Za-z0-9]*(?:Error|Exception|Warning|Interrupt|Exit|Iteration|Timeout|NotFound)\b", re.ASCII
)
_SENTENCE_END = regex(r"[.;!?](?=\s|$)|[。；！？\n]")
_CLAUSE_END = regex(r"[.;!?,:](?=\s|$)|[。；！？，、：\n()（）]")
_NEXT_RESULT = regex(r"[,;] (?:and |or |else )?(?:-?[0-9]|True|False|None)\b")
_LAST_RESULT = regex(r"返回[^，,；]{1,20}[，,；]")
_CONDITION = regex(r"\b(?:if|when|whenever|unless|in case|as soon as|once|while)\b", re.IGNORECASE)
_NAME_LIST = regex(
    r"`?([A-Za-z_][A-Za-z0-9_]*)`?(?:(?:\s*[,，、]\s*(?:and\s+)?|\s+and\s+|\s*[和与及]\s*|\s*以及\s*)(?=`?[A-Za-z_]))?",
    re.ASCII,
)


@lru_cache(maxsize=512)
def extract_claims(text: str) -> tuple[Claim, ...]:
    """What ``text`` asserts, by kind and in order; only its first 20,000 characters are read."""
    text = text[:_LIMIT]
    patterns = _patterns(text)
    return tuple([claim for read in _EACH_READER for claim in read(text, patterns)])


@lru_cache(maxsize=512)
def claims_of_kind(text: str, kind: ClaimKind) -> tuple[Claim, ...]:
    """The claims of one kind in ``text``, in order: the others are not looked for, where one reader does not find both."""
    text = text[:_LIMIT]
    return tuple([claim for claim in _READERS[kind](text, _patterns(text)) if claim.kind == kind])


def _patterns(text: str) -> Patterns:
    if text.isascii():
        return ASCII_ENGLISH
    return CHINESE if _has_han(text) else ENGLISH


def _has_han(text: str) -> bool:
    return not text.isascii() and _HAN.search(text) is not None


def _rest(text: str, start: int, end: re.Pattern[str] = _SENTENCE_END, limit: int = 160) -> str:
    """The text from ``start`` to the end of its sentence (or clause)."""
    stop = end.search(text, start, min(len(text), start + limit))
    return text[start : stop.start() if stop else start + limit]


def _before(text: str, end: int, limit: int = 60, boundary: re.Pattern[str] = _SENTENCE_END) -> str:
    """The text from the beginning of the sentence (or clause) to ``end``, at most ``limit`` characters."""
    start = max(0, end - limit)
    for match in boundary.finditer(text, start, end):
        start = match.end()
    return text[start:end]


def _condition_of(text: str, start: int, end: int) -> str | None:
    """The condition that follows at ``end`` (``if ...``), or in Chinese the words before ``start``."""
    follows = re.match(
        r"[ ,]{0,2}(?:if|when|whenever|in case|because|since|for|on|unless)\b ?", text[end : end + 16]
    )
    if follows:
        return _NEXT_RESULT.split(_rest(text, end + follows.end()))[0].strip()
    if re.match(r"[ ,]{0,2}(?:otherwise|else)\b", text[end : end + 12]):
        return None
    if _has_han(text):
        return _LAST_RESULT.split(_before(text, start, limit=80))[-1].strip(" ，,：:") or None
    led = re.split(r"\b(?:True|False|None)\b", _before(text, start, limit=120))[-1]
    if re.search(
        r"\b(?:otherwise|else|if not|if it is|if it isn't)\b[, ]*(?:return)?[ ]?(?:boolean )?$", led
    ):
        return None
    match = _CONDITION.search(led)
    return led[match.end() :].strip(" ,") if match else None


def _results(text: str, patterns: Patterns) -> list[Claim]:
    claims = []
    for match in patterns.result.finditer(text):
        literal = patterns.literals.get(" ".join((match.group("literal") or "").lower().split()))
        if literal is None:
            continue
        condition = _condition_of(text, match.start(), match.end())
        claims.append(
            Claim(
                "returns",
                None,
                literal,
                match.start(),
                match.end(),
                condition,
                _denied(text, match.start(), patterns),
            )
        )
    starts = {claim.start for claim in claims}
    for match in patterns.verb.finditer(text):
        kind: ClaimKind = "yields" if match.lastgroup == "yields" else "returns"
        if match.start() not in starts:
            claims.append(
                Claim(
                    kind, None, None, match.start(), match.end(), None, _denied(text, match.start(), patterns)
                )
            )
    return claims


def _denied(text: str, start: int, patterns: Patterns) -> bool:
    return patterns.denial.search(_before(text, start, 40, _CLAUSE_END)) is not None


def _raises(text: str, patterns: Patterns) -> list[Claim]:
    claims = []
    for match in patterns.raising.finditer(text):
        after = _rest(text, match.end(), limit=80)
        before = _before(text, match.start(), boundary=_CLAUSE_END)
        name = _EXCEPTION.search(after) or _EXCEPTION.search(before)
        condition = _CONDITION.search(after)
        claims.append(
            Claim(
                "raises",
                name.group() if name else None,
                None,
                match.start(),
                match.end(),
                after[condition.end() :].strip() if condition else None,
                patterns.denial.search(before) is not None,
            )
        )
    return claims


def _comparisons(text: str, patterns: Patterns) -> list[Claim]:
    claims = []
    for match in patterns.comparison.finditer(text):
        operator = str(match.lastgroup)
        value = {"ge": ">=", "le": "<=", "gt": ">", "lt": "<", "more": ">=", "fewer": "<="}[operator]
        subject: str | None = _before(text, match.start(), 48, _CLAUSE_END)
        denied = _denies_directly(subject or "")
        bound = _rest(text, match.end(), _CLAUSE_END, 48)
        if operator in {"more", "fewer"}:
            subject, bound = None, (subject or "")[-32:]
        claims.append(Claim("comparison", subject, value, match.start(), match.end(), bound, denied))
    return claims


def _denies_directly(before: str) -> bool:
    return re.search(r"(?:\b(?:not|never|isn't|aren't|doesn't)|n't|不|并非|不是)\s*$", before) is not None


def _conditions(text: str, patterns: Patterns) -> list[Claim]:
    claims = []
    for match in patterns.condition.finditer(text):
        groups = match.groupdict()
        word = " ".join((groups.get("state") or groups.get("verb") or match.group()).lower().split())
        state = patterns.states.get(word)
        if state is None:
            state = f"is:{word}"
        if groups.get("deny") or groups.get("denied"):
            state = f"not:{state}"
        existential = word == "有" or match.group().lower().startswith("there")
        sentence = _before(text, match.start(), 100) + "\0" + _rest(text, match.end(), limit=100)
        claims.append(
            Claim(
                "condition",
                _rest(text, match.end(), _CLAUSE_END, 24)
                if existential
                else _before(text, match.start(), 40, _CLAUSE_END),
                state,
                match.start(),
                match.end(),
                sentence.replace("\0", " "),
                patterns.denial.search(sentence) is not None,
            )
        )
    return claims


def _structure(text: str, patterns: Patterns) -> list[Claim]:
    claims = []
    for match in patterns.structure.finditer(text):
        kind = str(match.lastgroup)
        if kind == "loop":
            claims.append(
                Claim(
                    "loop",
                    None,
                    _rest(text, match.end(), _CLAUSE_END, 40).strip() or None,
                    match.start(),
                    match.end(),
                )
            )
        elif kind == "type":
            claims.append(
                Claim(
                    "type",
                    _before(text, match.start(), 40),
                    patterns.types[match.group("type").lower()],
                    match.start(),
                    match.end(),
                )
            )
        elif kind == "definition":
            claims.append(Claim("definition", match.group("definition"), None, match.start(), match.end()))
        else:
            claims += _parameters(text, match)
    return claims


def _parameters(text: str, match: re.Match[str]) -> list[Claim]:
    """``takes two arguments`` and ``takes the arguments a, b and c``."""
    claims = []
    numbers = find_numbers(match.group())
    if numbers:
        claims.append(Claim("parameter", None, str(int(numbers[0].value)), match.start(), match.end()))
    position = match.end()
    while (name := _NAME_LIST.match(text, position)) is not None and len(claims) < 30:
        claims.append(Claim("parameter", name.group(1), None, name.start(1), name.end(1)))
        if name.end() == name.end(1) or text[name.end(1) : name.end()].strip("`") == "":
            break
        position = name.end()
    return claims


def _operations(text: str, _patterns: Patterns) -> list[Claim]:
    return [
        Claim(
            "effect" if hit.concept in _EFFECTS else "operation",
            None,
            hit.concept,
            hit.start,
            hit.end,
            None,
            hit.negated,
        )
        for hit in scan(text)
    ]


def _numbers(text: str, _patterns: Patterns) -> list[Claim]:
    return [
        Claim("number", number.unit or None, f"{number.value:.15g}", number.start, number.end)
        for number in find_numbers(text)
        if not number.ordinal
    ]


def _defaults(text: str, _patterns: Patterns) -> list[Claim]:
    found = default_span(text)
    if found is None:
        return []
    value, start, end = found
    return [Claim("default", _name_before(text, start), value, start, end)]


def _name_before(text: str, end: int) -> str | None:
    """The last identifier before ``end`` in its sentence, for the subject of a default."""
    names = re.findall(r"(?<![A-Za-z0-9_])[A-Za-z_][A-Za-z0-9_]*", _before(text, end), re.ASCII)
    plain = [
        name
        for name in names
        if name.lower() not in {"the", "a", "an", "is", "value", "by", "of", "it", "to"}
    ]
    return plain[-1] if plain else None


_READERS: dict[ClaimKind, Callable[[str, Patterns], list[Claim]]] = {
    "returns": _results,
    "yields": _results,
    "raises": _raises,
    "comparison": _comparisons,
    "condition": _conditions,
    "loop": _structure,
    "type": _structure,
    "definition": _structure,
    "parameter": _structure,
    "operation": _operations,
    "effect": _operations,
    "number": _numbers,
    "default": _defaults,
}
"""Who reads the claims of a kind; in the order in which they are told."""
_EACH_READER = tuple(dict.fromkeys(_READERS.values()))
