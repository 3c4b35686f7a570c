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
