"""Blocks inside an expression: bodies of closures, and in some languages the branches of a value.

``let limit = match given { Some(n) => n, None => return None };`` returns from the function around it, a
``return`` in a closure does not.
"""

from __future__ import annotations

from msgspec.structs import replace

from postil.facts.python_draft import Draft
from postil.facts.treesitter.grammar import SyntaxNode, first
from postil.facts.treesitter.walk import Scope, Walk, Work

_APART = ("async_block", "const_block")  # run at another time than what stands around them


def hang(walk: Walk, draft: Draft, nested: list[SyntaxNode], scope: Scope) -> Work:
    """Read ``nested``, blocks inside the statement ``draft``, which ends where the first begins."""
    if not nested:
        return []
    walk.close(draft, nested[0])
    inner = replace(scope.inside(draft), tail=False)
    return [(walk.reader, node, _placed(walk, node, inner)) for node in nested]


def _placed(walk: Walk, node: SyntaxNode, scope: Scope) -> Scope:
    """``scope`` with the conditions that the block ``node`` runs under, within its expression."""
    grammar, guards, own = walk.grammar, [], scope.own
    block, around = node, node.parent
    while own and around is not None and around.kind_id not in grammar.blocks:
        if around.kind_id in grammar.closures or around.kind_id in grammar.functions or around.type in _APART:
            own = False
        guard = _guard(walk, around, block)
        if guard:
            guards.append(guard)
        if around.kind_id in grammar.simple:
            break
        block, around = around, around.parent
    if not own:
        return replace(scope, own=False)
    for guard in reversed(guards):
        scope = scope.guarded(guard)
    return scope


def _guard(walk: Walk, around: SyntaxNode, block: SyntaxNode) -> str:
    """The condition under which ``block``, a child of ``around``, runs; nothing if there is none."""
    kind = walk.grammar.compound.get(around.kind_id)
    other = first(around, walk.grammar.alternative) == block
    if kind == "if":
        test = first(around, walk.grammar.test)
        text = "" if test is None else walk.collector.spelled(test)
        return f"not ({text})" if other else text
    if other and kind is None:  # ``let Some(n) = given else { ... }``
        head = walk.source.cut(around.start_byte, block.start_byte).rstrip()
        return f"not ({head.removesuffix('else').rstrip()})"
    return ""
