from __future__ import annotations

import pytest

from postil.alignment.align import align
from postil.alignment.bids import bids_for
from postil.alignment.meaning import is_chinese, with_meaning
from postil.facts.registry import facts_of
from postil.records import Comment

CODE = "cache.clear()\nreturn one if one > two else two\ntime.sleep(0.5)\nimage = image.resize((width // 2, height // 2))"
SAYINGS = [
    ("Forget everything remembered so far.", 1),
    ("The larger of the two wins.", 2),
    ("Wait for a while.", 3),
    ("Shrink the picture.", 4),
    ("把之前记住的都丢掉。", 1),
    ("图片缩小一半。", 4),
]


@pytest.mark.parametrize(("saying", "line"), SAYINGS)
def test_a_remark_that_shares_no_word_with_its_line_is_placed_by_meaning(saying: str, line: int) -> None:
    (found,) = align(facts_of(CODE, "python"), [Comment(saying)])
    assert found.lines == (line,)


def test_nothing_is_asked_where_content_decides() -> None:
    statements = facts_of(CODE, "python").statements
    scores = [3.0, 0.0, 0.0, 0.0]
    assert with_meaning("Take a short rest.", statements, range(4), scores) == scores


def test_only_the_best_places_are_compared_and_none_loses() -> None:
    statements = facts_of("\n".join(f"x{n} = {n}" for n in range(40)), "python").statements
    scores = [0.01 * n for n in range(40)]
    weighed = with_meaning("Set x39 to a number.", statements, range(40), scores)
    assert weighed[:28] == scores[:28]
    assert all(after >= before for before, after in zip(scores, weighed, strict=True))


@pytest.mark.parametrize(
    ("saying", "claimed", "line"),
    [("全部忘掉。", 4, 1), ("挑大的那个。", 1, 2), ("画面变小。", 1, 4), ("两者取大。", 3, 2)],
)
def test_a_chinese_remark_is_held_against_its_claimed_line_by_meaning_too(
    saying: str, claimed: int, line: int
) -> None:
    (bid,) = bids_for(facts_of(CODE, "python"), [(0, Comment(saying, line_number=claimed))])
    assert bid.logs.index(max(bid.logs)) + 1 == line
    assert bid.claimed_fit() < 0.7


@pytest.mark.parametrize(("text", "chinese"), [("清空 cache", True), ("cache", False), ("naïve", False)])
def test_a_remark_is_chinese_if_it_has_a_chinese_character(text: str, chinese: bool) -> None:
    assert is_chinese(text) is chinese
