"""Reads a tree into statements, functions and classes, in the order of the text.

One loop over a stack of nodes with their readers; what kind of statement a node is, its table says.
"""

from __future__ import annotations

from msgspec.structs import replace

from postil.facts.model import StatementKind
from postil.facts.python_draft import Draft
from postil.facts.treesitter import compound, definitions
from postil.facts.treesitter.flow import note_flow
from postil.facts.treesitter.grammar import ERROR, Grammar, SyntaxNode, first
from postil.facts.treesitter.imports import note_imports
from postil.facts.treesitter.nested import hang
from postil.facts.treesitter.remarks import Remark
from postil.facts.treesitter.source import Source
from postil.facts.treesitter.walk import Scope, Walk, Work


def read_statements(source: Source, docs: dict[int, Remark]) -> Walk:
    """Read all statements of ``source``; ``docs`` are doc comments by the row of what they stand above."""
    walk = Walk(source)
    walk.docs = docs
    walk.reader, walk.simple = read, read_simple
    work: Work = [(_children, source.inside(), Scope())]
    while work:
        reader, node, scope = work.pop()
        work.extend(reversed(reader(walk, node, scope)))
    walk.forget_before(source.shift)
    return walk


def read(walk: Walk, node: SyntaxNode, scope: Scope) -> Work:  # noqa: PLR0911 - one line for each role of a node
    """Read whatever ``node`` is."""
    grammar, kind = walk.grammar, node.kind_id
    if kind in grammar.comments or kind in grammar.empty or not node.is_named:
        return []
    if node.start_byte == node.end_byte or node.start_byte >= walk.source.end:
        return []
    if kind in grammar.functions:
        return definitions.read_function(walk, node, scope)
    if kind in grammar.classes:
        return definitions.read_class(walk, node, scope)
    if kind in grammar.compound:
        return compound.read_compound(walk, node, scope)
    if kind in grammar.simple:
        return read_simple(walk, node, scope, grammar.simple[kind])
    if kind in grammar.blocks or kind == ERROR or node.parent is None:
        return _children(walk, node, scope)
    if kind in grammar.wrappers:
        return _wrapped(walk, node, scope)
    if kind in grammar.entries:
        return definitions.read_entry(walk, node, scope) or read_simple(walk, node, scope, "expression")
    return read_simple(walk, node, scope, "return" if scope.tail else "expression")


def _children(walk: Walk, node: SyntaxNode, scope: Scope) -> Work:
    children = walk.significant(node)
    if node.type.startswith("preproc"):
        children = children[1:] if first(node, walk.grammar.guard) is not None else children
    scope = replace(scope, lead=None)
    if node.kind_id == ERROR:
        children = [child for child in children if _is_statement(walk.grammar, child)]
    if not scope.tail:
        return [(read, child, scope) for child in children]
    work: Work = [(read, child, replace(scope, tail=False)) for child in children]
    if children and children[-1].kind_id in walk.grammar.clauses:
        return [(read, child, scope) for child in children]
    if children and not walk.source.of(children[-1]).endswith(";"):
        work[-1] = (read, children[-1], scope)
    return work


def _is_statement(grammar: Grammar, node: SyntaxNode) -> bool:
    kind = node.kind_id
    return (
        kind in grammar.simple
        or kind in grammar.compound
        or kind in grammar.functions
        or kind in grammar.classes
        or kind in grammar.blocks
        or kind in grammar.wrappers
        or kind == ERROR
    )


def _wrapped(walk: Walk, node: SyntaxNode, scope: Scope) -> Work:
    """The statements within a wrapper; the first begins with the wrapper. Without any it is one itself."""
    inner = [child for child in walk.significant(node) if _is_statement(walk.grammar, child)]
    if not inner:
        return read_simple(walk, node, scope, "expression")
    lead = scope.lead or node
    same = len(inner) == 1 or not any(child.type == "(" for child in node.children)
    return [
        (read, child, replace(scope, lead=lead if same and child is inner[0] else None)) for child in inner
    ]


def read_simple(walk: Walk, node: SyntaxNode, scope: Scope, kind: StatementKind) -> Work:
    """A statement without a header of its own; a block inside an expression of it hangs on it."""
    named = definitions.named_closure(walk, node)
    if named is not None:
        return definitions.read_named(walk, *named, replace(scope, lead=scope.lead or node))
    if scope.function < 0 and kind == "assign" and definitions.is_prototype(walk, node):
        return definitions.read_function(walk, node, scope)
    draft = walk.open(node, kind, scope)
    whole = node.kind_id not in walk.grammar.simple or walk.collector.reads(node)
    parts = [node] if whole else walk.significant(node)
    nested: list[SyntaxNode] = []
    walk.collector.nested = nested
    if kind in ("expression", "assign", "augassign"):
        _settle_kind(walk, draft, parts)
    elif kind in ("return", "raise", "assert", "delete"):
        draft.value = walk.collector.spelled(parts[0]) if parts else ""
    for part in parts:
        walk.collector.collect(part, draft)
    if kind == "assign" and not draft.targets:
        _bind_declared(walk, node, draft)
    if draft.yields and not scope.own:
        draft.yields.clear()  # those of a function without a name
    if kind == "import":
        note_imports(walk, node, draft)
    note_flow(walk, draft, parts, scope)
    return hang(walk, draft, nested, scope)


def _settle_kind(walk: Walk, draft: Draft, parts: list[SyntaxNode]) -> None:
    """An expression that assigns, or yields, is a statement of that kind."""
    inner = parts[0] if parts else None
    while inner is not None and inner.kind_id in walk.grammar.wrappers and inner.named_child_count == 1:
        inner = inner.named_children[0]
    if inner is None:
        return
    if inner.kind_id in walk.grammar.updates:
        draft.kind, draft.value = "augassign", "1"
    elif inner.kind_id in walk.grammar.assignments:
        sign = next((child.type for child in inner.children if not child.is_named), "=")
        draft.kind = "assign" if sign in ("=", ":=") else "augassign"
    elif inner.children and inner.children[0].type == "delete":
        draft.kind = "delete"
    elif inner.kind_id in walk.grammar.yields:
        draft.kind = "yield"
        draft.value = ", ".join(walk.collector.spelled(child) for child in inner.named_children)


def _bind_declared(walk: Walk, node: SyntaxNode, draft: Draft) -> None:
    """What a declaration without a value declares."""
    grammar = walk.grammar
    for field in (*grammar.declarator, *grammar.name):
        for child in node.children_by_field_id(field):
            walk.collector.bind(child, draft)
    value = first(node, grammar.default)
    if value is not None and not draft.value:
        draft.value = walk.collector.spelled(value)
