"""The names of a snippet: those that exist, and those that matter."""

from __future__ import annotations

from collections.abc import Iterable

from postil.facts.model import Class, Facts, Function, Statement
from postil.facts.registry import language_named
from postil.text.lazy import regex

RECEIVERS = frozenset({"self", "cls", "_", "this", "super"})
_PUB = regex(r"(?:pub|trait|impl)\b")
_HIDDEN = regex(r"(?:@\w+\s+)*(?:private|protected)\b")
_WORD = regex(r"[A-Za-z_][A-Za-z0-9_]*")


def known_names(facts: Facts) -> frozenset[str]:
    """Every name that a remark may use without inventing it.

    The identifiers of the code (attributes too), words in its strings (docstrings aside), the language's own names.
    """
    names = set(facts.symbols) | facts.bound
    for alias, target in facts.imports:
        names.add(alias)
        names.update(target.split("."))
    for statement in facts.statements:
        for literal in statement.literals if statement.kind != "docstring" else ():
            if literal.kind == "string":
                names.update(_WORD.findall(literal.text))
    return language_named(facts.language).vocabulary | names


def is_public(facts: Facts, definition: Function | Class) -> bool:
    """Whether a function or class is part of the interface, by the conventions of its language."""
    name, header = definition.name, facts.statements[definition.statement].text
    if facts.language == "go":
        return name[:1].isupper()
    if facts.language == "rust":
        return _PUB.match(header) is not None
    return not name.startswith(("_", "#")) and _HIDDEN.match(header) is None


def salient_names(facts: Facts) -> frozenset[str]:
    """The names that a good set of remarks speaks of.

    What the code binds, takes or calls, without receivers and the language's own names.
    """
    names = facts.symbols - RECEIVERS - language_named(facts.language).vocabulary
    return frozenset([n for n in names if len(n) > 1 or n in facts.bound])


def salient_in(statements: Iterable[Statement], language: str = "python") -> frozenset[str]:
    """The names in ``statements`` that are neither receivers nor those of the programming language."""
    names: set[str] = set()
    for statement in statements:
        names.update(statement.names)
    return frozenset(names) - RECEIVERS - language_named(language).vocabulary
