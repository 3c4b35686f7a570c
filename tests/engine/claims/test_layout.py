"""How docstrings are laid out, and which style they have."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.claims.layout import read_layout
from postil.claims.styles import majority, style_of

GOOGLE = "Halve.\n\nArgs:\n    n: Any.\n\nReturns:\n    Half.\n"
NUMPY = "Halve.\n\nParameters\n----------\nn : int\n    Any.\n\nSee Also\n--------\ndouble\n"
SPHINX = "Halve.\n\n:param int n: Any,\n    or none.\n:returns: Half."
EPYTEXT = "Halve.\n\n@param n: Any.\n@return: Half."


def sections(text: str) -> list[tuple[str, str, int]]:
    return [(s.name, s.title, s.line) for s in read_layout(text).sections]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (GOOGLE, [("Args", "Args", 2), ("Returns", "Returns", 5)]),
        (NUMPY, [("Args", "Parameters", 2), ("Note", "See Also", 7)]),
        ("取半。\n\n参数：\n    n: 数。", [("Args", "参数", 2)]),
        ("Halve.\n\nRetruns:\n    Half.", [("retruns", "Retruns", 2)]),
        ("Halve.\n\nSo:\n- by two", []),
        ("Halve.\n\n    Args:\n        n: Nested, no header.", []),
        ("A | B\n-----\n1 | 2", [("a | b", "A | B", 0)]),
        ("| A |\n-----\n", []),
        ("Halve.\n\nParameters\n----------\nn :\n    Any.", [("Args", "Parameters", 2)]),
    ],
)
def test_sections_come_in_order(text: str, expected: list[tuple[str, str, int]]) -> None:
    assert sections(text) == expected


def test_the_body_of_a_section_ends_where_the_next_begins() -> None:
    layout = read_layout(NUMPY)
    assert layout.body(layout.sections[0]) == ("n : int", "    Any.", "")
    assert layout.sections[0].underlined
    assert layout.sections[0].known


def test_fields_have_their_argument_and_the_text_below() -> None:
    first, second = read_layout(SPHINX).fields
    assert (first.mark, first.key, first.argument, first.line, first.closed) == (
        ":",
        "param",
        "int n",
        2,
        True,
    )
    assert first.text.split() == ["Any,", "or", "none."]
    assert (second.key, second.text) == ("returns", "Half.")


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Halve.\n:param n what", ["param"]),
        ("Halve, see :func:`double`.\n:func:`x`", []),
        ("Halve.\n\n>>> show()\n:param n: printed\n\n:param n: Any.", ["param"]),
        ("Halve.\n@decorator\n@param n: Any.", ["param"]),
    ],
)
def test_only_what_has_the_form_of_a_field_is_one(text: str, keys: list[str]) -> None:
    assert [field.key for field in read_layout(text).fields] == keys


@pytest.mark.parametrize(
    ("text", "style"),
    [
        (GOOGLE, "google"),
        (NUMPY, "numpy"),
        (SPHINX, "sphinx"),
        (EPYTEXT, "epytext"),
        ("Halve.\n\nNote:\n    Slow.", None),
        ("Halve.", None),
        (GOOGLE + "\n:raises TypeError: Never.", "google"),
    ],
)
def test_the_style_is_that_of_most_parts(text: str, style: str | None) -> None:
    assert style_of(text) == style


@pytest.mark.parametrize(
    ("votes", "style"),
    [
        ([], None),
        ([None, None], None),
        (["google", None, None], "google"),
        (["google", "google", "numpy"], "google"),
        (["google", "numpy"], None),
    ],
)
def test_two_in_three_docstrings_make_the_style_of_a_project(votes: list, style: str | None) -> None:
    assert majority(votes) == style


@given(st.text(st.sampled_from(" \t\n:：@-=>.*ArgsReturnsparam参数"), max_size=200))
def test_any_text_has_a_layout(text: str) -> None:
    layout = read_layout(text)
    assert list(layout.lines) == text.split("\n")
    for section in layout.sections:
        assert section.line < section.first <= section.end <= len(layout.lines)
    assert all(0 <= field.line < len(layout.lines) for field in layout.fields)
