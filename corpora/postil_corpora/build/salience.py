"""Which lines of a function most deserve a remark, by the facts alone.

A statement counts for its kind (a branch or an exit more than a binding), and for each thing in it that a reader has
to work out: calls, comparisons, operators, literals, effects beyond a local name. The upper third is salient.
"""

from __future__ import annotations

from postil.facts.model import Facts, Statement

_KINDS = {
    "if": 2.0, "elif": 2.0, "for": 2.0, "while": 2.5, "except": 2.0, "with": 1.0, "match": 2.0, "case": 1.0,
    "return": 1.0, "yield": 1.5, "raise": 1.5, "assert": 1.0, "assign": 0.5, "augassign": 1.0, "expression": 0.5,
    "delete": 1.0,
}  # fmt: skip
_SHARE = 3


def salient_lines(facts: Facts) -> tuple[int, ...]:
    """The first lines of the statements in the upper third, at least one; ties go to the earlier one."""
    weighed = [(weight(one), -one.line) for one in facts.statements if one.kind in _KINDS]
    weighed.sort(reverse=True)
    chosen = weighed[: max(1, len(weighed) // _SHARE)]
    return tuple(sorted({-line for _, line in chosen}))


def weight(statement: Statement) -> float:
    """How much there is to say about ``statement``."""
    outward = [effect for effect in statement.effects if effect.kind != "bind"]
    parts = 0.5 * len(statement.calls) + 0.5 * len(statement.comparisons) + 0.25 * len(statement.operators)
    return _KINDS.get(statement.kind, 0.0) + parts + 0.25 * len(statement.literals) + 0.5 * len(outward)
