"""Models' answers in every shape, English and Chinese."""

from __future__ import annotations

import pytest

from postil.reading.answers import LONGEST, read_answer, read_prediction
from postil.records import Comment

CODE = """def clamp(value, low, high):
    if low > high:
        raise ValueError("low must not exceed high")
    return max(low, min(value, high))"""

Lines = list[tuple[int | None, int | None, str]]


def lines(text: str, code: str = CODE) -> Lines:
    answered = read_answer(text, code)
    assert (answered.problem is None) == bool(answered.comments)
    return [(c.line_number, c.end_line_number, c.text) for c in answered.comments]


ONE: Lines = [(3, None, "Raise it.")]
TWO: Lines = [(1, None, "Define it."), (2, 3, "检查边界。")]


@pytest.mark.parametrize(
    "text",
    [
        '[{"line_number": 1, "annotation": "Define it."}, {"line_number": "2-3", "annotation": "检查边界。"}]',
        'Sure:\n```json\n[{"line": 1, "annotation": "Define it."},\n{"line": 2, "end_line": 3, "annotation": "检查边界。"},]\n```\nBye',
        "[{'line': 1, 'comment': 'Define it.', 'ok': True}, {'lineno': [2, 3], 'text': '检查边界。', 'x': None,},]",
        '[{"行号": "第一行", "注释": "Define it."}, {"行号": "第2至3行", "注释": "检查边界。"}]',
        '{"annotations": [{"line": 1, "comment": "Define it."}, {"line": "2到3", "comment": "检查边界。"}]}',
        '{"1": "Define it.", "lines 2-3": "检查边界。"}',
        '{"L1": {"comment": "Define it."}, "第2-3行": {"comment": "检查边界。"}}',
        "{line: 1, comment: 'Define it.'}\n{line: '2-3', comment: '检查边界。'}",
        "{“line”: 1, “comment”: “Define it.”}\n{“line”: “2-3”, “comment”: “检查边界。”}",
        '[{"line": 1, "comment": "Define it."}, {"line": "2-3", "comment": "检查边界。"}, {"line": 4, "comm',
        '[{"line": 1, "comment": "Define it."} oops: {"line": "2-3", "comment": "检查边界。"}, ] ] x',
        '[{"line": 1, "comment": "Define it."}, {"line": 9, "comment": "a" "b"}, {"line": "2-3", "comment": "检查边界。"}]',
        '{"result": {"comments": [{"line": 1, "comment": "Define it."}, {"line": "2-3", "comment": "检查边界。"}]}}',
        "Line 1: Define it.\nLines 2-3: 检查边界。",
        "- Line 1: Define it.\n- Line 2–3: 检查边界。",
        "**Line 1:** Define it.\n\n**Lines 2 to 3:** 检查边界。",
        "Line 1 (`def clamp(value, low, high):`): Define it.\nLines 2 and 3 (the check): 检查边界。",
        "### Line 1\n```python\ndef clamp(value, low, high):\n```\nDefine it.\n\n### Lines 2-3\n\n检查边界。",
        "L1 - Define it.\nL2-L3: 检查边界。",
        "1: Define it.\n2-3: 检查边界。",
        "#1: Define it.\n#2-3: 检查边界。",
        "```\nLine 1: Define it.\nLine 2-3: 检查边界。\n```",
        "第1行：Define it.\n第2至3行：检查边界。",
        "第一行：Define it.\n第二行到第三行：检查边界。",
        "第１行: Define it.\n第２-３行: 检查边界。",
        "行1：Define it.\n代码行2~3：检查边界。",
        "第1行：Define it. 第2至3行：检查边界。",
        "Line 1: def clamp(value, low, high): Define it.\nLine 2-3: if low > high: 检查边界。",
        "<think>Line 1: Hm.</think>\nLine 1: Define it.\nLine 2-3: 检查边界。",
        "Line 9: never mind.</think>Line 1: Define it.\nLine 2-3: 检查边界。",
        "| line | comment |\n|:--|--:|\n| 1 | Define it. |\n| 2-3 | 检查边界。 |",
        "行号 | 代码 | 注释\n---|---|---\n第1行 | `def` | Define it.\n2-3 | `a | b` | 检查边界。",
        "Here:\n| L1 | Define it. |\n| L2-3 | 检查边界。 |\n",
        "| # | Code | Explanation |\n|---|---|---|\n| **1** | `x` | Define<br>it. |\n| 2–3 | `y` | 检查边界。 |",
    ],
)  # fmt: skip
def test_lines_are_read_from_json_lists_and_tables(text: str) -> None:
    assert lines(text) == TWO


