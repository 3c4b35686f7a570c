"""Remarks that stand above lines of code in a source, with the statements that they may speak of."""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct

from postil.claims.memo import remembered
from postil.facts.model import Statement
from postil.page import Page
from postil.text.identifiers import canonical, split_identifier
from postil.text.stems import stem
from postil.text.telling import telling_words

_MOST = 30


class Headed(Struct, frozen=True):
    """A remark on lines of its own; ``below`` are the statements up to the next such remark or the end of the block.

    ``first`` is the first of them; ``near`` those before an empty line.
    """

    comment: int
    text: str
    first: Statement
    below: tuple[Statement, ...]
    near: tuple[Statement, ...]

    @property
    def said(self) -> frozenset[str]:
        """The stems of its telling words."""
        return telling_words(self.text)


@lru_cache(maxsize=8)
def headed(page: Page) -> tuple[Headed, ...]:
    """The remarks of ``page`` that stand above code inside functions, in order."""
    places = [
        (number, comment)
        for number, comment in enumerate(page.comments)
        if comment.kind in {"line", "block"}
        and comment.at_line is not None
        and comment.line_number is not None
        and comment.at_line < comment.line_number
    ]
    found = []
    for place, (number, comment) in enumerate(places):
        first = page.facts.at(comment.line_number or 0)
        if first is None or first.function < 0 or first.column != comment.at_column:
            continue
        last = places[place + 1][1].at_line or 0 if place + 1 < len(places) else page.facts.lines + 1
        below = _below(page, first, last)
        if below:
            found.append(Headed(number, comment.text, first, below, _near(below)))
    return tuple(found)


def _below(page: Page, first: Statement, before: int) -> tuple[Statement, ...]:
    found = []
    for statement in page.facts.statements[first.index : first.index + _MOST]:
        if statement.line >= before or statement.column < first.column:
            break
        found.append(statement)
    return tuple(found)


def _near(below: tuple[Statement, ...]) -> tuple[Statement, ...]:
    end = 1
    while end < len(below) and below[end].line <= below[end - 1].end_line + 1:
        end += 1
    return below[:end]


def enclosing(page: Page, statement: Statement) -> tuple[Statement, ...]:
    """The headers of the blocks in its function that ``statement`` stands in, the innermost first."""
    found = []
    parent = statement.parent
    while parent >= 0 and page.facts.statements[parent].kind not in {"function", "class"}:
        found.append(page.facts.statements[parent])
        parent = page.facts.statements[parent].parent
    return tuple(found)


def stems_of(statements: tuple[Statement, ...]) -> frozenset[str]:
    """The stems of all words in the names and strings of ``statements``."""
    return frozenset().union(*map(_stems_of_one, statements))


@remembered
def _stems_of_one(statement: Statement) -> frozenset[str]:
    strings = [str(literal.value)[:120] for literal in statement.literals if literal.kind == "string"]
    return frozenset((statement.kind,)).union(*map(_stems, (*statement.names, *strings)))


@lru_cache(maxsize=4_096)
def _stems(name: str) -> frozenset[str]:
    words = split_identifier(name)
    return frozenset(stem(canonical(word)) for word in words) | frozenset(map(stem, words))
