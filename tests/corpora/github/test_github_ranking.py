"""Which answer is the best, and what is none."""

from __future__ import annotations

from typing import Any

import pytest

from postil_corpora.collect.github.ranking import rank
from postil_corpora.collect.github.records import Happening, Issue, Person, Remark

ISSUE = Issue(key="I", number=1, title="Help", author=Person("asker"), state="closed")


def _remark(key: str, body: str = "Text.", who: str = "mara", day: int = 1, **fields: Any) -> Remark:
    return Remark(key=key, body=body, author=Person(who), created_at=f"2024-01-{day:02}T00:00:00Z", **fields)


def _order(*remarks: Remark, issue: Issue = ISSUE, happenings: tuple[Happening, ...] = ()) -> list[str]:
    return [ranked.remark.key for ranked in rank(issue, remarks, happenings)]


def test_answers_of_equal_evidence_keep_their_order_in_time() -> None:
    assert _order(_remark("b", day=2), _remark("a", day=1), _remark("c", day=3)) == ["a", "b", "c"]


def test_an_accepted_answer_is_first_even_if_it_is_the_askers_own() -> None:
    assert _order(
        _remark("a"), _remark("b", who="asker", day=2, accepted=True), _remark("c", who="asker")
    ) == ["b", "a"]
    marked = Issue(key="D", number=1, title="Help", author=Person("asker"), kind="discussion", accepted="c")
    assert _order(_remark("a"), _remark("c", day=2), issue=marked) == ["c", "a"]


@pytest.mark.parametrize(
    ("thanks", "first"),
    [
        ("Thanks, that works!", "b"),
        ("@mara thank you, solved", "a"),
        ("谢谢，可以了", "b"),
        ("Thanks in advance", "a"),
        ("Thanks, but it still fails", "a"),
        ("Any news?", "a"),
    ],
)
def test_thanks_go_to_the_comment_before_or_the_one_that_is_named(thanks: str, first: str) -> None:
    talk = (_remark("a"), _remark("b", who="otto", day=2), _remark("t", thanks, who="asker", day=3))
    assert _order(*talk)[0] == first


def test_votes_lift_and_sink() -> None:
    up, down = (
        _remark("up", day=2, reactions={"+1": 3, "eyes": 9}),
        _remark("down", day=1, reactions={"-1": 3}),
    )
    assert _order(down, _remark("none", day=3), up) == ["up", "none", "down"]


def test_what_closed_the_issue_lifts_the_comment_that_names_it() -> None:
    closed = Happening(key="E", kind="closed", created_at="2024-01-09T00:00:00Z", other=12)
    named, other = _remark("named", "See #12."), _remark("other", "See #123.", day=2)
    ranked = rank(ISSUE, (named, other), (closed,))
    assert ranked[0].evidence == ("names what closed it",)
    assert ranked[1].evidence == ("last word before it was closed",)


@pytest.mark.parametrize(
    "remark",
    [
        _remark("x", "  "),
        _remark("x", hidden="SPAM"),
        _remark("x", hidden="off-topic"),
        _remark("x", who="asker"),
        Remark(key="x", body="Closing.", author=Person("stale", is_bot=True)),
    ],
)
def test_what_is_no_answer_is_left_out(remark: Remark) -> None:
    assert _order(remark) == []