@pytest.mark.parametrize(
    "text",
    ["Line 3: Raise it.", "line 3. Raise it.", "Ln 3 – Raise it.", "L3: Raise it.", "* L3 - Raise it.", "[Line 3] - Raise it.",
     "第三行，Raise it.", "第3行代码：Raise it.", "【第3行】Raise it.", "`Line 3`: Raise it.", "Line 3 → Raise it.", "1. Line 3: Raise it."],
)  # fmt: skip
def test_a_single_line_may_be_marked_in_many_ways(text: str) -> None:
    assert lines(text) == ONE


def test_a_sentence_may_begin_with_its_line() -> None:
    assert lines("Line 1 defines the function. Line 2 checks it.") == [
        (1, None, "defines the function."),
        (2, None, "checks it."),
    ]
    assert lines("第4行返回结果。") == [(4, None, "返回结果。")]


def test_an_item_goes_on_over_lines_until_talk_or_a_new_paragraph() -> None:
    text = "Line 1: Define\n  it.\n- Really.\n\nMore words.\nLine 2: 检查\n边界。\nLet me know!\nBye."
    answered = read_answer(text, CODE)
    assert [c.text for c in answered.comments] == ["Define it. Really.", "检查边界。"]
    assert answered.ignored == len("Morewords.Letmeknow!Bye.")


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1. a b\n2. c d\n3. e f", [None, None, None]),
        ("1. a\n2. b\n3. c\n4. d", [1, 2, 3, 4]),
        ("1) a\n2) b\n4) c", [1, 2, 4]),
        ("(2) a\n(3) b", [2, 3]),
        ("2、定义\n4、返回", [2, 4]),
        ("1. a\n1. b\n1. c", [None, None, None]),
        ("3. a\n9. b", [None, None]),
        ("- a\n- b", [None, None]),
        ("1. `if low > high:` - a\n2. `return x` b", [2, None]),
    ],
)
def test_the_evidence_says_what_bare_numbers_count(text: str, numbers: list[int | None]) -> None:
    assert [line for line, _, _ in lines(text)] == numbers


def test_numbers_count_the_lines_with_text() -> None:
    assert [line for line, _, _ in lines("1. a\n2. b", "x = 1\n\ny = 2\n")] == [1, 3]


def test_a_list_below_a_paragraph_is_part_of_the_paragraph() -> None:
    text = "This function limits a value to a range that the caller gives:\n- low\n- high"
    assert [c.kind for c in read_answer(text, CODE).comments] == ["summary"]


def test_code_again_is_read_by_content_however_it_is_laid_out() -> None:
    text = (
        "Certainly!\n```python\n# Define it.\ndef clamp(value, low, high):\n\n    # 检查边界。\n    if low > high:\n"
        "        raise ValueError(\n            'low must not exceed high',  # Say why.\n        )\n"
        "    return max(low, min(value, high))  # Return it.\n```\nBye"
    )
    answered = read_answer(text, CODE)
    assert [(c.line_number, c.text) for c in answered.comments] == [
        (1, "Define it."), (2, "检查边界。"), (3, "Say why."), (4, "Return it."),
    ]  # fmt: skip
    assert answered.ignored == len("Certainly!Bye")


def test_code_again_needs_no_fence_and_may_have_talk_around() -> None:
    text = f"Here it is:\n\n# Define it.\n{CODE}  # Return it.\n\nThis is the end."
    assert lines(text) == [(1, None, "Define it."), (4, None, "Return it.")]


