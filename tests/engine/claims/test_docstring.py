"""Docstrings of all styles, English and Chinese."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.claims.docstring import read_docstring

GOOGLE = """Cut a text.

More about it.

Args:
    text (str): What to cut.
    limit (int, optional): The length. Defaults to 60.
    *rest: What is left.

Returns:
    str: The beginning.

Raises:
    ValueError: If limit is negative.
"""
CHINESE = """截短文本。

参数：
    text：要截短的文本。
    limit (int)：长度，默认为 60。

返回值：
    截短后的文本。

异常：
    ValueError：limit为负数时抛出。
"""
NUMPY = """Cut a text.

Parameters
----------
text : str
    What to cut.
limit : int, optional
    The length (default 60).

Returns
-------
str
    The beginning.
"""
SPHINX = """Cut a text.

:param text: what to cut
:type text: str
:param int limit: the length, 60 by default
:returns: the beginning
:rtype: str
:raises ValueError: if limit is negative
"""
EPYTEXT = """Cut a text.

@param text: what to cut
@param limit the length (default: 60)
@return: the beginning
@throws ValueError if limit is negative
"""


@pytest.mark.parametrize(
    ("text", "style"),
    [(GOOGLE, "google"), (CHINESE, "google"), (NUMPY, "numpy"), (SPHINX, "sphinx"), (EPYTEXT, "epytext")],
)
def test_every_style_gives_the_same_parameters(text: str, style: str) -> None:
    sections = read_docstring(text)
    assert sections.style == style
    assert sections.parameters is not None
    assert [item.name for item in sections.parameters[:2]] == ["text", "limit"]
    assert sections.parameters[1].default == "60"
    assert sections.returns
    lines = text.split("\n")
    assert all(str(item.name) in lines[item.line] for item in sections.parameters)


@pytest.mark.parametrize("text", [GOOGLE, CHINESE, SPHINX, EPYTEXT])
def test_exceptions_have_their_name_and_line(text: str) -> None:
    raises = read_docstring(text).raises
    assert raises is not None
    assert raises[0].name == "ValueError"
    assert "ValueError" in text.split("\n")[raises[0].line]


def test_stars_are_taken_off() -> None:
    assert (read_docstring(GOOGLE).parameters or ())[2].name == "rest"


def test_types_are_kept() -> None:
    assert (read_docstring(GOOGLE).parameters or ())[0].type == "str"
    assert (read_docstring(SPHINX).parameters or ())[0].type == "str"


def test_the_summary_is_the_first_paragraph() -> None:
    assert read_docstring(GOOGLE).summary == "Cut a text."
    assert read_docstring(":param x: only fields\n").summary == ""


def test_a_sentence_is_plain() -> None:
    sections = read_docstring("Return: nothing special here.")
    assert (sections.style, sections.parameters, sections.returns) == ("plain", None, None)


def test_an_absent_section_is_none_and_an_empty_one_is_empty() -> None:
    sections = read_docstring("Do.\n\nArgs:\n\nReturns:\n    int: One.\n")
    assert sections.parameters == ()
    assert sections.raises is None


def test_a_generator_has_yields() -> None:
    assert read_docstring("生成。\n\n产出：\n    int: 数\n").yields
    assert read_docstring("Go.\n\nYields:\n    int: One.\n").yields


def test_attributes_are_a_section_of_their_own() -> None:
    sections = read_docstring("Hold.\n\nAttributes:\n    size (int): How many.\n")
    assert [item.name for item in sections.attributes or ()] == ["size"]
    assert sections.parameters is None


def test_a_chinese_numpy_header_with_a_short_rule_is_read() -> None:
    sections = read_docstring("取数。\n\n参数\n----\nx : int\n    数，默认为3\n\n返回\n----\nint\n    结果")
    assert [(item.name, item.default) for item in sections.parameters or ()] == [("x", "3")]


def test_a_result_of_which_only_the_type_is_given() -> None:
    assert [item.type for item in read_docstring(":param x: in\n:rtype: int").returns or ()] == ["int"]


@pytest.mark.parametrize(
    "text", ["x\n\nArgs:\n    : foo\n  x(\n\nRaises:\n  ValueError\n", "Args:\n" * 50, "\0\n:param"]
)
def test_damage_never_raises(text: str) -> None:
    assert read_docstring(text).style in {"plain", "google", "sphinx"}


PIECES = st.sampled_from(
    [
        "Args:\n",
        "    x: y\n",
        "参数：\n",
        "----\n",
        ":param x: y\n",
        "@param x y\n",
        "：",
        "\n",
        "Returns\n",
        "a ",
    ]
)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_any_mixture_of_sections_is_read_and_lines_exist(text: str) -> None:
    sections = read_docstring(text)
    for items in (
        sections.parameters,
        sections.returns,
        sections.yields,
        sections.raises,
        sections.attributes,
    ):
        assert all(0 <= item.line < len(text.split("\n")) for item in items or ())


def test_a_section_that_nobody_knows_is_no_entry_of_the_one_above() -> None:
    text = "Turn.\n\nParameters\n==========\n\nframe : Frame\n    What turns.\n\nCaveat\n======\n\nLoop\n    If it is one.\n"
    items = read_docstring(text).parameters
    assert [item.name for item in items or ()] == ["frame"]
