"""Readers for Python's compound statements: each adds its header and returns what is to be read next.

``elif``, ``else``, ``except`` and ``finally`` are statements beside the one that they continue; ``case``
stands inside its ``match``.
"""

from __future__ import annotations

from msgspec.structs import replace

from postil.facts.python_draft import Draft
from postil.facts.python_exceptions import caught_names
from postil.facts.python_reading import Blocks, Reading, Scope, between, significant
from postil.facts.python_syntax import BETWEEN, LEFT, RIGHT, SyntaxNode, field, kinds

_ALTERNATIVE = field("alternative")
_BLOCKS = kinds("block")
_ENDS_OF_HEADS = kinds(":", "block")


def _blocks(node: SyntaxNode, scope: Scope) -> Blocks:
    return [(child, scope) for child in node.children if child.kind_id in _BLOCKS]


def branches(node: SyntaxNode) -> list[SyntaxNode]:
    """The clauses of the compound statement ``node`` that stand behind its block."""
    if node.children[-1].kind_id in _BLOCKS:
        return []
    return node.children_by_field_id(_ALTERNATIVE)


def _head(node: SyntaxNode) -> list[SyntaxNode]:
    """What stands between the keyword and the colon."""
    head: list[SyntaxNode] = []
    for child in node.children:
        kind = child.kind_id
        if kind in _ENDS_OF_HEADS:
            break
        if child.is_named and kind not in BETWEEN:
            head.append(child)
    return head


def _read_head(node: SyntaxNode, scope: Scope, header: Draft) -> None:
    head = _head(node)
    header.value = between(head, scope)
    for part in head:
        scope.reader.collect(part, header)


def read_if(reading: Reading, node: SyntaxNode, scope: Scope) -> Blocks:
    """``if``: its block stands under the test, the branches behind it under ``not (test)``."""
    header = reading.open_header(node, "if", scope)
    _read_head(node, scope, header)
    blocks = _blocks(node, scope.inside_if(header, header.value))
    following = branches(node)
    otherwise = scope.guarded(f"not ({header.value})") if following else scope
    for branch in following:
        blocks.append((branch, otherwise))
        if branch.type == "elif_clause":
            otherwise = otherwise.guarded(f"not ({between(_head(branch), scope)})")
    return blocks


def read_elif(reading: Reading, node: SyntaxNode, scope: Scope) -> Blocks:
    """``elif``: the scope it stands in has the earlier tests as guards."""
    header = reading.open_header(node, "elif", scope)
    _read_head(node, scope, header)
    return _blocks(node, scope.inside_if(header, header.value))


def read_else(reading: Reading, node: SyntaxNode, scope: Scope) -> Blocks:
    """``else`` of any statement."""
    return _blocks(node, scope.inside(reading.open_header(node, "else", scope)))


def read_while(reading: Reading, node: SyntaxNode, scope: Scope) -> Blocks:
    """``while`` and its ``else``."""
    header = reading.open_header(node, "while", scope)
    _read_head(node, scope, header)
    return _blocks(node, scope.inside(header)) + _alternatives(node, scope)


def _alternatives(node: SyntaxNode, scope: Scope) -> Blocks:
    return [(child, scope) for child in branches(node)]


def read_for(reading: Reading, node: SyntaxNode, scope: Scope) -> Blocks:
    """``for`` and ``async for``, with ``else``."""
    header = reading.open_header(node, "for", scope)
    left, right = node.child_by_field_id(LEFT), node.child_by_field_id(RIGHT)
    if left is not None:
        scope.reader.collect_target(left, header)
    if right is not None:
        header.value = scope.reader.of(right)
        scope.reader.collect(right, header)
    return _blocks(node, scope.inside(header)) + _alternatives(node, scope)


def read_with(reading: Reading, node: SyntaxNode, scope: Scope) -> Blocks:
    """``with`` and ``async with``; the value is the managers without their names."""
    header = reading.open_header(node, "with", scope)
    items = [item for clause in _head(node) for item in significant(clause)]
    managers: list[str] = []
    for item in items:
        scope.reader.collect(item, header)
        managers.append(scope.source.of(_manager(item)))
    header.value = ", ".join(managers)
    return _blocks(node, scope.inside(header))


def _manager(item: SyntaxNode) -> SyntaxNode:
    """What a ``with`` enters: ``a`` of ``a as b`` and of ``(a as b)``."""
    value = item.child_by_field_name("value") or item
    inner = significant(value)
    if value.type == "parenthesized_expression" and inner and inner[0].type == "as_pattern":
        value, inner = inner[0], significant(inner[0])
    return inner[0] if value.type == "as_pattern" and inner else value


def read_match(reading: Reading, node: SyntaxNode, scope: Scope) -> Blocks:
    """``match``; its cases stand inside it."""
    header = reading.open_header(node, "match", scope)
    _read_head(node, scope, header)
    inner = scope.inside(header)
    return _blocks(node, inner) + _alternatives(node, inner)


def read_case(reading: Reading, node: SyntaxNode, scope: Scope) -> Blocks:
    """``case pattern if guard``: the block stands under just that."""
    header = reading.open_header(node, "case", scope)
    _read_head(node, scope, header)
    return _blocks(node, scope.inside_if(header, f"case {header.value}"))


def read_try(reading: Reading, node: SyntaxNode, scope: Scope) -> Blocks:
    """``try``: what its body raises may be caught by its ``except`` clauses, which are read next."""
    header = reading.open_header(node, "try", scope)
    clauses = [child for child in significant(node) if child.type.startswith("except")]
    names = tuple(name for clause in clauses for name in caught_names(scope.source, clause))
    inner = scope.inside(header)
    body = _blocks(node, replace(inner, tries=(*inner.tries, names)) if names else inner)
    return body + [(child, scope) for child in significant(node) if child.type != "block"]


def read_except(reading: Reading, node: SyntaxNode, scope: Scope) -> Blocks:
    """``except``: a bare ``raise`` inside passes on what it names."""
    header = reading.open_header(node, "except", scope)
    _read_head(node, scope, header)
    names = caught_names(scope.source, node)
    header.value = ", ".join(filter(None, names))
    aliases = tuple((name, names) for name in header.targets)
    inner = replace(scope.inside(header), handled=names, aliases=scope.aliases + aliases)
    return _blocks(node, inner)


def read_finally(reading: Reading, node: SyntaxNode, scope: Scope) -> Blocks:
    """``finally``."""
    return _blocks(node, scope.inside(reading.open_header(node, "finally", scope)))
