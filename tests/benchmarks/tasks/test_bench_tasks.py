"""Every task keeps the same promises: its data, prompts, judge and variants."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postil.errors import UsageError
from postil_bench.sandbox import available
from postil_bench.tasks import VARIANTS, Task, task_named, task_names
from postil_bench.tasks.execution import tested as outcomes_of
from postil_bench.tasks.items import drawn
from postil_bench.tasks.pool import functions, issues

NAMES = (
    "code_generation",
    "comment_function",
    "comment_lines",
    "issue_answer",
    "recommendation",
    "review",
)
TASKS = {name: task_named(name) for name in NAMES}
JUDGED = [
    pytest.param(
        name,
        marks=pytest.mark.skipif(
            name == "code_generation" and available()[0] is None, reason="no sandbox works on this machine"
        ),
    )
    for name in NAMES
]


def primary(task: Task) -> str:
    (name,) = [name for name, metric in task.metrics().items() if metric.primary]
    return name


def test_the_tasks_are_those_of_the_documentation() -> None:
    assert task_names() == NAMES
    with pytest.raises(UsageError, match="no task 'nothing'; there are: code_generation, "):
        task_named("nothing")


@pytest.mark.parametrize("name", NAMES)
def test_there_are_items_enough_in_both_languages_and_none_is_shown_as_an_example(name: str) -> None:
    task = TASKS[name]
    assert len(task.items) >= 20
    assert {item.language for item in task.items} == {"en", "zh"}
    assert len({item.id for item in task.items}) == len(task.items)
    assert not {item.source for item in task.items} & {item.source for item in task.examples}
    assert len([item for item in task.examples if item.language == "zh"]) == 2


@pytest.mark.parametrize("name", NAMES)
def test_a_prompt_shows_examples_and_never_the_answer(name: str) -> None:
    task = TASKS[name]
    for item in task.items:
        prompt = task.prompt(item, 2)
        answer = task.right_answer(item)
        assert prompt.text.endswith(prompt.question)
        assert "{" not in prompt.question.replace(item.given.get("code", ""), "").replace(
            item.given.get("body", ""), ""
        )
        for example in [one for one in task.examples if one.language == item.language]:
            assert task.right_answer(example) in prompt.text
        if answer not in ("No fault.", "没有错误。"):
            assert answer not in prompt.text
    assert len(task.prompt(task.items[0], 0).text) < len(task.prompt(task.items[0], 1).text)


@pytest.mark.parametrize("name", NAMES)
def test_the_table_has_one_primary_metric_and_all_three_groups(name: str) -> None:
    table = TASKS[name].metrics(3, VARIANTS)
    assert {metric.group for metric in table.values()} == {"functionality", "reliability", "interpretability"}
    assert table[primary(TASKS[name])].group == "functionality"
    assert {"seed_consistency", "long_consistency", "malformed"} <= table.keys()
    assert ("pass@3" in table) == (name == "code_generation")
    assert "pass@5" not in table


@pytest.mark.parametrize("name", JUDGED)
def test_a_right_answer_is_right_under_its_own_and_under_other_names(name: str) -> None:
    task = TASKS[name]
    table = task.metrics()
    for item in drawn(task.items, 8):
        changed = task.variant(item, "renamed")
        for asked in filter(None, (item, changed)):
            judged = task.verdict(asked, task.right_answer(item))
            assert judged.problem is None
            value = judged.metrics[primary(task)]
            assert value is not None
            assert value >= 0.65 * table[primary(task)].scale
            assert judged.metrics["malformed"] == 0.0
            assert task.agreement(judged.details, judged.details) == 1.0
            for metric, number in judged.metrics.items():
                assert number is None or 0 <= number <= table[metric].scale


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("answer", [None, "", " \n", "\0"])
def test_no_answer_counts_as_nothing_right_and_malformed(name: str, answer: str | None) -> None:
    task = TASKS[name]
    judged = task.verdict(task.items[0], answer, "busy" if answer is None else None)
    assert judged.problem
    assert judged.cause == "model"
    assert judged.metrics[primary(task)] == 0.0
    assert judged.metrics["malformed"] == 1.0
    if answer is None:
        assert judged.problem == "busy"


@settings(max_examples=25, deadline=None)
@given(
    st.text(max_size=200)
    | st.sampled_from(["[" * 5_000, "```" * 900, "Line 9" * 3_000, "(" * 3_000, "\ud800 x"])
)
def test_no_answer_is_too_strange_to_be_judged(answer: str) -> None:
    for name in NAMES:
        task = TASKS[name]
        if name != "code_generation":
            task.verdict(task.items[3], answer)


@pytest.mark.parametrize("name", NAMES)
def test_variants_change_the_prompt_and_not_what_is_wanted(name: str) -> None:
    task = TASKS[name]
    item = task.items[0]
    plain = task.prompt(item, 2).text
    texts = {}
    for variant in VARIANTS:
        changed = task.variant(item, variant, 2)
        if changed is not None:
            assert changed.wanted == item.wanted
            texts[variant] = task.prompt(changed, 2).text
    assert len({plain, *texts.values()}) == len(texts) + 1
    assert sorted(texts["reordered"].split("\n")) == sorted(plain.split("\n"))
    assert len(texts["long"]) > len(plain) + 800
    assert task.prompt(item, 2).question in texts["long"]
    assert task.variant(item, "reordered", 0) is None


def test_faults_are_told_apart_by_the_tests_and_solutions_pass() -> None:
    for one in functions():
        assert all(_outcomes(one.text, one.tests)), one.name
        faulty = one.with_line(one.fault.line, one.fault.text)
        assert not all(_outcomes(faulty, one.tests)), one.name
        assert len(one.text.split("\n")) == len(one.lines.en) == len(one.lines.zh)


def test_right_answers_to_questions_have_every_fact_and_no_wrong_claim() -> None:
    task = TASKS["issue_answer"]
    for item in (*task.items, *task.examples):
        metrics = task.verdict(item, task.right_answer(item)).metrics
        assert (metrics["facts"], metrics["no_wrong_claim"]) == (1.0, 1.0), item.id
    assert len(issues()) == 13


def test_items_of_ones_own_take_the_place_of_the_packed_ones(tmp_path: Path) -> None:
    own = {"id": "a", "given": {"code": "____"}, "wanted": {"line": "x = 1"}}
    path = tmp_path / "own.jsonl"
    path.write_text(json.dumps(own) + "\n", "utf-8")
    task = task_named("recommendation", path)
    assert [item.source for item in task.items] == ["a"]
    assert task.verdict(task.items[0], "x = 1").metrics["mrr"] == 1.0
    assert task.examples
    for damage, complaint in (
        ([own, own], "'a' of an earlier one"),
        ([{**own, "wanted": {}}], "item 'a': .*line"),
        ([{"id": 3}], "own.jsonl:1"),
        ([{**own, "given": {}}], "item 'a' has no code in its 'given'"),
        ([{**own, "given": {"code": "x = 1"}}], "item 'a' has no line ____ in the code"),
        ([], "has no items"),
    ):
        path.write_text("".join(json.dumps(one) + "\n" for one in damage), "utf-8")
        with pytest.raises(UsageError, match=complaint):
            task_named("recommendation", path)


def test_a_function_without_a_test_is_no_item_because_any_code_would_pass(tmp_path: Path) -> None:
    path = tmp_path / "own.jsonl"
    given = {"summary": "Add one.", "signature": "def add(n):"}
    path.write_text(json.dumps({"id": "a", "given": given, "wanted": {"tests": []}}) + "\n", "utf-8")
    with pytest.raises(UsageError, match=r"item 'a': .*length >= 1"):
        task_named("code_generation", path)


@pytest.mark.skipif(available()[0] is None, reason="no sandbox works on this machine")
@pytest.mark.parametrize("forged", ["garbage", "[true]", "[" * 5_000, "\\xff"])
def test_a_result_that_an_answer_forges_badly_ends_what_is_believed(forged: str) -> None:
    code = f"import os\nos.write(1, b'postil-test [true, null]\\npostil-test {forged}\\n')"
    found = outcomes_of(code, ["True", "True"])
    assert (found.passed, found.errors) == ([True, False], [None, None])


@given(st.integers(0, 60), st.integers(0, 60))
def test_a_smaller_draw_is_part_of_a_larger_and_both_are_even(one: int, other: int) -> None:
    items = TASKS["comment_lines"].items
    small, large = (drawn(items, n) for n in sorted((one, other)))
    assert {item.id for item in small} <= {item.id for item in large}
    assert len(large) == min(max(one, other), len(items))
    languages = [item.language for item in small]
    assert abs(languages.count("en") - languages.count("zh")) <= 1


def _outcomes(code: str, tests: list[str]) -> list[bool]:
    """The outcomes of packed tests on packed code, which is ours."""

    def raises(kind: type[Exception], call: Any, *arguments: Any) -> bool:
        try:
            call(*arguments)
        except kind:
            return True
        return False

    space: dict[str, Any] = {"raises": raises}
    exec(code, space)  # noqa: S102 - code that comes along
    outcomes = []
    for test in tests:
        try:
            outcomes.append(bool(eval(test, space)))  # noqa: S307 - same
        except Exception:  # noqa: BLE001, PERF203 - a fault may raise anything
            outcomes.append(False)
    return outcomes
