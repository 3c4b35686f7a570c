"""Statements: their kinds, lines, nesting, targets and values."""

from __future__ import annotations

import pytest

from postil.facts.model import Facts, Statement
from postil.facts.python import PYTHON


def facts(code: str) -> Facts:
    return PYTHON.facts(code)


def only(code: str) -> Statement:
    (statement,) = facts(code).statements
    return statement


@pytest.mark.parametrize(
    ("code", "kind", "targets", "value"),
    [
        ("x = 1", "assign", ("x",), "1"),
        ("a = b = c, d", "assign", ("a", "b"), "c, d"),
        ("a, (b, *c) = d", "assign", ("a", "b", "c"), "d"),
        ("self.x = y[0] = z", "assign", ("self.x", "y[0]"), "z"),
        ("x: int", "assign", ("x",), ""),
        ("x: int = 3", "assign", ("x",), "3"),
        ("x += yield y", "augassign", ("x",), "yield y"),
        ("return", "return", (), ""),
        ("return a, b", "return", (), "a, b"),
        ("yield", "yield", (), ""),
        ("yield from f(x)", "yield", (), "f(x)"),
        ("raise E('no') from error", "raise", (), "E('no')"),
        ("assert x, 'why'", "assert", (), "x"),
        ("del x, y[0]", "delete", (), "x, y[0]"),
        ("import a.b, c as d", "import", ("a", "d"), ""),
        ("from .a import (b as c, d,)", "import", ("c", "d"), ""),
        ("from a import *", "import", (), ""),
        ("from __future__ import annotations", "import", ("annotations",), ""),
        ("global a, b", "global", (), ""),
        ("nonlocal a", "global", (), ""),
        ("pass", "pass", (), ""),
        ("break", "break", (), ""),
        ("continue", "continue", (), ""),
        ("f(x)", "expression", (), ""),
        ("await f(x)", "expression", (), ""),
        ("a, b", "expression", (), ""),
        ("type Pair[T] = tuple[T, T]", "type", ("Pair",), "tuple[T, T]"),
        ("(n := 3)", "expression", ("n",), ""),
        ("'text'", "docstring", (), ""),
    ],
)
def test_a_simple_statement(code: str, kind: str, targets: tuple[str, ...], value: str) -> None:
    statement = only(code)
    assert (statement.kind, statement.targets, statement.value) == (kind, targets, value)
    assert (statement.text, statement.line, statement.end_line, statement.column) == (code, 1, 1, 0)


@pytest.mark.parametrize(
    ("code", "kind", "targets", "value", "text"),
    [
        ("if x > 1: pass", "if", (), "x > 1", "if x > 1:"),
        ("while (n := f()): pass", "while", ("n",), "(n := f())", "while (n := f()):"),
        ("for i, (a, b) in c: pass", "for", ("i", "a", "b"), "c", "for i, (a, b) in c:"),
        ("async for a in b, c: pass", "for", ("a",), "b, c", "async for a in b, c:"),
        ("with a as b, c(): pass", "with", ("b",), "a, c()", "with a as b, c():"),
        ("async with (a as b.c): pass", "with", ("b.c",), "a", "async with (a as b.c):"),
        (
            "with (a as b, c as (d, e),): pass",
            "with",
            ("b", "d", "e"),
            "a, c",
            "with (a as b, c as (d, e),):",
        ),
        ("match a, b:\n    case _: pass", "match", (), "a, b", "match a, b:"),
        ("class A(B, metaclass=M): pass", "class", ("A",), "", "class A(B, metaclass=M):"),
        ("def f(a: int = 1) -> str: pass", "function", ("f",), "", "def f(a: int = 1) -> str:"),
        ("async def f(): pass", "function", ("f",), "", "async def f():"),
        ("try: pass\nfinally: pass", "try", (), "", "try:"),
        ("@a.b(1)\ndef f(): pass", "decorator", (), "", "@a.b(1)"),
    ],
)
def test_a_header(code: str, kind: str, targets: tuple[str, ...], value: str, text: str) -> None:
    statement = facts(code).statements[0]
    assert (statement.kind, statement.targets, statement.value) == (kind, targets, value)
    assert statement.text == text


def test_clauses_stand_beside_their_statement_and_cases_inside() -> None:
    code = "if a:\n    x\nelif b:\n    y\nelse:\n    z\nmatch a:\n    case 1:\n        w"
    shape = [(s.kind, s.parent, s.depth, s.line, s.body_end) for s in facts(code).statements]
    assert shape == [
        ("if", -1, 0, 1, 2),
        ("expression", 0, 1, 2, 2),
        ("elif", -1, 0, 3, 4),
        ("expression", 2, 1, 4, 4),
        ("else", -1, 0, 5, 6),
        ("expression", 4, 1, 6, 6),
        ("match", -1, 0, 7, 9),
        ("case", 6, 1, 8, 9),
        ("expression", 7, 2, 9, 9),
    ]


