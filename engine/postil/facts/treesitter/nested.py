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
    known: dict[int, Scope] = {}
    return [(walk.reader, node, _placed(walk, node, inner, known)) for node in nested]


def _placed(walk: Walk, node: SyntaxNode, scope: Scope, known: dict[int, Scope]) -> Scope:
    """``scope``, that of the whole statement, as it is for the block ``node`` within its expression.

    ``known`` are the scopes of nodes that earlier blocks stand in: each is looked up once.
    """
    grammar = walk.grammar
    path, around = [node], node.parent
    while scope.own and around is not None and around.id not in known:
        kind = around.kind_id
        if kind in grammar.closures or kind in grammar.functions or around.type in _APART:
            return replace(scope, own=False)
        if kind in grammar.blocks or kind in grammar.simple:
            break
        path.append(around)
        around = around.parent
    here = scope if around is None else known.get(around.id, scope)
    for inner in reversed(path):
        guard = _guard(walk, around, inner) if here.own and around is not None else ""
        here = known[inner.id] = here.guarded(guard) if guard else here
        around = inner
    return here


def _guard(walk: Walk, around: SyntaxNode, block: SyntaxNode) -> str:
    """The condition under which ``block``, a child of ``around``, runs; nothing if there is none."""
    kind = walk.grammar.compound.get(around.kind_id)
    other = first(around, walk.grammar.alternative) == block
    if kind == "if":
        test = first(around, walk.grammar.test)
        text = "" if test is None or test == block else walk.collector.spelled(test)
        return f"not ({text})" if other else text
    if other and kind is None:  # ``let Some(n) = given else { ... }``
        head = walk.source.cut(around.start_byte, block.start_byte).rstrip()
        return f"not ({head.removesuffix('else').rstrip()})"
    return ""
