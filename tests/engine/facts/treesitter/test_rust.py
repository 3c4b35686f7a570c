"""Rust: what its statements, functions and types show."""

from __future__ import annotations

import pytest

from postil.facts.model import Facts, Statement
from postil.facts.registry import facts_of

STACK = """use std::collections::{HashMap, VecDeque as Queue};

/// A stack.
#[derive(Debug)]
pub struct Stack<T> {
    items: Vec<T>,
    pub limit: usize,
}

impl<T: Clone> Stack<T> {
    /// Takes the last one.
    ///
    /// # Errors
    ///
    /// When it is empty.
    #[inline]
    pub async fn pop(&mut self, count: usize, mut name: &str) -> Result<T, Error> {
        let found = self.items.pop().ok_or(Error::Empty)?;
        if let Some(limit) = self.check(name) {
            return Ok(found);
        } else if !self.open && count != 0 {
            panic!("closed {}", name);
        }
        for item in self.items.iter() {
            self.total += item.size;
        }
        while count > 3 {
            break;
        }
        loop {
            continue;
        }
        let doubled = self.items.iter().map(|x| {
            x * 2
        });
        match count {
            0 => Err(Error::Empty),
            1 | 2 => {
                self.items.clear();
                Ok(found)
            }
            n if n > 10 => Ok(found),
            _ => Err(Error::Full),
        }
    }
}

const LIMIT: usize = 1_000usize;

fn half(n: f64) -> f64 {
    n / 2.0
}
"""


@pytest.fixture(scope="module")
def stack() -> Facts:
    return facts_of(STACK, "rust")


def at(facts: Facts, start: str) -> Statement:
    return next(statement for statement in facts.statements if statement.text.startswith(start))


def test_the_code_is_read_without_a_problem(stack: Facts) -> None:
    assert stack.problems == ()
    assert stack.imports == (("HashMap", "std.collections.HashMap"), ("Queue", "std.collections.VecDeque"))


def test_types_and_their_implementations_are_classes(stack: Facts) -> None:
    assert [(owner.name, owner.attributes) for owner in stack.classes] == [
        ("Stack", ("items", "limit")),
        ("Stack", ("total",)),
    ]
    assert stack.classes[0].docstring == "A stack."


def test_a_method_has_parameters_and_its_doc_comment_above_attributes(stack: Facts) -> None:
    pop = stack.functions[0]
    assert (pop.qualname, pop.is_method, pop.is_async) == ("Stack.pop", True, True)
    assert [(p.name, p.annotation) for p in pop.parameters] == [("count", "usize"), ("name", "&str")]
    assert (pop.return_annotation, pop.decorators) == ("Result<T, Error>", ("inline",))
    assert pop.docstring == "Takes the last one.\n\n# Errors\n\nWhen it is empty."
    assert pop.docstring_line == 11


def test_the_last_expression_is_returned_from_each_branch(stack: Facts) -> None:
    pop, *_, half = stack.functions
    assert [(r.value, r.guards[-1:]) for r in pop.returns] == [
        ("Ok(found)", ("let Some(limit) = self.check(name)",)),
        ("Err(Error::Empty)", ("case 0",)),
        ("Ok(found)", ("case 1 | 2",)),
        ("Ok(found)", ("case n if n > 10",)),
        ("Err(Error::Full)", ("case _",)),
    ]
    assert [r.value for r in half.returns] == ["n / 2.0"]


def test_loops_bindings_and_values(stack: Facts) -> None:
    assert (at(stack, "for").targets, at(stack, "for").value) == (("item",), "self.items.iter()")
    assert (at(stack, "while").kind, at(stack, "loop").kind) == ("while", "while")
    assert at(stack, "let found").targets == ("found",)
    assert at(stack, "const LIMIT").literals[0].value == 1000
    assert at(stack, "else if").value == "not self.open and count != 0"
    assert at(stack, "x * 2").parent == at(stack, "let doubled").index


@pytest.mark.parametrize(
    ("code", "kinds"),
    [
        ("let n = 1;\nn += 1;", ["assign", "augassign"]),
        ("fn size(&self) -> usize {\n    self.n", ["function", "return"]),
        ("} else {\n    stop();\n}", ["else", "expression"]),
        ("match n {\n    1 => go(),\n    _ => stop(),\n}", ["match", "case", "case"]),
    ],
)
def test_fragments_are_read_in_their_place(code: str, kinds: list[str]) -> None:
    facts = facts_of(code, "rust")
    assert [statement.kind for statement in facts.statements] == kinds
    assert [statement.line for statement in facts.statements] == list(range(1, len(kinds) + 1))
