"""The numbers of a statement are read as amounts, whatever signs stand beside them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.facts.model import Statement
from postil_rules.contradiction._amounts import amounts_of


def statement(text: str) -> Statement:
    return Statement(
        index=0,
        kind="assign",
        line=1,
        end_line=1,
        body_end=1,
        column=0,
        depth=0,
        parent=-1,
        function=-1,
        text=text,
    )


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("deadline = now + 15 * 60", 900.0, None),
        ("limit = 1 << 20", 1048576.0, None),
        ("limit = 2**10", 1024.0, None),
        ("mask = 0xFF", 255.0, None),
        ("pause := 5*time.Second", 5.0, "s"),
        ("Duration::from_millis(1_500)", 1500.0, "ms"),
        ("timedelta(minutes=5)", 5.0, "min"),
        ("delay_ms = 250", 250.0, "ms"),
    ],
)
def test_a_number_is_reckoned_out_and_has_the_unit_of_the_name_beside_it(
    text: str, value: float, unit: str | None
) -> None:
    assert [(one.value, one.unit) for one in amounts_of(statement(text))] == [(value, unit)]


@pytest.mark.parametrize(
    ("text", "value", "unit", "is_it"),
    [
        ("wait = 15 * 60", 15.0, "min", True),
        ("wait = 15 * 60", 15.0, "s", False),
        ("wait = 15 * 60", 15.0, "h", True),
        ("wait = 5*time.Second", 5.0, "min", False),
        ("size = 25 * 1024 * 1024", 25.0, "MB", True),
        ("size = 25 * 1024 * 1024", 25.0, "KB", False),
    ],
)
def test_an_amount_may_be_told_in_any_unit_that_makes_it(
    text: str, value: float, unit: str, *, is_it: bool
) -> None:
    (amount,) = amounts_of(statement(text))
    assert amount.may_be(value, unit) is is_it


@given(st.text(alphabet="0123456789xX_*<.eE-+ abF()=", max_size=60))
def test_no_text_breaks_the_reading(text: str) -> None:
    assert all(one.value >= 0 for one in amounts_of(statement(text)))
