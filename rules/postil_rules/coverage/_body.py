"""The statements of a function or class."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from postil.facts.model import Class, Function, Statement
from postil.page import Page


def body_of(page: Page, owner: Function | Class) -> Iterator[Statement]:
    """The statements below the header of ``owner``, those of inner definitions included."""
    for statement in islice(page.facts.statements, owner.statement + 1, None):
        if statement.line > owner.end_line:
            return
        yield statement


def own_statements(page: Page, function: Function) -> Iterator[Statement]:
    """The statements in the scope of ``function`` itself."""
    number = page.facts.statements[function.statement].function
    return (statement for statement in body_of(page, function) if statement.function == number)


def is_waived(page: Page, function: Function, *marks: str) -> bool:
    """Whether a comment in ``function`` switches off what other tools say of this: one of ``marks`` stands in it."""
    if not any(mark in page.snippet.code for mark in marks):
        return False
    span = range(function.line, function.end_line + 1)
    return any(token.line in span and any(mark in token.text for mark in marks) for token in page.tokens)
