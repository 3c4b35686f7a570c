"""Predictions take the place of the comments in the rows."""

from __future__ import annotations

import io
import json
from pathlib import Path

from postil.reading.rows import read_rows, read_rows_from
from postil.records import Damage, Row

CODE = "def half(n):\n    return n / 2"


def rows_of(ids: list[str | None], predictions: list[object], **extra: object) -> list[Row | Damage]:
    rows = [{"code_snippet": CODE, "comment": "Halve.", **extra, **({"id": i} if i else {})} for i in ids]
    return judged("\n".join(map(json.dumps, rows)), "\n".join(map(json.dumps, predictions)))


def judged(rows: str, predictions: str) -> list[Row | Damage]:
    return list(
        read_rows_from(
            io.BytesIO(rows.encode()),
            "r.jsonl",
            predictions=io.BytesIO(predictions.encode()),
            predictions_name="p.jsonl",
        )
    )


def texts(rows: list[Row | Damage]) -> list[str | None]:
    return [row.comments[0].text if isinstance(row, Row) and row.comments else None for row in rows]


def test_without_ids_they_belong_to_the_rows_by_order() -> None:
    first, second = rows_of([None, "b"], [{"prediction": "A."}, {"prediction": ["", "B."]}])
    assert texts([first, second]) == ["A.", "B."]
    assert isinstance(first, Row)
    assert [c.text for c in first.references] == ["Halve."]
    assert (first.missing, first.cause) == (None, None)


def test_with_ids_they_are_found_by_id_equal_ones_in_order() -> None:
    predictions = [
        {"id": "b", "prediction": "B."},
        {"id": 7, "prediction": "S."},
        {"id": "b", "prediction": "B2."},
    ]
    assert texts(rows_of(["7", "b", "b"], predictions)) == ["S.", "B.", "B2."]


def test_every_key_of_a_prediction_is_known() -> None:
    keys = ["prediction", "annotations", "generated_text", "completion", "response", "comment"]
    rows = rows_of([None] * len(keys), [{key: f"By {key}."} for key in keys])
    assert texts(rows) == [f"By {key}." for key in keys]


def test_a_row_without_a_prediction_is_the_models_doing() -> None:
    (_, by_order) = rows_of([None, None], [{"prediction": "A."}])
    (by_id, _) = rows_of(["a", "b"], [{"id": "b", "prediction": "B."}])
    (nothing,) = rows_of([None], [])
    (null,) = rows_of([None], [{"prediction": None}])
    for row in (by_order, by_id, nothing, null):
        assert isinstance(row, Row)
        assert (row.comments, row.missing, row.cause) == ((), "no prediction", "model")


def test_what_is_wrong_with_a_prediction_is_said_in_its_row() -> None:
    rows = judged(
        "\n".join([json.dumps({"code_snippet": CODE})] * 4),
        '{"prediction": "x\n{"text": "x"}\n3\n{"prediction": "..."}',
    )
    reasons = [row.missing for row in rows if isinstance(row, Row)]
    assert "unreadable prediction on line 1" in str(reasons[0])
    assert reasons[1:3] == [
        "the prediction on line 2 has no field 'prediction'",
        "the prediction on line 3 has no field 'prediction'",
    ]
    assert reasons[3] == "nothing in the answer is a comment"
    assert {row.cause for row in rows if isinstance(row, Row)} == {"model"}


def test_an_id_that_does_not_fit_its_row_is_not_judged_by_order() -> None:
    (_, second) = rows_of(["a", "b"], [{"prediction": "A."}, {"id": "c", "prediction": "C."}])
    assert isinstance(second, Row)
    assert second.missing == "no prediction: the one in its place has the id 'c'"


def test_what_belongs_to_no_row_is_reported_behind_the_last_one() -> None:
    by_order = rows_of([None], [{"prediction": "A."}, {"prediction": "B."}])
    by_id = rows_of(
        ["a"], [{"id": "z", "prediction": "Z."}, {"id": "a", "prediction": "A."}, {"prediction": "?"}]
    )
    assert texts(by_order[:1]) == texts(by_id[:1]) == ["A."]
    assert [(d.id, d.place.line, d.place.path) for d in by_order[1:] if isinstance(d, Damage)] == [
        ("2", 2, "p.jsonl")
    ]
    assert [(d.id, d.reason) for d in by_id[1:] if isinstance(d, Damage)] == [
        ("z", "this prediction belongs to no row"), ("3", "this prediction belongs to no row"),
    ]  # fmt: skip
    (_, damage) = judged(
        json.dumps({"id": "a", "code_snippet": CODE}), '{"id": "a", "prediction": "A."}\n{"id": '
    )
    assert isinstance(damage, Damage)
    assert damage.reason.startswith("not JSON")


def test_a_damaged_row_keeps_the_order_and_takes_its_prediction() -> None:
    rows = judged(f"oops\n{json.dumps({'code_snippet': CODE})}", '{"prediction": "A."}\n{"prediction": "B."}')
    assert isinstance(rows[0], Damage)
    assert texts(rows) == [None, "B."]


def test_a_fault_of_the_row_goes_before_one_of_the_prediction() -> None:
    (row,) = rows_of([None], [{"prediction": ""}], language="cobol")
    assert isinstance(row, Row)
    assert (row.missing, row.cause) == ("no facts for language cobol", "input")


def test_the_prediction_for_an_issue_is_an_answer() -> None:
    issue = {"question": "Q", "body": "Why?", "answer_1": {"body": "So."}}
    silent = {"question": "Q", "body": "Why?"}
    rows = judged(
        "\n".join(map(json.dumps, [issue, silent, issue])),
        '{"prediction": "Thus."}\n{"prediction": "Hence."}',
    )
    answers = [[(a.key, a.body) for a in row.answers] for row in rows if isinstance(row, Row)]
    assert answers == [[("prediction", "Thus.")], [("prediction", "Hence.")], []]
    assert isinstance(rows[0], Row)
    assert isinstance(rows[2], Row)
    assert [c.text for c in rows[0].references] == ["So."]
    assert (rows[2].missing, rows[2].cause) == ("no prediction", "model")


def test_predictions_are_read_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "r.jsonl").write_text(json.dumps({"code_snippet": CODE}))
    (tmp_path / "p.json").write_text(json.dumps([{"prediction": "A."}], indent=2))
    assert texts(list(read_rows(tmp_path / "r.jsonl", predictions=tmp_path / "p.json"))) == ["A."]
