from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from postil.text.stems import stem
from postil.text.units import read_units


def texts(text: str) -> list[str]:
    return [unit.text for unit in read_units(text)]


def test_chinese_is_cut_into_the_longest_words_of_the_glossary() -> None:
    assert texts("遍历列表中的每个单词") == ["遍历", "列表", "中", "的", "每个", "单词"]


def test_a_long_chinese_word_is_followed_by_its_parts() -> None:
    assert texts("打开文件")[-2:] == ["打开", "文件"]


def test_names_stay_whole_inside_chinese() -> None:
    (unit,) = [unit for unit in read_units("把user_names追加到末尾") if unit.kind == "word"]
    assert unit.text == "user_names"
    assert unit.stems == (stem("user"), stem("name"))


def test_traditional_words_have_the_concepts_of_simplified_ones() -> None:
    assert read_units("陣列")[0].concepts == read_units("阵列")[0].concepts != ()


def test_function_words_and_single_characters_are_weak() -> None:
    assert {unit.text for unit in read_units("the size of 大 list") if unit.kind == "weak"} == {
        "the",
        "of",
        "大",
    }


def test_a_phrase_stands_behind_its_first_word() -> None:
    kinds = [(unit.text, unit.kind) for unit in read_units("if it is greater than that")]
    assert kinds.index(("greater", "word")) + 1 == kinds.index(("greater", "phrase"))


def test_written_numbers_have_their_digits() -> None:
    assert "30" in texts("默认保留三十个样本")
    assert "85" in texts("a limit of eighty-five degrees")
    assert texts("1.50") == ["1.5"]


@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    assert read_units(text) == read_units(text)


def test_damaged_and_huge_text_is_read_in_bounds() -> None:
    assert read_units("\ud800\x00") == ()
    assert len(read_units("字" * 10_000_000)) <= 20_000
