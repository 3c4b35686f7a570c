"""Finding the code inside a query."""

from __future__ import annotations

import pytest

from postil.reading.query import code_in_query

FUNCTION = "def shout(s):\n    return s + '!'"


@pytest.mark.parametrize(
    "query",
    [
        f'Here is a code function "{FUNCTION}". Please comment this code or function.',
        f"Please comment:\n```python\n{FUNCTION}\n```\nBe brief.",
        f"Please comment:\n~~~\n{FUNCTION}\n~~~",
        f"请为“{FUNCTION}”添加注释。",
        f"请注释「{FUNCTION}」",
        f"Comment `{FUNCTION}` please",
        f"Comment this:\n{FUNCTION}\n\nPlease be brief.",
        f"Comment this: {FUNCTION}",
        f"{FUNCTION}\n\n为上面的函数添加注释。",
    ],
)
def test_code_is_found_in_fences_in_quotes_and_standing_alone(query: str) -> None:
    assert code_in_query(query) == FUNCTION


def test_apostrophes_are_no_quotes() -> None:
    assert (
        code_in_query("Here's a function 'def f(x):\n    return x'. What's it do?")
        == "def f(x):\n    return x"
    )


def test_a_quoted_string_inside_the_code_is_not_taken_for_the_code() -> None:
    code = 'def f(x):\n    return g("a(b)", x)'
    assert code_in_query(f"Comment:\n{code}\n") == code


def test_the_quotes_of_the_code_itself_do_not_end_it() -> None:
    code = 'def f(s):\n    return s + "!"'
    assert code_in_query(f'Here is a function "{code}". Please comment it.') == code


def test_decorators_and_several_blocks_belong_to_the_code() -> None:
    assert (
        code_in_query("Code:\n@cached\ndef f():\n    pass\nreturn only JSON") == "@cached\ndef f():\n    pass"
    )
    assert code_in_query("```py\na = 1\n```\nand\n```py\nb = 2\n```") == "a = 1\nb = 2"


def test_an_inline_expression_is_code_too() -> None:
    assert code_in_query("Explain `[x for x in y]` please") == "[x for x in y]"
    assert code_in_query("Explain ```print(1)``` please") == "print(1)"


@pytest.mark.parametrize("query", ["", "What is love?", '"Hello", she said.', "x" * 2_000_000])
def test_a_query_without_code_gives_none(query: str) -> None:
    assert code_in_query(query) == ""


def test_code_with_a_syntax_error_is_found_all_the_same() -> None:
    assert code_in_query("Comment:\ndef f(x:\n    return x +\n\nThanks.").startswith(
        "def f(x:\n    return x +"
    )
    long = "x = (\n" * 30_000
    assert code_in_query(f'Comment "{long}" and `x = (`') != ""
