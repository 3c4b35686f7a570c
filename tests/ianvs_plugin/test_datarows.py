"""Rows are found again by content, from the first place that fits, or not at all."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from postil_ianvs.datarows import fitted, locate, read_data, reference_key
from postil_ianvs.predictions import Prediction
from postil_ianvs.surroundings import Surroundings


def row(number: int, response: str | None = None) -> dict[str, Any]:
    return {"query": f"q{number}", "response": response or f"r{number}"}


ROWS = [row(0), row(1), row(2)]
TRUTHS = ["r0", "r1", "r2"]


def write(path: Path, rows: list[dict[str, Any]]) -> str:
    path.write_text("".join(json.dumps(item) + "\n" for item in rows), "utf-8")
    return str(path)


def test_rows_in_another_order_are_found_by_their_reference() -> None:
    assert fitted(ROWS[::-1], TRUTHS) == tuple(ROWS)


def test_rows_that_do_not_fit_are_refused() -> None:
    assert fitted(ROWS[:2], TRUTHS) is None
    assert fitted([*ROWS[:2], row(9)], TRUTHS) is None


def test_a_reference_that_two_rows_share_leaves_open_which_was_asked() -> None:
    assert fitted([row(0, "same"), row(1, "same")], ["same"]) is None
    assert fitted([row(0, "same"), row(1, "same")], ["same", "same"]) == (row(0, "same"), row(1, "same"))


def test_what_numpy_does_to_a_reference_does_not_matter() -> None:
    truths = np.array(["a\0", "b"]).tolist()
    assert fitted([{"query": "q", "response": "a\0"}, {"query": "p", "response": "b"}], truths) is not None
    assert reference_key({"b": 1, "a": [2]}) == reference_key({"a": [2], "b": 1})


def test_the_records_of_the_predictions_go_first_then_the_environment_then_the_frame(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    around = Surroundings(dataset=write(tmp_path / "frame.jsonl", ROWS))
    carried = [Prediction("x", row=item) for item in ROWS]
    assert locate(TRUTHS, [], around).source.startswith("the caller's frame")
    monkeypatch.setenv("POSTIL_DATASET", write(tmp_path / "env.jsonl", ROWS))
    assert locate(TRUTHS, [], around).source.startswith("the file in POSTIL_DATASET")
    assert locate(TRUTHS, carried, around).source == "the records that predict returned"


def test_a_place_that_does_not_fit_is_passed_over_and_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POSTIL_DATASET", write(tmp_path / "other.jsonl", [row(7)]))
    around = Surroundings(dataset=write(tmp_path / "frame.jsonl", ROWS))
    found = locate(TRUTHS, [Prediction("x", row=row(8))], around)
    assert found.rows == tuple(ROWS)
    assert len(found.notes) == 2


def test_without_any_place_the_references_are_all_there_is(tmp_path: Path) -> None:
    found = locate(TRUTHS, [], Surroundings(dataset=str(tmp_path / "missing.jsonl")))
    assert found.source == "nowhere"
    assert [item["response"] for item in found.rows] == TRUTHS


def test_records_for_some_of_the_rows_serve_those(tmp_path: Path) -> None:
    found = locate(TRUTHS, [Prediction("x", row=ROWS[2])], Surroundings())
    assert found.rows == ({"response": "r0"}, {"response": "r1"}, ROWS[2])


def test_metadata_stands_for_the_data_beside_it_and_damage_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "data.jsonl").write_text('\ufeff{"query": "q", "response": "r"}\n\n{broken\n7\n', "utf-8")
    (tmp_path / "metadata.json").write_text("{}")
    assert read_data(tmp_path / "metadata.json") == [{"query": "q", "response": "r"}]
