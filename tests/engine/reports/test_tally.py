from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from postil.records import Dimensions, Score
from postil.reports.tally import Tally


def scored(overall: float) -> Score:
    return Score(
        "r", "scored", overall=overall, dimensions=Dimensions(overall, overall, overall), signature="s"
    )


def test_means_are_over_scored_rows_only() -> None:
    tally = Tally()
    for score in (
        scored(80),
        scored(60),
        Score("u", "unscored", "no code", "input"),
        Score("i", "invalid", "damaged", "input"),
    ):
        tally.add(score)
    summary = tally.summary()
    assert (summary.rows, summary.scored, summary.invalid, summary.mean) == (4, 2, 1, 70.0)
    assert summary.unscored == {"input": 1, "engine": 0, "model": 0}
    assert summary.dimensions == {"format": 70.0, "accuracy": 70.0, "logic": 70.0}
    assert summary.signature == "s"


def test_silence_of_a_model_counts_zero_where_a_limit_is_checked() -> None:
    tally = Tally()
    tally.add(scored(80))
    tally.add(Score("m", "unscored", "empty answer", "model"))
    tally.add(Score("n", "unscored", "no code", "input"))
    assert tally.mean == 80
    assert tally.mean_with_silence == 40


def test_only_silence_is_a_mean_of_zero_and_nothing_at_all_is_no_mean() -> None:
    tally = Tally()
    assert tally.mean_with_silence is None
    assert tally.line() == "0 scored, 0 unscored, 0 invalid; no mean"
    tally.add(Score("m", "unscored", "empty answer", "model"))
    assert tally.mean_with_silence == 0
    assert tally.line() == "0 scored, 1 unscored (1 model), 0 invalid; no mean"


@given(
    st.lists(st.floats(0, 100).map(lambda value: round(value, 1)), min_size=1),
    st.randoms(use_true_random=False),
)
def test_the_order_of_rows_does_not_change_a_mean(values: list[float], random: object) -> None:
    shuffled = list(values)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis' Random is typed as object here
    first, second = Tally(), Tally()
    for value in values:
        first.add(scored(value))
    for value in shuffled:
        second.add(scored(value))
    assert first.mean == second.mean
    assert first.summary() == second.summary()
