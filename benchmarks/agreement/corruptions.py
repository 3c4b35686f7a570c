"""Corruptions: a true sentence about a function made false or empty in one known way."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

from documented import Documented

_OPPOSITES = (
    "true false,first last,maximum minimum,max min,largest smallest,highest lowest,before after,include exclude,"
    "includes excludes,included excluded,including excluding,start stop,starts stops,open close,opens closes,"
    "opened closed,enable disable,enables disables,enabled disabled,increase decrease,increases decreases,"
    "ascending descending,upper lower,left right,all none,valid invalid,encode decode,encodes decodes,read write,"
    "reads writes,push pop,insert delete,inserts deletes,inserted deleted,load save,loads saves,loaded saved,"
    "import export,imports exports,show hide,shows hides,positive negative,same different,with without,begin end,"
    "beginning end,inner outer,input output,inputs outputs,greater less,longer shorter,newest oldest,next previous,"
    "success failure,lock unlock,forward backward,horizontal vertical,row column,rows columns,parent child,"
    "public private,always never,get set,gets sets,create destroy,creates destroys,append prepend,join split,"
    "joins splits,serialize deserialize,compress decompress,multiply divide,sum product,source target,key value,"
    "keys values,local remote,if unless,add remove,adds removes,added removed,above below,internal external"
)
_VAGUE = (
    "Process the data and return the result.",
    "This function performs the necessary operations.",
    "Handle the given input and produce the output.",
    "Do the required work and return the value.",
    "A helper that is used to do something with the values.",
)
_INVENTED = (
    "options payload handle buffer record widget token cursor region worker channel matrix vector filename"
).split()
_NEGATED = re.compile(
    r"\b(is|are|was|were|has|have|can|could|will|would|should|must|does|do|may)\b(?! not\b)", re.IGNORECASE
)
_NUMBER = re.compile(r"(?<![\w.\-])\d+(?![\w.])")
_WORDS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
}  # fmt: skip
_SPELT = re.compile(rf"\b({'|'.join(list(_WORDS)[2:])})\b", re.IGNORECASE)


def _opposites() -> dict[str, str]:
    pairs = [pair.split() for pair in _OPPOSITES.split(",")]
    return {other: one for one, other in pairs} | dict(pairs)


OPPOSITES = _opposites()
_OPPOSITE = re.compile(rf"\b({'|'.join(sorted(OPPOSITES, key=len, reverse=True))})\b", re.IGNORECASE)


def flipped(one: Documented, _: Sequence[Documented], chance: random.Random) -> str | None:
    """One word replaced by its antonym, or else one verb denied."""
    places = list(_OPPOSITE.finditer(one.sentence))
    if places:
        match = chance.choice(places)
        return _put(one.sentence, match, _as_written(OPPOSITES[match[0].lower()], match[0]))
    verbs = list(_NEGATED.finditer(one.sentence))
    if verbs:
        match = chance.choice(verbs)
        return _put(one.sentence, match, f"{match[0]} not")
    return None


def renamed(one: Documented, _: Sequence[Documented], chance: random.Random) -> str | None:
    """A parameter that the sentence names gets another name, which the code does not have."""
    named = [name for name in one.parameters if re.search(rf"\b{re.escape(name)}\b", one.sentence)]
    free = [name for name in _INVENTED if name not in one.code.lower()]
    if not named or not free:
        return None
    name = chance.choice(named)
    new = chance.choice(free)
    new = f"{new}_{name.rpartition('_')[2]}" if "_" in name else new
    return re.sub(rf"\b{re.escape(name)}\b", new, one.sentence)


def renumbered(one: Documented, _: Sequence[Documented], chance: random.Random) -> str | None:
    """A number becomes another one."""
    places = [*_NUMBER.finditer(one.sentence), *_SPELT.finditer(one.sentence)]
    if not places:
        return None
    match = chance.choice(places)
    old = _WORDS.get(match[0].lower())
    value = int(match[0]) if old is None else old
    new = value + chance.choice((1, 2, 3, 7))
    names = [word for word, number in _WORDS.items() if number == new]
    text = str(new) if old is None or not names else _as_written(names[0], match[0])
    return _put(one.sentence, match, text)


def swapped(one: Documented, others: Sequence[Documented], chance: random.Random) -> str | None:
    """The sentence of another function of the same module."""
    neighbours = [
        o for o in others if o.module == one.module and o.name != one.name and o.sentence != one.sentence
    ]
    return chance.choice(neighbours).sentence if neighbours else None


def emptied(_: Documented, __: Sequence[Documented], chance: random.Random) -> str | None:
    """A sentence that fits any code."""
    return chance.choice(_VAGUE)


CORRUPTIONS: dict[str, Callable[[Documented, Sequence[Documented], random.Random], str | None]] = {
    "swapped": swapped,
    "flipped": flipped,
    "renamed": renamed,
    "vague": emptied,
    "renumbered": renumbered,
}


def _put(sentence: str, match: re.Match[str], text: str) -> str:
    return sentence[: match.start()] + text + sentence[match.end() :]


def _as_written(word: str, like: str) -> str:
    return word.capitalize() if like[:1].isupper() else word
