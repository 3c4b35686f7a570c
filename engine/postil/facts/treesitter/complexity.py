"""Cyclomatic complexity, counted on the facts: one for a function, one more for each way to branch."""

from __future__ import annotations

from postil.facts.model import Facts

_BRANCHES = frozenset(("if", "elif", "for", "while", "case", "except"))
_JOINTS = frozenset(("and", "or", "if"))


def complexity_of(facts: Facts) -> dict[str, int]:
    """McCabe's number of independent paths (1976) by qualified name of function.

    Counted are branches, loops, cases with a value, handlers, conditional expressions and the operands of
    ``and`` and ``or``. Empty when a part of the code could not be read.
    """
    if facts.problems:
        return {}
    found = {function.qualname: 1 for function in facts.functions}
    for statement in facts.statements:
        if statement.function >= 0:
            branches = statement.kind in _BRANCHES and not (statement.kind == "case" and not statement.value)
            joints = sum(operator in _JOINTS for operator in statement.operators)
            found[facts.functions[statement.function].qualname] += branches + joints
    return found
