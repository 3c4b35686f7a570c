from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.text.prose import read_prose
from postil.text.stems import stem


def test_content_words_are_stems_in_order_without_stop_words() -> None:
    assert read_prose("Sorting the lists of names").words == ("sort", "list", stem("name"))


def test_identifiers_give_their_parts() -> None:
    assert read_prose("Update max_idx").words[-2:] == ("maximum", "index")


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Return the length of the list", "en"),
        ("返回列表长度", "zh"),
        ("遍歷陣列中的每個節點", "zh"),
        ("调用 foo_bar(a, b, c, d, e)", "zh"),
        ("Print the greeting '你好世界' to the user", "en"),
        ("3 + 4", "none"),
        ("", "none"),
    ],
)
def test_the_script_is_that_of_the_prose(text: str, script: str) -> None:
    assert read_prose(text).script == script


@pytest.mark.parametrize(
    ("english", "chinese", "concept"),
    [
        ("Loop over all prices", "遍历所有价格", "iterate"),
        ("the largest value", "最大的值", "max"),
        ("number of elements", "元素个数", "length"),
        ("Return the result", "返回结果", "return"),
        ("open the file", "打开文件", "file"),
    ],
)
def test_both_languages_have_the_same_concepts(english: str, chinese: str, concept: str) -> None:
    assert concept in read_prose(english).concepts & read_prose(chinese).concepts


def test_han_runs_are_kept_as_they_stand() -> None:
    assert read_prose("把text轉換為小写").han == ("把", "轉換為小写")


@given(st.text(max_size=300))
def test_any_text_is_prose(text: str) -> None:
    assert read_prose(text) == read_prose(text)
