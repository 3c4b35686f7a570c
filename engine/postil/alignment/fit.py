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
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain
from operator import itemgetter
from typing import TypeAlias

from postil.alignment.evidence import HINTED, LEAD, SAID, Clue, Saying, Shown, said, shown
from postil.alignment.weights import WEIGHTS
from postil.facts.model import Facts, Statement

FEATURES = (
    *(f"said_{channel}" for channel in SAID),
    *(f"hinted_{channel}" for channel in HINTED),
    "lead_K",
    "unsaid_names",
    "unsaid_share",
    "size",
    "unsaid_kind",
)
_COMMON = 50
"""A term that more statements show says nothing when likely places are looked for."""
_WEIGHTS = [WEIGHTS.get(feature, 0.0) for feature in FEATURES]
_WIDTH = LEAD + 1
"""So many features are sums over the units of a remark."""
_NAMES, _SHARE, _SIZE, _KIND = _WEIGHTS[_WIDTH:]
_RAISED = {"name": 1, "kind": 2}
_BY_RARITY = itemgetter(0)


@lru_cache(maxsize=512)
def _rarity(total: int) -> tuple[float, ...]:
    """Inverse document frequency of a term in 0, 1, ... ``total`` of ``total`` statements.

    As in BM25 (Robertson and Sparck Jones), in the form that is never negative.
    """
    return tuple(math.log(1 + (total - n + 0.5) / (n + 0.5)) for n in range(total + 1))


class Index:
    """Some statements turned round: the clues that a term explains, and the places of each clue."""

    def __init__(self, statements: Iterable[tuple[int, Shown]]) -> None:
        self.places: dict[Clue, list[int]] = {}
        self.clues: defaultdict[str, list[Clue]] = defaultdict(list)
        places, clues = self.places, self.clues
        for place, one in statements:
            for clue in one.clues:
                if clue in places:
                    places[clue].append(place)
                    continue
                places[clue] = [place]
                for term in clue.terms:
                    clues[term].append(clue)


Sign: TypeAlias = tuple[float, str, frozenset[int]]
"""How rare a term is, the channel by which it is shown, and the places that show it so."""
Gain: TypeAlias = tuple[int, float, frozenset[int]]
"""A feature, its value and the places where it has that."""


