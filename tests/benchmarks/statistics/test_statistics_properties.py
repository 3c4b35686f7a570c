"""What must hold of tests and intervals whatever the values are."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postil_bench.statistics import (
    Design,
    bootstrap,
    cohen_dz,
    holm,
    letters,
    mcnemar,
    permutation,
    places,
    smallest_detectable,
    standard_error,
    superiority,
    wilson,
)

VALUES = st.lists(st.integers(-8, 8).map(lambda v: v / 8), min_size=1, max_size=20)


@given(VALUES)
@settings(max_examples=60, deadline=None)
def test_a_difference_and_its_opposite_are_as_likely(values: list[float]) -> None:
    one, other = permutation(Design.of(values)), permutation(Design.of([-value for value in values]))

    assert 0.0 < one <= 1.0
    assert one == pytest.approx(other, abs=0.02)


@given(VALUES)
@settings(max_examples=30, deadline=None)
def test_items_in_another_order_give_the_same_numbers(values: list[float]) -> None:
    names = [f"s{at % 3}" for at in range(len(values))]
    one = Design.of(values, names)
    other = Design.of(values[::-1], names[::-1])

    assert permutation(one) == permutation(other)
    assert one.mean == pytest.approx(other.mean)


def test_no_difference_at_all_has_p_one() -> None:
    assert permutation(Design.of([0.0] * 30)) == 1.0


def test_the_same_values_have_the_same_numbers_each_time() -> None:
    design = Design.of(np.random.default_rng(1).normal(size=50))

    assert len({(permutation(design), bootstrap(design)) for _ in range(3)}) == 1


def _false_alarms(*, clustered: bool) -> float:
    """How often nothing but noise that items of a source share is taken for a difference."""
    random = np.random.default_rng(7)
    names = [f"s{at // 6}" for at in range(72)]
    found = 0
    for _ in range(200):
        values = np.repeat(random.normal(size=12), 6) + 0.3 * random.normal(size=72)
        found += permutation(Design.of(values, names if clustered else None), 500) < 0.05
    return found / 200


def test_items_of_one_source_raise_no_false_alarms_when_they_are_grouped() -> None:
    assert _false_alarms(clustered=True) <= 0.09
    assert _false_alarms(clustered=False) > 0.25


def test_intervals_hold_the_truth_as_often_as_they_say() -> None:
    random = np.random.default_rng(3)
    names = [f"s{at // 4}" for at in range(160)]
    inside = 0
    for _ in range(200):
        values = 0.4 + np.repeat(random.normal(size=40), 4) * 0.2 + 0.1 * random.normal(size=160)
        interval = bootstrap(Design.of(values, names), 400)
        inside += interval is not None and interval[0] <= 0.4 <= interval[1]

    assert 0.89 <= inside / 200 <= 0.99


def test_each_stratum_counts_the_same() -> None:
    design = Design.of([1.0] * 9 + [0.0], strata=["large"] * 9 + ["small"])

    assert design.mean == pytest.approx(0.5)


def test_one_group_says_nothing_of_the_spread() -> None:
    design = Design.of([0.1, 0.5, 0.9], ["one"] * 3)

    assert (bootstrap(design), standard_error(design), smallest_detectable(design)) == (None, None, None)
    assert cohen_dz(Design.of([0.5, 0.5])) is None


def test_groups_that_are_all_alike_say_nothing_of_the_spread_either() -> None:
    for design in (Design.of([0.1] * 9), Design.of([0.0, 0.3] * 5, [f"s{at // 2}" for at in range(10)])):
        assert (bootstrap(design), smallest_detectable(design)) == (None, None)


@pytest.mark.parametrize("values", [[], [float("nan")], [float("inf"), 1.0]])
def test_no_number_comes_of_what_is_none(values: list[float]) -> None:
    with pytest.raises(ValueError, match="finite"):
        Design.of(values)


def test_a_group_with_values_in_several_strata_is_drawn_and_flipped_as_one() -> None:
    shared = Design.of([1.0, 2.0, 3.0, 5.0], ["a", "a", "b", "b"], ["x", "y", "x", "y"])
    apart = Design.of([1.0, 2.0, 3.0, 5.0], ["a", "b", "c", "d"], ["x", "x", "y", "y"])

    assert (len(shared.layers()), len(apart.layers())) == (1, 2)
    assert permutation(shared) == 0.5
    assert permutation(apart) == 0.125
    assert bootstrap(shared) == pytest.approx((1.5, 4.0))
    assert standard_error(shared) == pytest.approx(1.25)


def test_a_draw_that_misses_a_stratum_does_not_spoil_the_interval() -> None:
    design = Design.of([1.0, 2.0, 3.0, 9.0], ["a", "b", "c", "a"], ["x", "x", "x", "y"])

    assert bootstrap(design) == pytest.approx((5.0, 6.0), abs=0.5)


@given(st.dictionaries(st.text(max_size=3), st.floats(0.0, 1.0), max_size=8))
def test_holm_never_lowers_a_p_and_keeps_their_order(tests: dict[str, float]) -> None:
    found = holm(tests)

    assert all(tests[name] <= found[name] <= 1.0 for name in tests)
    ordered = sorted(tests, key=lambda name: (tests[name], found[name]))
    assert all(found[one] <= found[other] for one, other in pairwise(ordered))


@given(st.integers(0, 60), st.integers(0, 60))
def test_mcnemar_is_symmetric_and_a_probability(wins: int, losses: int) -> None:
    assert mcnemar(wins, losses) == mcnemar(losses, wins)
    assert 0.0 < mcnemar(wins, losses) <= 1.0


def test_nothing_and_everything_right_leave_doubt() -> None:
    assert wilson(0, 10)[0] == pytest.approx(0.0, abs=1e-12)
    assert wilson(0, 10)[1] > 0.2
    assert wilson(10, 10) == pytest.approx((1 - wilson(0, 10)[1], 1.0))
    with pytest.raises(ValueError, match="at least one"):
        wilson(0, 0)


def test_superiority_is_the_share_of_wins_with_ties_as_halves() -> None:
    assert superiority(Design.of([1.0, -1.0, 0.0, 2.0])) == pytest.approx(0.625)


@st.composite
def _relations(draw: Any) -> tuple[int, list[tuple[int, int]]]:
    count = draw(st.integers(1, 7))
    pairs = [(one, other) for one in range(count) for other in range(one + 1, count)]
    return count, draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []


@given(_relations())
def test_two_share_a_letter_exactly_if_no_test_tells_them_apart(
    relation: tuple[int, list[tuple[int, int]]],
) -> None:
    count, different = relation

    words = letters(count, different)

    for one in range(count):
        for other in range(one + 1, count):
            assert bool(set(words[one]) & set(words[other])) is ((one, other) not in different)


def test_more_groups_than_letters_still_have_names() -> None:
    words = letters(30, [(one, other) for one in range(30) for other in range(one + 1, 30)])

    assert words[0] == "a"
    assert words[29] == "d1"
    assert len(set(words)) == 30


def test_a_place_is_a_range_between_those_who_beat_and_those_who_are_beaten() -> None:
    assert places(3, {0: [2]}) == [(1, 2), (1, 3), (2, 3)]
    assert places(2, {}) == [(1, 2), (1, 2)]
