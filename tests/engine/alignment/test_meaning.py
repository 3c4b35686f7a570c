from __future__ import annotations

import pytest

from postil.alignment.align import align
from postil.alignment.meaning import with_meaning
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