class Scale:
    """The statements of one snippet, made ready to be compared with many remarks.

    Sums are exact (``math.fsum``): they do not depend on the order in which sets give their terms.
    """

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._shown = [shown(statement) for statement in statements]
        self._index = Index(enumerate(self._shown))
        # What heads clues is as rare as the statements in which it does.
        self._heads = Counter(chain.from_iterable([one.heads for one in self._shown]))
        self._rarity = rarity = _rarity(len(self._shown))
        self._mass = {
            clue: rarity[self._heads[clue.head]] if clue.head else 1.0 for clue in self._index.places
        }
        self._bulk = [self._weigh(one.clues) for one in self._shown]
        self._common = rarity[min(_COMMON, len(self._shown))]
        self._signs: dict[str, list[Sign]] = {}

    def _weigh(self, clues: tuple[Clue, ...]) -> tuple[float, float, float, float]:
        """The score of a remark that shares nothing; what a met clue raises it by for its mass.

        The clue is a name, the kind of statement, or another.
        """
        mass = self._mass
        usual = -_SHARE / math.fsum([mass[clue] for clue in clues])
        names = math.fsum([mass[clue] for clue in clues if clue.group == "name"])
        silent = _NAMES * names + _SHARE + _SIZE * math.log(1 + len(clues)) + _KIND * _shows_kind(clues)
        return silent, usual - _NAMES, usual - _KIND, usual

    def scores(self, text: str, places: Sequence[int] | None = None) -> list[float]:
        """The fit of ``text`` to each statement, or to those at ``places``: log-likelihoods up to a constant."""
        places = range(len(self._shown)) if places is None else places
        whole = len(places) == len(self._shown)
        within = None if whole else frozenset(places)
        parts: dict[int, list[float]] = {place: [] for place in places}
        told: set[str] = set()
        known = self._index.clues
        for saying in said(text):
            terms = [term for term in saying.terms if term in known]
            told.update(terms)
            for feature, value, at in self._gains(saying, terms, within) if terms else ():
                gain = _WEIGHTS[feature] * value
                for place in at:
                    parts[place].append(gain)
        for place, clue in self._met(told) if whole else self._met_at(places, told):
            parts[place].append(self._mass[clue] * self._bulk[place][_RAISED.get(clue.group, 3)])
        return [self._bulk[place][0] + math.fsum(parts[place]) for place in places]

    def _met(self, told: set[str]) -> list[tuple[int, Clue]]:
        """All clues that some terms explain, each with its place."""
        index = self._index
        met = set(chain.from_iterable([index.clues[term] for term in told]))
        return [(place, clue) for clue in met for place in index.places[clue]]

    def _met_at(self, places: Iterable[int], told: set[str]) -> list[tuple[int, Clue]]:
        """The same for few places of many."""
        pairs = [(place, clue) for place in places for clue in self._shown[place].clues]
        return [(place, clue) for place, clue in pairs if not told.isdisjoint(clue.terms)]

    def features(self, text: str) -> list[list[float]]:
        """The features of ``text`` against each statement, in the order of ``FEATURES``."""
        rows = [[0.0] * _WIDTH for _ in self._shown]
        told: set[str] = set()
        for saying in said(text):
            terms = [term for term in saying.terms if term in self._index.clues]
            told.update(terms)
            for feature, value, places in self._gains(saying, terms):
                for place in places:
                    rows[place][feature] += value
        return [row + self._unsaid(one.clues, told) for row, one in zip(rows, self._shown, strict=True)]

    def unmet(self, text: str, place: int) -> int:
        """How many words of ``text`` (names, numbers and function words too) the statement shows no sign of."""
        terms = frozenset(chain.from_iterable([clue.terms for clue in self._shown[place].clues]))
        return sum([saying.is_word and terms.isdisjoint(saying.terms) for saying in said(text)])

    def likely(self, text: str, limit: int) -> list[int]:
        """The places, at most ``limit``, that share most rare terms with ``text``, in order."""
        told = dict.fromkeys(chain.from_iterable([saying.terms for saying in said(text)]))
        parts: list[list[float]] = [[] for _ in self._shown]
        for term in told.keys() & self._index.clues.keys():
            for rarity, _, places in self._signs.get(term) or self._signs_of(term):
                if rarity >= self._common:
                    for place in places:
                        parts[place].append(rarity)
        totals = [math.fsum(part) for part in parts]
        return sorted(heapq.nsmallest(limit, range(len(totals)), key=lambda place: (-totals[place], place)))

    def _gains(self, saying: Saying, terms: list[str], within: frozenset[int] | None = None) -> list[Gain]:
        """What a saying gives by ``terms`` of it, ``within`` some places: the rarest decides for each feature."""
        known = self._signs
        signs = [sign for term in terms for sign in known.get(term) or self._signs_of(term)]
        if within is not None:
            signs = [(rarity, channel, places & within) for rarity, channel, places in signs]
        if len(signs) > 1:
            signs.sort(key=_BY_RARITY, reverse=True)
        gains = []
        done: dict[str, frozenset[int]] = {}
        for rarity, channel, places in signs:
            feature, strength = saying.channels[channel]
            if channel not in done:
                done[channel] = places
                gains.append((feature, strength * rarity, places))
            elif not places <= done[channel]:
                gains.append((feature, strength * rarity, places - done[channel]))
                done[channel] |= places
        return gains

    def _signs_of(self, term: str) -> list[Sign]:
        """How the snippet shows a term, channel by channel."""
        places_of, rarity = self._index.places, self._rarity
        found: dict[str, list[int]] = {}
        for clue in self._index.clues[term]:
            channel = clue.channel if term[0] == "c" else term[0]
            found[channel] = found[channel] + places_of[clue] if channel in found else places_of[clue]
        signs = []
        for channel, places in found.items():
            at = frozenset(places)
            signs.append((rarity[self._heads.get(term, len(at))], channel, at))
        self._signs[term] = signs
        return signs

    def _unsaid(self, clues: tuple[Clue, ...], told: set[str]) -> list[float]:
        """The last features: the names that the remark leaves out, the share of all clues, the size, the kind."""
        mass = self._mass
        left = [clue for clue in clues if told.isdisjoint(clue.terms)]
        names = math.fsum([mass[clue] for clue in left if clue.group == "name"])
        share = math.fsum([mass[clue] for clue in left]) / math.fsum([mass[clue] for clue in clues])
        return [names, share, math.log(1 + len(clues)), _shows_kind(left)]


def _shows_kind(clues: Sequence[Clue]) -> float:
    """1 if the kind of statement, which always comes first, is among the clues and a keyword tells it."""
    return float(bool(clues) and clues[0].group == "kind")


def fit(facts: Facts, text: str) -> list[float]:
    """The fit of ``text`` to each statement of ``facts``, in order.

    The greater, the better; differences are log-odds. Empty for a snippet without statements.
    """
    return Scale(facts.statements).scores(text)
