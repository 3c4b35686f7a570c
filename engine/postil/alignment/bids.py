"""Bids: what each comment offers for each statement, by content alone."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import takewhile

from msgspec import Struct

from postil.alignment.fit import Scale
from postil.alignment.meaning import AGREED, is_chinese, with_meaning
from postil.facts.model import Facts
from postil.records import Comment

DENSE = 200
"""Snippets of up to so many statements are searched whole."""
_AROUND = 40
"""In longer ones: so many statements to either side of the claimed one,"""
_LIKELY = 60
"""or, without a claim, so many that share most with the comment."""


_WORDS_TO_DOUBT = 12.0
"""So many unexplained words make differences in fit count half."""
_SURPRISE = 0.01
"""How often a remark is worded in a way that content tells nothing of its place."""
_INSIDE = 0.15
"""What a fit inside the block of the claimed header counts for."""
_JUMPS = frozenset({"return", "raise", "continue", "break"})
_TESTS = frozenset({"if", "elif"})


class Bid(Struct, frozen=True):
    """One comment's offer: ``logs[i]`` is the log-probability of the statement ``places[i]``.

    ``claimed`` are the statements on the claimed lines (none for a line without code), ``line`` the claimed
    line or 0, ``inside`` the statements in the block of a claimed header, ``above`` the header of the block that
    the claimed statement begins or the test that is left before it, or -1. ``own``: the comment stands in the source itself; ``block``: it may cover
    several statements.
    """

    comment: int
    claimed: tuple[int, ...]
    places: Sequence[int]
    logs: list[float]
    line: int = 0
    inside: tuple[int, ...] = ()
    above: int = -1
    own: bool = False
    block: bool = False

    def share_of_claim(self) -> float:
        """The probability of the claimed statements, by content.

        What a header's comment says may be what its block does: that counts in part.
        """
        claimed = math.fsum([math.exp(self._log(place)) for place in self.claimed])
        inside = math.fsum([math.exp(self._log(place)) for place in self.inside if place in self.places])
        return min(1.0, claimed + _INSIDE * inside)

    def best_claimed(self) -> int:
        """The claimed statement that fits best."""
        if len(self.claimed) == 1:
            return self.claimed[0]
        return max(self.claimed, key=lambda place: (self._log(place), -place))

    def claimed_fit(self) -> float:
        """The probability of the claimed place as a share of that of the best place."""
        return math.exp(self._log(self.best_claimed()) - max(self.logs))

    def gains(self, reward: float) -> list[float]:
        """Log-probability of each place, with a reward where the claim points."""
        row = self.logs.copy()
        for place in self.claimed:
            row[self.places.index(place)] += reward
        return row

    def _log(self, place: int) -> float:
        return self.logs[self.places.index(place)]


def bids_for(facts: Facts, comments: Sequence[tuple[int, Comment]]) -> list[Bid]:
    """The bids of the comments (each with its number) for the statements of a snippet that has some."""
    scale = Scale(facts.statements, [comment.text for _, comment in comments])
    return [_bid(facts, scale, index, comment) for index, comment in comments]


def _bid(facts: Facts, scale: Scale, index: int, comment: Comment) -> Bid:
    claimed = _claimed(facts, comment)
    places = _places(facts, scale, comment, claimed)
    scores, unmet = scale.scores(comment.text, places)
    if not claimed:
        scores = with_meaning(comment.text, facts.statements, places, scores)
    elif is_chinese(comment.text):
        agreed = [AGREED] if places[scores.index(max(scores))] in claimed else []
        scores = with_meaning(comment.text, facts.statements, places, scores, *agreed)
    return Bid(
        comment=index,
        claimed=claimed,
        places=places,
        logs=_tempered(scores, unmet),
        line=comment.line_number or 0,
        inside=_inside(facts, claimed),
        above=_above(facts, claimed),
        own=comment.at_line is not None,
        block=comment.kind == "block",
    )


def _tempered(scores: list[float], unmet: int) -> list[float]:
    """Log-probabilities from scores; the more words the best place leaves unexplained, the flatter.

    A remark that gives reasons shares few words with its line and some with others by chance.
    """
    heat = 1.0 + unmet / _WORDS_TO_DOUBT
    top = max(scores)
    weights = [math.exp((score - top) / heat) for score in scores]
    share, surprise = (1.0 - _SURPRISE) / math.fsum(weights), _SURPRISE / len(scores)
    return [math.log(share * weight + surprise) for weight in weights]


def _claimed(facts: Facts, comment: Comment) -> tuple[int, ...]:
    """The statements on the claimed lines."""
    if comment.line_number is None:
        return ()
    if comment.end_line_number is None:
        only = facts.at(comment.line_number)
        return () if only is None else (only.index,)
    last = min(comment.end_line_number, facts.lines)
    lines = range(max(1, comment.line_number), max(last, min(comment.line_number, facts.lines)) + 1)
    return tuple(dict.fromkeys(one.index for line in lines if (one := facts.at(line)) is not None))


def _inside(facts: Facts, claimed: tuple[int, ...]) -> tuple[int, ...]:
    """The statements that a comment on the last claimed one may speak of as well.

    Those right below a header, and those that go on with the names that a statement binds first.
    """
    if not claimed:
        return ()
    first = facts.statements[claimed[-1]]
    behind = facts.statements[first.index + 1 : first.index + 1 + _AROUND]
    if first.kind == "assign":
        names = set(first.targets)
        return tuple(one.index for one in behind if not names.isdisjoint(one.targets))
    below = takewhile(lambda one: one.line <= first.body_end, behind)
    return tuple(one.index for one in below if one.parent == first.index)


def _above(facts: Facts, claimed: tuple[int, ...]) -> int:
    """The header that may say when the claimed statement is reached: right above it, or the one left by a jump.

    What stands behind ``if n < 0: return`` is reached when that is not so. -1 for none.
    """
    if not claimed or not claimed[0]:
        return -1
    parent = facts.statements[claimed[0]].parent
    before = facts.statements[claimed[0] - 1]
    if parent == before.index:
        return parent
    test = before.parent
    left = test >= 0 and before.kind in _JUMPS and facts.statements[test].parent == parent
    return test if left and facts.statements[test].kind in _TESTS else -1


def _places(facts: Facts, scale: Scale, comment: Comment, claimed: tuple[int, ...]) -> Sequence[int]:
    total = len(facts.statements)
    if total <= DENSE:
        return range(total)
    if claimed:
        return range(max(0, claimed[0] - _AROUND), min(total, claimed[-1] + _AROUND + 1))
    return scale.likely(comment.text, _LIKELY)
