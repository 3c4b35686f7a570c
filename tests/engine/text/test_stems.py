from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.text.stems import stem


@pytest.mark.parametrize(
    "words",
    [
        ("sort", "sorts", "sorted", "sorting"),
        ("copy", "copies", "copied", "copying"),
        ("iterate", "iterates", "iterated", "iterating", "iteration"),
        ("drop", "drops", "dropped", "dropping"),
        ("cache", "caches", "cached", "caching"),
        ("box", "boxes"),
        ("class", "classes"),
        ("index", "indices", "indexes"),
        ("child", "children"),
        ("write", "wrote", "written"),
        ("value", "values"),
        ("recursive", "recursively"),
        ("connect", "connection", "connections"),
        ("passes", "passed", "passing"),
    ],
)
def test_inflections_of_a_word_meet(words: tuple[str, ...]) -> None:
    assert len({stem(word) for word in words}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("order", "ordinal"), ("string", "str"), ("status", "state"), ("need", "nee"), ("string", "strip")],
)
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    "word", ["bus", "this", "string", "need", "speed", "red", "ing", "ed", "数据", "axes1s"]
)
def test_short_and_strange_words_keep_a_stem(word: str) -> None:
    assert stem(word)


@given(st.text(max_size=40))
def test_any_text_has_a_stem_no_longer_than_itself_or_an_irregular_base(word: str) -> None:
    assert len(stem(word)) <= max(len(word) + 1, 9)
