from __future__ import annotations

from collections import Counter
from itertools import combinations_with_replacement, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.alignment.assignment import assign, assign_greedily
from postil.alignment.order import in_order

GAINS = st.integers(1, 5).flatmap(
    lambda columns: st.lists(
        st.lists(st.floats(-9, 9), min_size=columns, max_size=columns), min_size=1, max_size=4
    )
)


def worth(gains: list[list[float]], columns: tuple[int, ...], share_cost: float) -> float:
    crowds = Counter(columns).values()
    cost = share_cost * sum(crowd * (crowd - 1) // 2 for crowd in crowds)
    return sum(row[column] for row, column in zip(gains, columns, strict=True)) - cost


@given(GAINS, st.sampled_from([100.0, 1000.0]))
def test_no_other_assignment_is_worth_more(gains: list[list[float]], share_cost: float) -> None:
    found = tuple(assign(gains, share_cost))
    best = max(
        worth(gains, columns, share_cost) for columns in product(range(len(gains[0])), repeat=len(gains))
    )
    assert worth(gains, found, share_cost) == pytest.approx(best)


@given(GAINS)
def test_the_best_assignment_in_order_never_falls(gains: list[list[float]]) -> None:
    found = in_order(gains)
    assert found == sorted(found)
    choices = combinations_with_replacement(range(len(gains[0])), len(gains))
    best = max(worth(gains, columns, 0.0) for columns in choices)
    assert worth(gains, tuple(found), 0.0) == pytest.approx(best)


def test_rows_share_a_column_when_that_is_worth_its_cost() -> None:
    assert assign([[9.0, 0.0], [9.0, 0.0]], share_cost=3.0) == [0, 0]
    assert sorted(assign([[9.0, 8.0], [9.0, 8.0]], share_cost=3.0)) == [0, 1]


def test_more_rows_than_columns_share() -> None:
    assert assign([[1.0], [2.0], [3.0]]) == [0, 0, 0]


def test_a_long_alternating_path_is_found() -> None:
    gains = [[9.0, 8.0, 0.0, 0.0], [9.0, 0.0, 8.0, 0.0], [9.0, 0.0, 0.0, 8.0], [9.0, 8.5, 0.0, 0.0]]
    found = assign(gains, share_cost=100.0)
    assert sorted(found) == [0, 1, 2, 3]
    assert sum(row[column] for row, column in zip(gains, found, strict=True)) == 9.0 + 8.0 + 8.0 + 8.5


def test_where_columns_are_many_the_surest_row_chooses_first() -> None:
    rows = [{0: 3.0, 7: 2.0}, {0: 3.0, 9: -5.0}, {4: 1.0}]
    assert assign_greedily(rows, share_cost=3.0) == [7, 0, 4]
    assert assign_greedily([{1: 5.0}, {1: 5.0}]) == [1, 1]
