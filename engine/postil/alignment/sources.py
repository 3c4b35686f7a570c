"""Conventions of real source: docstrings and summaries belong to a whole, block comments to a run of lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from postil.alignment.model import Alignment
from postil.facts.model import Class, Facts, Function, Statement
from postil.records import Comment

_SHARE_OF_RUN = 0.25
"""How likely a statement must be, compared with the first one, to belong to the same block comment."""


def whole(facts: Facts, index: int, comment: Comment) -> Alignment:
    """The place of a docstring or summary.

    The header of what it documents; all statements of a fragment without a definition; nothing for a module's.
    """
    header = _documented(facts, comment)
    if header is None and comment.at_line is None and not facts.functions and not facts.classes:
        return Alignment(index, tuple(range(len(facts.statements))), lines_of(facts.statements), 1.0)
    if header is None:
        return Alignment(index, (), (), 1.0 if comment.symbol is None else 0.0)
    return Alignment(index, (header.index,), lines_of((header,)), 1.0)


def by_convention(facts: Facts, comments: Sequence[Comment]) -> tuple[Alignment, ...]:
    """The places that the conventions of the language give to comments read out of source, content unasked."""
    found = []
    for index, comment in enumerate(comments):
        if comment.kind in ("docstring", "summary"):
            found.append(whole(facts, index, comment))
        else:
            found.append(_at_claimed_lines(facts, index, comment))
    return tuple(found)


def _at_claimed_lines(facts: Facts, index: int, comment: Comment) -> Alignment:
    first = comment.line_number
    if first is None:
        return Alignment(index, (), (), 0.0)
    last = min(comment.end_line_number or first, facts.lines)
    owners = facts.line_statements[max(0, first - 1) : last]
    places = tuple(dict.fromkeys(place for place in owners if place >= 0))
    lines = lines_of([facts.statements[place] for place in places])
    return Alignment(index, places, lines, 1.0 if places else 0.0)


def _documented(facts: Facts, comment: Comment) -> Statement | None:
    definitions: list[Function | Class] = [*facts.functions, *facts.classes]
    if comment.symbol is not None:
        found = next((one.statement for one in definitions if one.qualname == comment.symbol), -1)
    elif comment.kind == "docstring" and comment.at_line is not None:
        found = -1
    else:
        top = [one.statement for one in definitions if "." not in one.qualname]
        found = min(top or [one.statement for one in definitions], default=-1)
    return facts.statements[found] if 0 <= found < len(facts.statements) else None


def lines_of(statements: Sequence[Statement]) -> tuple[int, ...]:
    """All lines of the statements (headers only of compound ones), in order."""
    return tuple(sorted({line for one in statements for line in range(one.line, one.end_line + 1)}))


def run_from(
    statements: Sequence[Statement], start: int, shares: Mapping[int, float], taken: set[int]
) -> tuple[int, ...]:
    """The run of statements that a block comment above ``start`` covers.

    Those that follow without a gap at the same depth or deeper, that nobody else speaks of, and that the
    comment fits nearly as well.
    """
    end = start
    while (
        end + 1 < len(statements)
        and end + 1 not in taken
        and statements[end + 1].line == statements[end].end_line + 1
        and statements[end + 1].depth >= statements[start].depth
        and shares.get(end + 1, 0.0) >= _SHARE_OF_RUN * shares[start]
    ):
        end += 1
    return tuple(range(start, end + 1))
