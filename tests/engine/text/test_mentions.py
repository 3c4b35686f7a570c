"""Stretches of prose that can name a code element."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.text.mentions import find_like_code, find_mentions


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


_PIECES = (
    "a",
    " ",
    "\n",
    "Word",
    "word ",
    "a_b",
    "`x`",
    "f(",
    "item(s)",
    "o.p",
    "aB",
    "'q'",
    "x.py",
    "e.g.",
    "m@h.io",
    "值",
)


@given(st.lists(st.sampled_from(_PIECES)).map("".join))
def test_passing_over_plain_words_leaves_all_other_mentions(text: str) -> None:
    telling = [mention for mention in find_mentions(text) if mention.kind != "word"]
    assert [mention for mention in find_like_code(text) if mention.kind != "word"] == telling


def test_most_plain_words_are_passed_over() -> None:
    found = find_like_code("Return the rows that parse_line gave")
    assert [(mention.text, mention.start) for mention in found][:1] == [("parse_line", 21)]
