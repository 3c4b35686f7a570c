"""Every model is found by name, keeps to the protocol, and answers the same twice."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil import score
from postil.errors import UsageError
from postil_bench.models.base import Model, Prompt, model_named
from postil_bench.models.facts import comment_code

CODE = '''import os
from math import floor

@cache
def rank(items, *rest, limit=3, **more):
    """Doc."""
    total = 0
    for index, item in enumerate(items):
        if item is None or item < 0:
            continue
        elif item == limit:
            break
        else:
            total += item
    while total > limit:
        total -= 1
    try:
        with open("f") as fh:
            yield fh
    except (OSError, ValueError):
        raise
    finally:
        os.remove("f")
    del items[0]
    assert total >= 0
    return

class Box(dict):
    size: int = 3

    async def get(self, key):
        await self.load()
        print()
        return self[key]
'''


def test_the_models_are_those_of_the_documentation() -> None:
    from postil.plugins import entry_points

    assert [point.name for point in entry_points("postil.models")] == [
        "facts",
        "gguf",
        "openai",
        "replay",
        "transformers",
    ]
    with pytest.raises(UsageError, match="there are: facts, gguf, openai, replay, transformers"):
        model_named("nobody")
    with pytest.raises(UsageError, match="unexpected keyword"):
        model_named("facts", colour="red")


@pytest.mark.parametrize(("language", "end"), [("en", "."), ("zh", "。")])
def test_the_baseline_says_only_what_is_true_of_the_code(language: str, end: str) -> None:
    text = comment_code(CODE, language)
    result = score(CODE, text, language=language)
    assert result.dimensions is not None
    assert not [finding for finding in result.findings if finding.severity == "error"]
    assert result.dimensions.accuracy > 90
    assert all(line.endswith(end) for line in text.splitlines())
    assert len(text.splitlines()) > 15


def test_the_baseline_reads_the_code_in_the_prompt_and_answers_in_its_language() -> None:
    model = model_named("facts")
    prompts = [
        Prompt("1", "Please comment:\n```python\nn += 1\n```"),
        Prompt("2", "请注释下面的代码：\n```python\nn += 1\n```"),
        Prompt("3", "How are you?"),
    ]
    answers = list(model.answer(prompts))
    assert [answer.text for answer in answers] == ["Line 1: Add 1 to n.", "第1行：将n加上1。", None]
    assert answers[2].error == "no code in the prompt"
    assert isinstance(model, Model)


@given(st.text(max_size=300))
def test_no_code_is_too_strange_for_the_baseline(code: str) -> None:
    assert isinstance(comment_code(code), str)


def test_recorded_answers_are_found_by_id_then_by_question_in_order(tmp_path: Path) -> None:
    file = tmp_path / "answers.jsonl"
    lines = [
        {"id": "1", "prediction": "first"},
        {"id": 1, "prediction": "second"},
        {"query": "What?", "generated_text": "that"},
        {"id": "n", "prediction": None},
    ]
    file.write_text("".join(json.dumps(line) + "\n" for line in lines) + "{broken\n", "utf-8")
    model = model_named("replay", path=str(file))
    prompts = [
        Prompt("1", "x"),
        Prompt("1", "x"),
        Prompt("1", "x"),
        Prompt("9", "What?"),
        Prompt("8", "Who?"),
    ]
    answers = list(model.answer(prompts))
    assert [answer.text for answer in answers] == ["first", "second", "second", "that", None]
    assert "no recorded answer" in (answers[4].error or "")
    assert model.name == "answers"


def test_a_file_without_answers_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "none.jsonl").write_text('{"x": 1}\n')
    with pytest.raises(UsageError, match="holds no prediction"):
        model_named("replay", path=tmp_path / "none.jsonl")
    with pytest.raises(UsageError, match="does not exist"):
        model_named("replay", path=tmp_path / "missing.jsonl")
