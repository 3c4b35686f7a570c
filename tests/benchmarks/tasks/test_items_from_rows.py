"""Rows that people wrote become items; those whose reference stands in the question do not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from postil.cli.main import run as postil
from postil_bench.tasks import task_named

CODE = "def half(n):\n    if n is None:\n        return None\n    return n / 2"
LINES = [{"line_number": 1, "annotation": "Halve n."}, {"line_number": 4, "annotation": "Return half of n."}]
ROWS: dict[str, list[dict[str, Any]]] = {
    "comment_lines": [
        {"id": "a", "code_snippet": CODE, "annotations": LINES, "path": "pkg/one.py"},
        {
            "id": "a",
            "code_snippet": CODE,
            "annotations": [*LINES[:1], {"line_number": 4, "annotation": "返回一半。"}],
        },
        {"id": "few", "code_snippet": CODE, "annotations": LINES[:1]},
        {"id": "told", "code_snippet": f"# Halve n.\n{CODE}", "annotations": LINES},
        {"id": "go", "language": "go", "code_snippet": "func f() {}", "annotations": LINES},
    ],
    "comment_function": [
        {"id": "a", "code_snippet": CODE, "comment": "Return half of n, None for None."},
        {"id": "none", "code_snippet": "x = 1", "comment": "Set x to one, the first number."},
    ],
    "recommendation": [
        {"id": "a", "code_snippet": CODE, "comment": "Return half of n."},
        {"id": "no-return", "code_snippet": "def f():\n    pass\n    pass", "comment": "Do nothing at all."},
    ],
    "issue_answer": [
        {"id": "a", "question": "Why?", "body": "```python\nx = []\n```", "answer_1": "Use `None`, not `x`."},
        {"id": "vague", "question": "Why?", "body": "?", "answer_1": "No idea."},
    ],
}


@pytest.mark.parametrize("name", sorted(ROWS))
def test_rows_become_items_that_a_right_answer_solves(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows, items = tmp_path / "rows.jsonl", tmp_path / "items.jsonl"
    rows.write_text("".join(json.dumps(row) + "\n" for row in ROWS[name]) + "{broken\n", "utf-8")
    assert postil(["bench", "items", name, str(rows), "-o", str(items)]) == 0
    task = task_named(name, items)
    assert [item.id for item in task.items] == (["a", "a#2"] if name == "comment_lines" else ["a"])
    assert f"{len(task.items)} items" in capsys.readouterr().out
    (primary,) = [key for key, metric in task.metrics().items() if metric.primary]
    for item in task.items:
        judged = task.verdict(item, task.right_answer(item))
        assert (judged.metrics[primary] or 0) > 0.6 * task.metrics()[primary].scale
        assert "x" not in [wording for fact in getattr(item.wanted, "facts", ()) for wording in fact]
    if name == "comment_lines":
        assert [item.source for item in task.items] == ["pkg/one.py", "a"]


def test_items_of_one_repository_are_one_group(tmp_path: Path) -> None:
    rows, items = tmp_path / "rows.jsonl", tmp_path / "items.jsonl"
    given = [
        {
            "id": f"{name}/{file}",
            "code_snippet": CODE,
            "annotations": LINES,
            "provenance": {"repository": name, "path": file, "collector": "test"},
        }
        for name, file in (("pypi:a", "one.py"), ("pypi:a", "two.py"), ("pypi:b", "one.py"))
    ]
    rows.write_text("".join(json.dumps(row) + "\n" for row in given), "utf-8")
    assert postil(["bench", "items", "comment_lines", str(rows), "-o", str(items)]) == 0
    assert [item.source for item in task_named("comment_lines", items).items] == [
        "pypi:a",
        "pypi:a",
        "pypi:b",
    ]


def test_rows_that_suit_no_task_are_an_error_and_write_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows, items = tmp_path / "rows.jsonl", tmp_path / "items.jsonl"
    rows.write_text('{"code_snippet": "x = 1", "comment": "Set x."}\n', "utf-8")
    for name, complaint in (
        ("comment_lines", "no row suits comment_lines"),
        ("review", "no row suits review"),
        ("poetry", "they do of code_generation, comment_"),
    ):
        assert postil(["bench", "items", name, str(rows), "-o", str(items)]) == 2
        assert complaint in capsys.readouterr().err
    assert not items.exists()
