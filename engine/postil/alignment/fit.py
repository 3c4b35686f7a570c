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
from operator import itemgetter
from typing import TypeAlias

from postil.alignment.evidence import HINTED, LEAD, SAID, Clue, Saying, said, shown
from postil.alignment.meaning import with_meaning
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
_BY_RARITY = itemgetter(0)


@lru_cache(maxsize=512)
def _rarity(total: int) -> tuple[float, ...]:
    """Inverse document frequency of a term in 0, 1, ... ``total`` of ``total`` statements.

    As in BM25 (Robertson and Sparck Jones), in the form that is never negative.
    """
    return tuple(math.log(1 + (total - n + 0.5) / (n + 0.5)) for n in range(total + 1))


Sign: TypeAlias = tuple[float, str, int]
"""How rare a term is, the channel by which it is shown, and the set of places that show it so.

A set of places is a number whose bits they are."""
Gain: TypeAlias = tuple[int, float, int]
"""A feature, its value and the places where it has that."""


class _Members(dict[int, tuple[int, ...]]):
    """Remembers the places in each set, in order."""

    def __missing__(self, places: int) -> tuple[int, ...]:
        if len(self) > _MOST_SETS:
            self.clear()
        found, left = [], places
        while left:
            lowest = left & -left
            found.append(lowest.bit_length() - 1)
            left ^= lowest
        self[places] = members = tuple(found)
        return members


_MEMBERS = _Members()
_MOST_SETS = 4096


