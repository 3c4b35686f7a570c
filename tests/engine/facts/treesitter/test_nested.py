"""Blocks inside an expression: which of them run in the function around it, and when."""

from __future__ import annotations

import pytest

from postil.facts.model import Facts, Function
from postil.facts.registry import facts_of


def function(code: str, language: str) -> Function:
    return facts_of(code, language).functions[0]


def returned(code: str) -> list[tuple[str | None, tuple[str, ...]]]:
    return [(one.value, one.guards) for one in function(code, "rust").returns]


def test_an_arm_of_a_match_returns_from_the_function() -> None:
    code = "fn take(given: Option<u8>) -> u8 {\n    let n = match given {\n        Some(n) => n,\n        None => return 0,\n    };\n    n + 1\n}\n"
    assert returned(code) == [("0", ("case None",)), ("n + 1", ())]


def test_an_arm_that_returns_gives_what_it_returns() -> None:
    code = "fn take(n: u8) -> u8 {\n    match n {\n        1 => return 2,\n        _ => 3,\n    }\n}\n"
    assert [value for value, _ in returned(code)] == ["2", "3"]


@pytest.mark.parametrize(
    ("statement", "guard"),
    [
        ("let n = if given > 1 {\n        given\n    } else {\n        return 4;\n    };", "not (given > 1)"),
        ("let n = if given > 1 {\n        return 4;\n    } else {\n        given\n    };", "given > 1"),
        ("let Some(n) = half(given) else {\n        return 4;\n    };", "not (let Some(n) = half(given))"),
    ],
)
def test_a_branch_of_a_value_returns_under_its_condition(statement: str, guard: str) -> None:
    code = f"fn take(given: u8) -> u8 {{\n    {statement}\n    n\n}}\n"
    assert returned(code) == [("4", (guard,)), ("n", ())]


@pytest.mark.parametrize(
    "value",
    [
        "|a: u8| {\n        return 7;\n    }",
        "spawn(|a| match a {\n        1 => return 7,\n        _ => 2,\n    })",
        "async {\n        return 7;\n    }",
    ],
)
def test_what_runs_at_another_time_returns_nothing_for_the_function(value: str) -> None:
    assert returned(f"fn take() -> u8 {{\n    let later = run({value});\n    1\n}}\n") == [("1", ())]


def test_a_rule_of_a_switch_that_is_a_value_throws_from_the_method() -> None:
    code = "class A {\n  int take(int n) {\n    return switch (n) {\n      case 1 -> 2;\n      default -> throw new IllegalStateException();\n    };\n  }\n}"
    assert [(one.exception, one.guards) for one in function(code, "java").raises] == [
        ("IllegalStateException", ("case _",))
    ]


def test_a_lambda_throws_nothing_for_its_method() -> None:
    code = "class A {\n  void take() {\n    run(() -> {\n      throw new IllegalStateException();\n    });\n  }\n}"
    assert function(code, "java").raises == ()


def test_a_generator_without_a_name_yields_nothing_for_the_function_around_it() -> None:
    code = "function take() {\n  return from(async function* () {\n    yield 1;\n  });\n}\n"
    assert function(code, "javascript").yields == ()
    assert function("function* take() {\n  yield 1;\n}\n", "javascript").yields == (2,)


@pytest.fixture(scope="module")
def pool() -> Facts:
    return facts_of(
        "package pool\n\nfunc take() int {\n\t// no doc comment\n\thalf := func(n int) int { return n / 2 }\n"
        "\tvar twice Doubler = func(n int) int {\n\t\treturn n * 2\n\t}\n\tp.done = func() {}\n\treturn half(4)\n}\n",
        "go",
    )


def test_closures_that_are_given_a_name_are_functions_in_go_too(pool: Facts) -> None:
    assert [(one.qualname, [p.name for p in one.parameters]) for one in pool.functions] == [
        ("take", []),
        ("take.half", ["n"]),
        ("take.twice", ["n"]),
        ("take.done", []),
    ]
    assert [one.value for one in pool.functions[0].returns] == ["half(4)"]


def test_a_comment_within_a_function_of_go_documents_nothing(pool: Facts) -> None:
    assert [one.docstring for one in pool.functions] == [None] * 4


@pytest.mark.parametrize(("head", "names"), [("(a, b)", ["a", "b"]), ("a", ["a"]), ("(int a)", ["a"])])
def test_a_lambda_with_a_name_has_its_parameters(head: str, names: list[str]) -> None:
    code = f"class A {{\n  Adder adder = {head} -> a;\n}}"
    assert [one.name for one in function(code, "java").parameters] == names
