"""Traditional Chinese is read with the words of simplified Chinese, each where it stood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil import Scorer
from postil.claims.extract import extract_claims
from postil.text.numbers import find_numbers
from postil.text.simplified import simplified
from postil.text.telling import telling_words


@pytest.mark.parametrize(
    ("traditional", "plain"),
    [
        ("如果 value 小於 min 則回傳 max", "如果 value 小于 min 则返回 max"),
        ("未能及時成立時拋出 TimeoutError", "未能及时成立时抛出 TimeoutError"),
        ("預設為 3", "默认为 3"),
        ("由元組組成的串列", "由元组组成的列表"),
    ],
)
def test_characters_and_words_become_those_of_simplified_chinese(traditional: str, plain: str) -> None:
    assert simplified(traditional) == plain


def test_a_text_that_is_not_traditional_stays_as_it_is() -> None:
    for text in ("Return the default.", "预设的长度，资料齐全", ""):
        assert simplified(text) is text


@given(st.text(alphabet="回傳預設資料夾函式陣列abc 3，。的"))
def test_every_place_stays_where_it_was(text: str) -> None:
    plain = simplified(text)
    assert len(plain) == len(text)
    assert all(one == other for one, other in zip(text, plain, strict=True) if one.isascii() or one in "，。")


def test_numbers_and_telling_words_are_those_of_simplified_chinese() -> None:
    assert [(n.value, n.unit) for n in find_numbers("重試兩個檔案")] == [(2.0, "个")]
    assert telling_words("處理資料並回傳結果") == telling_words("处理数据并返回结果") == frozenset()


def test_claims_are_the_same_in_both_scripts() -> None:
    texts = ("若找不到則回傳 None，大於 3 時拋出 ValueError", "若找不到则返回 None，大于 3 时抛出 ValueError")
    one, other = ([(c.kind, c.value, c.start) for c in extract_claims(simplified(text))] for text in texts)
    assert one == other != []


def test_a_false_remark_in_traditional_chinese_is_found_as_in_simplified() -> None:
    code = "def find(rows, key):\n    if key not in rows:\n        return None\n    return rows[key]"
    scorer = Scorer()
    found = [
        [f.code for f in scorer.score({"code_snippet": code, "comment": text}).findings]
        for text in (
            "查詢。\n\n參數：\n    rows：各行。\n    index：鍵。",
            "查询。\n\n参数：\n    rows：各行。\n    index：键。",
        )
    ]
    assert found[0] == found[1]
    assert "CON01" in found[0]