def test_try_has_all_its_clauses() -> None:
    code = "try: a\nexcept (A, B) as e: b\nexcept* C: c\nexcept: d\nelse: e\nfinally: f"
    headers = [(s.kind, s.value, s.targets) for s in facts(code).statements if s.depth == 0]
    assert headers == [
        ("try", "", ()),
        ("except", "A, B", ("e",)),
        ("except", "C", ()),
        ("except", "", ()),
        ("else", "", ()),
        ("finally", "", ()),
    ]


@pytest.mark.parametrize("loop", ["for x in y:", "while x:"])
def test_a_loop_has_an_else(loop: str) -> None:
    assert [s.kind for s in facts(f"{loop}\n    a\nelse:\n    b").statements][2] == "else"


@pytest.mark.parametrize(
    ("pattern", "bound"),
    [
        ("[A.x, *rest]", ("rest",)),
        ('{"k": v, **others}', ("v", "others")),
        ("Point(x=0) as p", ("p",)),
        ("(A() | B()) as c, *_", ("c",)),
        ("-1 | None", ()),
        ("_", ()),
        ("x if x > 1", ("x",)),
    ],
)
def test_a_case_binds_its_captures(pattern: str, bound: tuple[str, ...]) -> None:
    statement = facts(f"match s:\n    case {pattern}: pass").statements[1]
    assert (statement.value, statement.targets) == (pattern, bound)


def test_several_statements_share_a_line() -> None:
    found = facts("a = 1; b = 2;\nif a: return b")
    assert [(s.text, s.line, s.column) for s in found.statements] == [
        ("a = 1", 1, 0),
        ("b = 2", 1, 7),
        ("if a:", 2, 0),
        ("return b", 2, 6),
    ]
    assert found.line_statements == (0, 2)


def test_statements_of_several_lines_cover_all_but_blank_and_comment_lines() -> None:
    code = 'x = f(\n    1,\n\n    # why\n    2)\ny = """a\n# b\n\nc"""\nz = 1 + \\\n    2\n\n# end\n'
    found = facts(code)
    assert found.line_statements == (0, 0, -1, -1, 0, 1, 1, -1, 1, 2, 2, -1, -1)
    assert found.at(5) == found.statements[0]
    assert found.at(3) is None
    assert found.at(0) is None
    assert found.at(99) is None


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_are_those_of_python(end: str) -> None:
    found = facts(f"\ufeffx = 1{end}\f{end}y = (1,{end}     2)")
    assert [(s.line, s.end_line, s.column) for s in found.statements] == [(1, 1, 0), (3, 4, 0)]
    assert found.lines == 4
    assert found.problems == ()


def test_columns_count_characters() -> None:
    assert [s.column for s in facts("变量 = 'é'; y = 变量").statements] == [0, 10]
    assert facts("变量 = 'é'; y = 变量").statements[1].text == "y = 变量"


def test_tabs_and_indented_fragments_keep_their_columns() -> None:
    found = facts("\tif x:\n\t\ty = 1\n\treturn y\n")
    assert [(s.kind, s.column, s.depth) for s in found.statements] == [
        ("if", 1, 0),
        ("assign", 2, 1),
        ("return", 1, 0),
    ]


def test_symbols_bound_names_and_imports() -> None:
    found = facts(
        "import os.path\nimport numpy as np\nfrom . import a\nfrom .b import *\n"
        "def f(x, *y): return [z for z in x if lambda w: w]\nfor i.j in k: pass"
    )
    assert found.imports == (("os.path", "os.path"), ("np", "numpy"), ("a", ".a"), ("*", ".b"))
    assert found.bound == {"os", "np", "a", "f", "x", "y", "z", "w"}
    assert {"path", "numpy", "j", "k"} <= found.symbols


def test_empty_text_has_no_facts() -> None:
    assert facts("") == Facts(language="python", lines=0)
    assert facts("\n\n").lines == 2


def test_only_the_first_string_of_a_block_is_a_docstring() -> None:
    code = '"""m"""\n"no"\ndef f():\n    # c\n    ("d" "e")\n    "no"\nclass A:\n    f"no"\n    "no"\nif x:\n    "no"'
    assert [s.line for s in facts(code).statements if s.kind == "docstring"] == [1, 5]
