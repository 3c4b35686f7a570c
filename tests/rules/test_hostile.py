"""No text makes a rule crash or crawl, in source or beside it."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postil.facts.registry import language_named
from postil.page import Page
from postil.records import Comment, Snippet
from postil.rules import load_rules

RULES = [rule for rule in load_rules() if rule.code != "MKP01"]  # docutils is not ours
PIECES = st.sampled_from(
    [*"#:`'\"\\<>[]()_*-=~.@|\t\n ", '"""', "::", "```", ">>> ", "Args:\n", "    x: y\n", ":param x:", ":func:`x`",
     "Returns\n-------\n", ".. note:", "def f(x):\n    ", "class A:\n    ", "x = 1", "# ", "#!", "参数：", "返回", "。",
     "https://", "[1]_", "<b>", "</b>", "raise E\n", "yield x\n", "@d\n", "TODO", "\x00", "\ud800", "\u202e"]
)  # fmt: skip
CODE = "def f(x, *y, **z):\n    return x"


def source(code: str) -> Page:
    return Page.read(Snippet(code), language_named("python").comments(code))


def beside(text: str) -> Page:
    comments = (Comment(text, kind="docstring"), Comment(text, line_number=1), Comment(text, kind="summary"))
    return Page.read(Snippet(CODE), comments)


def check_all(page: Page) -> None:
    for rule in RULES:
        for finding in rule.check(page):
            assert finding.line >= 1, rule.code
            assert finding.column >= 1, rule.code
            assert finding.end_line >= finding.line, rule.code


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join))
def test_any_source_is_judged(code: str) -> None:
    check_all(source(code))


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_remark_is_judged(text: str) -> None:
    check_all(beside(text))


@pytest.mark.parametrize(
    "piece",
    ["`", "[1]_ ", "<b> ", ":func:x ", "Args:\n    x: y\n", "Returns\n-------\n", ":param x: y\n", "- x\n", "a (",
     "x::\n", "```\n", ">>> x\n", "`a <http://b ", "TODO ", "# ", "\t", "word ", "参数：\n", "https:/", ".. note: x\n",
     "'a' ", "\\d", "。", "-" * 60 + "\n", "x" * 50],
)  # fmt: skip
def test_a_long_text_takes_time_in_proportion(
    piece: str, grows_evenly: Callable[[Callable[[int], object], int], None]
) -> None:
    def judged(length: int) -> None:
        text = piece * (length // len(piece))
        quoted = text.replace('"""', "").replace("\n", "\n    ")
        check_all(beside("Do it.\n\n" + text))
        check_all(source(f'def f(x):\n    r"""Do it.\n\n    {quoted}\n    """\n    return x\n'))

    grows_evenly(judged, 60_000)


@pytest.mark.parametrize("piece", ["\n", " ", "...\n", "(\n", "x(...\n", "from x import y\n", ">>> x\n"])
def test_a_long_block_of_code_takes_time_in_proportion(
    piece: str, grows_evenly: Callable[[Callable[[int], object], int], None]
) -> None:
    def judged(length: int) -> None:
        check_all(beside(f"Do it.\n\n```python\n{piece * (length // len(piece))}\n```\n"))

    grows_evenly(judged, 60_000)
