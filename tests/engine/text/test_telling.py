"""Telling words: what would not fit any other code."""

import pytest

from postil.text.telling import telling_words


@pytest.mark.parametrize(
    "text", ["Return the result.", "返回结果。", "定义一个变量。", "对给定的参数执行所需的操作。"]
)
def test_words_that_fit_any_code_and_words_made_of_them_tell_nothing(text: str) -> None:
    assert telling_words(text) == frozenset()


@pytest.mark.parametrize(("text", "word"), [("Return the median.", "median"), ("返回中位数。", "中位数")])
def test_a_word_of_this_code_tells(text: str, word: str) -> None:
    assert telling_words(text) == {word}
