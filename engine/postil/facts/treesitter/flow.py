"""How a function ends: its returns and what it throws."""

from __future__ import annotations

from postil.facts.model import Raise, Return
from postil.facts.python_draft import Draft
from postil.facts.treesitter.grammar import Grammar, SyntaxNode, first
from postil.facts.treesitter.names import dotted
from postil.facts.treesitter.walk import Scope, Walk

_STANDARD = "std."  # C++'s own exceptions are lower-case


def note_flow(walk: Walk, draft: Draft, parts: list[SyntaxNode], scope: Scope) -> None:
    """Note what the statement ``draft`` with the expressions ``parts`` returns or throws."""
    if draft.kind == "return":
        note_result(walk, draft.line, draft.value if parts else None, scope)
    elif draft.kind == "raise":
        _note_raised(walk, draft.line, parts, scope)


def note_arm(walk: Walk, line: int, node: SyntaxNode, scope: Scope, *, tail: bool) -> None:
    """Note what ``node`` behind the arrow of a case returns or throws; with ``tail`` its value is the result."""
    kind = walk.grammar.simple.get(node.kind_id)
    parts = walk.significant(node)
    if kind == "return":
        note_result(walk, line, walk.collector.spelled(parts[0]) if parts else None, scope)
    elif kind == "raise":
        _note_raised(walk, line, parts, scope)
    elif tail:
        note_result(walk, line, walk.collector.spelled(node), scope)


def _note_raised(walk: Walk, line: int, parts: list[SyntaxNode], scope: Scope) -> None:
    if scope.function < 0 or not scope.own:
        return
    raises = walk.functions[scope.function].raises
    for name in _raised(walk, parts, scope):
        raises.append(Raise(line, name or None, scope.guards, _is_caught(walk.grammar, name, scope)))


def note_result(walk: Walk, line: int, value: str | None, scope: Scope) -> None:
    """Note that the function of ``scope`` returns ``value``."""
    if scope.function >= 0 and scope.own:
        walk.functions[scope.function].returns.append(Return(line, value, scope.guards))


def _raised(walk: Walk, parts: list[SyntaxNode], scope: Scope) -> tuple[str, ...]:
    """What a ``throw`` can throw: what a caught exception may be, if it passes one on."""
    if not parts:
        return scope.aliases[-1][1] if scope.aliases else ("",)
    node, written = parts[0], walk.source.of(parts[0])
    for alias, names in reversed(scope.aliases):
        if alias == written:
            return names
    if node.kind_id not in walk.grammar.calls or node.kind_id in walk.grammar.members:
        return ("",)
    callee = first(node, walk.grammar.callee)
    name = "" if callee is None else dotted(walk.source, callee)
    is_class = name.rpartition(".")[2][:1].isupper() or name.startswith(_STANDARD)
    return (name,) if is_class else ("",)


def _is_caught(grammar: Grammar, name: str, scope: Scope) -> bool:
    caught = {handler for names in scope.tries for handler in names}
    return bool(caught) and not caught.isdisjoint(("", name, *grammar.table.catch_all))
