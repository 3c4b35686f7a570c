"""The files of a run are read back as they were written, and damage is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.errors import UsageError
from postil_bench.records import (
    Metric,
    RunInfo,
    Sample,
    Timing,
    encoded,
    read_run,
    read_timings,
    write_info,
    write_lines,
)

SAMPLE = Sample(
    task="review", model="facts", seed=1, item="en-01", prompt="?", answer=None, metrics={"f1": None}
)
INFO = RunInfo(
    signature="s",
    config={"seeds": [1]},
    provenance={"postil": "0"},
    tasks=["review"],
    models=["facts"],
    seeds=[1],
    metrics={"review": {"f1": Metric(group="functionality", primary=True)}},
)


def test_a_run_is_read_as_it_was_written(tmp_path: Path) -> None:
    write_info(tmp_path, INFO)
    write_lines(tmp_path / "samples.jsonl", [SAMPLE])
    write_lines(tmp_path / "timings.jsonl", [Timing(task="t", model="m", seed=1, item="1", seconds=0.5)])
    run = read_run(tmp_path)
    assert run.info == INFO
    assert run.samples == (SAMPLE,)
    assert read_timings(tmp_path)[0].seconds == 0.5


@given(st.permutations(["a", "b", "c"]))
def test_equal_samples_are_equal_bytes_whatever_the_order_of_their_metrics(names: list[str]) -> None:
    sample = Sample(
        task="t", model="m", seed=1, item="1", prompt="", answer="", metrics=dict.fromkeys(names, 1.0)
    )
    assert b'"metrics":{"a":1.0,"b":1.0,"c":1.0}' in encoded(sample)


def test_damage_is_named_with_file_and_line(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"holds no run.*bench run --demo"):
        read_run(tmp_path)
    write_info(tmp_path, INFO)
    with pytest.raises(UsageError, match="never begun"):
        read_run(tmp_path)
    (tmp_path / "samples.jsonl").write_bytes(encoded(SAMPLE) + b'{"task": 3}\n')
    with pytest.raises(UsageError, match=r"samples.jsonl:2: .*task"):
        read_run(tmp_path)
    deep = b'{"details": {"a": ' + b"[" * 50_000
    (tmp_path / "samples.jsonl").write_bytes(encoded(SAMPLE) + deep + b"\n")
    with pytest.raises(UsageError, match=r"samples.jsonl:2: .*recursion"):
        read_run(tmp_path)


def test_a_run_that_was_stopped_in_the_middle_of_a_line_is_read_without_it(tmp_path: Path) -> None:
    write_info(tmp_path, INFO)
    line = encoded(SAMPLE)
    for cut in (1, len(line) // 2, len(line) - 1):
        (tmp_path / "samples.jsonl").write_bytes(line + line[:cut])
        assert read_run(tmp_path).samples == (SAMPLE,)


def test_a_run_of_a_later_format_is_refused(tmp_path: Path) -> None:
    write_info(tmp_path, INFO)
    (tmp_path / "run.json").write_text(
        (tmp_path / "run.json").read_text().replace('"format": 1', '"format": 2')
    )
    with pytest.raises(UsageError, match="format 2"):
        read_run(tmp_path)
