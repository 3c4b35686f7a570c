"""The exact path: scopes, qualified names, and rewriting that leaves all else as it was."""

from __future__ import annotations

import inspect
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postil.errors import PostilError
from postil.facts.python import PYTHON
from postil.facts.python_exact import ExactModule

CODE = '''\
import os as system

class A:
    """Old."""

    def f(self, x=1):  # why
        total = [n for n in x]
        return system.path
'''
STDLIB = Path(os.__file__).parent
SOURCES = {
    name: (STDLIB / name).read_text(encoding="utf-8")
    for name in ("textwrap.py", "heapq.py", "bisect.py", "fnmatch.py", "keyword.py", "copy.py")
}


def test_names_have_their_full_meaning() -> None:
    found = {
        (line, column): (name, full) for line, column, name, full in ExactModule.parse(CODE).qualified_names()
    }
    assert found[(8, 15)] == ("system", "os")
    assert found[(6, 8)] == ("f", "A.f")
    assert found[(7, 8)] == ("total", "A.f.<locals>.total")


def test_scopes_have_their_bindings() -> None:
    found = [(s.name, s.kind, s.line, s.bindings) for s in ExactModule.parse(CODE).scopes()]
    assert found == [
        ("", "module", 1, ("A", "system")),
        ("A", "class", 3, ("f",)),
        ("f", "function", 6, ("self", "total", "x")),
        ("", "comprehension", 7, ("n",)),
    ]


@pytest.mark.parametrize("name", sorted(SOURCES))
def test_both_paths_see_the_same_functions(name: str) -> None:
    code = SOURCES[name]
    fast = PYTHON.facts(code).functions
    exact = ExactModule.parse(code).functions()
    assert len(fast) > 0 or name == "keyword.py"
    assert [
        (
            f.qualname,
            f.line,
            f.body_line,
            f.end_line,
            f.parameters,
            f.return_annotation,
            f.decorators,
            f.is_async,
        )
        for f in fast
    ] == [
        (
            f.qualname,
            f.line,
            f.body_line,
            f.end_line,
            f.parameters,
            f.return_annotation,
            f.decorators,
            f.is_async,
        )
        for f in exact
    ]


def test_both_paths_see_the_same_parameters() -> None:
    code = "@d\nasync def f(a, /, b: int = 3, *args: T, c, d=4, **kw) -> x.y: ...\ndef g(*, a): ...\n"
    fast, exact = PYTHON.facts(code).functions, ExactModule.parse(code).functions()
    assert [(f.parameters, f.return_annotation, f.decorators) for f in fast] == [
        (f.parameters, f.return_annotation, f.decorators) for f in exact
    ]


def test_a_comment_is_replaced_and_nothing_else() -> None:
    module = ExactModule.parse(CODE).replace_comment(6, "because")
    assert module.code == CODE.replace("# why", "# because")


def test_a_docstring_is_replaced_and_nothing_else() -> None:
    module = ExactModule.parse(CODE).replace_docstring("A", "New.\n\nMore.")
    assert module.code == CODE.replace('"""Old."""', '"""New.\n\n    More.\n    """')


def test_line_ends_bom_and_tabs_are_kept() -> None:
    code = '\ufeff"""é"""\r\ndef f():\r\n\t"é"  # é\r\n'
    module = ExactModule.parse(code).replace_docstring("f", "a\nb").replace_comment(5, "ü")
    assert module.code == '\ufeff"""é"""\r\ndef f():\r\n\t"""a\r\n\tb\r\n\t"""  # ü\r\n'
    assert ExactModule.parse(code).replace_docstring("", "m").code == code.replace('"""é"""', '"""m"""')


@pytest.mark.parametrize("name", sorted(SOURCES))
def test_every_comment_of_a_module_can_be_replaced(name: str) -> None:
    code = SOURCES[name]
    module = ExactModule.parse(code)
    lines = code.split("\n")
    for comment in [c for c in PYTHON.comments(code) if c.kind == "line"][:5]:
        line, column = comment.at_line or 0, comment.at_column or 0
        expected = [*lines]
        expected[line - 1] = lines[line - 1][:column] + "# other"
        assert module.replace_comment(line, "other").code.split("\n") == expected


@settings(max_examples=60, deadline=None)
# Python 3.13 and its forerunners differ in what control characters count as indentation.
@given(
    st.text(
        st.characters(codec="utf-8", exclude_categories=["Cc"], include_characters="\n"), min_size=1
    ).filter(str.strip)
)
def test_a_replaced_docstring_means_what_was_asked(text: str) -> None:
    text = "\n".join(line.rstrip() for line in inspect.cleandoc(text).split("\n"))
    if not text.strip():
        return
    module = ExactModule.parse(CODE).replace_docstring("A", text)
    assert PYTHON.facts(module.code).classes[0].docstring == text
    before, after = CODE.split('"""Old."""')
    assert module.code.startswith(before)
    assert module.code.endswith(after)


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("x = 1\ny = = 2\n", r"^line 2, column 1: cannot be read as Python: y = = 2; mend the code"),
        ("(" * 10_000 + ")" * 10_000, "nested deeper than 150 levels"),
        ("(" * 10_000, "cannot be read"),
        ("if a: b\n" + "elif a: b\n" * 3000, "nested deeper"),
        ("x = '\ud800'", "line 1, column 1: .*surrogates"),
        ("if x:\n\ty\n        z\n", "line 1, column 1: .*tabs and spaces"),
    ],
)
def test_code_that_cannot_be_read_is_told(code: str, message: str) -> None:
    with pytest.raises(PostilError, match=message):
        ExactModule.parse(code)


def test_what_is_not_there_cannot_be_replaced() -> None:
    module = ExactModule.parse(CODE)
    with pytest.raises(PostilError, match=r"A\.f has no docstring here"):
        module.replace_docstring("A.f", "new")
    with pytest.raises(PostilError, match="the module has no docstring here"):
        module.replace_docstring("", "new")
    with pytest.raises(PostilError, match="B has no docstring here"):
        module.replace_docstring("B", "new")
    with pytest.raises(PostilError, match="line 1 has no comment"):
        module.replace_comment(1, "new")
    with pytest.raises(PostilError, match="a comment has one line"):
        module.replace_comment(6, "a\nb")
