"""One case, scored once, shared by all metrics: silence costs, what cannot be judged does not."""

import importlib
import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import postil_ianvs.case
from postil_ianvs import metrics

CODE = "def even(n):\n    return n % 2 == 0"
GOOD = "Line 1: Define even for a number n.\nLine 2: Return whether n is divisible by 2."
NAMES = [name for name in vars(metrics) if name.startswith("postil_")]


def row(number: int, **more: Any) -> dict[str, Any]:
    return {"query": f"Comment {number}:\n```python\n{CODE}\n```", "response": f"r{number}", **more}


def carried(*answers: Any) -> tuple[Any, list[dict[str, Any]]]:
    rows = [row(number) for number in range(len(answers))]
    records = [{"prediction": answer, "row": item} for answer, item in zip(answers, rows, strict=True)]
    return np.array([item["response"] for item in rows]), records


def test_there_are_the_metrics_of_the_documentation() -> None:
    documented = (Path(__file__).parents[2] / "docs" / "ianvs.md").read_text("utf-8")
    assert NAMES
    assert all(f"`{name}`" in documented for name in NAMES)


def test_the_rows_are_scored_once_for_all_metrics(monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    original = postil_ianvs.case.Case
    monkeypatch.setattr(postil_ianvs.case, "Case", lambda *of: made.append(of) or original(*of))
    monkeypatch.setattr(original, "is_of", original.is_of)
    truths, records = carried(GOOD, GOOD)
    values = [getattr(metrics, name)(truths, records) for name in NAMES]
    assert len(made) == 1
    assert all(isinstance(value, float) for value in values)
    metrics.postil_overall(truths, list(records))
    assert len(made) == 2


def test_silence_counts_zero_and_is_never_better_than_an_answer() -> None:
    whole = metrics.postil_overall(*carried(GOOD))
    assert metrics.postil_overall(*carried(GOOD, None)) == pytest.approx(whole / 2)
    assert metrics.postil_overall(*carried(GOOD, "I'm sorry, but I cannot.")) == pytest.approx(whole / 2)
    truths, records = carried(GOOD, GOOD, GOOD, GOOD)
    assert metrics.postil_overall(truths, records[:1]) == pytest.approx(whole / 4)
    assert metrics.postil_scored_ratio(truths, records[:1]) == 0.25


def test_nothing_answered_at_all_is_no_number() -> None:
    truths, _ = carried(GOOD, GOOD)
    for nothing in (None, [], [None, None], {"results": []}):
        assert math.isnan(metrics.postil_overall(truths, nothing))
        assert metrics.postil_scored_ratio(truths, nothing) == 0.0
    assert math.isnan(metrics.postil_scored_ratio(np.array([]), []))


def test_a_refusal_of_every_question_is_zero() -> None:
    assert metrics.postil_overall(*carried("I'm sorry, but I cannot help.", "")) == 0.0


def test_a_row_without_code_costs_nothing() -> None:
    rows = [row(0), {"query": "", "response": "r1"}]
    records = [{"prediction": GOOD, "row": item} for item in rows]
    assert metrics.postil_overall(np.array(["r0", "r1"]), records) > 80
    assert metrics.postil_scored_ratio(np.array(["r0", "r1"]), records) == 0.5


def test_a_bridged_row_is_judged_as_it_was() -> None:
    original = {
        "id": "mine",
        "code_snippet": CODE,
        "annotations": [{"line_number": 2, "annotation": "Even?"}],
    }
    item = {**row(0), "query": "something else", "postil": original}
    case = postil_ianvs.case.case_of(np.array(["r0"]), [{"prediction": GOOD, "row": item}])
    assert case.metrics["postil_overall"] > 80


def test_without_code_nothing_is_scored_and_the_reason_is_given(caplog: pytest.LogCaptureFixture) -> None:
    assert math.isnan(metrics.postil_overall(np.array(["r"]), [GOOD]))
    assert "could not be reached" in caplog.text


def test_judges_verdicts_are_no_answers() -> None:
    truths, _ = carried(GOOD, GOOD, GOOD)
    texts = ["{'Composite score': 8.5}", "'Composite score': 6", "no idea"]
    assert metrics.postil_judge_score(truths, texts) == 72.5
    assert math.isnan(metrics.postil_overall(truths, texts))
    case = postil_ianvs.case.case_of(truths, texts)
    assert case.summary.judge_marks == {"texts": 3, "unread": 1}


def test_verdicts_of_people_are_found_by_item_and_model(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "verdicts.csv"
    file.write_text(
        "item_id,answer_key,judge,verdict,rubric_version\n1,m,j,right,1\n2,prediction,j,wrong,1\n"
    )
    monkeypatch.setenv("POSTIL_VERDICTS", str(file))
    truths, records = carried(GOOD, GOOD, GOOD)
    for record in records:
        record["model"] = "m"
    assert metrics.postil_answer_accuracy(truths, records) == 0.5
    verdicts = postil_ianvs.case.case_of(truths, records).summary.verdicts
    assert verdicts is not None
    assert (verdicts.judged, verdicts.answers) == (2, 3)
    monkeypatch.setenv("POSTIL_VERDICTS", str(tmp_path / "none.csv"))
    assert math.isnan(metrics.postil_answer_accuracy(truths, list(records)))
    assert "none.csv cannot be read" in caplog.text


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(), lambda s: st.lists(s) | st.dictionaries(st.text(), s)
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(JSON, max_size=4), st.lists(st.text() | st.dictionaries(st.text(), JSON), max_size=4))
def test_no_references_and_predictions_make_a_case_fail(truths: list[object], said: list[object]) -> None:
    case = postil_ianvs.case.Case(truths, said)
    assert case.summary.items == len(truths)
    assert all(math.isnan(value) or 0 <= value <= 100 for value in case.metrics.values())


def test_an_issue_is_answered_by_the_prediction_and_compared_with_the_answers_given() -> None:
    issue = {
        "question": "Reading a file twice",
        "body": "It is empty then.",
        "answer_1": {"body": "The position stands at the end after the first read. Call `fh.seek(0)`."},
    }
    item = {"query": "q", "response": "r", "postil": issue}
    good = [
        {"prediction": "Call `fh.seek(0)`: after the first read the position is at the end.", "row": item}
    ]
    bad = [{"prediction": "Buy a new computer.", "row": item}]
    truths = np.array(["r"])
    assert metrics.postil_answer_quality(truths, good) > metrics.postil_answer_quality(truths, bad) + 20
    assert metrics.postil_overall(truths, good) > metrics.postil_overall(truths, bad)


def test_a_report_is_written_where_it_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POSTIL_REPORT", str(tmp_path / "here"))
    truths, records = carried(GOOD, None)
    metrics.postil_overall(truths, records)
    lines = [
        json.loads(line) for line in (tmp_path / "here" / "report.jsonl").read_text("utf-8").splitlines()
    ]
    assert [line["score"]["status"] for line in lines] == ["scored", "unscored"]
    assert lines[1]["score"]["cause"] == "model"
    summary = json.loads((tmp_path / "here" / "summary.json").read_text("utf-8"))
    assert summary["metrics"]["postil_answer_accuracy"] is None
    assert summary["unanswered"] == 1


def test_a_folder_that_cannot_be_written_costs_the_report_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("POSTIL_REPORT", str(tmp_path / "file" / "x"))
    assert metrics.postil_overall(*carried(GOOD, GOOD)) > 80
    assert "no report" in caplog.text


def test_a_fault_of_ours_is_logged_and_no_number(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("POSTIL_PROFILE", "nobody")
    assert math.isnan(metrics.postil_overall(*carried(GOOD)))
    assert "please report it" in caplog.text


def test_the_module_can_be_loaded_again() -> None:
    importlib.reload(metrics)
