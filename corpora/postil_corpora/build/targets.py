"""What a developer's own comment is about: the exact lines, or the reason why that cannot be told.

Conventions say where a comment points; how far it reaches is told by them only in plain cases. All others are set
aside with a reason, so that what is kept can be trusted:

- *behind* code: the statement of one line that it stands behind;
- *above* a simple statement that a blank line, a comment or the end of its block closes: that statement;
- *compound*: above a statement with a block and no other branches, which a gap closes as well: its header and its block;
- *branch*: above an ``elif``, ``else``, ``except``, ``finally`` or ``case``: its header and its block.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from msgspec import Struct

from postil.facts.comment_places import Places
from postil.facts.model import Facts, Statement
from postil_corpora.build.passages import Passage

_HEADERS = frozenset(
    "function class if elif else for while try except finally with match case decorator".split()
)
_BRANCHES = frozenset("elif else except finally case".split())
_OWNERS = frozenset(("function", "class", "decorator"))
_MOST_LINES = 30
"""A comment on more than that tells of a whole that other comments tell of in parts."""


class Target(Struct, frozen=True, gc=False):
    """The lines ``first`` to ``last`` (from 1), and how the comment stands to them; ``aside`` says why to distrust."""

    first: int = 0
    last: int = 0
    place: str = ""
    aside: str | None = None


class Listing(Struct, frozen=True):
    """A source to be looked at by lines: its facts, their places, its lines."""

    facts: Facts
    places: Places
    rows: Sequence[str]


def target_of(passed: Sequence[Passage], code: Listing) -> Target:
    """What a comment that is made of the passages ``passed`` is about."""
    if not passed:
        return Target(aside="its marks are not found")
    return _own_line(passed, code) if passed[0].own else _behind(passed[0], code)


def _own_line(passed: Sequence[Passage], code: Listing) -> Target:
    last, column = passed[-1].last, passed[0].column
    below = code.places.behind(last)
    reasons = (
        ("inside a statement", code.places.around(passed[0].row) is not None),
        ("closes a block", below is None or below.column < column),
        ("indented unlike the code", below is not None and below.column != column),
        ("blank line below", below and any(not row.strip() for row in code.rows[last + 1 : below.line - 1])),
    )
    aside = next((reason for reason, met in reasons if met), None)
    if aside is not None or below is None:
        return Target(aside=aside)
    return _compound(below, code.facts) if below.kind in _HEADERS else _simple(below, code)


def _behind(passage: Passage, code: Listing) -> Target:
    statement = code.facts.at(passage.row + 1)
    if statement is None or not code.rows[passage.row][: passage.column].strip(" \t()[]{},;:"):
        return Target(aside="behind brackets only")
    if statement.end_line != statement.line:
        return Target(aside="inside a statement")
    return Target(statement.line, statement.line, "behind")


def _compound(below: Statement, facts: Facts) -> Target:
    end = max(one.end_line for one in _block(below, facts))
    if below.kind in _OWNERS:
        return Target(aside="on a definition")
    if end - below.line >= _MOST_LINES:
        return Target(aside="on a long block")
    if below.kind in _BRANCHES:
        return Target(below.line, end, "branch")
    following = next((one for one in facts.statements[below.index + 1 :] if one.line > end), None)
    if following is not None and following.kind in _BRANCHES and following.column == below.column:
        return Target(aside="on one of several branches, or on all")
    if following is not None and following.line == end + 1 and following.column == below.column:
        return Target(aside="its reach is open")
    return Target(below.line, end, "compound")


def _block(header: Statement, facts: Facts) -> list[Statement]:
    """``header`` and all statements of its block."""
    return list(takewhile(lambda one: one.line <= header.body_end, facts.statements[header.index :]))


def _simple(below: Statement, code: Listing) -> Target:
    run, closed = _run(below, code)
    if not closed:
        return Target(aside="its reach is open")
    if below.kind == "import":
        return Target(aside="on an import, or on what is done with it")
    if len(run) > 1:
        return Target(aside="on several statements, or on the first of them")
    return Target(below.line, below.end_line, "above")


def _run(below: Statement, code: Listing) -> tuple[list[Statement], bool]:
    """The simple statements from ``below`` on without a gap, and whether a gap closes them.

    A gap is a blank line, a comment of its own or the end of the block; a statement with a block right below is none.
    """
    run = [below]
    for one in code.facts.statements[below.index + 1 :]:
        if one.line <= run[-1].end_line:
            continue
        if one.column < below.column or one.line > run[-1].end_line + 1:
            break
        if one.kind in _HEADERS or one.column > below.column:
            return run, one.kind in _BRANCHES
        run.append(one)
    return run, True
