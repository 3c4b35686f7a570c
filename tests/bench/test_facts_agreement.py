"""The comparison of facts with a reference parser: what is the same function, and what counts as a difference."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

PROGRAMS = Path(__file__).parents[2] / "benchmarks" / "facts"
CODE = '''
class Shop(Base, metaclass=Meta):
    """Sells."""

    def sell(self, name, /, count=1, *, gift=False, **more):
        """Sells one."""
        if not count:
            raise ValueError(name)
        return [lambda: (yield), self.tell(more)]

    def tell(self, more):
        def inner():
            yield 1
        yield from inner()
'''


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(PROGRAMS))
    spec = importlib.util.spec_from_file_location("facts_compare", PROGRAMS / "compare.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def record(name: str, line: int, end: int, **more: object) -> dict[str, Any]:
    return {"name": name, "qualname": name, "line": line, "end": end, **more}


def test_a_file_that_both_read_alike_has_no_difference(program: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "shop.py").write_text(CODE, "utf-8")
    (theirs,) = program.reference(program.READERS["python"], program.files_of("python", [tmp_path], 10))
    tally = program.Tally()
    program.compare(theirs, program.facts_as_records(theirs["file"], "python"), tally)
    assert not tally.differing
    assert tally.compared["functions found"] == 3
    assert theirs["functions"][0]["parameters"][1:] == [
        ["name", "positional_only", False],
        ["count", "positional", True],
        ["gift", "keyword_only", True],
        ["more", "double_star", False],
    ]


def test_what_differs_is_told_with_its_place(program: ModuleType) -> None:
    mine = record("f", 1, 2, parameters=[("a", "positional", False)], returns=True)
    one = record("f", 1, 2, first=1, parameters=[("b", "positional", False)], returns=True)
    tally = program.Tally()
    theirs = {"file": "a.py", "functions": [one], "classes": []}
    program.compare(theirs, {"functions": [mine], "classes": []}, tally)
    assert tally.differing == {"funct. parameters": ["a.py:1 f: ours ['a'], theirs ['b']"]}


def test_functions_of_one_name_are_told_apart_by_their_place(program: ModuleType) -> None:
    ours = [record("f", 20, 25), record("f", 1, 5), record("g", 30, 31)]
    theirs = [record("f", 1, 5, first=1), record("f", 20, 25, first=18), record("f", 40, 41, first=40)]
    pairs = [(mine and mine["line"], one and one["line"]) for mine, one in program.matched(ours, theirs)]
    assert pairs == [(1, 1), (20, 20), (None, 40), (30, None)]


def test_what_the_reference_could_not_see_is_not_held_against_us(program: ModuleType) -> None:
    ours = {"functions": [record("f", 5, 9), record("g", 20, 21)], "classes": []}
    theirs = {"file": "a.c", "functions": [], "classes": [], "blind": [[4, 9]]}
    tally = program.Tally()
    program.compare(theirs, ours, tally)
    assert tally.compared == {"functions not invented": 1}
