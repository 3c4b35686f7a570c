"""Damaged code, fragments, notebooks: as many facts as can be read, never an exception."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.facts.model import Facts
from postil.facts.python import PYTHON
from postil.facts.python_bounds import MOST_CHARACTERS, MOST_STATEMENTS
from postil.facts.python_syntax import normalise

SOURCES = [
    (Path(os.__file__).parent / name).read_text(encoding="utf-8")
    for name in ("textwrap.py", "contextlib.py", "heapq.py", "calendar.py")
]


def kinds(code: str) -> list[str]:
    return [statement.kind for statement in PYTHON.facts(code).statements]


def problem_lines(code: str) -> list[int]:
    return [problem.line for problem in PYTHON.facts(code).problems]


def assert_whole(code: str, facts: Facts) -> None:
    """Every written line belongs to a statement, and every index exists."""
    lines = normalise(code).split("\n")
    lines = lines if lines[-1] else lines[:-1]
    assert facts.lines == len(facts.line_statements) == len(lines)
    for line, owner in zip(lines, facts.line_statements, strict=True):
        bare = line.strip()
        assert owner < len(facts.statements)
        assert owner >= 0 or not bare or bare.startswith("#") or set(bare) == {"\\"}, line
    for index, statement in enumerate(facts.statements):
        assert statement.index == index
        assert -1 <= statement.parent < index
        assert 1 <= statement.line <= statement.end_line <= statement.body_end <= max(1, facts.lines)
        assert statement.function < len(facts.functions)
    for function in facts.functions:
        assert facts.statements[function.statement].kind == "function"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("elif x > 2:\n    return 1\nelse:\n    return 2", ["elif", "return", "else", "return"]),
        ("else: return 3", ["else", "return"]),
        ("    except A as e: raise\n    finally:\n        x", ["except", "raise", "finally", "expression"]),
        ("case P(x) if x:\n    return x", ["case", "return"]),
        ("    return 1\nelse:\n    return 2", ["return", "else", "return"]),
        ("    @property", ["decorator"]),
        ("x = 1\n@a\n@b(c)", ["assign", "decorator", "decorator"]),
        ("def f(self):", ["function"]),
        ("return x", ["return"]),
        ("yield x", ["yield"]),
        ("try:\n    x", ["try", "expression"]),
        ("        x = 1\n    y = 2\nz = 3", ["assign", "assign", "assign"]),
    ],
)
def test_a_fragment_is_no_fault(code: str, expected: list[str]) -> None:
    assert kinds(code) == expected
    assert problem_lines(code) == []


def test_a_part_in_the_middle_is_a_fault() -> None:
    assert problem_lines("x = 1\nelse:\n    y = 2") == [2]
    assert problem_lines("@a\nx = 1") == []
    assert problem_lines("x = 1\n@a\ny = 2") == [2]
    assert kinds("x = 1\nelse:\n    y = 2") == ["assign", "else", "assign"]


def test_a_fragments_header_has_its_facts() -> None:
    header, body = PYTHON.facts("elif a.b > f(3):\n    return x").statements
    assert (header.value, header.names, header.column) == ("a.b > f(3)", ("a", "b", "f"), 0)
    assert (body.parent, body.depth, body.column) == (0, 1, 4)


def test_a_case_without_match_keeps_its_columns() -> None:
    assert [s.column for s in PYTHON.facts("case 1: return 2").statements] == [0, 8]


@pytest.mark.parametrize(
    ("code", "broken"),
    [
        ("x = 1\ny = = 2\nz = f(3)", 2),
        ("x = 1\ny = foo(2,\nz = f(3)", 2),
        ("x = 1\ny = 'abc\nz = f(3)", 2),
        ("x = 1\ny = 2 +\nz = f(3)", 2),
        ("x = 1\ny = 2)\nz = f(3)", 2),
        ("x = 1\nadd y to the list\nz = f(3)", 2),
        ("x = 1\n???\nz = f(3)", 2),
    ],
)
def test_a_broken_line_costs_no_other(code: str, broken: int) -> None:
    facts = PYTHON.facts(code)
    assert [s.kind for s in facts.statements] == ["assign", "error", "assign"]
    assert [p.line for p in facts.problems] == [broken]
    assert facts.statements[2].calls[0].name == "f"


def test_a_broken_line_keeps_its_names_and_constants() -> None:
    statement = PYTHON.facts('total = += 3 and foo("a", None) not 1.5  # why').statements[0]
    assert statement.names == ("total", "foo")
    assert [literal.value for literal in statement.literals] == [3, "a", None, 1.5]
    assert statement.operators == ("+=", "and", "not")


def test_a_broken_header_keeps_its_block() -> None:
    facts = PYTHON.facts("def f(:\n    x = 1\n    if x:\n        return 2\ny = 3")
    assert [(s.kind, s.parent) for s in facts.statements] == [
        ("error", -1),
        ("assign", 0),
        ("if", 0),
        ("return", 2),
        ("assign", -1),
    ]
    assert facts.statements[0].body_end == 4


def test_an_open_docstring_costs_only_its_line() -> None:
    facts = PYTHON.facts('def f():\n    """Doc\n    x = 1\n    return x\n')
    assert [s.kind for s in facts.statements] == ["function", "error", "assign", "return"]
    assert facts.functions[0].returns[0].value == "x"


