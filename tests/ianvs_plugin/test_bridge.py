"""Rows of any format become rows that are safe in every paradigm; data that would abort a job is found."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from postil.errors import UsageError
from postil_ianvs.bridge.datafiles import write_dataset
from postil_ianvs.bridge.lintdata import lint_data
from postil_ianvs.bridge.rows import safe_row, safe_rows
from postil_ianvs.items import judged_items
from postil_ianvs.predictions import Prediction

ISSUE = {
    "question": "Title",
    "body": "Body with `code`.",
    "answer_1": {"body": "First."},
    "answer_2": {"body": "Second.", "accepted": True},
    "answer_10": "Third.",
}
ROWS: list[dict[str, Any]] = [
    {"code_snippet": "n += 1", "annotations": [{"line_number": 1, "annotation": "Count up."}]},
    {
        "code_snippet": "n += 1",
        "annotations": [{"line_number": 1, "annotation": "加一。"}, {"annotation": "无行号。"}],
    },
    {"code_snippet": "n += 1", "annotations": "Line 1: Count up."},
    {"code_snippet": "n += 1", "comment": "Count up."},
    {"code_snippet": "n += 1"},
    {
        "prompt": "Think. ",
        "query": "Comment `n += 1`.",
        "response": "Count up.",
        "explanation": None,
        "judge_prompt": None,
    },
    {"query": "Comment `n += 1`.", "response": None},
    {"query": "Comment `n += 1`.", "response": [{"line": 1, "comment": "Count up."}]},
    {"question": "Comment `n += 1`.", "answer": "Count up."},
    ISSUE,
]
FORMATS = Path(__file__).parents[3] / "shared" / "formats"


def sedna_reads(row: dict[str, Any]) -> None:
    """What the two parsers of Ianvs do with a row, written from how they behave."""
    assert isinstance(row["question"], str)
    assert isinstance(row["answer"], str)
    assert row.get("prompt", "") + row["query"] == row["question"]
    assert row["response"] == row["answer"]
    assert "" + row.get("judge_prompt", "") == ""
    assert row["level_3_dim"]
    assert row["level_4_dim"]
    assert list(row)[:2] == ["question", "answer"]


@pytest.mark.parametrize("fields", ROWS)
def test_every_format_becomes_a_row_that_is_safe_everywhere(fields: dict[str, Any]) -> None:
    row = json.loads(json.dumps(safe_row(fields, "7")))
    sedna_reads(row)
    assert row["id"] == row["postil"]["id"] == "7"
    assert safe_row(row, "8") == row


@pytest.mark.parametrize("fields", ROWS[:4])
def test_a_bridged_row_is_judged_like_the_row_it_was(fields: dict[str, Any]) -> None:
    from postil import Scorer

    said, scorer = Prediction("Line 1: Count n up by one."), Scorer()
    bridged = next(judged_items([safe_row(fields, "1")], [said], scorer))
    as_it_was = next(judged_items([fields], [said], scorer))
    assert bridged.score == as_it_was.score
    assert bridged.score.features is not None
    assert bridged.score.features.reference_similarity is not None


def test_the_question_is_asked_in_the_language_of_the_reference() -> None:
    assert "Line N" in safe_row(ROWS[0], "1")["question"]
    assert "第N行" in safe_row(ROWS[1], "1")["question"]
    assert "第N行" in safe_row(ROWS[0], "1", "zh")["question"]
    assert safe_row(ROWS[1], "1")["answer"] == "第1行：加一。\n无行号。"


def test_the_accepted_answer_is_the_reference_unless_judges_say_otherwise() -> None:
    row = safe_row(ISSUE, "i")
    assert row["answer"] == "Second."
    assert [(given["key"], given["best"]) for given in row["references"]] == [
        ("answer_1", False),
        ("answer_2", True),
        ("answer_10", False),
    ]
    judged = {("i", "answer_10"): {"j1": "right"}, ("i", "answer_2"): {"j1": "wrong"}}
    assert safe_row(ISSUE, "i", verdicts=judged)["answer"] == "Third."
    assert safe_row({"question": "T", "body": "B"}, "i")["answer"] == ""


def test_documented_functions_of_source_files_are_rows(tmp_path: Path) -> None:
    (tmp_path / "m.py").write_text(
        'class A:\n    def f(self, n):\n        """Return n\n        twice."""\n        return n * 2\n\n\ndef g():\n    """Only."""\n\n\ndef h():\n    return 1\n'
    )
    (row,) = safe_rows(tmp_path)
    assert row["postil"]["code_snippet"] == "def f(self, n):\n    return n * 2"
    assert row["answer"].split() == ["Return", "n", "twice."]
    assert row["id"].endswith("m.py:A.f")


def test_a_row_of_no_known_shape_is_named(tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text('{"code_snippet": "x"}\n{"what": 1}\n')
    with pytest.raises(UsageError, match=r"rows.jsonl: row 2: no known shape"):
        list(safe_rows(tmp_path / "rows.jsonl"))


@pytest.mark.skipif(not FORMATS.is_dir(), reason="the samples of formats are not on this machine")
@pytest.mark.parametrize(
    "name", ["annotated.jsonl", "pairs.jsonl", "issues.jsonl", "by-hand.json", "ianvs/metadata.json"]
)
def test_the_samples_of_every_format_are_converted(name: str) -> None:
    rows = list(safe_rows(FORMATS / name))
    assert rows
    for row in rows:
        sedna_reads(row)


def test_a_data_set_that_was_written_has_nothing_to_complain_of(tmp_path: Path) -> None:
    rows = [safe_row({**fields, "x": "\ud800\0"}, str(number)) for number, fields in enumerate(ROWS)]
    assert write_dataset(tmp_path, rows, "name", "what") == len(ROWS)
    assert list(lint_data(tmp_path / "metadata.json")) == []
    assert list(lint_data(tmp_path / "data.jsonl")) == []
    with pytest.raises(UsageError, match="no row"):
        write_dataset(tmp_path / "none", [], "name", "what")
    assert not list((tmp_path / "none").iterdir())


GOOD = '{"question": "q", "answer": "a", "query": "q", "response": "a", "level_3_dim": "x", "level_4_dim": "y"}\n'


@pytest.mark.parametrize(
    ("text", "kind", "line"),
    [
        ("\ufeff" + GOOD, "byte-order-mark", 1),
        (GOOD + "\n" + GOOD, "blank-line", 2),
        (GOOD + "   \n", "blank-line", 2),
        (GOOD + "{broken\n", "damaged-data", 2),
        (GOOD + "[1]\n", "damaged-data", 2),
        (GOOD.replace('"a"', "null"), "odd-reference", 1),
        (GOOD.replace('"a"', '["a"]'), "odd-reference", 1),
        (GOOD.replace('"level_4_dim": "y"', '"judge_prompt": null, "level_4_dim": "y"'), "null-text", 1),
        (GOOD.replace('"level_3_dim": "x", ', ""), "missing-field", 1),
        (GOOD.replace('"question": "q", ', "").replace('"answer": "a", ', ""), "renamed-fields", 1),
        ("", "empty-data", 1),
    ],
)
def test_what_would_abort_a_job_is_found_in_its_line(tmp_path: Path, text: str, kind: str, line: int) -> None:
    (tmp_path / "data.jsonl").write_text(text, "utf-8")
    (tmp_path / "metadata.json").write_text(
        '{"dataset": "d", "description": "d", "level_1_dim": "a", "level_2_dim": "b"}'
    )
    assert (kind, line) in [(found.kind, found.line) for found in lint_data(tmp_path / "metadata.json")]


def test_metadata_is_checked_too(tmp_path: Path) -> None:
    (tmp_path / "data.jsonl").write_text(GOOD)
    (tmp_path / "metadata.json").write_text('{"dataset": "d"}')
    assert [found.kind for found in lint_data(tmp_path / "metadata.json")] == ["missing-field"] * 3
    (tmp_path / "metadata.json").write_text("{")
    assert "damaged-data" in [found.kind for found in lint_data(tmp_path / "metadata.json")]


def test_a_file_full_of_faults_is_not_listed_whole(tmp_path: Path) -> None:
    (tmp_path / "data.jsonl").write_text("\n" * 1_000)
    assert len(list(lint_data(tmp_path / "data.jsonl"))) == 20
