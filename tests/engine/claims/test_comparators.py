"""A function that compares two things proves the order of a sort, where it compares once and plainly."""

import pytest

from postil.claims.comparators import order_of
from postil.claims.operations import operations_of
from postil.facts.registry import facts_of


@pytest.mark.parametrize(
    ("comparator", "order"),
    [
        ("(a, b) => b.points - a.points", "descending"),
        ("(a, b) => a.name.localeCompare(b.name)", "ascending"),
        ("(a: Row, b: Row) => { return a.n - b.n; }", "ascending"),
        ("function (a, b) { return b - a; }", "descending"),
        ("|a, b| b.total_cmp(a)", "descending"),
        ("|a, b| a.partial_cmp(b).unwrap()", "ascending"),
        ("(x, y) -> Integer.compare(y.n, x.n)", "descending"),
        ("Comparator.reverseOrder()", "descending"),
        ("Comparator.naturalOrder()", "ascending"),
        ("func(i, j int) bool { return rows[i] > rows[j] }", "descending"),
        ("[](const Row& a, const Row& b) { return a.n < b.n; }", "ascending"),
        ("std::greater<int>()", "descending"),
    ],
)
def test_a_plain_comparator_tells_its_order(comparator: str, order: str) -> None:
    assert order_of(comparator) == order


@pytest.mark.parametrize(
    "comparator",
    [
        "(a, b) => a.n - b.n || b.m - a.m",
        "(a, b) => (a < b ? -1 : 1)",
        "(a, b) -> a.n - a.m",
        "(a) => a.n - b.n",
        "byName",
        "(" * 10_000,
        "(a, b) => " + "a - " * 5_000 + "b",
    ],
)
def test_one_that_compares_twice_or_cannot_be_read_tells_none(comparator: str) -> None:
    assert order_of(comparator) is None


@pytest.mark.parametrize(
    ("code", "language", "proved"),
    [
        ("rows.sort((a, b) => b.n - a.n);", "javascript", {"descending", "in_place"}),
        ("const kept = rows.toSorted((a, b) => a.n - b.n);", "javascript", {"ascending"}),
        ("fn f(v: &mut Vec<f64>) { v.sort_by(|a, b| a.total_cmp(b)); }", "rust", {"ascending", "in_place"}),
    ],
)
def test_a_sort_by_such_a_function_proves_the_order(code: str, language: str, proved: set[str]) -> None:
    found = frozenset[str]().union(*map(operations_of, facts_of(code, language).statements))
    assert found & {"ascending", "descending", "in_place"} == proved