def test_a_fragment_again_is_placed_by_its_lines() -> None:
    assert lines("if low > high:  # Check.\n    raise ValueError('low must not exceed high')  # Raise.") == [
        (2, None, "Check."),
        (3, None, "Raise."),
    ]


def test_comments_that_stood_in_the_code_already_are_not_the_models() -> None:
    code = "x = 1  # old\ny = 2"
    assert lines("```python\nx = 1  # old\ny = 2  # new\n```", code) == [(2, None, "new")]
    assert read_answer(f"```python\n{code}\n```", code).problem == "the code again, without one comment"


def test_a_comment_on_code_that_was_not_given_has_no_line() -> None:
    assert lines("```python\nprint(1)  # Print.\n```") == [(None, None, "Print.")]


def test_the_function_again_with_a_docstring() -> None:
    text = CODE.replace(
        "high):\n", 'high):\n    """Clamp value.\n\n    Args:\n        value: A number.\n    """\n', 1
    )
    (comment,) = read_answer(text, CODE).comments
    assert (comment.kind, comment.symbol, comment.line_number) == ("docstring", "clamp", 1)
    assert comment.text == "Clamp value.\n\nArgs:\n    value: A number."


def test_the_docstring_of_a_function_that_was_not_given_names_no_symbol() -> None:
    (comment,) = read_answer('```python\ndef other():\n    """Do it."""\n```', CODE).comments
    assert (comment.symbol, comment.text) == (None, "Do it.")


@pytest.mark.parametrize(
    "text",
    ['"""Clamp.\n\n    :param value: x\n    """', 'Sure!\n```python\n"""Clamp.\n\n:param value: x\n"""\n```'],
)
def test_a_bare_docstring(text: str) -> None:
    (comment,) = read_answer(text, CODE).comments
    assert (comment.kind, comment.text) == ("docstring", "Clamp.\n\n:param value: x")


def test_passages_beside_pieces_of_the_code() -> None:
    first, second = (
        "```python\ndef clamp(value, low, high):\n```\n",
        "```python\n    if low > high:\n        raise ValueError('low must not exceed high')\n```\n",
    )
    expected = [(1, None, "Define it."), (2, 3, "Check it.")]
    assert lines(f"{first}Define it.\n{second}Check it.") == expected
    assert lines(f"Define it.\n{first}Check it.\n{second}") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Clamp value to a range.", "Clamp value to a range."),
        ("将value限制在范围内。", "将value限制在范围内。"),
        ("Sure! Clamp value to a range.\n\nI hope this helps!", "Clamp value to a range."),
        ("好的，将value限制在范围内。\n\n希望这对您有帮助。", "将value限制在范围内。"),
        ("以下是注释：\n\n将value限制在范围内。", "将value限制在范围内。"),
        ("# Clamp value.\n# Or raise.", "Clamp value.\nOr raise."),
        ("Comment: Clamp value.", "Clamp value."),
        ('"Clamp value."', "Clamp value."),
        ("```\nClamp value.\n```", "Clamp value."),
        (f"Clamp value.\n\n```python\n{CODE}\n```", "Clamp value."),
        (f"{CODE}\n\nClamp value.", "Clamp value."),
        ('{"comment": "Clamp value."}', "Clamp value."),
        ('["Clamp value."]', "Clamp value."),
        ("Use a|b to clamp", "Use a|b to clamp"),
    ],
)
def test_one_paragraph_without_the_talk_around_it(text: str, expected: str) -> None:
    (comment,) = read_answer(text, CODE).comments
    assert (comment.text, comment.line_number) == (expected, None)


