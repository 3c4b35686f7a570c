"""One model against another, item by item."""

from __future__ import annotations

from typing import Any

import pytest

from postil.errors import UsageError
from postil_bench.boards.comparing import compare
from postil_bench.records import read_run

GOOD, POOR = [1.0] * 40, [0.0, 1.0] * 20


def test_a_second_run_that_is_better_is_said_to_be_with_all_that_supports_it(make_run: Any) -> None:
    runs = [read_run(make_run({"m": values}, name=name)) for name, values in (("old", POOR), ("new", GOOD))]

    (row,) = compare(runs).rows

    assert (row.first, row.second, row.verdict) == ("m (old)", "m (new)", "better")
    assert (row.means, row.difference, row.items, row.sources) == ((0.5, 1.0), 0.5, 40, 20)
    assert row.p < 0.001
    assert row.mcnemar == pytest.approx(2 / 2**20, abs=1e-6)
    assert row.superiority == 0.75
    assert row.effect == pytest.approx(0.5 / (0.25 * 40 / 39) ** 0.5)


def test_the_other_way_round_it_is_worse(make_run: Any) -> None:
    run = read_run(make_run({"good": GOOD, "poor": POOR}))

    assert compare([run]).rows[0].verdict == "worse"
    assert compare([run], ("poor", "good")).rows[0].verdict == "better"


def test_less_of_what_is_bad_is_better(make_run: Any, a_sample: Any) -> None:
    more = [a_sample("bad", item, 1.0, metrics={"right": 1.0, "malformed": 1.0}) for item in range(40)]
    run = read_run(make_run({"good": GOOD}, more=more))

    rows = {row.metric: row for row in compare([run], ("bad", "good"), every_metric=True).rows}

    assert rows["malformed"].verdict == "better"
    assert rows["malformed"].superiority == 1.0
    assert rows["right"].verdict == "tie"


def test_only_items_that_both_have_count(make_run: Any, a_sample: Any) -> None:
    more = [a_sample("b", item, 1.0) for item in range(2)]
    broken = a_sample("b", 2, None, status="unscored", cause="engine", metrics={})

    (row,) = compare([read_run(make_run({"a": POOR}, more=[*more, broken]))]).rows

    assert (row.items, row.means) == (2, (0.5, 1.0))


def test_many_comparisons_are_corrected_together(make_run: Any) -> None:
    run = read_run(make_run({"a": [0.0] * 12, "b": [1.0] * 12}))

    rows = compare([run], every_metric=True).rows

    assert len(rows) == 3
    assert all(row.p_holm >= row.p for row in rows)
    assert rows[0].p_holm == pytest.approx(3 * rows[0].p, abs=1e-5)


def test_runs_of_one_model_each_are_compared_whatever_its_name(make_run: Any) -> None:
    runs = [read_run(make_run({name: GOOD}, name=name)) for name in ("x", "y")]

    assert [(row.first, row.second) for row in compare(runs).rows] == [("x", "y")]


def test_what_differs_between_the_runs_is_said(make_run: Any, a_sample: Any) -> None:
    one = read_run(make_run({"m": GOOD}, name="one"))
    other = read_run(
        make_run(
            {"m": GOOD[1:]},
            name="other",
            more=[a_sample("m", 39, 1.0, prompt="changed")],
            signature="postil:9|judges:xyz",
        )
    )

    notes = compare([one, other]).notes

    assert notes == ("the runs differ in their prompts", "the runs differ in their judges")


def test_a_call_that_means_nothing_is_an_error(make_run: Any) -> None:
    three = read_run(make_run(dict.fromkeys("abc", GOOD), name="three"))
    two = read_run(make_run(dict.fromkeys("de", GOOD), name="two"))
    empty = read_run(make_run({"a": GOOD, "n": []}, name="empty"))

    for call, message in (
        (lambda: compare([three]), "which two"),
        (lambda: compare([three, two]), "no model is in both"),
        (lambda: compare([three], ("a", "z")), "no model 'z'"),
        (lambda: compare([empty], ("a", "n")), "nothing to compare"),
    ):
        with pytest.raises(UsageError, match=message):
            call()