def test_a_broken_statement_of_several_lines_is_one() -> None:
    facts = PYTHON.facts("x = f(1\n      2 3,\n      4)\ny = 1")
    assert [(s.kind, s.line, s.end_line) for s in facts.statements] == [("error", 1, 3), ("assign", 4, 4)]


def test_python_2_is_read_and_told() -> None:
    facts = PYTHON.facts('print "total", x\nexec code\nprint >>f, x')
    assert [(s.kind, s.calls[0].name) for s in facts.statements] == [
        ("expression", "print"),
        ("expression", "exec"),
        ("expression", "print"),
    ]
    assert facts.statements[0].calls[0].arguments == ('"total"', "x")
    assert [p.line for p in facts.problems] == [1, 2]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("%time f(x)\ny = 1", ["magic", "assign"]),
        ("!pip install x\ny = 1", ["magic", "assign"]),
        ("files = !ls\ny = 1", ["magic", "assign"]),
        ("f?\ny = 1", ["magic", "assign"]),
        ("?f\ny = 1", ["magic", "assign"]),
        ("%%time\ny = 1", ["magic", "assign"]),
        ("%%bash\nls -l\n\necho $x", ["magic"]),
        ("if x:\n    %timeit f()\ny = (a\n  %b)", ["if", "magic", "assign"]),
    ],
)
def test_magics_are_no_fault(code: str, expected: list[str]) -> None:
    assert kinds(code) == expected
    assert problem_lines(code) == []


def test_a_clause_behind_a_closed_block_is_read() -> None:
    facts = PYTHON.facts("if a:\n        b\n    c\nelse:\n    d")
    assert [s.line for s in facts.statements] == [1, 2, 3, 4, 5]
    assert facts.problems


@pytest.mark.parametrize(
    "code", ["\\", "\\\n\\\nx = 1", "x = 1\n\\\n", ";", "x;;y", "\0", "\ud800", "#", "'", '"""']
)
def test_odd_bits_are_covered(code: str) -> None:
    assert_whole(code, PYTHON.facts(code))


@given(st.text(max_size=200))
def test_any_text_is_read(code: str) -> None:
    assert_whole(code, PYTHON.facts(code))
    PYTHON.comments(code)


@given(st.lists(st.sampled_from(
    ["if x:", "else:", "elif y:", "try:", "except A:", "finally:", "case 1:", "match x:", "@a", "def f():", "x = (",
     ")", '"""', "y = 1", "a b", "%m", "%%bash", "!ls", "# c", "", "\\", "return", "class A: x", "'", "async", ";"]
).flatmap(lambda line: st.integers(0, 3).map(lambda depth: "  " * depth + line)), max_size=14))  # fmt: skip
def test_any_order_of_lines_is_read(lines: list[str]) -> None:
    code = "\n".join(lines)
    assert_whole(code, PYTHON.facts(code))
    PYTHON.comments(code)


@given(st.sampled_from(SOURCES), st.integers(0, 9000), st.integers(0, 3000), st.integers(1, 4))
def test_truncated_and_mutilated_source_is_read(code: str, start: int, length: int, hole: int) -> None:
    part = code[start : start + length]
    code = part[: length // 2] + part[length // 2 + hole :]
    assert_whole(code, PYTHON.facts(code))
    PYTHON.comments(code)


def test_a_wrong_character_in_real_source_costs_few_lines() -> None:
    for source in SOURCES:
        whole = PYTHON.facts(source)
        for at in range(100, len(source), len(source) // 12):
            found = PYTHON.facts(source[:at] + "$" + source[at:])
            assert len(found.problems) <= 4
            assert len(found.functions) >= len(whole.functions) - 1


@pytest.mark.parametrize(
    "code",
    [
        "(" * 10_000,
        "(" * 10_000 + ")" * 10_000,
        "f(" * 10_000 + ")" * 10_000,
        "x = " + "not " * 10_000 + "a",
        "x = " + "lambda *a: " * 10_000 + "1",
        'f"{' * 10_000,
        "a" + ".b()" * 10_000,
        "if a: b\n" + "elif a: b\n" * 10_000,
        "x = 1; " * 1_500_000,
        "a" * 10_000_000,
        "\0" * 100_000,
        "\ud800\n" * 10_000,
        "a b\n" * 20_000,
        "(\n" * 20_000,
        "'''\n\"\"\"\n" * 10_000,
        "\\\n" * 20_000,
        '\\"' * 200_000,
        "# c\n" * 20_000,
        "if x:\n" + "    # a longer comment\n\n" * 8_000,
        "x\n" * (MOST_STATEMENTS + 1),
        "".join(" " * n + "if x:\n" for n in range(1000)),
    ],
    ids=range(21),
)
def test_hostile_text_is_read(code: str) -> None:
    facts = PYTHON.facts(code)
    PYTHON.comments(code)
    assert_whole(code, facts)


def test_text_that_is_too_large_is_read_by_lines() -> None:
    code = "def total(items):\n    return sum(items)\n\n# why\n" + "x = 1\n" * MOST_STATEMENTS
    facts = PYTHON.facts(code)
    assert [p.line for p in facts.problems] == [1]
    assert "too large" in facts.problems[0].message
    assert facts.statements[1].names == ("sum", "items")
    assert facts.line_statements[:5] == (0, 1, -1, -1, 2)
    for much in ("'" + "x" * MOST_CHARACTERS, "x; " * MOST_STATEMENTS, "# c\n" * 20_000):
        assert "too large" in PYTHON.facts(much).problems[0].message
    assert not PYTHON.facts("x = 1  # why\n" * 8_000).problems