def test_a_docstring_without_quotes_is_one() -> None:
    (comment,) = read_answer("Clamp.\n\nArgs:\n    value: x\n    - more\n    - and more", CODE).comments
    assert comment.kind == "docstring"
    both = read_answer(
        '{"docstring": "Clamp.", "annotations": [{"line": 1, "comment": "Define."}]}', CODE
    ).comments
    assert [c.kind for c in both] == ["docstring", "line"]
    assert read_answer('{"docstring": "Clamp."}', CODE).comments[0].kind == "docstring"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "empty"), (" \n\t", "empty"), ("\ufeff", "empty"), ("<think>unfinished", "empty"),
        ("I'm sorry, but I can't help with that.", "refused"),
        ("As an AI language model, I do not comment code.", "refused"),
        ("抱歉，我无法完成这个请求。", "refused"),
        ("对不起", "refused"),
        (CODE, "code again"), (f"```python\n{CODE}\n```", "code again"), (f"Here is the code:\n```\n{CODE}\n```", "code again"),
        (f"Please add detailed comments to this code:\n{CODE}", "prompt again"),
        (f"为给定的函数添加详细注释。\n```python\n{CODE}\n```", "prompt again"),
        ("请为给定的Python函数添加注释。", "prompt again"),
        ("...", "nothing"), ("Here are the comments:", "nothing"), ("[]", "nothing"), ("```\n```", "nothing"),
        ("x" * (LONGEST + 1), "characters long"),
    ],
)  # fmt: skip
def test_an_answer_without_a_comment_has_a_problem(text: str, problem: str) -> None:
    answered = read_answer(text, CODE)
    assert answered.comments == ()
    assert answered.problem is not None
    assert problem in answered.problem


def test_the_prompt_is_recognised_when_it_is_known() -> None:
    prompt = "Add detailed comments to the given code."
    assert read_answer(prompt, CODE, prompt).problem == "the prompt again, without an answer"
    assert read_answer("Add comments to the queue.", CODE, prompt).problem is None


def test_predictions_may_be_lists() -> None:
    texts = read_prediction(["Define.", "", "Raise.", "Return."], CODE).comments
    assert [(c.line_number, c.text) for c in texts] == [(1, "Define."), (3, "Raise."), (4, "Return.")]
    counted = read_prediction(["a", "b", "Line 4: c", "d"], CODE).comments
    assert [c.line_number for c in counted] == [None, None, 4, None]
    assert read_prediction(["第4行：返回。"], CODE).comments == (Comment("返回。", line_number=4),)
    assert read_prediction([{"line": 1, "comment": "Define."}], CODE).comments == (
        Comment("Define.", line_number=1),
    )
    assert read_prediction([None, "b"], CODE).comments == (Comment("b"),)


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        (None, "no prediction"),
        ([], "nothing"),
        ({}, "nothing"),
        (3, "nothing"),
        (["", None], "empty"),
        ([[[[[[["x"]]]]]]], "nothing"),
    ],
)
def test_a_prediction_without_a_comment_has_a_problem(value: object, problem: str) -> None:
    answered = read_prediction(value, CODE)
    assert answered.comments == ()
    assert problem in (answered.problem or "")


def test_strings_of_loose_json_keep_their_escapes() -> None:
    text = "[{'line': 1, 'comment': 'It\\'s \"x\" and n\\\\n or \\d,\n\\u4e00'}]"
    assert lines(text) == [(1, None, 'It\'s "x" and n\\n or \\d,\n一')]


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("一", 1),
        ("两", 2),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("三十五", 35),
        ("一百零八", 108),
        ("二〇", 20),
        ("一千二百", 1200),
    ],
)
def test_chinese_numerals(numeral: str, value: int) -> None:
    assert lines(f"第{numeral}行：返回。") == [(value, None, "返回。")]


def test_a_fence_may_be_indented_below_its_item() -> None:
    text = f"- The code:\n  ```python\n  {CODE.replace(chr(10), chr(10) + '  ')}  # Return it.\n  ```"
    assert lines(text) == [(4, None, "Return it.")]


def test_a_row_of_a_table_that_is_too_short_is_left_out() -> None:
    assert lines("| line | comment | note |\n|--|--|--|\n|\n| 1 | a | b |") == [(1, None, "a")]


def test_nesting_in_an_answer_is_bounded() -> None:
    assert read_answer("[{" * 100 + '"line": 1', CODE).comments[0].kind == "summary"
