"""The statistics of routing, against values worked out by hand."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil_bench.routing import Item, best_at, chance_at, gain_at, quality_at, wins

ITEMS = [Item(0.0, 1.0, 0.1), Item(0.2, 1.0, 0.2), Item(1.0, 0.0, 0.8), Item(0.6, 0.6, 0.9)]
SHARE = st.floats(0.0, 1.0)
UNIT = st.floats(0.0, 1.0)


def test_the_least_sure_go_to_the_cloud_first() -> None:
    assert quality_at(ITEMS, 0.0) == pytest.approx(0.45)
    assert quality_at(ITEMS, 0.5) == pytest.approx(0.9)
    assert quality_at(ITEMS, 1.0) == pytest.approx(0.65)
    assert chance_at(ITEMS, 0.5) == pytest.approx(0.55)
    assert best_at(ITEMS, 0.5) == pytest.approx(0.9)


def test_the_item_that_the_share_cuts_through_counts_in_part() -> None:
    assert quality_at(ITEMS, 0.125) == pytest.approx((0.5 + 0.2 + 1.0 + 0.6) / 4)


def test_equal_confidence_is_no_order() -> None:
    same = [Item(item.edge, item.asked, 0.5) for item in ITEMS]
    assert quality_at(same, 0.5) == pytest.approx(chance_at(same, 0.5))


@given(st.lists(st.builds(Item, UNIT, UNIT, UNIT), min_size=1, max_size=30), SHARE)
def test_nobody_beats_the_router_that_knows(items: list[Item], share: float) -> None:
    assert quality_at(items, share) <= best_at(items, share) + 1e-9
    assert chance_at(items, share) <= best_at(items, share) + 1e-9


def test_a_router_that_knows_is_better_than_chance_and_one_that_does_not_is_not() -> None:
    knows = [Item(number % 2, 0.5, number % 2) for number in range(40)]
    gain = gain_at([[item] for item in knows], 0.5, 500)
    assert gain.low > 0
    assert gain.difference == pytest.approx(0.25)
    guesses = [Item(number % 2, 0.5, number // 2 % 2) for number in range(40)]
    gain = gain_at([[item] for item in guesses], 0.5, 500)
    assert gain.low < 0 < gain.high
    assert gain_at([[item] for item in guesses], 0.5, 500) == gain


def test_asking_the_same_question_again_makes_nothing_surer() -> None:
    once = [[Item(number % 3 / 2, 0.5, number % 5)] for number in range(30)]
    thrice = [group * 3 for group in once]
    one, three = gain_at(once, 0.5, 500), gain_at(thrice, 0.5, 500)
    assert three.high - three.low == pytest.approx(one.high - one.low, rel=0.05)


def test_wins_are_counted_on_both_sides() -> None:
    assert wins(ITEMS, [1.0, 1.0, 0.0, 0.6]) == (0.25, 0.5)


def test_the_measurement_runs_and_keeps_its_promise() -> None:
    program = Path(__file__).parents[2] / "benchmarks" / "routing" / "measure.py"
    done = subprocess.run(
        [sys.executable, str(program), "--resamples", "2000"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "all: 44 functions" in done.stdout
