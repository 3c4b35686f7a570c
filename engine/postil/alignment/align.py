r"""Alignment: give each comment of a snippet the statement that it is about.

Content decides, for all comments of the snippet together; a claimed line that exists is a claim to be
checked, not the truth:

>>> from postil.facts.registry import facts_of
>>> from postil.records import Comment
>>> facts = facts_of("names = read(path)\nnames.sort()\nreturn names[0]", "python")
>>> comments = [Comment("Sort them."), Comment("Return the first of the names.", line_number=1)]
>>> [(one.lines, one.agrees) for one in align(facts, comments)]
[((2,), None), ((3,), False)]
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from postil.alignment.assignment import assign, assign_greedily
from postil.alignment.bids import DENSE, Bid, bids_for
from postil.alignment.model import Alignment
from postil.alignment.order import in_order
from postil.alignment.sources import lines_of, run_from, whole
from postil.alignment.trust import belief, bonus, rate_of_right_claims
from postil.facts.model import Facts
from postil.records import Comment

_CONVENTION = 6.0
"""Bonus in nats for the line that the conventions of the language give to a comment of real source."""
_IN_ORDER = 0.1
"""What a comment may lose, in nats, for the sake of the order in which the comments come."""
_TRUSTED = 0.8
"""A claim that is believed so much stays, even where the comment fits elsewhere better."""
_EXCLUSIVE = 0.95
"""How seldom two comments speak of one statement."""


def align(facts: Facts, comments: Sequence[Comment]) -> tuple[Alignment, ...]:
    """One alignment for each comment, in order; see ``Alignment``.

    Docstrings and summaries belong to the header of what they document. All others are assigned to
    statements together: by content, with a bonus for claimed lines that depends on how well the claims of the
    whole snippet fit. A comment that claims no line, or one without code, is placed by content alone.
    """
    found: dict[int, Alignment] = {}
    loose = []
    for index, comment in enumerate(comments):
        if comment.kind in ("docstring", "summary"):
            found[index] = whole(facts, index, comment)
        else:
            loose.append(index)
    if not facts.statements:
        found |= {index: Alignment(index, (), (), 0.0) for index in loose}
    elif loose:
        bids = bids_for(facts, [(index, comments[index]) for index in loose])
        found |= {one.comment: one for one in _settle(facts, bids)}
    return tuple(found[index] for index in range(len(comments)))


def _settle(facts: Facts, bids: list[Bid]) -> list[Alignment]:
    """Assign the bids together and say how sure each place is."""
    total = len(facts.statements)
    rate = rate_of_right_claims([bid.share_of_claim() for bid in bids if bid.claimed and not bid.own], total)
    reward = bonus(total, rate)
    gains = [bid.gains(_CONVENTION if bid.own else reward) for bid in bids]
    if total <= DENSE:
        chosen = _choose(bids, gains)
    else:
        chosen = assign_greedily(
            [dict(zip(bid.places, row, strict=True)) for bid, row in zip(bids, gains, strict=True)]
        )
    claimed = {place for bid in bids for place in bid.claimed}
    chosen = [
        _unless_trusted(bid, place, rate, total, claimed) for bid, place in zip(bids, chosen, strict=True)
    ]
    taken = set(chosen)
    return [
        _alignment(facts, bid, place, shares, taken)
        for bid, place, shares in zip(bids, chosen, _exclusive_shares(bids), strict=True)
    ]


def _choose(bids: list[Bid], rows: list[list[float]]) -> list[int]:
    """The best assignment, or the best one in order if that is nearly as good and the bids come in order."""
    free = assign(rows)
    lines = [bid.line for bid in bids]
    if 0 in lines or len(bids) < 2 or free == sorted(free) or lines != sorted(lines):
        return free
    ordered = in_order(rows)
    loss = math.fsum(row[one] - row[other] for row, one, other in zip(rows, free, ordered, strict=True))
    return ordered if loss <= _IN_ORDER * len(bids) else free


def _unless_trusted(bid: Bid, place: int, rate: float, total: int, claimed: set[int]) -> int:
    """``place``, but the claimed one if the claim is too good to be refuted.

    So it is when the content belongs to the block of the claimed header, or to the header of the block that the
    claimed statement begins, where no other remark claims to be.
    """
    if not bid.claimed or bid.own or place in bid.claimed:
        return place
    if (place in bid.inside or place == bid.above) and place not in claimed:
        return bid.best_claimed()
    return bid.best_claimed() if belief(bid.share_of_claim(), total, rate) >= _TRUSTED else place


def _exclusive_shares(bids: list[Bid]) -> list[list[float]]:
    """The probability of each place of each bid, given that two comments seldom speak of one statement.

    One mean-field step from the shares that content alone gives.
    """
    rows = [list(map(math.exp, bid.logs)) for bid in bids]
    kept = [[1.0 - _EXCLUSIVE * share for share in row] for row in rows]
    free: dict[int, float] = {}
    for bid, row in zip(bids, kept, strict=True):
        for place, left in zip(bid.places, row, strict=True):
            free[place] = free.get(place, 1.0) * left
    found = []
    for bid, row, lefts in zip(bids, rows, kept, strict=True):
        raised = [
            share * free[place] / left for place, share, left in zip(bid.places, row, lefts, strict=True)
        ]
        total = math.fsum(raised) or 1.0
        found.append([share / total for share in raised])
    return found


def _alignment(facts: Facts, bid: Bid, place: int, shares: list[float], taken: set[int]) -> Alignment:
    at = bid.places.index(place)
    confidence = min(1.0, shares[at])
    others = shares[:at] + shares[at + 1 :]
    next_best = max(others, default=0.0)
    next_at = others.index(next_best) if others else -1
    statements = bid.claimed if place in bid.claimed else (place,)
    if bid.block and len(statements) == 1:
        likely = dict(zip(bid.places, shares, strict=True))
        statements = run_from(facts.statements, place, likely, taken)
    return Alignment(
        comment=bid.comment,
        statements=statements,
        lines=lines_of([facts.statements[one] for one in statements]),
        confidence=confidence,
        runner_up=bid.places[next_at + (next_at >= at)] if others else -1,
        margin=max(0.0, confidence - next_best),
        claimed_fit=bid.claimed_fit() if bid.claimed else None,
        agrees=place in bid.claimed if bid.claimed else None,
    )
