"""What a remark tells of the code."""

import pytest

from postil.evidence import contract_told, named_symbols, names_any
from postil.page import Page
from postil.records import Comment, Snippet

CODE = (
    "def read_rows(path, limit=10):\n"
    "    if limit < 0:\n"
    "        raise ValueError(limit)\n"
    "    max_len = len(path)\n"
    "    return max_len"
)


def page(text: str, kind: str = "line", code: str = CODE) -> Page:
    return Page.read(Snippet(code), (Comment(text, kind=kind, line_number=None if kind != "line" else 4),))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Set max_len.", "max_len"),
        ("Set `max_len`.", "max_len"),
        ("The maximum length of it.", "max_len"),
        ("把max_len设为长度。", "max_len"),
        ("最大长度。", "max_len"),
        ("Reads rows from a path.", "read_rows"),
    ],
)
def test_a_name_is_told_outright_or_in_words_of_either_language(text: str, name: str) -> None:
    assert name in named_symbols(page(text), 0)


def test_words_that_mean_something_else_tell_no_name() -> None:
    assert named_symbols(page("Nothing to see."), 0) == frozenset()


def test_builtins_and_receivers_are_no_salient_names() -> None:
    assert page("x", code="class A:\n    def f(self):\n        return len(self.box)").salient_names == {
        "A",
        "f",
        "box",
    }


def test_every_name_of_code_strings_and_language_is_known() -> None:
    known = page("x", code="import os.path as p\nrow['user_id'] = p.join(name)").known_names
    assert {"p", "os", "path", "user_id", "join", "name", "ValueError", "None", "while"} <= known
    assert "user_name" not in known


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("Read rows from path, at most limit, return the length. Raises ValueError.", 1.0),
        ("Read rows from path and return it.", 0.5),
        ("Nothing.", 0.0),
    ],
)
def test_a_docstring_tells_a_share_of_the_contract(text: str, share: float) -> None:
    assert contract_told(page(text, "docstring"), 0) == share


def test_a_remark_on_a_line_has_no_contract() -> None:
    assert contract_told(page("Read rows."), 0) is None
    assert contract_told(page("Go.", "docstring", "def go():\n    pass"), 0) is None


@pytest.mark.parametrize(
    "text", ["Set `max_len`.", "The maximum length of it.", "最大长度。", "Nothing to see.", "A max."]
)
def test_a_remark_names_any_where_it_names_some(text: str) -> None:
    names = frozenset({"max_len", "read_rows"})
    assert names_any(page(text), 0, names) is bool(named_symbols(page(text), 0, names))
