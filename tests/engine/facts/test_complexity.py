"""Cyclomatic complexity by qualified name."""

from __future__ import annotations

import pytest

from postil.facts.python import PYTHON


def test_complexity_has_the_names_of_the_facts() -> None:
    code = (
        "class A:\n"
        "    class B:\n"
        "        def f(self):\n"
        "            if x and y: pass\n"
        "    def g(self):\n"
        "        def h(): return a if b else c\n"
        "def k(): return 'a' is 1 and '\\d'\n"
    )
    found = PYTHON.complexity(code)
    assert set(found) == {f.qualname for f in PYTHON.facts(code).functions}
    assert (found["A.B.f"], found["A.g.h"], found["k"]) == (3, 2, 2)


@pytest.mark.parametrize("code", ["x =", "(" * 10_000, "\0", "x = '\ud800'", "-" * 100_000 + "1"])
def test_what_does_not_parse_has_none(code: str) -> None:
    assert PYTHON.complexity(code) == {}
