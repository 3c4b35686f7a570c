"""Telling words: what not every remark could say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.text.telling import telling_words, tells

_WORDS = (
    "process",
    "the",
    "data",
    "orders",
    "return",
    "refunded",
    "3",
    "twelve",
    "处理",
    "数据",
    "订单",
    "x_y",
    "it's",
    ".",
)


@pytest.mark.parametrize(
    "text", ["Skip refunded orders.", "Set it to 3.", "处理订单", "Process at_most twelve."]
)
def test_a_remark_with_a_word_of_its_own_tells(text: str) -> None:
    assert tells(text)


@pytest.mark.parametrize(
    "text", ["", "Process the data and return the result.", "处理数据", "It is done here."]
)
def test_a_remark_that_fits_any_code_tells_nothing(text: str) -> None:
    assert not tells(text)


@given(st.lists(st.sampled_from(_WORDS)).map(" ".join))
def test_it_tells_just_when_it_has_telling_words(text: str) -> None:
    assert tells(text) is bool(telling_words(text))
