from __future__ import annotations

import pytest

from postil.text.glossary_index import index_of, written
from postil.text.lexicon import GLOSSARY, SIMPLER, Lexicon, lexicon

FILES = sorted(GLOSSARY.glob("*.txt"))
LINES = [
    (file.name, number, line)
    for file in FILES
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
    if not line.startswith("#")
]


def test_the_glossary_is_broad() -> None:
    assert len({line.split()[0] for _, _, line in LINES}) >= 450


def test_every_line_has_a_name_and_words_none_of_them_twice() -> None:
    wrong = []
    for file, number, line in LINES:
        name, *words = line.split()
        if not name.isascii() or not words or len(set(words)) != len(words) or "=" in words:
            wrong.append(f"{file}:{number}")
    assert wrong == []


@pytest.mark.parametrize(
    ("concept", "english", "chinese", "code"),
    [
        ("length", "length", "长度", "len"),
        ("iterate", "loop", "遍历", "for"),
        ("append", "append", "追加", "append"),
        ("price", "price", "价格", "price"),
        ("return", "return", "返回", "@return"),
        ("max", "largest", "最大", "max"),
    ],
)
def test_english_chinese_and_code_meet_in_a_concept(
    concept: str, english: str, chinese: str, code: str
) -> None:
    from postil.text.stems import stem

    assert concept in lexicon().english[stem(english)]
    assert concept in lexicon().han[chinese]
    assert concept in lexicon().code[code]


def test_looking_up_what_is_not_there_adds_nothing() -> None:
    size = len(lexicon().han)
    assert lexicon().han.get("没有这个词的") is None
    assert len(lexicon().han) == size


def test_traditional_characters_have_their_simplified_form() -> None:
    assert "遍歷陣列，將數據轉換為長度".translate(SIMPLER) == "遍历阵列，将数据转换为长度"


def test_the_index_is_that_of_the_glossary() -> None:
    assert GLOSSARY.joinpath("index.json").read_bytes() == written(), (
        "run python -m postil.text.glossary_index"
    )


def test_words_phrases_and_code_are_indexed_apart() -> None:
    index = index_of("# a remark\nlength lengths amount_of_items 长度 =len\nsize length\n")
    assert index.english == {"length": ("length", "size")}
    assert index.phrases == {"amount of": ((("item",), "length"),)}
    assert index.code == {"len": ("length",)}
    assert Lexicon(index).han == {"长度": ("length",)}
    assert Lexicon(index).phrases == {("amount", "of"): ((("item",), "length"),)}
    assert index.longest == 2


def test_the_version_tells_the_glossary() -> None:
    assert index_of("a b").version != index_of("a c").version
    assert index_of("# nothing").longest == 1
