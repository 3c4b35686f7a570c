"""The distance between two words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.text.distance import edits

WORDS = st.text("abc", max_size=6)


@pytest.mark.parametrize(
    ("left", "right", "distance"),
    [
        ("", "", 0),
        ("returns", "returns", 0),
        ("retruns", "returns", 1),
        ("return", "returns", 1),
        ("retuns", "returns", 1),
        ("paramaters", "parameters", 1),
        ("yeilds", "yields", 1),
        ("abcdef", "badcfe", 3),
    ],
)
def test_the_distance_is_that_of_optimal_string_alignment(left: str, right: str, distance: int) -> None:
    assert edits(left, right, 9) == distance


@given(WORDS, WORDS)
def test_it_is_the_same_both_ways_and_never_more_than_the_longer_word(left: str, right: str) -> None:
    assert edits(left, right, 9) == edits(right, left, 9) <= max(len(left), len(right))
    assert (edits(left, right, 9) == 0) == (left == right)


@given(WORDS, WORDS, st.integers(0, 4))
def test_a_limit_changes_nothing_below_it(left: str, right: str, most: int) -> None:
    exact, limited = edits(left, right, 9), edits(left, right, most)
    assert limited == exact if exact <= most else limited > most
