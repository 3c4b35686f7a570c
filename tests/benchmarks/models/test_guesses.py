"""The baseline has an answer to every task, from the question alone, and none that pretends to understand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil_bench.models.base import Prompt, model_named
from postil_bench.models.guesses import GUESSES
from postil_bench.tasks import task_named, task_names

QUESTION = (
    "### Code\n```python\ndef half(n):\n    if n == None:\n        raise ValueError(n)\n    ____\n```\n"
)


def answered(task: str, question: str, instruction: str = "Do it.") -> str | None:
    prompt = Prompt("1", f"{instruction}\n{question}", task=task, question=question)
    return next(model_named("facts").answer([prompt])).text


def test_there_is_a_guess_for_each_task_that_wants_more_than_remarks() -> None:
    assert {*GUESSES, "comment_lines"} == set(task_names())


@pytest.mark.parametrize("name", [name for name in task_names() if name != "code_generation"])
def test_guesses_are_readable_answers(name: str) -> None:
    task = task_named(name)
    prompts = [task.prompt(item) for item in task.items]
    judged = [
        task.verdict(item, answer.text, answer.error)
        for item, answer in zip(task.items, model_named("facts").answer(prompts), strict=True)
    ]
    assert sum(one.problem is not None for one in judged) <= len(judged) / 8


def test_guesses_are_made_from_the_question_and_not_from_its_examples() -> None:
    task = task_named("review")
    item = task.items[0]
    alone, with_examples = (next(model_named("facts").answer([task.prompt(item, n)])).text for n in (0, 2))
    assert alone == with_examples


def test_what_is_guessed_is_what_stands_in_the_code() -> None:
    docstring = answered("comment_function", QUESTION) or ""
    assert docstring.startswith("Half.\n\nArgs:\n    n: the n.")
    assert "Raises:\n    ValueError: on bad input." in docstring
    assert (answered("comment_function", QUESTION, "写文档字符串") or "").startswith("half函数。")
    assert (
        answered("code_generation", "### Task\ndef half(n):\n")
        == "```python\ndef half(n):\n    return n\n```"
    )
    assert answered("recommendation", QUESTION) == "return n\nraise ValueError(n)"
    assert answered("review", QUESTION) == "Line 2: None is compared by value.\nFix: if n is None:"
    assert answered("review", QUESTION.replace("== None", "is None")) == "No fault."
    assert answered("issue_answer", "Why does `int(x)` raise ValueError?") == (
        "Check `ValueError`, `int`, and what its documentation says about defaults and results."
    )


@given(st.sampled_from(sorted(GUESSES)), st.text(max_size=200))
def test_no_question_is_too_strange(task: str, question: str) -> None:
    guess = answered(task, question)
    assert guess is None or guess
