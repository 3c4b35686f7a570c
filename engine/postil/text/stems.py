"""A light English stemmer: inflections off, meanings kept apart.

Only for matching: ``sorts``, ``sorted`` and ``sorting`` meet, ``order`` and ``ordinal`` do not.

>>> [stem(word) for word in ("iterates", "iteration", "copies", "dropped", "status")]
['iter', 'iter', 'copy', 'drop', 'status']
"""

from __future__ import annotations

from functools import lru_cache

_VOWELS = frozenset("aeiouy")
_IRREGULAR = {
    word: base
    for base, *words in (
        entry.split()
        for entry in (
            "be is are was were been am,have has had having,do does did done doing,go goes went gone,"
            "get got gotten gets getting,give gave given gives,take took taken takes,make made makes making,"
            "find found finds,build built builds,send sent sends,read reads reading,write wrote written writes,"
            "keep kept keeps,leave left_ leaves,hold held holds,begin began begun,choose chose chosen,"
            "throw thrown threw throws,raise raises raised raising,split splits splitting,catch caught catches,"
            "child children,person people persons,index indices indexes indexed indexing,vertex vertices,"
            "matrix matrices,leaf leaves_,half halves,life lives,man men,datum data,man men,foot feet,"
            "bind bound_,run ran running runs,sum sums summed summing,add adds added adding addition,"
            "equal equals,bus buses,axis axes,analysis analyses,shelf shelves,pass passes passed passing,"
            "buy bought buys,sell sold sells,pay paid pays,lose lost loses,win won wins winning,"
            "neighbour neighbor neighbors neighbours neighbouring neighboring,color colour colours colors,"
            "die died dies dead,lie lies,tie ties tied,use uses used using,value values valued"
        ).split(",")
    )
    for word in (base, *words)
}
_SUFFIXES = ("ations", "ation", "ating", "ators", "ator", "ated", "ates", "ate")


@lru_cache(maxsize=4_096)
def stem(word: str) -> str:
    """The stem of a lower-case English word; other words come back as they are, without a final ``e``."""
    known = _IRREGULAR.get(word)
    if known is not None:
        return known
    if len(word) < 4 or not word.isascii():
        return word
    base = _without_plural(word)
    for suffix in _SUFFIXES:
        if base.endswith(suffix) and len(base) - len(suffix) >= 3:
            return base[: -len(suffix)]
    return _without_ending(base)


def _without_plural(word: str) -> str:
    if not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y" if len(word) > 4 else word[:-1]
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    return word[:-1]


def _without_ending(word: str) -> str:
    if word.endswith("ied") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("ing") and len(word) > 5:
        return _closed(word, word[:-3])
    if word.endswith("ed") and not word.endswith("eed") and len(word) > 4:
        return _closed(word, word[:-2])
    if word.endswith("ly") and len(word) > 5:
        return word[:-2].removesuffix("e")
    if word.endswith(("tion", "sion", "tions", "sions")) and len(word) > 6:
        return word[: word.rindex("ion")]
    return word[:-1] if word.endswith("e") and len(word) > 3 else word


def _closed(word: str, base: str) -> str:
    """``base`` as the stem of ``word``, with its doubled consonant undone, if it can stand alone."""
    if len(base) < 3 and not base.endswith(("s", "v")):
        return word
    if _VOWELS.isdisjoint(base):
        return word
    if base[-1] == base[-2] and base[-1] not in "lsz":
        return base[:-1]
    return base.removesuffix("e")
