"""Exceptions as they are raised and caught within one function."""

from __future__ import annotations

import builtins

from postil.facts.model import Raise
from postil.facts.python_names import dotted
from postil.facts.python_reading import Scope, significant
from postil.facts.python_syntax import FUNCTION, Source, SyntaxNode, kinds

_CALLS = kinds("call")
_GROUPS = frozenset(("tuple", "parenthesized_expression", "expression_list", "list", "list_splat"))


def caught_names(source: Source, clause: SyntaxNode) -> tuple[str, ...]:
    """The exceptions that an ``except`` clause names; ``("",)`` for a bare one, which catches all."""
    names: list[str] = []
    stack = [child for child in reversed(significant(clause)) if child.type != "block"]
    while stack:
        node = stack.pop()
        if node.type == "as_pattern":
            stack.extend(significant(node)[:1])
        elif node.type in _GROUPS:
            stack.extend(reversed(significant(node)))
        else:
            names.append(source.of(node))
    return tuple(names) or ("",)


def raised(line: int, exception: SyntaxNode | None, scope: Scope) -> list[Raise]:
    """What a ``raise`` can raise: one record, or one for each exception that a re-raise passes on."""
    return [
        Raise(line, name or None, scope.guards, bool(scope.tries) and _is_caught(name, scope))
        for name in _names(exception, scope)
    ]


def _names(exception: SyntaxNode | None, scope: Scope) -> tuple[str, ...]:
    if exception is None:
        return scope.handled or ("",)
    if scope.aliases and exception.type == "identifier":
        name = scope.source.of(exception)
        for alias, names in reversed(scope.aliases):
            if alias == name:
                return names
    callee = exception.child_by_field_id(FUNCTION) if exception.kind_id in _CALLS else exception
    name = dotted(scope.reader.source, callee) if callee is not None else ""
    return (name,) if looks_like_class(name) else ("",)


def looks_like_class(name: str) -> bool:
    """Whether a dotted name ends, as names of classes do, in a capitalised word."""
    last = name.rpartition(".")[2].lstrip("_")
    return not name.startswith(".") and last[:1].isupper()


def _is_caught(name: str, scope: Scope) -> bool:
    return any(_catches(handler, name) for names in scope.tries for handler in names)


def _catches(handler: str, name: str) -> bool:
    if not handler or handler in ("BaseException", name):
        return True
    raised_class, caught_class = getattr(builtins, name, None), getattr(builtins, handler, None)
    if not isinstance(caught_class, type):
        return False
    if isinstance(raised_class, type):
        return issubclass(raised_class, caught_class)
    return caught_class is Exception
