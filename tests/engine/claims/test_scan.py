"""Concepts in prose, affirmed and denied."""

import pytest

from postil.claims.concepts import OPPOSITES, STATES
from postil.claims.scan import may_name, scan


def concepts(text: str) -> list[str]:
    return [hit.concept for hit in scan(text) if not hit.negated]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Subtract quantity from the stock.", "subtract"),
        ("This adds one to the total.", "add"),
        ("Read the file, then close it.", "close"),
        ("Sort in descending order.", "descending"),
        ("Walk the tree recursively.", "recursive"),
        ("按总额从低到高排序", "ascending"),
        ("在原有数量上减count", "subtract"),
        ("从尾部弹出", "last"),
        ("统一成小写", "lower"),
        ("递归遍历所有子目录", "recursive"),
    ],
)
def test_a_concept_is_found(text: str, expected: str) -> None:
    assert expected in concepts(text)


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("Sort, but not in ascending order.", "ascending"),
        ("Begin anew instead of clearing and removing the old one, without sorting a copy", "copy"),
        ("不会改动，也不删除任何键", "delete"),
        ("这样避免读取整个文件", "read"),
    ],
)
def test_a_denied_concept_is_marked(text: str, concept: str) -> None:
    assert all(hit.negated for hit in scan(text) if hit.concept == concept)


def test_a_denial_ends_with_its_clause() -> None:
    assert "last" in concepts("It is not sorted, take the last element.")
    assert "last" in concepts("没有排序，取最后一个元素")


@pytest.mark.parametrize(
    "text",
    ["the read lock", "`last` is set", "last_error is kept", "last=False", "get.last()", 'the "first" key'],
)
def test_names_and_nouns_claim_nothing(text: str) -> None:
    assert concepts(text) == []


@pytest.mark.parametrize("text", ["不断重试", "无论如何", "分别处理", "不仅如此"])
def test_characters_of_denial_in_other_words_deny_nothing(text: str) -> None:
    assert concepts(text + "并删除它") == ["delete"]


def test_opposites_are_never_the_concept_itself() -> None:
    assert all(concept not in opposite for concept, opposite in OPPOSITES.items())
    assert all(STATES[STATES[state]] == state for state in STATES)


@pytest.mark.parametrize(
    "text", ["Smallest first.", "high-to-low", "Sorted in DESCENDING order", "按总额从低到高排序"]
)
def test_a_concept_that_is_named_may_be_named(text: str) -> None:
    named = frozenset(hit.concept for hit in scan(text))
    assert named & {"ascending", "descending"}
    assert all(may_name(text, frozenset({concept})) for concept in named)


def test_a_text_without_the_words_of_a_concept_cannot_name_it() -> None:
    assert not may_name("Remove the rows.", frozenset({"ascending", "descending"}))
    assert may_name("Remove the rows.", frozenset({"ascending", "delete"}))
