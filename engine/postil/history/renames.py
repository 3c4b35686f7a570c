r"""What was renamed between two versions of a file.

>>> from postil.facts.registry import facts_of
>>> before = facts_of("def load(path):\n    return open(path)", "python")
>>> renames_between(before, facts_of("def read(path):\n    return open(path)", "python"))
{'load': 'read'}
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import TypeAlias

from postil.facts.model import Class, Facts, Function, Statement

Definition: TypeAlias = "Function | Class"

_ALIKE = 0.75
"""How much of the code of two definitions must be the same for one to be the other, renamed."""
_LONGEST = 400


def renames_between(before: Facts, now: Facts) -> dict[str, str]:
    """Old and new names of functions, classes, parameters and constants that were renamed.

    A name counts as renamed when it occurs nowhere in the code any more, the new one was not bound before, and what it
    named is nearly the same.
    """
    pairs = dict(_definitions(before, now))
    pairs.update(_parameters(before, now, pairs))
    pairs.update(_constants(before, now))
    present = now.symbols | now.bound
    return {old: new for old, new in pairs.items() if old not in present and new not in before.bound}


def _definitions(before: Facts, now: Facts) -> Iterator[tuple[str, str]]:
    gone = _only_in(before, now)
    come = _only_in(now, before)
    for old in gone:
        alike = [(_likeness(before, old, now, new), -new.line, new) for new in come if _may_be(old, new)]
        best = max(alike, default=None, key=lambda one: one[:2])
        if best is not None and best[0] >= _ALIKE:
            come.remove(best[2])
            yield old.name, best[2].name


def _only_in(these: Facts, others: Facts) -> list[Definition]:
    known = {one.qualname for one in definitions(others)}
    return [one for one in definitions(these) if one.qualname not in known][:_LONGEST]


def definitions(facts: Facts) -> list[Definition]:
    """All functions, then all classes."""
    return [*facts.functions, *facts.classes]


def _may_be(old: Definition, new: Definition) -> bool:
    same_kind = isinstance(old, Function) is isinstance(new, Function)
    return same_kind and old.name != new.name and old.qualname.count(".") == new.qualname.count(".")


def _likeness(before: Facts, old: Definition, now: Facts, new: Definition) -> float:
    """The share of the statements of both bodies that are the same, in [0, 1]."""
    was, became = _body(before, old), _body(now, new)
    if isinstance(old, Function) and isinstance(new, Function):
        was.append(str([parameter.name for parameter in old.parameters]))
        became.append(str([parameter.name for parameter in new.parameters]))
    return SequenceMatcher(None, was, became, autojunk=False).ratio()


def _body(facts: Facts, owner: Definition) -> list[str]:
    """The statements of a definition, its own name left out of them."""
    own = re.compile(rf"(?<![\w.]){re.escape(owner.name)}\b")
    inside = facts.statements[owner.statement + 1 : owner.statement + 1 + _LONGEST]
    texts = [one.text for one in inside if one.line <= owner.end_line and one.kind != "docstring"]
    return [own.sub("", text) if owner.name in text else text for text in texts]


def _parameters(before: Facts, now: Facts, renamed: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Parameters of the same place in a function that kept its name, or whose new name is known."""
    present = {one.qualname: one for one in now.functions}
    for old in before.functions:
        new = present.get(".".join(renamed.get(part, part) for part in old.qualname.split(".")))
        if new is None or len(new.parameters) != len(old.parameters):
            continue
        kept = {parameter.name for parameter in old.parameters} & {one.name for one in new.parameters}
        for was, became in zip(old.parameters, new.parameters, strict=True):
            if was.name != became.name and was.name not in kept and became.name not in kept:
                yield was.name, became.name


def _constants(before: Facts, now: Facts) -> Iterator[tuple[str, str]]:
    """Names at the top, bound to the same text by one statement only."""
    was, became = _values(before), _values(now)
    for value, old in was.items():
        new = became.get(value)
        if new is not None and old != new:
            yield old, new


def _values(facts: Facts) -> dict[str, str]:
    found: dict[str, str | None] = {}
    for one in facts.statements:
        if _is_constant(one):
            found[one.value] = None if one.value in found else one.targets[0]
    return {value: name for value, name in found.items() if name is not None}


def _is_constant(statement: Statement) -> bool:
    return (
        statement.kind == "assign"
        and statement.parent < 0
        and len(statement.targets) == 1
        and len(statement.value) > 1
    )