class Scale:
    """The statements of one snippet, made ready to be compared with remarks: those in ``texts``, and no others.

    All sums run in the order of the text, so they come out the same to the last bit.
    """

    def __init__(self, statements: Sequence[Statement], texts: Iterable[str]) -> None:
        self._shown = [shown(statement) for statement in statements]
        numbers: dict[Clue, int] = {}
        self._clues_at = [
            [numbers.setdefault(clue, len(numbers)) for clue in one.clues] for one in self._shown
        ]
        self._clues = clues = list(numbers)
        self._places = places = [0] * len(clues)
        for place, shown_here in enumerate(self._clues_at):
            bit = 1 << place
            for number in shown_here:
                places[number] |= bit
        # What heads clues is as rare as the statements in which it does.
        self._heads = heads = Counter(chain.from_iterable([one.heads for one in self._shown]))
        self._rarity = rarity = _rarity(len(self._shown))
        self._mass = mass = [rarity[heads[clue.head]] if clue.head else 1.0 for clue in clues]
        self._mass_of_name = [
            one if clue.group == "name" else 0.0 for one, clue in zip(mass, clues, strict=True)
        ]
        self._known = self._clues_of(set().union(*[saying.terms for text in texts for saying in said(text)]))
        self._signs = {term: self._signs_of(term, found) for term, found in self._known.items()}
        self._base = [*map(self._weight_of, self._clues_at)]
        usual = [-_SHARE / sum(map(mass.__getitem__, shown_here)) for shown_here in self._clues_at]
        # What a met clue raises a score by for its mass: the name, the kind of statement, or another.
        self._raise = {
            "name": [one - _NAMES for one in usual],
            "kind": [one - _KIND for one in usual],
            "": usual,
        }

    def _clues_of(self, terms: set[str]) -> dict[str, list[int]]:
        """Those of ``terms`` that some statement shows, each with the clues that show it."""
        known: dict[str, list[int]] = {}
        for number, clue in enumerate(self._clues):
            for term in clue.terms:
                if term in terms:
                    known.setdefault(term, []).append(number)
        return known

    def _signs_of(self, term: str, numbers: list[int]) -> list[Sign]:
        """How the snippet shows a term, channel by channel, the rarest first."""
        clues, places, often, rarity = self._clues, self._places, self._heads.get(term), self._rarity
        tag = "" if term[0] == "c" else term[0]
        if len(numbers) == 1:
            at = places[numbers[0]]
            return [(rarity[often or at.bit_count()], tag or clues[numbers[0]].channel, at)]
        found: dict[str, int] = {}
        for number in numbers:
            channel = tag or clues[number].channel
            found[channel] = found.get(channel, 0) | places[number]
        return sorted(
            [(rarity[often or at.bit_count()], channel, at) for channel, at in found.items()], reverse=True
        )

    def _weight_of(self, numbers: list[int]) -> float:
        """The score of a remark that shares nothing with a statement."""
        names = sum(map(self._mass_of_name.__getitem__, numbers))
        size = _SIZE * math.log(1 + len(numbers))
        return _NAMES * names + _SHARE + size + _KIND * _shows_kind(self._clues[numbers[0]])

    def scores(self, text: str, places: Sequence[int] | None = None) -> tuple[list[float], int]:
        """The fit of ``text`` to each statement, or to those at ``places``: log-likelihoods up to a constant.

        With it the number of words of ``text`` (names, numbers and function words too) of which the statement
        that fits best shows no sign.
        """
        sums, known, members, weights = self._base.copy(), self._known, _MEMBERS, _WEIGHTS
        shows = known.__contains__
        told: list[str] = []
        words = []
        for saying in said(text):
            terms = [*filter(shows, saying.terms)]
            met = 0
            if terms:
                told += terms
                for feature, value, at in self._gains(saying, terms):
                    met |= at
                    gain = weights[feature] * value
                    for place in members[at]:
                        sums[place] += gain
            if saying.is_word:
                words.append(met)
        factors_of, usual, mass, places_of = self._raise, self._raise[""], self._mass, self._places
        for number in dict.fromkeys(chain.from_iterable(map(known.__getitem__, dict.fromkeys(told)))):
            weight, factors = mass[number], factors_of.get(self._clues[number].group, usual)
            for place in members[places_of[number]]:
                sums[place] += weight * factors[place]
        if places is None or len(places) == len(sums):
            places = range(len(sums))
        scores = [*map(sums.__getitem__, places)]
        best = 1 << places[scores.index(max(scores))]
        return scores, sum([not met & best for met in words])

    def features(self, text: str) -> list[list[float]]:
        """The features of ``text`` against each statement, in the order of ``FEATURES``."""
        rows = [[0.0] * _WIDTH for _ in self._shown]
        told: set[str] = set()
        for saying in said(text):
            terms = [*filter(self._known.__contains__, saying.terms)]
            told.update(terms)
            for feature, value, places in self._gains(saying, terms) if terms else ():
                for place in _MEMBERS[places]:
                    rows[place][feature] += value
        return [row + self._unsaid(numbers, told) for row, numbers in zip(rows, self._clues_at, strict=True)]

    def likely(self, text: str, limit: int) -> list[int]:
        """The places, at most ``limit``, that share most rare terms with ``text``, in order."""
        common = self._rarity[min(_COMMON, len(self._shown))]
        totals = [0.0] * len(self._shown)
        for term in dict.fromkeys(chain.from_iterable([saying.terms for saying in said(text)])):
            for rarity, _, places in self._signs.get(term, ()):
                for place in _MEMBERS[places] if rarity >= common else ():
                    totals[place] += rarity
        return sorted(heapq.nsmallest(limit, range(len(totals)), key=lambda place: (-totals[place], place)))

    def _gains(self, saying: Saying, terms: list[str]) -> list[Gain]:
        """What a saying gives by ``terms`` of it: the rarest decides for each feature."""
        channels = saying.channels
        signs = self._signs[terms[0]]
        if len(terms) > 1:
            signs = sorted({*chain.from_iterable(map(self._signs.__getitem__, terms))}, reverse=True)
        gains = []
        done: dict[str, int] = {}
        for rarity, channel, places in signs:
            before = done.get(channel, 0)
            fresh = places & ~before
            if fresh:
                done[channel] = before | fresh
                feature, strength = channels[channel]
                gains.append((feature, strength * rarity, fresh))
        return gains

    def _unsaid(self, numbers: list[int], told: set[str]) -> list[float]:
        """The last features: the names that the remark leaves out, the share of all clues, the size, the kind."""
        clues, mass = self._clues, self._mass.__getitem__
        left = [number for number in numbers if told.isdisjoint(clues[number].terms)]
        names = sum(map(self._mass_of_name.__getitem__, left))
        share = sum(map(mass, left)) / sum(map(mass, numbers))
        return [names, share, math.log(1 + len(numbers)), _shows_kind(clues[left[0]]) if left else 0.0]


def _shows_kind(first: Clue) -> float:
    """1 if the kind of statement, which always comes first, is among the clues and a keyword tells it."""
    return float(first.group == "kind")


def fit(facts: Facts, text: str) -> list[float]:
    """The fit of ``text`` to each statement of ``facts``, in order, as for a remark that claims no line.

    The greater, the better; differences are log-odds. Empty for a snippet without statements.
    """
    if not facts.statements:
        return []
    scores, _ = Scale(facts.statements, [text]).scores(text)
    return with_meaning(text, facts.statements, range(len(scores)), scores)
