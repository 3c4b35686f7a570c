"""The arithmetic of a score."""

import math

from hypothesis import given
from hypothesis import strategies as st

from postil.records import DIMENSIONS
from postil.scoring.combine import START, Loss, combine

SHARES = {"format": 0.15, "accuracy": 0.5, "logic": 0.35}
losses = st.lists(
    st.builds(
        Loss,
        source=st.sampled_from(["CON01", "CON50", "FMT22", "coverage"]),
        dimension=st.sampled_from(DIMENSIONS),
        share=st.floats(0, 1),
    ),
    max_size=30,
)


def test_without_losses_everything_is_full() -> None:
    combined = combine([], SHARES)
    assert combined.overall == 100.0
    assert {c.source for c in combined.contributions} == {START}


def test_one_loss_takes_its_share_of_its_dimension() -> None:
    combined = combine([Loss("CON01", "accuracy", 0.4)], SHARES)
    assert combined.dimensions.accuracy == 60.0
    assert combined.overall == 80.0
    assert [(c.source, c.points) for c in combined.contributions if c.points < 0] == [("CON01", -20.0)]


@given(losses)
def test_contributions_add_up_to_the_overall(some: list[Loss]) -> None:
    combined = combine(some, SHARES)
    assert math.isclose(sum(c.points for c in combined.contributions), combined.overall, abs_tol=1e-6)


@given(losses)
def test_every_value_stays_in_bounds(some: list[Loss]) -> None:
    combined = combine(some, SHARES)
    values = (combined.overall, *(getattr(combined.dimensions, name) for name in DIMENSIONS))
    assert all(0 <= value <= 100 for value in values)


@given(losses, st.sampled_from(DIMENSIONS), st.floats(0, 1))
def test_one_more_loss_never_raises_anything(some: list[Loss], dimension: str, share: float) -> None:
    before = combine(some, SHARES)
    after = combine([*some, Loss("CON99", dimension, share)], SHARES)
    assert after.overall <= before.overall
    assert all(getattr(after.dimensions, n) <= getattr(before.dimensions, n) for n in DIMENSIONS)


@given(losses, st.randoms(use_true_random=False))
def test_the_order_of_losses_does_not_matter(some: list[Loss], random: object) -> None:
    shuffled = list(some)
    random.shuffle(shuffled)
    assert combine(shuffled, SHARES) == combine(some, SHARES)


def test_a_dimension_without_weight_has_a_value_but_no_points() -> None:
    combined = combine([Loss("CON01", "accuracy", 0.4)], {"format": 1.0})
    assert combined.dimensions.accuracy == 60.0
    assert combined.overall == 100.0
