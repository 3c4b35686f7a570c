from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from postil.alignment.trust import USUAL, belief, bonus, rate_of_right_claims

SHARE = st.floats(0, 1)


@given(SHARE, st.integers(1, 50), st.floats(0.05, 0.95))
def test_a_belief_is_a_probability(share: float, places: int, rate: float) -> None:
    assert 0.0 <= belief(share, places, rate) <= 1.0


def test_flat_content_leaves_the_prior() -> None:
    assert abs(belief(0.1, 10, 0.9) - 0.9) < 1e-9


def test_content_speaks_for_and_against_a_claim() -> None:
    assert belief(0.9, 10, 0.9) > 0.99
    assert belief(0.001, 10, 0.9) < 0.1
    assert belief(0.0, 10, 0.9) == 0.0


def test_a_snippet_of_one_statement_leaves_no_doubt() -> None:
    assert belief(0.2, 1, 0.9) == 1.0


def test_claims_that_fit_badly_lower_the_trust_in_all() -> None:
    assert rate_of_right_claims([0.9] * 5, 10) > USUAL > rate_of_right_claims([0.001] * 5, 10)
    assert rate_of_right_claims([], 10) == USUAL


def test_the_bonus_grows_with_trust() -> None:
    assert bonus(10, 0.9) > bonus(10, 0.5) > 0 > bonus(2, 0.2)
