"""Defaults in prose, and when two literals are the same."""

import pytest

from postil.claims.defaults import default_in, same_value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("defaults to 3", "3"),
        ("Defaults to ``None``.", "None"),
        ("default: 3", "3"),
        ("(default 3)", "3"),
        ("default is 0.5", "0.5"),
        ("Default value is 'abc'.", "'abc'"),
        ("a dot by default", "'.'"),
        ("25 by default", "25"),
        ("four unless told otherwise", "4"),
        ("defaults to 50%", "0.5"),
        ("defaults to true", "True"),
        ("defaults to []", "[]"),
        ("默认为3", "3"),
        ("默认值为 3，", "3"),
        ("默认为连字符", "'-'"),
        ("默认为空列表", "[]"),
        ("默认是None", "None"),
        ("缺省为 2", "2"),
    ],
)
def test_a_default_is_read_as_source(text: str, expected: str) -> None:
    assert default_in(text) == expected


@pytest.mark.parametrize(
    "text",
    ["default to the value of x", "by default nothing happens", "no word of it", "默认情况下不做任何事"],
)
def test_what_states_no_literal_gives_none(text: str) -> None:
    assert default_in(text) is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("3", "3.0", True),
        ("'a'", '"a"', True),
        ("3", "4", False),
        ("True", "1", False),
        ("set()", "set()", True),
        ("None", "()", False),
        ("LIMIT", "3", None),
        ("(" * 40, "3", None),
        ("'a", "3", None),
    ],
)
def test_values_are_compared_not_spellings(one: str, other: str, same: bool | None) -> None:
    assert same_value(one, other) is same
