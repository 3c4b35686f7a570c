from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.reports.visible import one_line, visible


@pytest.mark.parametrize(
    ("hidden", "shown"),
    [("\x1b[2J", "\\u001b[2J"), ("a\u202eb", "a\\u202eb"), ("\x00", "\\u0000"), ("\ud800", "\\ud800"), ("\U000e0041", "\\U000e0041")],
)  # fmt: skip
def test_what_a_terminal_would_obey_is_shown_instead(hidden: str, shown: str) -> None:
    assert visible(hidden) == shown


def test_ordinary_text_of_any_script_is_left_alone() -> None:
    text = "a\tb\n返回 None。 naïve ‘x’ 👩\u200d💻"
    assert visible(text) == text


def test_one_line_is_flat_and_short() -> None:
    assert one_line("a\n\n  b") == "a b"
    assert one_line("x" * 500, 10) == "xxxxxxxxx…"


@given(st.text(st.characters(exclude_categories=())))
def test_nothing_that_controls_a_terminal_is_left(text: str) -> None:
    shown = visible(text)
    assert not any(
        unicodedata.category(character) in ("Cc", "Cs") and character not in "\t\n" for character in shown
    )
    shown.encode()
