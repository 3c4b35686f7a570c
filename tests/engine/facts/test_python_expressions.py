"""What the expressions of a statement show."""

from __future__ import annotations

import pytest

from postil.facts.model import Call, Comparison, Effect, Literal, Statement
from postil.facts.python import PYTHON


def only(code: str) -> Statement:
    (statement,) = PYTHON.facts(code).statements
    return statement


def test_names_come_in_order_and_repeat() -> None:
    assert only("self.total = total + item.price * f(key=total)").names == (
        "self", "total", "total", "item", "price", "f", "key", "total",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("code", "operators"),
    [
        ("x = a + b * -c // d ** 2 @ e", ("+", "*", "-", "//", "**", "@")),
        ("x = a and not b or c", ("and", "not", "or")),
        ("x = a is not b", ("is not",)),
        ("x = a not in b", ("not in",)),
        ("x //= 2", ("//=",)),
        ("f = lambda *a, b=1, **c: a", ("lambda",)),
        ("x = await y", ("await",)),
        ("(x := 1)", (":=",)),
        ("x = y[1:2, ::3]", ("[:]", "[:]")),
        ("x = [a for a in b if c async for d in e]", ("for", "if", "for")),
        ("x = a if b else c", ("if",)),
        ("f(*a, **b)", ("*", "**")),
        ("a, *b = c", ("*",)),
        ("x = ~a & b | c ^ d << 1 >> 2", ("~", "&", "|", "^", "<<", ">>")),
        ("from .a import *", ()),
    ],
)
def test_operators(code: str, operators: tuple[str, ...]) -> None:
    assert only(code).operators == operators


def test_a_signature_has_no_operators() -> None:
    header = PYTHON.facts("def f[T, *U, **V](a, /, *, b, **c: T): pass").statements[0]
    assert header.operators == ()


@pytest.mark.parametrize(
    ("code", "call"),
    [
        ("f()", Call("f")),
        ("os.path.join(a, 'b')", Call("os.path.join", ("a", "'b'"))),
        ("f(*a, b, key = c + 1, **d)", Call("f", ("*a", "b", "**d"), (("key", "c + 1"),))),
        ("sum(x for x in y)", Call("sum", ("x for x in y",))),
        ("x[0].split(',')", Call(".split", ("','",))),
        ("f\\\n .g(a,  # one\n b)", Call("f.g", ("a", "b"))),
    ],
)
def test_a_call(code: str, call: Call) -> None:
    assert only(code).calls == (call,)


def test_nested_calls_come_from_the_outside_in() -> None:
    assert [c.name for c in only("a(b(c))(d).e()").calls] == [".e", "", "a", "b"]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("10", "number", 10),
        ("-1", "number", -1),
        ("1_000.5e1", "number", 10005.0),
        ("0xFF", "number", 255),
        ("0b11", "number", 3),
        ("0777", "number", 511),
        ("10L", "number", 10),
        ("2j", "number", None),
        ("-2j", "number", None),
        ("1" * 5000, "number", float("inf")),
        ("'a'", "string", "a"),
        (r'"\n\x41\u0042\103\\\N{BULLET}\q"', "string", "\nABC\\•\\q"),
        (r"'\N{NO SUCH NAME}\U00110000'", "string", r"\N{NO SUCH NAME}\U00110000"),
        (r"r'\n'", "string", r"\n"),
        ("b'x'", "string", "x"),
        ("'''a\nb'''", "string", "a\nb"),
        ("f'{a!r:>{w}} b'", "string", "{a!r:>{w}} b"),
        ("True", "bool", True),
        ("False", "bool", False),
        ("None", "none", None),
    ],
)
def test_a_literal(text: str, kind: str, value: object) -> None:
    (literal,) = only(f"x = {text}").literals
    assert (literal.kind, literal.text, literal.value) == (kind, text, value)


def test_an_f_string_shows_the_names_in_its_fields() -> None:
    statement = only('x = f"{a!r:>{b}} {c.d()} e" "{f}"')
    assert statement.names == ("x", "a", "b", "c", "d")
    assert [c.name for c in statement.calls] == ["c.d"]


def test_a_chain_gives_several_comparisons() -> None:
    assert only("x = a < b <= c").comparisons == (Comparison("a", "<", "b"), Comparison("b", "<=", "c"))


@pytest.mark.parametrize(
    ("test", "negated"),
    [
        ("not a < b", [True]),
        ("not (a < b and (c > d))", [True, True]),
        ("not (not a < b)", [False]),
        ("not (a < b or not c > d)", [True, False]),
        ("not f(a < b)", [False]),
        ("a < b", [False]),
    ],
)
def test_a_comparison_under_not_is_negated(test: str, negated: list[bool]) -> None:
    assert [c.negated for c in only(f"x = {test}").comparisons] == negated


@pytest.mark.parametrize(
    ("code", "effects"),
    [
        ("a = b.c = d[0] = 1", [("bind", "a"), ("store", "b.c"), ("store", "d[0]")]),
        ("x += 1", [("bind", "x")]),
        ("self.items.append(x)", [("mutate", "self.items")]),
        ("groups[key].add(x)", [("mutate", "groups[key]")]),
        ("f().append(x)", []),
        ("os.remove(x)", []),
        ("append(x)", []),
        ("del x, y.z", [("delete", "x"), ("delete", "y.z")]),
        ("print(x, file=sys.stderr)", [("io", "print")]),
        ("sys.stderr.write(x)", [("io", "sys.stderr.write"), ("mutate", "sys.stderr")]),
        ("x = await f(y)", [("bind", "x"), ("await", "f(y)")]),
        ("import a.b", [("bind", "a")]),
        ("f(y := 1)", [("bind", "y")]),
    ],
)
def test_effects(code: str, effects: list[tuple[str, str]]) -> None:
    assert [(e.kind, e.target) for e in only(code).effects] == effects


def test_the_records_are_those_of_the_model() -> None:
    statement = only("x = f(1)")
    assert statement.literals == (Literal("number", "1", 1),)
    assert statement.effects == (Effect("bind", "x"),)
