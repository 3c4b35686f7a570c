"""Functions and classes: parameters, returns, yields, raises, guards, attributes."""

from __future__ import annotations

import pytest

from postil.facts.model import Class, Function, Parameter, Raise, Return
from postil.facts.python import PYTHON


def function(body: str) -> Function:
    lines = "".join(f"    {line}\n" for line in body.splitlines())
    return PYTHON.facts(f"def f(x):\n{lines}").functions[0]


def raises(body: str) -> list[tuple[str | None, bool]]:
    return [(r.exception, r.caught) for r in function(body).raises]


def owner(code: str) -> Class:
    return PYTHON.facts(code).classes[0]


def test_parameters_of_every_kind() -> None:
    code = "def f(a, /, b: int = 3, *args: T,\n      c, d=4, **kw: dict[str, int]) -> list[int]: ..."
    (f,) = PYTHON.facts(code).functions
    assert f.parameters == (
        Parameter("a", "positional_only", 1),
        Parameter("b", "positional", 1, "3", "int"),
        Parameter("args", "star", 1, None, "T"),
        Parameter("c", "keyword_only", 2),
        Parameter("d", "keyword_only", 2, "4"),
        Parameter("kw", "double_star", 2, None, "dict[str, int]"),
    )
    assert f.return_annotation == "list[int]"


def test_a_bare_star_makes_keywords() -> None:
    (f,) = PYTHON.facts("def f(*, a, # why\n b): pass").functions
    assert [(p.name, p.kind) for p in f.parameters] == [("a", "keyword_only"), ("b", "keyword_only")]


def test_places_of_a_decorated_function() -> None:
    found = PYTHON.facts("@a\n@b.c(1)\nasync def f(\n    x,\n):\n    # why\n    return x\n")
    (f,) = found.functions
    assert (f.line, f.body_line, f.end_line, f.is_async) == (3, 7, 7, True)
    assert f.decorators == ("a", "b.c(1)")
    assert found.statements[f.statement].kind == "function"
    assert {s.function for s in found.statements} == {0}


def test_nested_definitions_have_dotted_names_and_facts_of_their_own() -> None:
    found = PYTHON.facts(
        "class A:\n"
        "    def m(self):\n"
        "        def g():\n"
        "            return 1\n"
        "        class B:\n"
        "            def h(self): yield\n"
        "        return g\n"
    )
    assert [f.qualname for f in found.functions] == ["A.m", "A.m.g", "A.m.B.h"]
    assert [c.qualname for c in found.classes] == ["A", "A.m.B"]
    assert [len(f.returns) for f in found.functions] == [1, 1, 0]
    assert [f.yields for f in found.functions] == [(), (), (6,)]
    assert [f.is_method for f in found.functions] == [True, False, True]


def test_a_method_without_its_class_is_a_method() -> None:
    assert PYTHON.facts("    def f(self): pass").functions[0].is_method
    assert not PYTHON.facts("def f(x): pass").functions[0].is_method


def test_guards_are_the_tests_of_the_branches() -> None:
    body = (
        "if a:\n    return 1\nelif b:\n    return 2\nelse:\n    if c:\n        return 3\n    return\n"
        "while d:\n    return 4\nmatch x:\n    case [y] if y:\n        return 5"
    )
    assert [(r.value, r.guards) for r in function(body).returns] == [
        ("1", ("a",)),
        ("2", ("not (a)", "b")),
        ("3", ("not (a)", "not (b)", "c")),
        (None, ("not (a)", "not (b)")),
        ("4", ()),
        ("5", ("case [y] if y",)),
    ]


def test_guards_end_at_a_function() -> None:
    found = PYTHON.facts("if a:\n    def f():\n        return 1")
    assert found.functions[0].returns == (Return(3, "1"),)


def test_a_long_chain_of_branches_keeps_the_innermost_guards() -> None:
    chain = "if a: pass\n" + "".join(f"elif b{n}: return {n}\n" for n in range(200))
    last = function(chain).returns[-1]
    assert last.guards[-1] == "b199"
    assert len(last.guards) == 50


