"""What models really write is read: code, suggestions, verdicts; names there and back; how alike things are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil_bench.tasks.codequality import maintainability, pylint_version, readability, simplicity
from postil_bench.tasks.comparing import edit_similarity, overlap, same_line, undefined_names, word_overlap
from postil_bench.tasks.pool import functions
from postil_bench.tasks.readers import Review, read_code, read_review, read_suggestions
from postil_bench.tasks.renaming import new_names, renamed, restored

CODE = "def f(n):\n    return n + 1"


@pytest.mark.parametrize(
    "answer",
    [
        CODE,
        f"```python\n{CODE}\n```",
        f"Sure!\n\n```\n{CODE}\n```\nThis adds one.",
        f"<think>maybe n - 1?</think>\n{CODE}",
        f"```python\nprint(f(1))\n```\nand\n```python\n{CODE}\n```",
        f"Here it is:\r\n\r\n{CODE}\r\n",
        "```python\n    return n + 1\n```",
    ],
)
def test_code_is_found(answer: str) -> None:
    assert read_code(answer, "def f(n):") == CODE


@pytest.mark.parametrize("answer", ["", "I cannot do that.", "def g(n):\n    return n", "```\n```"])
def test_code_that_defines_something_else_is_none(answer: str) -> None:
    assert read_code(answer, "def f(n):") == ""


@pytest.mark.parametrize(
    ("answer", "lines"),
    [
        ("return n", ["return n"]),
        ("`return n`", ["return n"]),
        ("1. `return n`\n2. `return m`", ["return n", "return m"]),
        ("- return n\n- return m\n- return k\n- return j", ["return n", "return m", "return k"]),
        ("```python\nreturn n\n```", ["return n"]),
        ('["return n", "x = 2"]', ["return n", "x = 2"]),
        ("The missing line is:\nreturn n", ["return n"]),
        ("答案：return n", ["return n"]),
        ("    ____\n    return n", ["return n"]),
        ("return n\nreturn n", ["return n"]),
        ("", []),
    ],
)
def test_suggestions_are_found_best_first(answer: str, lines: list[str]) -> None:
    assert read_suggestions(answer) == lines


@pytest.mark.parametrize(
    ("answer", "review"),
    [
        ("No fault.", Review(False)),
        ("LGTM!", Review(False)),
        ("The function looks good to me.", Review(False)),
        ("没有错误。", Review(False)),
        ("Line 3: off by one.\nFix: return n", Review(True, 3, "off by one.", "return n")),
        (
            "**Line 3**: off by one.\n\nFix:\n```python\n    return n\n```",
            Review(True, 3, "off by one.", "return n"),
        ),
        ("第3行：差一。\n修改：return n", Review(True, 3, "差一。", "return n")),
        ('{"line": 3, "reason": "off", "fix": "return n"}', Review(True, 3, "off", "return n")),
        ('```json\n{"line": null, "reason": ""}\n```', Review(False)),
        ("There is a bug on line 3.", Review(True, 3, "There is a bug on line 3.")),
        ("I have no idea.", None),
        ("", None),
    ],
)
def test_verdicts_are_found(answer: str, review: Review | None) -> None:
    assert read_review(answer) == review


@given(st.text(max_size=300))
def test_no_text_is_too_strange_for_the_readers(answer: str) -> None:
    read_code(answer, "def f(n):")
    assert len(read_suggestions(answer)) <= 3
    read_review(answer)


@pytest.mark.parametrize("code", [one.text for one in functions()], ids=[one.name for one in functions()])
def test_renamed_code_is_the_code_again_when_the_names_are_restored(code: str) -> None:
    names = new_names(code)
    changed = renamed(code, names)
    assert changed != code
    assert restored(changed, {new: old for old, new in names.items()}) == code
    compile(changed, "changed", "exec")


def test_new_names_come_in_the_order_of_the_old_ones() -> None:
    code = "def f(parts, part, p):\n    a = parts, part\n    return p, a"
    assert list(new_names(code)) == ["f", "parts", "part", "p", "a"]


@given(st.text(max_size=200))
def test_no_code_is_too_strange_to_be_renamed(code: str) -> None:
    assert isinstance(renamed(code, new_names(code)), str)


def test_keywords_attributes_and_strings_keep_their_names() -> None:
    code = "def f(key, item):\n    item.key = sorted(item, reverse=key)\n    return f'{item} key' + 'item'"
    names = new_names(code)
    assert names == {"f": "alpha", "item": "beta"}
    assert renamed(code, names).endswith("return f'{beta} key' + 'item'")
    assert renamed("Give `item` to item.", names, prose=True) == "Give `beta` to item."


@given(st.text(max_size=40), st.text(max_size=40))
def test_likeness_is_symmetric_and_one_for_equals(one: str, other: str) -> None:
    assert edit_similarity(one, other) == pytest.approx(edit_similarity(other, one))
    assert edit_similarity(one, one) == word_overlap(one, one) == 1.0
    assert 0 <= edit_similarity(one, other) <= 1


def test_lines_are_compared_by_their_tokens() -> None:
    assert same_line('  x=f( "a" )  # why') == same_line("x = f('a')")
    assert same_line("if x:") != same_line("if y:")
    assert same_line("'unclosed") == "'unclosed"
    assert overlap(["a", "b"], ["b", "c"]) == 0.5
    assert overlap([], []) == 1.0


def test_names_that_nothing_defines_are_invented() -> None:
    assert undefined_names("import os\ndef f(a):\n    b = len(a)\n    return os.path, b") == 0.0
    assert undefined_names("def f(a):\n    return helper(a) + len(a)") == 0.5
    assert undefined_names("def f():\n    global g\n    g = 1\ndef h():\n    return g") == 0.0
    assert undefined_names("def f(") is None
    assert undefined_names("a\0b") is None


def test_code_is_as_simple_as_its_reference_or_less() -> None:
    branchy = "def f(n):\n    if n:\n        return 1\n    if n > 2:\n        return 2\n    return 3"
    assert simplicity(CODE, branchy) == 1.0
    assert simplicity(branchy, CODE) == round(1 / 3, 4)
    assert simplicity("def f(", CODE) is None
    assert (maintainability(CODE) or 0) > (maintainability(branchy) or 100)
    assert maintainability("def f(") is None


def test_readability_is_pylints_score_and_knows_no_settings_of_ours() -> None:
    pytest.importorskip("pylint", reason="pylint is not installed")
    assert pylint_version()
    assert readability(CODE) == 1.0
    worse = readability("import os\ndef F(n) :\n    l = n\n    return 1\n")
    assert worse is not None
    assert worse < 0.6
    assert readability("x = 1\n" * 9_000) is None
