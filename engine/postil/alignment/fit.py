r"""How well a remark fits each statement of a snippet, by content alone.

The fit is a weighted sum of few features: how much of what the remark says is met in the statement, by
channel and rarity (the inverse document frequency of BM25, over the statements of this snippet), and how
much of what the statement shows stays unsaid. ``weights.py`` says where the weights come from.

>>> from postil.facts.registry import facts_of
>>> scores = fit(facts_of("total = 0\nfor price in prices:\n    total += price", "python"), "遍历所有价格")
>>> scores.index(max(scores))
1
"""

from __future__ import annotations

import heapq
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain
from typing import TypeAlias

from postil.alignment.evidence import HINTED, LEAD, SAID, Clue, said, shown
from postil.alignment.weights import WEIGHTS
from postil.facts.model import Facts, Statement

FEATURES = (
    *(f"said_{channel}" for channel in SAID),
    *(f"hinted_{channel}" for channel in HINTED),
    "lead_K",
    "unsaid_names",
    "unsaid_share",
    "size",
)
_COMMON = 50
"""A term that more statements show says nothing when likely places are looked for."""
_WEIGHTS = [WEIGHTS.get(feature, 0.0) for feature in FEATURES]
_WIDTH = LEAD + 1
"""So many features are sums over the units of a remark."""
_NAMES, _SHARE, _SIZE = _WEIGHTS[_WIDTH:]


@lru_cache(maxsize=512)
def _rarity(total: int) -> tuple[float, ...]:
    """Inverse document frequency of a term in 0, 1, ... ``total`` of ``total`` statements.

    As in BM25 (Robertson and Sparck Jones), in the form that is never negative.
    """
    return tuple(math.log(1 + (total - n + 0.5) / (n + 0.5)) for n in range(total + 1))


Offers: TypeAlias = dict[str, list[tuple[int, float]]]
"""Term -> slot and value of each offer. There is a slot for each unit of a remark and each feature."""


class Scale:
    """The statements of one snippet, made ready to be compared with many remarks.

    Sums are exact (``math.fsum``): they do not depend on the order in which sets give their terms.
    """

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._shown = [shown(statement) for statement in statements]
        counts = Counter(chain.from_iterable([one.terms for one in self._shown]))
        # What heads clues is as rare as the statements in which it does.
        heads = Counter(chain.from_iterable([one.heads for one in self._shown]))
        self._counts = {**counts, **heads}
        self._rarity = _rarity(len(self._shown))
        self._bulk = [self._weigh(one.clues) for one in self._shown]

    def _weigh(self, clues: tuple[Clue, ...]) -> tuple[float, list[tuple[tuple[str, ...], float]]]:
        """The score of a remark that shares nothing, and what each clue raises it by when one of its terms is met."""
        masses = self._masses(clues)
        usual = -_SHARE / math.fsum([mass for _, mass in masses])
        of_name = usual - _NAMES
        names = math.fsum([mass for clue, mass in masses if clue.group == "name"])
        raises = [(clue.terms, mass * (of_name if clue.group == "name" else usual)) for clue, mass in masses]
        return _NAMES * names + _SHARE + _SIZE * math.log(1 + len(clues)), raises

    def _masses(self, clues: tuple[Clue, ...]) -> list[tuple[Clue, float]]:
        """The weight of each clue: how rare it is in the snippet."""
        counts, rarity = self._counts, self._rarity
        return [(clue, rarity[counts[clue.head]] if clue.head else 1.0) for clue in clues]

    def scores(self, text: str, places: Sequence[int] | None = None) -> list[float]:
        """The fit of ``text`` to each statement, or to those at ``places``: log-likelihoods up to a constant."""
        offers = self._offers(text)
        scores = []
        for place in range(len(self._shown)) if places is None else places:
            score, raises = self._bulk[place]
            met = offers.keys() & self._shown[place].terms
            if met:
                parts = [_WEIGHTS[slot % _WIDTH] * value for slot, value in _best(offers, met).items()]
                parts += [gain for terms, gain in raises if not met.isdisjoint(terms)]
                score += math.fsum(parts)
            scores.append(score)
        return scores

    def features(self, text: str) -> list[list[float]]:
        """The features of ``text`` against each statement, in the order of ``FEATURES``."""
        offers = self._offers(text)
        rows = []
        for one in self._shown:
            met = offers.keys() & one.terms
            row = [0.0] * _WIDTH
            for slot, value in sorted(_best(offers, met).items()):
                row[slot % _WIDTH] += value
            rows.append(row + _unsaid(self._masses(one.clues), met))
        return rows

    def unmet(self, text: str, place: int) -> int:
        """How many words of ``text`` (names, numbers and function words too) the statement shows no sign of."""
        terms = self._shown[place].terms
        return sum(saying.is_word and terms.isdisjoint(saying.terms) for saying in said(text))

    def likely(self, text: str, limit: int) -> list[int]:
        """The places, at most ``limit``, that share most rare terms with ``text``, in order."""
        told = self._counts.keys() & frozenset[str]().union(*[saying.terms for saying in said(text)])
        told = {term for term in told if self._counts[term] <= _COMMON}
        totals = {
            place: math.fsum([self._rarity[self._counts[term]] for term in told & one.terms])
            for place, one in enumerate(self._shown)
        }
        return sorted(heapq.nsmallest(limit, totals, key=lambda place: (-totals[place], place)))

    def _offers(self, text: str) -> Offers:
        """What ``text`` offers for the terms that the snippet shows. A slot modulo ``_WIDTH`` is its feature."""
        counts, rarity = self._counts, self._rarity
        offers: Offers = {}
        for number, saying in enumerate(said(text)):
            channels = saying.channels
            for term in counts.keys() & saying.terms:
                feature, is_concept = channels[term[0]]
                strength = saying.part * saying.share if is_concept else saying.part
                offer = (number * _WIDTH + feature, strength * rarity[counts[term]])
                if term in offers:
                    offers[term].append(offer)
                else:
                    offers[term] = [offer]
        return offers


def _best(offers: Offers, terms: Iterable[str]) -> dict[int, float]:
    """The best offer of some terms for each slot."""
    best: dict[int, float] = {}
    for term in terms:
        for slot, value in offers[term]:
            if slot not in best or value > best[slot]:
                best[slot] = value
    return best


def _unsaid(masses: Sequence[tuple[Clue, float]], met: set[str]) -> list[float]:
    """The last features: the names that the remark leaves out, the share of all clues, the size."""
    left = [(clue, mass) for clue, mass in masses if met.isdisjoint(clue.terms)]
    names = math.fsum([mass for clue, mass in left if clue.group == "name"])
    share = math.fsum([mass for _, mass in left]) / math.fsum([mass for _, mass in masses])
    return [names, share, math.log(1 + len(masses))]


def fit(facts: Facts, text: str) -> list[float]:
    """The fit of ``text`` to each statement of ``facts``, in order.

    The greater, the better; differences are log-odds. Empty for a snippet without statements.
    """
    return Scale(facts.statements).scores(text)
