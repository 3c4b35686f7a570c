"""What stands on a board, and what does not count."""

from __future__ import annotations

from typing import Any

import pytest

from postil.errors import UsageError
from postil_bench.boards.standings import boards
from postil_bench.boards.values import Table
from postil_bench.records import Metric, read_run

GOOD, POOR = [1.0] * 40, [0.0, 1.0] * 20
NEAR = [1.0] * 39 + [0.0]


def board_of(folder: Any, *tasks: str) -> Any:
    return boards(Table([read_run(folder)]), tasks=tasks)


def test_models_that_cannot_be_told_apart_share_a_letter_and_a_range_of_places(make_run: Any) -> None:
    found = board_of(make_run({"poor": POOR, "near": NEAR, "good": GOOD})).tasks[0]

    assert [(one.model, one.group, one.first_place, one.last_place) for one in found.standings] == [
        ("good", "a", 1, 2),
        ("near", "a", 1, 2),
        ("poor", "b", 3, 3),
    ]


def test_a_value_has_the_interval_and_the_numbers_it_is_of(make_run: Any) -> None:
    one = board_of(make_run({"m": [0.0, 0.0, 1.0, 1.0] * 10})).tasks[0].standings[0]

    assert one.value == 0.5
    assert (one.low, one.high) == (pytest.approx(0.3, abs=0.051), pytest.approx(0.7, abs=0.051))
    assert (one.items, one.sources) == (40, 20)


def test_all_right_leaves_as_much_doubt_as_there_are_sources(make_run: Any) -> None:
    one = board_of(make_run({"good": GOOD})).tasks[0].standings[0]

    assert (one.low, one.high) == (pytest.approx(0.8389, abs=1e-4), 1.0)  # Wilson, 20 of 20


def test_a_missing_answer_counts_zero(make_run: Any, a_sample: Any) -> None:
    silent = [
        a_sample("m", item, None, answer=None, status="unscored", cause="model", metrics={})
        for item in (2, 3)
    ]

    found = board_of(make_run({"m": [1.0, 1.0]}, more=silent))

    assert (found.tasks[0].standings[0].value, found.tasks[0].standings[0].items) == (0.5, 4)
    assert (found.coverage["review"]["m"].model, found.coverage["review"]["m"].scored) == (2, 2)


@pytest.mark.parametrize("cause", ["input", "engine"])
def test_what_is_not_the_models_fault_is_left_out_and_counted(
    make_run: Any, a_sample: Any, cause: str
) -> None:
    broken = [a_sample("m", 2, None, status="unscored", cause=cause, metrics={"right": 0.0})]

    found = board_of(make_run({"m": [1.0, 1.0]}, more=broken))

    assert (found.tasks[0].standings[0].value, found.tasks[0].standings[0].items) == (1.0, 2)
    assert getattr(found.coverage["review"]["m"], cause) == 1


def test_seeds_of_an_item_are_one_value(make_run: Any, a_sample: Any) -> None:
    again = [a_sample("m", item, 0.0, seed=2) for item in (0, 1)]

    one = board_of(make_run({"m": [1.0, 1.0]}, more=again)).tasks[0].standings[0]

    assert (one.value, one.items) == (0.5, 2)


def test_changed_items_count_only_for_metrics_of_their_own(make_run: Any, a_sample: Any) -> None:
    changed = [
        a_sample("m", item, 0.0, variant="paraphrase", metrics={"right": 0.0, "same": 0.25})
        for item in (0, 1)
    ]
    table = {"review": {"right": Metric("functionality", primary=True), "same": Metric("reliability")}}

    found = board_of(make_run({"m": [1.0, 1.0]}, more=changed, metrics=table), "review")

    assert {board.metric: board.standings[0].value for board in found.metrics} == {"right": 1.0, "same": 0.25}


def test_less_is_better_where_the_metric_says_so(make_run: Any, a_sample: Any) -> None:
    more = [a_sample("worse", item, 1.0, metrics={"malformed": 1.0}) for item in range(20)]

    found = board_of(make_run({"better": [1.0] * 20}, more=more), "review")

    malformed = next(board for board in found.metrics if board.metric == "malformed")
    assert [one.model for one in malformed.standings] == ["better", "worse"]
    assert malformed.standings[1].first_place == 2


def test_a_task_without_a_value_of_some_model_is_left_out_of_the_whole(make_run: Any, a_sample: Any) -> None:
    table = {name: {"right": Metric("functionality", primary=True)} for name in ("review", "second")}
    only_one = [a_sample("one", item, 0.0, task="second") for item in range(4)]

    found = board_of(make_run({"one": GOOD, "two": GOOD}, more=only_one, metrics=table))

    assert (found.overall.tasks, found.left_out) == (("review",), ("second",))
    assert found.tasks[1].absent == ("two",)


def test_each_task_counts_the_same_in_the_whole(make_run: Any, a_sample: Any) -> None:
    table = {
        "review": {"right": Metric("functionality", primary=True)},
        "small": {"errors": Metric("reliability", scale=100, higher_is_better=False, primary=True)},
    }
    small = [a_sample("m", item, 1.0, task="small", metrics={"errors": 40.0}) for item in range(2)]

    found = board_of(make_run({"m": GOOD}, more=small, metrics=table))

    assert found.overall.standings[0].value == pytest.approx((100 + 60) / 2)


def test_models_of_the_same_name_are_told_apart_by_their_runs(make_run: Any) -> None:
    runs = [read_run(make_run({"m": GOOD}, name=name)) for name in ("old", "new")]

    assert Table(runs).models == ("m (old)", "m (new)")
    assert Table([runs[0], runs[0]]).models == ("m (1)", "m (2)")


def test_a_sample_of_a_task_that_the_run_does_not_know_is_an_error(make_run: Any, a_sample: Any) -> None:
    folder = make_run({"m": GOOD}, more=[a_sample("m", 1, 1.0, task="other")])

    with pytest.raises(UsageError, match=r"samples\.jsonl: no task 'other'"):
        Table([read_run(folder)])


def test_runs_that_measure_otherwise_do_not_share_a_board(make_run: Any) -> None:
    one = read_run(make_run({"m": GOOD}))
    other = read_run(
        make_run({"n": GOOD}, name="other", metrics={"review": {"right": Metric("functionality", scale=100)}})
    )

    with pytest.raises(UsageError, match="review/right is measured otherwise"):
        Table([one, other])


def test_the_order_of_samples_changes_nothing(make_run: Any, a_sample: Any) -> None:
    values = [(item % 3) / 2 for item in range(30)]
    there = [a_sample("a", item, value) for item, value in enumerate(values)]
    there += [a_sample("b", item, 1 - value) for item, value in enumerate(values)]

    one = board_of(make_run({}, name="one", more=there))
    other = board_of(make_run({}, name="other", more=there[::-1]))

    assert one == other
