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


@pytest.mark.parametrize(
    "text", ["Return the result.", "返回结果。", "定义一个变量。", "对给定的参数执行所需的操作。"]
)
def test_words_that_fit_any_code_and_words_made_of_them_tell_nothing(text: str) -> None:
    assert telling_words(text) == frozenset()


@pytest.mark.parametrize(("text", "word"), [("Return the median.", "median"), ("返回中位数。", "中位数")])
def test_a_word_of_this_code_tells(text: str, word: str) -> None:
    assert telling_words(text) == {word}
