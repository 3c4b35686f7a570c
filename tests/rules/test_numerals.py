"""The numerals of code have a value, however they are written."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil_rules.contradiction._amounts import NUMERAL, number_of


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("0xFF", 255),
        ("0xFFu", 255),
        ("0x_", 0),
        ("-0xf", 15),
        ("1_000L", 1_000),
        ("2.5f", 2.5),
        ("1e3", 1_000),
    ],
)
def test_letters_of_a_type_are_no_digits(numeral: str, value: float) -> None:
    assert number_of(numeral) == value


@given(st.from_regex(re.compile(f"-?{NUMERAL}[uUlLfF]{{0,3}}", re.ASCII), fullmatch=True))
def test_every_numeral_has_a_value(numeral: str) -> None:
    assert number_of(numeral) >= 0
