"""Agreement: Krippendorff's published example, the package of that name, figures worked out by hand."""

from __future__ import annotations

import json
import math
import random
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postil_bench.judge.agreement import Estimate, Resampling, alpha, alpha_estimate, concordance, share
from postil_bench.judge.report import agreement_json, agreement_table, measured
from postil_bench.judge.rubric import Level

krippendorff = pytest.importorskip("krippendorff", reason="the oracle is not installed")

# Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability", example C: four observers, twelve units.
EXAMPLE = """
1 2 3 3 2 1 4 1 2 . . .
1 2 3 3 2 2 4 1 2 5 . 3
. 3 3 3 2 3 4 2 2 5 1 .
1 2 3 3 2 4 4 1 2 5 1 .
"""
HOW = Resampling(500, 1)


def units_of(text: str) -> list[list[float]]:
    rows = [line.split() for line in text.strip().splitlines()]
    return [[float(value) for value in column if value != "."] for column in zip(*rows, strict=True)]


@pytest.mark.parametrize(
    ("level", "published"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)]
)
def test_alpha_is_that_of_the_published_example(level: Level, published: float) -> None:
    assert alpha(units_of(EXAMPLE), level) == pytest.approx(published, abs=5e-4)


TABLES = st.integers(2, 5).flatmap(
    lambda judges: st.lists(
        st.lists(st.one_of(st.none(), st.integers(1, 5)), min_size=judges, max_size=judges),
        min_size=2,
        max_size=12,
    )
)


@settings(deadline=None)
@given(TABLES, st.sampled_from(["nominal", "ordinal", "interval"]))
def test_alpha_is_that_of_the_package_of_this_name(table: list[list[int | None]], level: Level) -> None:
    units = [[float(value) for value in unit if value is not None] for unit in table]
    ours = alpha(units, level)
    paired = {value for unit in units if len(unit) > 1 for value in unit}
    if len(paired) < 2:
        assert ours is None
        return
    matrix = np.array([[math.nan if value is None else value for value in unit] for unit in table]).T
    theirs = krippendorff.alpha(reliability_data=matrix, level_of_measurement=level)
    assert ours == pytest.approx(theirs, abs=1e-9)


def test_nobody_or_no_difference_is_not_a_number() -> None:
    assert alpha([], "nominal") is None
    assert alpha([[1.0], [2.0]], "ordinal") is None
    assert alpha([[1.0, 1.0]], "interval") is None
    assert alpha_estimate([], [], "nominal", HOW) == Estimate()
    assert share([], [], HOW) == Estimate()
    assert concordance([1.0], [1.0], ["i"], HOW).value is None


def test_the_interval_of_alpha_holds_the_bootstrap_of_an_oracle() -> None:
    rng = random.Random(4)
    units = [
        [float(truth), float(truth if rng.random() < 0.8 else 1 - truth)]
        for truth in (rng.randint(0, 1) for _ in range(80))
    ]
    found = alpha_estimate(units, range(80), "nominal", Resampling(4000, 1))
    draws = sorted(
        krippendorff.alpha(
            reliability_data=np.array(rng.choices(units, k=80)).T, level_of_measurement="nominal"
        )
        for _ in range(1500)
    )
    assert found.low == pytest.approx(draws[37], abs=0.05)
    assert found.high == pytest.approx(draws[1462], abs=0.05)
    assert found.value == alpha(units, "nominal")