def test_yields_of_a_lambda_are_not_the_functions() -> None:
    assert function("x = yield\ny = lambda: (yield)\nyield from z\nif (yield 1): pass").yields == (2, 4, 5)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("raise ValueError", [("ValueError", False)]),
        ("raise ValueError('no') from e", [("ValueError", False)]),
        ("raise errors.NotFound(x)", [("errors.NotFound", False)]),
        ("raise _Private", [("_Private", False)]),
        ("raise make()", [(None, False)]),
        ("raise err", [(None, False)]),
        ("raise f()()", [(None, False)]),
        ("raise", [(None, False)]),
        ("raise ValueError, 'no'", [("ValueError", False)]),
        ("try:\n    raise KeyError\nexcept KeyError: pass", [("KeyError", True)]),
        ("try:\n    raise KeyError\nexcept LookupError: pass", [("KeyError", True)]),
        ("try:\n    raise KeyError\nexcept (A, Exception): pass", [("KeyError", True)]),
        ("try:\n    raise KeyError\nexcept: pass", [("KeyError", True)]),
        ("try:\n    raise KeyError\nexcept ValueError: pass", [("KeyError", False)]),
        ("try:\n    raise Mine\nexcept Exception as e: pass", [("Mine", True)]),
        ("try:\n    raise Mine\nexcept ValueError: pass", [("Mine", False)]),
        ("try:\n    raise Mine\nexcept Other: pass", [("Mine", False)]),
        ("try:\n    raise SystemExit\nexcept Exception: pass", [("SystemExit", False)]),
        ("try:\n    raise Mine\nfinally: pass", [("Mine", False)]),
        ("try: pass\nexcept A:\n    raise Mine\nexcept Mine: pass", [("Mine", False)]),
        ("try: pass\nexcept (A, b.C):\n    raise", [("A", False), ("b.C", False)]),
        ("try: pass\nexcept A as err:\n    raise err", [("A", False)]),
        ("try: pass\nexcept:\n    raise", [(None, False)]),
        ("try:\n    try: pass\n    except A: raise\nexcept A: pass", [("A", True)]),
    ],
)
def test_raises(body: str, expected: list[tuple[str | None, bool]]) -> None:
    assert raises(body) == expected


def test_a_function_inside_a_try_is_not_caught_by_it() -> None:
    found = PYTHON.facts("try:\n    def f():\n        raise A\nexcept A: pass")
    assert found.functions[0].raises == (Raise(3, "A"),)


def test_a_raise_has_guards() -> None:
    assert function("if x < 0:\n    raise ValueError").raises == (Raise(3, "ValueError", ("x < 0",)),)


@pytest.mark.parametrize(
    ("body", "stub"),
    [
        ("...", True),
        ("pass", True),
        ('"""Doc."""', True),
        ('"""Doc."""\nraise NotImplementedError("soon")', True),
        ("raise ValueError", False),
        ("return x", False),
        ("if x:\n    pass", False),
    ],
)
def test_a_stub_says_nothing(body: str, stub: bool) -> None:
    assert function(body).stub is stub


def test_a_definition_without_body_is_a_stub() -> None:
    (f,) = PYTHON.facts("def f(a, b=2):\n").functions
    assert (f.stub, f.body_line, f.end_line) == (True, 1, 1)
    assert PYTHON.facts("class A:\n").classes[0].end_line == 1


def test_docstrings_are_cleaned() -> None:
    f = function('"""First.\n\n    More\\tthan one.\n"""\nreturn 1')
    assert (f.docstring, f.docstring_line) == ("First.\n\nMore    than one.", 2)
    assert function('f"""no"""').docstring is None
    assert function('b"no"').docstring is None
    assert function("('a'  # c\n 'b')").docstring == "ab"


def test_class_attributes_come_from_its_body_and_from_its_methods() -> None:
    found = owner(
        "class A(B, c.D, metaclass=M):\n"
        '    """Doc."""\n'
        "    x: int\n"
        "    y = z = 1\n"
        "    if q:\n"
        "        w = 2\n"
        "    def __init__(this, v):\n"
        "        this.v, this.x = v\n"
        "        this.a.b = this.c[0] = v\n"
        "        def g(): this.late = 1\n"
        "    @classmethod\n"
        "    def k(cls): cls.count += 1\n"
        "    @staticmethod\n"
        "    def s(self): self.never = 1\n"
        "    def none(): pass\n"
    )
    assert found.attributes == ("x", "y", "z", "w", "v", "late", "count")
    assert (found.bases, found.docstring, found.docstring_line) == (("B", "c.D"), "Doc.", 2)
