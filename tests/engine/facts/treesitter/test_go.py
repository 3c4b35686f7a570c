"""Go: what its statements, functions and types show."""

from __future__ import annotations

import pytest

from postil.facts.model import Facts, Statement
from postil.facts.registry import facts_of

POOL = """package pool

import (
\t"errors"
\tlog "go.uber.org/zap"
)

// Pool keeps connections.
type Pool struct {
\tsize int
\tfree, busy []*Conn
}

// Taker gives connections.
type Taker interface {
\tTake(limit int) (*Conn, error)
}

const limit = 10

// Take gives a free connection,
// or an error when there is none.
func (p *Pool) Take(wait, tries int, names ...string) (conn *Conn, err error) {
\tif found, ok := p.cache[names[0]]; ok && found != nil {
\t\treturn found, nil
\t} else if tries == 0 {
\t\treturn nil, errors.New("none left")
\t}
\tfor i := 0; i < tries; i++ {
\t\tp.size--
\t}
\tfor key, value := range p.busy {
\t\tdelete(p.cache, key)
\t}
\tfor len(p.free) > 0 {
\t\tbreak
\t}
\tdefer p.mutex.Unlock()
\tgo func() {
\t\tlog.Info("taken")
\t}()
\tswitch wait {
\tcase 1, 2:
\t\tp.size = 1
\tdefault:
\t\tp.size += 2
\t}
\tp.free = append(p.free[1:], conn)
\treturn
}
"""


@pytest.fixture(scope="module")
def pool() -> Facts:
    return facts_of(POOL, "go")


def at(facts: Facts, start: str) -> Statement:
    return next(statement for statement in facts.statements if statement.text.startswith(start))


def test_the_code_is_read_without_a_problem(pool: Facts) -> None:
    assert pool.problems == ()
    assert pool.imports == (("errors", "errors"), ("log", "go.uber.org/zap.log"))


def test_types_are_classes_with_their_doc_comment(pool: Facts) -> None:
    assert [(owner.name, owner.attributes, owner.docstring) for owner in pool.classes] == [
        ("Pool", ("size", "free", "busy"), "Pool keeps connections."),
        ("Taker", (), "Taker gives connections."),
    ]


def test_a_method_belongs_to_its_receiver(pool: Facts) -> None:
    declared, take = pool.functions
    assert (declared.qualname, declared.stub) == ("Taker.Take", True)
    assert (take.qualname, take.is_method, take.docstring_line) == ("Pool.Take", True, 21)
    assert [(p.name, p.kind, p.annotation) for p in take.parameters] == [
        ("wait", "positional", "int"),
        ("tries", "positional", "int"),
        ("names", "star", "string"),
    ]
    assert take.return_annotation == "(conn *Conn, err error)"


def test_returns_know_their_guards(pool: Facts) -> None:
    test = "ok and found != None"
    assert [(r.value, r.guards) for r in pool.functions[1].returns] == [
        ("found, None", (test,)),
        ('None, errors.New("none left")', (f"not ({test})", "tries == 0")),
        (None, ()),
    ]


def test_the_forms_of_for_are_told_apart(pool: Facts) -> None:
    counted, each, tested = (s for s in pool.statements if s.text.startswith("for"))
    assert (counted.kind, counted.targets) == ("for", ("i",))
    assert (each.kind, each.targets, each.value) == ("for", ("key", "value"), "p.busy")
    assert (tested.kind, tested.value) == ("while", "len(p.free) > 0")


def test_assignments_bind_and_store(pool: Facts) -> None:
    assert at(pool, "p.size--").kind == "augassign"
    assert [(e.kind, e.target) for e in at(pool, "p.size = 1").effects] == [("store", "p.size")]
    assert "[:]" in at(pool, "p.free = append").operators
    assert at(pool, "if found").targets == ("found", "ok")


def test_a_function_literal_hangs_on_its_statement(pool: Facts) -> None:
    assert at(pool, "log.Info").parent == at(pool, "go func()").index


def test_cases_have_their_values(pool: Facts) -> None:
    assert [s.value for s in pool.statements if s.kind == "case"] == ["1, 2", ""]


@pytest.mark.parametrize(
    ("code", "kinds"),
    [
        ("x := 1\nx++", ["assign", "augassign"]),
        ("if err != nil {\n\treturn err\n}", ["if", "return"]),
        ("func half(n int) int {\n\treturn n / 2", ["function", "return"]),
        ("} else {\n\tstop()\n}", ["else", "expression"]),
        ("Name string\nAge int", ["assign", "assign"]),
    ],
)
def test_fragments_are_read_in_their_place(code: str, kinds: list[str]) -> None:
    facts = facts_of(code, "go")
    assert [statement.kind for statement in facts.statements] == kinds
    assert [statement.line for statement in facts.statements] == list(range(1, len(kinds) + 1))
