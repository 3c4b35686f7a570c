"""The page: one snippet with its remarks."""

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
