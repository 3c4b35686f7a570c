"""Stretches of prose that can name a code element."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.text.mentions import find_mentions


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("call `parse_line` here", "parse_line", "code"),
        ("call ``parse_line(x)`` here", "parse_line", "code"),
        ("calls os.path.join() then", "os.path.join", "call"),
        ("调用fetch(url)获取", "fetch", "call"),
        ("sets self.items to", "self.items", "dotted"),
        ("the last_error of", "last_error", "snake"),
        ("__init__ of", "__init__", "snake"),
        ("use getName for", "getName", "camel"),
        ("a RecentCache holds", "RecentCache", "camel"),
        ("an HTTPServer here", "HTTPServer", "camel"),
        ("up to MAX_SIZE of", "MAX_SIZE", "constant"),
        ("the key 'name' is", "name", "quoted"),
        ("键“name”的值", "name", "quoted"),
        ("把text转换", "text", "word"),
    ],
)
def test_names_are_found_with_their_kind(text: str, name: str, kind: str) -> None:
    assert (name, kind) in [(mention.text, mention.kind) for mention in find_mentions(text)]


@pytest.mark.parametrize("text", ["https://a.b/c_d", "me@some_host.org", "data_file.json"])
def test_addresses_and_file_names_are_no_mentions(text: str) -> None:
    assert find_mentions(text) == ()


def test_a_plural_in_brackets_is_no_call() -> None:
    assert [mention.kind for mention in find_mentions("the item(s)")][1] == "word"


def test_brand_names_are_words() -> None:
    assert [mention.kind for mention in find_mentions("JavaScript on GitHub")] == ["word", "word", "word"]


@given(st.text())
def test_mentions_lie_in_order_inside_the_text(text: str) -> None:
    found = find_mentions(text)
    ends = [0, *(mention.end for mention in found)]
    assert all(mention.start >= end for mention, end in zip(found, ends, strict=False))
    assert all(mention.text.strip("`\"'") in text for mention in found)
