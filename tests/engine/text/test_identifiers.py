from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.text.identifiers import canonical, split_identifier


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("snake_case_name", ("snake", "case", "name")),
        ("camelCase", ("camel", "case")),
        ("PascalCase", ("pascal", "case")),
        ("SCREAMING_SNAKE", ("screaming", "snake")),
        ("HTTPServer2", ("http", "server", "2")),
        ("parseHTTPHeader", ("parse", "http", "header")),
        ("getURLs", ("get", "urls")),
        ("__init__", ("init",)),
        ("_private", ("private",)),
        ("x", ("x",)),
        ("utf8", ("utf", "8")),
        ("os.path", ("os", "path")),
        ("用户_name", ("用户", "name")),
        ("___", ()),
        ("", ()),
    ],
)
def test_an_identifier_is_split_into_its_lower_case_words(name: str, words: tuple[str, ...]) -> None:
    assert split_identifier(name) == words


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("idx", "index"),
        ("cfg", "configuration"),
        ("num", "number"),
        ("msg", "message"),
        ("buf", "buffer"),
        ("len", "length"),
        ("str", "string"),
        ("err", "error"),
        ("req", "request"),
        ("resp", "response"),
        ("ctx", "context"),
        ("val", "value"),
        ("tmp", "temporary"),
        ("cnt", "count"),
        ("prev", "previous"),
        ("cur", "current"),
        ("fn", "function"),
        ("args", "arguments"),
        ("CFG", "configuration"),
        ("price", "price"),
    ],
)
def test_an_abbreviation_has_its_full_word(short: str, full: str) -> None:
    assert canonical(short) == full


@given(st.text(max_size=400))
def test_any_text_can_be_split(name: str) -> None:
    words = split_identifier(name)
    assert sum(map(len, words)) <= 2 * 256
    assert all(words)
    assert split_identifier(name) == words


def test_a_huge_name_is_read_in_part_only() -> None:
    assert sum(map(len, split_identifier("aB" * 5_000_000))) == 256