def test_items_are_resampled_whole() -> None:
    hits = [1.0, 1.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0] * 10
    alone, grouped = (share(hits, items, HOW) for items in (range(80), [n // 4 for n in range(80)]))
    assert alone.value == grouped.value == 0.5
    assert alone.low is not None
    assert grouped.low is not None
    assert 0.5 - grouped.low > 1.6 * (0.5 - alone.low)  # clusters of four like ones: sqrt(4) times as wide


def test_the_same_seed_gives_the_same_interval_another_does_not() -> None:
    hits, items = [0.0, 1.0, 1.0, 0.0, 1.0] * 7, list(range(35))
    assert share(hits, items, HOW) == share(hits, items, HOW)
    assert share(hits, items, HOW) != share(hits, items, Resampling(500, 2))


def test_concordance_is_the_area_under_the_curve() -> None:
    # scores of wrong ones 1 2 3, of right ones 2 3 4: of nine pairs six are right, two are ties, one is wrong
    found = concordance([1, 2, 3, 2, 3, 4], [0, 0, 0, 1, 1, 1], list("abcdef"), HOW)
    assert found.value == pytest.approx((6 + 2 / 2) / 9)


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 3)), min_size=2, max_size=25))
def test_concordance_is_that_of_all_pairs_one_by_one(units: list[tuple[int, int]]) -> None:
    hits = [
        1.0 if engine > other else 0.5 if engine == other else 0.0
        for engine, people in units
        for other, worse in units
        if people > worse
    ]
    engine, people = zip(*units, strict=True)
    found = concordance(engine, people, range(len(units)), Resampling(5, 1))
    assert found.value == (pytest.approx(sum(hits) / len(hits)) if hits else None)


def test_a_study_in_numbers(begin: Any, seat: Callable[..., Any]) -> None:
    begun = begin(repeat=0.5)
    ann, bo, cleo = seat(begun), seat(begun, "bo"), seat(begun, "cleo")
    while not ann.is_done:
        ann.says("right" if "says one" in ann.page.text else "wrong")
    changed = ""
    while not bo.is_done:
        one = "says one" in bo.page.text
        changed = changed or ("" if one else bo.task)
        bo.says("right" if one or bo.task == changed else "wrong")
    cleo.goes("/")
    while not cleo.is_done:
        cleo.says("wrong")
    found = measured(*begun, resamples=200)
    kinds = {judge.judge: judge.kind for judge in found.judges}
    assert kinds == {"ann": "person", "bo": "person", "cleo": "adjudicator"}
    assert (found.units, found.judged, found.settled, found.disputed) == (12, 12, 12, 1)
    assert found.pairwise.value == pytest.approx(11 / 12)
    assert found.accuracy["gemma3-270m"].value == 1.0
    assert found.accuracy["facts-baseline"].value == 0.0
    assert found.accuracy["all"].value == 0.5
    assert found.engine.value == 1.0  # the engine's overall is 91.5 for the one and 41.5 for the other
    ann_report = found.judges[0]
    assert (ann_report.judged, ann_report.skipped) == (12, 0)
    assert ann_report.consistency == Estimate(1.0, 1.0, 1.0, 6)
    assert set(found.alpha) == {"nominal", "ordinal", "interval"}
    assert json.loads(agreement_json(found))["units"] == 12
    assert "judged right, gemma3-270m" in agreement_table(found)


def test_a_study_of_pairs_in_numbers(begin: Any, seat: Callable[..., Any]) -> None:
    begun = begin("pair", repeat=0.5)
    ann, bo = seat(begun), seat(begun, "bo")
    while not ann.is_done:
        ann.says("a" if ann.page.text.index("says one") < ann.page.text.index("says the other") else "b")
    while not bo.is_done:
        bo.says("a")
    found = measured(*begun, resamples=200)
    by_name = {judge.judge: judge for judge in found.judges}
    assert by_name["ann"].consistency.value == 1.0
    assert by_name["bo"].consistency.value == 0.0
    assert by_name["bo"].left.value == 1.0
    assert set(found.alpha) == {"nominal"}
    assert found.accuracy == {}
    assert found.preferred["gemma3-270m"].value == 1.0
    assert found.preferred["facts-baseline"].value == 0.0
    assert found.engine.value == 1.0
    assert found.pairwise.value == pytest.approx(1 - found.disputed / 6)


def test_a_study_without_verdicts_has_no_figures(begin: Any) -> None:
    found = measured(*begin(), resamples=10)
    assert (found.judged, found.settled, found.judges) == (0, 0, [])
    assert found.pairwise.value is None
    assert "0 of 12 judged" in agreement_table(found)


@pytest.mark.parametrize("option", ["--seed", "--resamples"])
def test_a_number_below_zero_is_refused(option: str, capsys: pytest.CaptureFixture[str]) -> None:
    from postil.cli.main import run

    assert run(["judge", "agreement", "study.sqlite", f"{option}=-1"]) == 2
    assert "'-1' is no whole number from 0" in capsys.readouterr().err
