"""The page of a run as a file; a browser looks at it in tests/web."""

from __future__ import annotations

import io
from typing import Any

import pytest

from postil.cli.main import run
from postil_bench.boards.values import Table
from postil_bench.pages.marks import Point, histogram, interval_bar, scatter
from postil_bench.pages.report import write_report
from postil_bench.pages.samples import samples_section
from postil_bench.records import read_run

HOSTILE = "</pre><script>alert(1)</script>\x00\x1b[31m\u202e\ud800"


def page_of(folder: Any) -> str:
    out = io.BytesIO()
    write_report(read_run(folder), out)
    return out.getvalue().decode()


def test_the_command_writes_the_page(make_run: Any, tmp_path: Any) -> None:
    out = tmp_path / "page.html"

    assert run(["bench", "report", str(make_run({"m": [1.0, 0.0]})), "-o", str(out)]) == 0
    assert out.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_the_same_run_gives_the_same_page(make_run: Any) -> None:
    folder = make_run({"a": [1.0, 0.0, 0.5], "b": [0.0, 0.0, 1.0]})

    assert page_of(folder) == page_of(folder)


def test_the_page_holds_every_sample_and_the_numbers_of_the_board(make_run: Any) -> None:
    page = page_of(make_run({"a": [1.0, 0.0, 0.5], "b": [0.0, 0.0, 1.0]}))

    assert page.count('<details class="sample">') == 6
    assert '<td class="number">50.0</td>' in page
    assert "postil:9|judges:abc" in page


def test_foreign_text_is_text(make_run: Any, a_sample: Any) -> None:
    hostile = HOSTILE.replace("\ud800", "")
    evil = a_sample(
        "m", 9, 1.0, answer=hostile, prompt=hostile, reason=hostile, variant=hostile, source=hostile,
        details={"code": hostile, "comments": "no list", "findings": [{"rule": 1}], hostile: {hostile: [hostile]}},
    )  # fmt: skip

    page = page_of(make_run({"m": [1.0], hostile: [0.5]}, more=[evil]))

    assert page.count("<script>") == 1
    assert not set(page) & set("\x00\x1b\u202e")


def test_many_samples_are_cut_to_the_worst_and_the_page_says_so(make_run: Any) -> None:
    table = Table([read_run(make_run({"a": [0.1 * item for item in range(9)], "b": [1.0] * 9}))])

    section = "".join(samples_section(table, most=6))

    assert section.count('<details class="sample">') == 6
    assert "Of 18 samples the worst 3 of each model in each task are here" in section
    assert "right 0.100" in section
    assert "right 0.800" not in section


def test_a_run_without_samples_or_times_has_a_page(make_run: Any) -> None:
    page = page_of(make_run({}))

    assert "Heat map" in page
    assert "<svg" not in page


def test_one_very_long_answer_does_not_fill_the_page(make_run: Any, a_sample: Any) -> None:
    long = a_sample("m", 1, 1.0, answer="x" * 3_000_000, details={"code": "y = 1\n" * 200_000})

    assert len(page_of(make_run({"m": [1.0]}, more=[long]))) < 1_500_000


@pytest.mark.parametrize(("value", "height"), [(0.0, 0), (1.0, 9), (0.55, 5), (7.0, 9), (-1.0, 0)])
def test_a_value_falls_into_its_tenth(value: float, height: int) -> None:
    heights = [part.split('"')[0] for part in histogram([value], 1.0).split('style="height:')[1:]]

    assert heights.index("100.0%") == height


def test_an_interval_is_drawn_where_it_lies() -> None:
    assert 'left:25.0%;width:50.0%"' in interval_bar(50.0, 25.0, 75.0, 100.0)
    assert "<i" not in interval_bar(50.0, None, None, 100.0)


def test_points_stand_at_their_powers_of_ten() -> None:
    drawn = scatter([Point(1, "a", 0.01, 0.0), Point(2, "b", 10.0, 100.0)], "name", "seconds")

    assert 'cx="46.0" cy="220.0"' in drawn
    assert ">0.01<" in drawn
    assert ">100<" in drawn
