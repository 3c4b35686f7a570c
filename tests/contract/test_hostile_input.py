"""Whatever comes in, every reader gives a record or a clear error, with work that grows evenly with its length."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from postil.errors import UsageError
from postil.reading.answered import Answered
from postil.reading.answers import read_answer, read_prediction
from postil.reading.query import code_in_query
from postil.reading.rows import read_rows_from
from postil.reading.sources import read_source
from postil.records import Damage, Row

CODE = "def clamp(value, low, high):\n    return max(low, min(value, high))"
ROWS: list[dict[str, object]] = [
    {"id": "a", "code_snippet": CODE, "annotations": [{"line_number": 1, "annotation": "Define. 定义。"}]},
    {"code_snippet": CODE, "comment": "Clamp.\n\nArgs:\n    value: x", "language": "python", "path": "a.py"},
    {"prompt": "", "query": f'Comment "{CODE}"', "response": "Line 1: Define.", "level_3_dim": "x"},
    {"question": f"Comment `{CODE}`", "answer": "第1行：定义。"},
    {
        "question": "Q",
        "body": "```\nx = 1\n```",
        "answer_1": {"user_login": "u", "body": "So."},
        "answer_2": {"body": "No."},
    },
]
ANSWERS = [
    'Sure:\n```json\n[{"line_number": 1, "annotation": "Define."},]\n```\nBye',
    "[{'line': 1, 'comment': 'It\\'s', 'x': None}]",
    "Line 1: Define.\n**Line 2** (`x`): Return.",
    "第1行：定义。第2至3行：返回。",
    "1. a\n2. b\n",
    "| line | comment |\n|--|--|\n| 1 | a |",
    f"```python\n{CODE}  # Clamp.\n```",
    'def clamp(value, low, high):\n    """Clamp.\n\n    :param low: x\n    """\n    # so\n    return 1',
    '"""Clamp."""',
    "<think>hm</think>One paragraph.",
]
NOTEBOOK = json.dumps({"cells": [{"cell_type": "code", "source": ["x = 1  # one\n"]}], "metadata": {}})
Grows = Callable[[Callable[[int], object], int], None]

fast = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def read(data: bytes, name: str, predictions: bytes | None = None) -> list[Row | Damage]:
    answers = None if predictions is None else io.BytesIO(predictions)
    rows = list(read_rows_from(io.BytesIO(data), name, predictions=answers))
    for row in rows:
        assert isinstance(row, (Row, Damage))
        assert row.place is not None
        assert row.place.line >= 1
        assert row.place.column >= 1
        assert isinstance(row, Row) or row.reason
    return rows


def answered(text: str) -> Answered:
    found = read_answer(text, CODE, "Comment it.")
    assert bool(found.comments) == (found.problem is None)
    assert all(comment.text.strip() for comment in found.comments)
    assert found.ignored >= 0
    return found


def source(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    with suppress(UsageError):
        assert isinstance(read_source(path), (Row, Damage))


@fast
@given(st.binary(max_size=400), st.sampled_from(["a.json", "a.jsonl"]))
def test_random_bytes(data: bytes, name: str) -> None:
    read(data, name)
    read(b"{" + data, name, data)


@fast
@given(
    st.lists(
        st.binary(min_size=1, max_size=40).filter(lambda line: b"\n" not in line and b"\r" not in line),
        max_size=8,
    )
)
def test_every_line_that_is_not_blank_gives_one_record(lines: list[bytes]) -> None:
    data = [b'{"code_snippet": "x", "comment": "y"}', *lines]
    assert len(read(b"\n".join(data), "a.jsonl")) == sum(1 for line in data if line.strip())


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
FIELDS = ["id", "code_snippet", "annotations", "comment", "query", "response", "question", "answer", "body", "answer_1", "language", "path", "description", "prompt"]  # fmt: skip


@fast
@given(st.dictionaries(st.sampled_from(FIELDS), json_values, max_size=5), json_values)
def test_any_value_in_any_field(fields: dict[str, object], prediction: object) -> None:
    rows = read(json.dumps(fields).encode(), "a.jsonl", json.dumps({"prediction": prediction}).encode())
    assert len(rows) == 1


@fast
@given(st.sampled_from(ROWS), st.data())
def test_random_truncations_and_garbling_of_rows(row: dict[str, object], data: st.DataObject) -> None:
    for name, text in (
        ("a.jsonl", json.dumps(row)),
        ("a.json", json.dumps([row, row], indent=2, ensure_ascii=False)),
    ):
        raw = text.encode()
        cut = data.draw(st.integers(0, len(raw)))
        read(raw[:cut], name)
        read(raw[:cut] + data.draw(st.binary(max_size=6)) + raw[cut:], name)


@pytest.mark.parametrize(
    "opener", [b"[", b"{", b'{"a":', b'[{"a":', b'{"code_snippet":[', b"[[{", b'{\n"a":\n', b"[\n"]
)
@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_deep_nesting(opener: bytes, name: str, grows_evenly: Grows) -> None:
    grows_evenly(lambda times: read(opener * times, name), 20_000 if b"\n" in opener else 100_000)


@pytest.mark.parametrize(
    "text",
    ["\0", "\ud800", "\u202e", "\ufeff", "'", '"', "`", "```", "[", "{", "{'a': ", '{"1": "', "|", "|-|\n", "- ", "1. ", "Line 1: ", "第1行", "#", "(", "*",
     " ", "\n", "\r", "<think>", "</think>", '"""', "def f(", "def f():\n", "@a\n", "Line 1: x\n", "\\", "`a`", "（", "L1", "1:", "a\n\n", "~~~\n", "lambda ", "请"],
)  # fmt: skip
def test_long_repetitions(text: str, grows_evenly: Grows) -> None:
    def repeated(length: int) -> str:
        return text * (length // len(text) + 1)

    answered(repeated(3))
    grows_evenly(lambda length: answered(repeated(length)), 50_000)
    grows_evenly(lambda length: answered(f"Line 1: {repeated(length)}"), 50_000)
    grows_evenly(lambda length: code_in_query(repeated(length)), 20_000)


@pytest.mark.parametrize("text", [*ANSWERS, CODE, "{}", "a" * 10_000_000])
def test_answers_in_answers_and_very_long_ones(text: str) -> None:
    answered(text)
    answered(text * 3)
    answered(json.dumps([text]))


@fast
@given(st.text(max_size=300), st.text(max_size=60))
def test_random_text_as_answer_and_query(text: str, code: str) -> None:
    answered(text)
    read_answer(text, code, text)
    code_in_query(text)


@fast
@given(st.sampled_from(ANSWERS), st.sampled_from(ANSWERS), st.data())
def test_random_truncations_of_answers(first: str, second: str, data: st.DataObject) -> None:
    cut, behind = data.draw(st.integers(0, len(first))), data.draw(st.integers(0, len(second)))
    answered(first[:cut] + data.draw(st.text(max_size=4)) + second[behind:])


@fast
@given(json_values)
def test_any_value_as_prediction(value: object) -> None:
    found = read_prediction(value, CODE)
    assert bool(found.comments) == (found.problem is None)


@fast
@given(st.binary(max_size=300), st.sampled_from(["a.py", "a.pyi", "a.ipynb", "a.xyz"]))
def test_random_bytes_as_source(tmp_path_factory: pytest.TempPathFactory, data: bytes, name: str) -> None:
    source(tmp_path_factory.getbasetemp() / name, data)
    source(tmp_path_factory.getbasetemp() / name, b"# coding: " + data)


@fast
@given(st.integers(0, len(NOTEBOOK)), st.binary(max_size=4), json_values)
def test_damaged_notebooks(
    tmp_path_factory: pytest.TempPathFactory, cut: int, noise: bytes, value: object
) -> None:
    path = tmp_path_factory.getbasetemp() / "a.ipynb"
    source(path, NOTEBOOK.encode()[:cut] + noise)
    source(path, json.dumps({"cells": value, "metadata": value}).encode())
    source(path, json.dumps({"cells": [{"cell_type": "code", "source": value}]}).encode())


@pytest.mark.parametrize(
    "make", [lambda n: "(" * n, lambda n: "x = [" * n, lambda n: "if x:\n" * n, lambda n: "\0" * n]
)
def test_hostile_source(tmp_path: Path, make: Callable[[int], str], grows_evenly: Grows) -> None:
    grows_evenly(lambda times: source(tmp_path / "a.py", make(times).encode()), 5_000)
