"""The page: one snippet with its remarks."""

import pytest

from postil.facts.registry import language_named
from postil.page import Page
from postil.records import Comment, Snippet

CODE = "class Box:\n    def fill(self, item):\n        self.item = item\n\ndef make():\n    return Box()"


def test_a_docstring_belongs_to_the_symbol_it_names() -> None:
    page = Page.read(Snippet(CODE), (Comment("Fill it.", kind="docstring", symbol="Box.fill"),))
    assert page.documented(0).qualname == "Box.fill"


def test_a_docstring_of_an_unknown_symbol_belongs_to_nothing() -> None:
    page = Page.read(Snippet(CODE), (Comment("Fill it.", kind="docstring", symbol="Box.empty"),))
    assert page.documented(0) is None


def test_a_summary_belongs_to_the_one_function_at_the_top() -> None:
    assert Page.read(Snippet(CODE), (Comment("Make it.", kind="summary"),)).documented(0).name == "make"


def test_a_summary_of_a_lone_method_belongs_to_it() -> None:
    code = "class Box:\n    def fill(self, item):\n        self.item = item"
    assert Page.read(Snippet(code), (Comment("Fill it.", kind="summary"),)).documented(0).name == "fill"


def test_a_summary_of_several_functions_belongs_to_none() -> None:
    code = "def a():\n    pass\ndef b():\n    pass"
    assert Page.read(Snippet(code), (Comment("Things.", kind="summary"),)).documented(0) is None


def test_a_line_comment_documents_no_function() -> None:
    assert Page.read(Snippet(CODE), (Comment("Make it.", line_number=5),)).documented(0) is None


def test_a_finding_stands_where_the_comment_does() -> None:
    comments = (
        Comment("Fill it.", line_number=2),
        Comment("Far away.", line_number=99),
        Comment("In the source.", at_line=3, line_number=2),
    )
    page = Page.read(Snippet(CODE), comments)
    assert page.line_of(0) == 2
    assert 1 <= page.line_of(1) <= 6
    assert page.line_of(2) == 3
    assert page.line_of(None) == 1


def test_what_is_asked_twice_is_read_once() -> None:
    page = Page.read(Snippet(CODE), (Comment("Fill `item`.", kind="docstring"),))
    assert page.mentions(0) is page.mentions(0)
    assert page.claims(0) is page.claims(0)
    assert page.docstring(0) is page.docstring(0)
    assert page.lines[0] == "class Box:"


def source_page(code: str) -> Page:
    return Page.read(Snippet(code), language_named("python").comments(code))


def test_the_docstring_of_a_module_documents_no_function() -> None:
    page = source_page('"""About."""\ndef half(n):\n    return n / 2')
    assert page.documented(0) is None
    assert page.documented_class(0) is None


def test_a_docstring_in_a_source_belongs_to_the_definition_it_stands_in() -> None:
    code = (
        "@overload\ndef f(a: int) -> int: ...\ndef f(a, b=1):\n    'Double.'\n    return a\n"
        "class Box:\n    'A box.'\n"
    )
    page = source_page(code)
    assert [p.name for p in page.documented(0).parameters] == ["a", "b"]
    assert page.documented_class(0) is None
    assert page.documented_class(1).name == "Box"


@pytest.mark.parametrize("symbol", ["Box", None])
def test_a_summary_of_a_class_alone_belongs_to_it(symbol: str | None) -> None:
    code = "class Box:\n    def fill(self, item):\n        self.item = item"
    page = Page.read(Snippet(code), (Comment("A box.", kind="summary", symbol=symbol),))
    assert page.documented_class(0).name == "Box"
    assert Page.read(Snippet(code), (Comment("A box.", line_number=1),)).documented_class(0) is None


def test_comments_of_a_source_are_there_as_they_are_written() -> None:
    page = source_page("#!/bin/sh\nx = '#'  #set\n  # noqa\ny = 2 # 二\n")
    assert [(t.text, t.line, t.column, t.own_line) for t in page.tokens] == [
        ("#!/bin/sh", 1, 0, True),
        ("#set", 2, 9, False),
        ("# noqa", 3, 2, True),
        ("# 二", 4, 6, False),
    ]


def test_generated_comments_have_no_tokens() -> None:
    page = Page.read(Snippet("x = 1  # one"), (Comment("One.", line_number=1),))
    assert not page.is_source
    assert page.tokens == ()


def test_a_line_of_a_docstring_is_found_in_the_source() -> None:
    page = source_page('def f():\n    """\n    Do.\n\n    More.\n    """\n')
    assert [page.line_in(0, number) for number in (0, 2, 9)] == [3, 5, 6]
    loose = Page.read(Snippet("def f(): pass"), (Comment("Do.\n\nMore.", kind="docstring"),))
    assert loose.line_in(0, 2) == 1


def test_the_comments_that_hold_a_hint_are_found_in_any_case() -> None:
    comments = tuple(Comment(text, line_number=1) for text in ("Aİ first", "SECOND, second", "", "the last"))
    page = Page.read(Snippet("x = 1"), comments)
    assert page.holding("first", "second") == (0, 1)
    assert page.holding("t") == (0, 3)
    assert page.holding("last") == (3,)
    assert page.holding("ond, sec", "missing") == (1,)
    assert page.holding("missing") == ()


@pytest.mark.parametrize("length", [1, 5_000])
def test_a_page_holds_what_one_of_its_comments_holds_in_any_case(length: int) -> None:
    filler = " ".join(f"word{number}" for number in range(length))
    page = Page.read(Snippet("x = 1"), (Comment(filler), Comment("You are\nan AI, Ignore all.")))
    for hint in ("ignore", "nore all", "are\nan", " ai,", "word0"):
        assert page.holding(hint)
    for hint in ("ignore you", "are an", "all word0", "missing"):
        assert not page.holding(hint)
    assert page.holding("ignore", "missing") == (1,)


def test_in_a_long_text_only_hints_whose_words_occur_are_likely() -> None:
    page = Page.read(Snippet("x = 1"), (Comment("first second " * 2_000),))
    assert page.likely(("third", "first", "second third", "first first")) == ["first", "first first"]
