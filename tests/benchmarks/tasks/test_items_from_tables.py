"""Rows of a corpus's tables of functions and of reviews become items as far as they hold what judging needs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from postil.cli.main import run as postil
from postil_bench.tasks import task_named

HALF = 'def half(n):\n    """Return half of `n`, None for None."""\n    return None if n is None else n / 2'
TEST = "from pkg.one import half\n\ndef test_half():\n    assert half(4) == 2"
METHOD = "import math\nfrom pkg.one import half as f\n\ndef test_half(self):\n    self.assertEqual(f(math.e), math.e / 2)"
NOT_ALONE = {
    "take fixtures": "def test_half(tmp_path):\n    assert half(4) == 2",
    "import more than": "import numpy as np\n\ndef test_half():\n    assert half(np.array([4])) == 2",
    "other parts of their class": "def test_half(self):\n    assert half(self.n) == 2",
    "asynchronous": "async def test_half():\n    assert half(4) == 2",
    "does not pass": "def test_half():\n    assert half(4) == HALF_OF_4",
    "a function that only raises": "def test_half():\n    assert callable(half)",
    "cannot be parsed": "def test_half(:",
    "more than imports and a function": "HALVES = half(4)\n\ndef test_half():\n    assert HALVES == 2",
}


def _made(task: str, rows: list[dict[str, Any]], folder: Path) -> int:
    (folder / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    more = ["--execute"] if task == "code_generation" else []
    return postil(
        ["bench", "items", task, str(folder / "rows.jsonl"), *more, "-o", str(folder / "items.jsonl")]
    )


def _program(number: int, *tests: str, code: str = HALF) -> dict[str, Any]:
    provenance = {"repository": "pypi:pkg", "path": "one.py", "lines": [1, 3], "collector": "test"}
    return {"id": f"p{number}", "prompt": "", "code": code, "tests": tests, "provenance": provenance}


def test_functions_are_judged_by_those_tests_of_their_project_that_run_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    needy = 'def half(n):\n    """Return half."""\n    return np.half(n)'
    rows = [_program(0, TEST, METHOD, *NOT_ALONE.values()), _program(1, TEST, code=needy), {"id": "other"}]
    assert _made("code_generation", rows, tmp_path) == 0
    told = capsys.readouterr().out
    assert "1 items of 3 rows" in told
    assert "1: the function uses names of its module" in told
    assert "1: no row of that table" in told
    task = task_named("code_generation", tmp_path / "items.jsonl")
    (item,) = task.items
    assert item.given == {"signature": "def half(n):", "summary": "Return half of `n`, None for None."}
    assert (item.source, len(item.wanted.tests)) == ("pypi:pkg", 2)
    for answer, passed in ((HALF, 2), (HALF.replace("/ 2", "// 2"), 1), ("def half(n):\n    return n", 0)):
        judged = task.verdict(item, f"```python\n{answer}\n```")
        assert judged.metrics["tests_passed"] == passed / 2


@pytest.mark.parametrize("reason", sorted(NOT_ALONE))
def test_a_row_whose_tests_need_more_than_it_has_is_left_out_and_the_reason_told(
    reason: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _made("code_generation", [_program(0, NOT_ALONE[reason])], tmp_path) == 2
    assert reason in capsys.readouterr().err
    assert not (tmp_path / "items.jsonl").exists()


UNASKED = {
    "cannot be parsed": f"{HALF} +",
    "names of its module": HALF.replace("n / 2", "np.half(n)"),
    "no function with a docstring": 'def half(n): "Return half of `n`."',
    "longer than 4,000 characters": HALF + "\n" * 4_000,
}


def test_a_deeply_nested_test_does_not_stop_the_others(tmp_path: Path) -> None:
    deep = f"def test_half():\n    assert half({'-' * 3_000}4)"
    wide = f"def test_half():\n    assert half({'+'.join('1' * 3_000)}) == 1500"
    assert _made("code_generation", [_program(0, deep, wide, TEST)], tmp_path) == 0


@pytest.mark.parametrize("reason", sorted(UNASKED))
def test_a_function_that_cannot_be_asked_alone_is_left_out_and_the_reason_told(
    reason: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _made("code_generation", [_program(0, TEST, code=UNASKED[reason])], tmp_path) == 2
    assert reason in capsys.readouterr().err


def test_rows_are_not_run_unless_that_is_allowed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text(json.dumps(_program(0, TEST)), "utf-8")
    assert postil(["bench", "items", "code_generation", str(rows), "-o", str(tmp_path / "items")]) == 2
    assert "allow it with --execute" in capsys.readouterr().err


DIFF = "@@ -9,3 +10,6 @@ class Sum:\n     def add(self, n):\n-        pass\n+        if n:\n+            self.n = n"
FIXED = (
    "@@ -10,5 +10,5 @@\n     def add(self, n):\n         if n:\n-            self.n = n\n"
    "+            self.n += n\n         return self.n\n \n"
)
REMARK = "This forgets the sum.\n```suggestion\n            self.n += n\n```\n"
CLEAN = "--- sum.py\n+++ sum.py\n@@ -1 +1,2 @@\n import os\n+import sys\n\\ No newline at end of file"


def _review(**changed: Any) -> dict[str, Any]:
    provenance = {"repository": "a/b", "path": "pkg/sum.py", "lines": [12, 12], "collector": "test"}
    row = {"id": "s", "diff": DIFF, "comment": REMARK, "fixed": FIXED, "provenance": provenance}
    return row | changed


def test_reviewed_changes_become_faults_with_their_line_and_remedy_and_unremarked_ones_become_clean_code(
    tmp_path: Path,
) -> None:
    clean = {"id": "c", "diff": CLEAN, "provenance": {"repository": "a/b", "collector": "test"}}
    assert _made("review", [_review(), _review(comment="忘了累加。"), clean], tmp_path) == 0
    task = task_named("review", tmp_path / "items.jsonl")
    fault, chinese, good = task.items
    assert fault.given["code"] == ("def add(self, n):\n    if n:\n        self.n = n\n    return self.n")
    assert (fault.wanted.line, fault.wanted.fix) == (3, "self.n += n")
    assert fault.wanted.reason == "This forgets the sum."
    assert "pkg/sum.py" in fault.given["summary"]
    assert (chinese.id, chinese.language) == ("s#2", "zh")
    assert (good.given["code"], good.wanted.line) == ("import os\nimport sys", None)
    assert {item.source for item in task.items} == {"a/b"}
    for item in task.items:
        assert task.verdict(item, task.right_answer(item)).metrics["right"] == 1.0
    assert task.verdict(fault, task.right_answer(good)).metrics["right"] == 0.0


def test_the_end_of_the_code_does_not_tell_the_place_of_the_fault(tmp_path: Path) -> None:
    rows = [_review(id=f"r{number}") for number in range(20)]
    assert _made("review", rows, tmp_path) == 0
    items = task_named("review", tmp_path / "items.jsonl").items
    assert {len(item.given["code"].split("\n")) - item.wanted.line for item in items} == {0, 1}


UNCLEAR = {
    "no change answered the remark": {"fixed": None},
    "the remark is not on one line": {"provenance": {"path": "a.py", "lines": [11, 12]}},
    "not in the code after the change": {"provenance": {"path": "a.py", "lines": [99, 99]}},
    "does not replace its line by one other": {"fixed": FIXED.replace("-            self.n", "-  x")},
    "leaves the code of its line": {"fixed": FIXED.replace("self.n += n", "self.n = n  # a sum")},
    "no hunk with code": {"diff": "Binary files differ"},
    "not Python": {"provenance": {"path": "a.md", "lines": [12, 12]}},
    "no row of that table": {"diff": 3},
}


@pytest.mark.parametrize("reason", sorted(UNCLEAR))
def test_a_review_that_does_not_show_fault_and_remedy_is_left_out_and_the_reason_told(
    reason: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _made("review", [_review(**UNCLEAR[reason])], tmp_path) == 2
    assert reason in capsys.readouterr().err
