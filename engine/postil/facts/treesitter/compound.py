"""Statements with a block: each adds its header and says what is to be read next.

``else``, ``catch`` and ``finally`` are statements beside the one that they continue; a case stands inside its
``switch`` or ``match``.
"""

from __future__ import annotations

from msgspec.structs import replace

from postil.facts.model import StatementKind
from postil.facts.python_draft import Draft
from postil.facts.treesitter.flow import note_arm
from postil.facts.treesitter.grammar import SyntaxNode, first
from postil.facts.treesitter.nested import hang
from postil.facts.treesitter.walk import Scope, Walk, Work


def read_compound(walk: Walk, node: SyntaxNode, scope: Scope) -> Work:
    """The header of ``node``, then its block, then what continues it."""
    kind = walk.grammar.compound[node.kind_id]
    if kind == "case":
        return read_case(walk, node, scope)
    if kind == "else":
        return read_else(walk, node, scope)
    body, clauses, parts = _divide(walk, node)
    if kind == "while" and body is not None and parts and parts[0].start_byte > body.start_byte:
        return _read_do(walk, node, scope, body, parts)
    header = _header(walk, node, kind, scope, body or next(iter(clauses), None), parts)
    work = hang(walk, header, walk.collector.nested, scope) + _block(walk, node, scope, header, body, clauses)
    inner = scope.inside(header)
    for clause in clauses:
        inside = kind == "match" or walk.grammar.compound.get(clause.kind_id) == "case"
        work.append((walk.reader, clause, inner if inside else replace(scope, lead=None)))
    alternative = first(node, walk.grammar.alternative) if kind == "if" else None
    if alternative is not None:
        work.append((read_else, alternative, scope.guarded(f"not ({header.value})")))
    return work


def _divide(walk: Walk, node: SyntaxNode) -> tuple[SyntaxNode | None, list[SyntaxNode], list[SyntaxNode]]:
    """The block of ``node``, the clauses behind it, and the parts of its header."""
    grammar = walk.grammar
    body, alternative = first(node, grammar.body), first(node, grammar.alternative)
    clauses: list[SyntaxNode] = []
    parts: list[SyntaxNode] = []
    for child in walk.significant(node):
        if child in (body, alternative):
            continue
        if child.kind_id in grammar.clauses:
            clauses.append(child)
        elif body is None and child.kind_id in grammar.blocks:
            body = child
        else:
            parts.append(child)
    return body, clauses, parts


def _header(
    walk: Walk,
    node: SyntaxNode,
    kind: StatementKind,
    scope: Scope,
    before: SyntaxNode | None,
    parts: list[SyntaxNode],
) -> Draft:
    header = walk.open(node, kind, scope, before)
    walk.collector.nested = []
    if kind in ("for", "except"):
        _bind_loop(walk, node, header, parts)
        if kind == "for" and not header.targets and _only_tests(header, parts):
            header.kind = "while"
    header.value = _tested(walk, node, parts)
    for part in parts:
        walk.collector.collect(part, header)
    return header


def _tested(walk: Walk, node: SyntaxNode, parts: list[SyntaxNode]) -> str:
    """The text of what is tested or gone through, without its brackets."""
    test = first(node, walk.grammar.test)
    if test is None and parts:
        clause = len(parts) == 1 and parts[0].kind_id not in walk.grammar.operations
        test = (first(parts[0], walk.grammar.test) if clause else None) or parts[0]
    if test is None:
        return ""
    text = walk.collector.spelled(test).strip("; \n")
    wraps = test.type in ("parenthesized_expression", "condition_clause")
    return text[1:-1].strip() if wraps and text[:1] == "(" and text[-1:] == ")" else text


def _bind_loop(walk: Walk, node: SyntaxNode, header: Draft, parts: list[SyntaxNode]) -> None:
    """What each round of a loop binds, or a ``catch`` names."""
    for place in (node, *parts, *(child for part in parts for child in part.named_children)):
        target = first(place, walk.grammar.target)
        if target is not None and place.kind_id not in walk.grammar.operations:
            walk.collector.bind(target, header)
            return


def _only_tests(header: Draft, parts: list[SyntaxNode]) -> bool:
    """Go writes ``for`` for ``while``."""
    return ";" not in header.text and not any(part.type.endswith("clause") for part in parts)


def _block(
    walk: Walk,
    node: SyntaxNode,
    scope: Scope,
    header: Draft,
    body: SyntaxNode | None,
    clauses: list[SyntaxNode],
) -> Work:
    if body is None:
        return []
    inner = scope.inside(header, header.value if header.kind in ("if", "elif") else "")
    if header.kind in ("try", "with"):
        caught = tuple(name for clause in clauses for name in _caught(walk, clause))
        inner = replace(inner, tries=(*inner.tries, caught)) if caught else inner
    elif header.kind == "except":
        names = tuple(_caught(walk, node))
        header.value = ", ".join(filter(None, names))
        inner = replace(inner, aliases=(*inner.aliases, *((target, names) for target in header.targets)))
    elif header.kind in ("for", "while"):
        inner = replace(inner, tail=False)
    return [(walk.reader, body, inner)]


def _caught(walk: Walk, clause: SyntaxNode) -> list[str]:
    """The exceptions that a ``catch`` names; ``[""]`` for one that catches all."""
    if walk.grammar.compound.get(clause.kind_id) != "except":
        return []
    body = first(clause, walk.grammar.body)
    names: list[str] = []
    stack = [child for child in reversed(walk.significant(clause)) if child != body]
    while stack:
        node = stack.pop()
        if node.type.endswith(("type_identifier", "qualified_identifier")):
            names.append(walk.source.of(node).replace("::", "."))
        elif not node.type.endswith("declarator"):
            stack.extend(reversed(node.named_children))
    return names or [""]


def read_else(walk: Walk, node: SyntaxNode, scope: Scope) -> Work:
    """``else``, or with a further ``if`` an ``elif``: ``node`` is the clause, or what follows the word."""
    word, inner = node.prev_sibling, node
    if node.children and node.children[0].type == "else":
        word, inner = node.children[0], walk.significant(node)[-1] if walk.significant(node) else node
    while word is not None and word.type != "else" and word.kind_id in walk.grammar.comments:
        word = word.prev_sibling
    lead = word if word is not None and word.type == "else" else None
    if walk.grammar.compound.get(inner.kind_id) == "if":
        work = read_compound(walk, inner, replace(scope, lead=lead))
        _retitle(walk, inner, lead)
        return work
    header = walk.open(lead or inner, "else", replace(scope, lead=None))
    header.body_end = max(header.body_end, inner.end_point.row + 1)
    return [(walk.reader, inner, scope.inside(header))]


def _retitle(walk: Walk, inner: SyntaxNode, lead: SyntaxNode | None) -> None:
    """The ``if`` that was read last continues another."""
    line = (lead or inner).start_point.row + 1
    header = next(draft for draft in reversed(walk.drafts) if draft.kind == "if" and draft.line == line)
    header.kind = "elif"


def _read_do(walk: Walk, node: SyntaxNode, scope: Scope, body: SyntaxNode, parts: list[SyntaxNode]) -> Work:
    """``do ... while (test)``: the word is the header of the block, the test a statement behind it."""
    header = walk.open(node, "while", scope, body)
    header.value = _tested(walk, node, parts)
    return [
        (walk.reader, body, replace(scope.inside(header), tail=False)),
        (_read_loop_end, parts[0], replace(scope, lead=parts[0].prev_sibling)),
    ]


def _read_loop_end(walk: Walk, node: SyntaxNode, scope: Scope) -> Work:
    draft = walk.open(node, "while", scope)
    draft.value = walk.collector.spelled(node).strip("() ")
    walk.collector.collect(node, draft)
    return []


def read_case(walk: Walk, node: SyntaxNode, scope: Scope) -> Work:
    """``case``: what it tells stands inside it, on a line with it is part of it."""
    heads, rest = _divide_case(walk, node)
    inside = rest.pop() if len(rest) == 1 and _is_inline(walk, rest[0]) else None
    header = walk.open(node, "case", scope, rest[0] if rest else None)
    header.text = header.text.removesuffix(":").removesuffix("->").removesuffix("=>").rstrip()
    header.value = ", ".join(walk.collector.spelled(head) for head in heads)
    header.value = header.value.removeprefix("case ")
    if header.value in ("default", "_"):
        header.value = ""
    walk.collector.nested = []
    for part in (*heads, *((inside,) if inside is not None else ())):
        walk.collector.collect(part, header)
    inner = scope.inside(header, f"case {header.value or '_'}")
    if inside is not None:
        note_arm(walk, header.line, inside, inner, tail=scope.tail)
    work = hang(walk, header, walk.collector.nested, scope)
    work += [(walk.reader, child, replace(inner, tail=False)) for child in rest]
    if rest:
        work[-1] = (walk.reader, rest[-1], inner)
    return work


def _divide_case(walk: Walk, node: SyntaxNode) -> tuple[list[SyntaxNode], list[SyntaxNode]]:
    grammar = walk.grammar
    children = walk.significant(node)
    heads = [child for child in children if child.kind_id in grammar.labels]
    if not heads:
        for field in grammar.heads:
            heads = node.children_by_field_id(field)
            if heads:
                break
    return heads, [child for child in children if child not in heads]


def _is_inline(walk: Walk, node: SyntaxNode) -> bool:
    """Whether what follows an arrow is an expression, and no statement of its own."""
    grammar = walk.grammar
    if node.kind_id in grammar.compound or node.kind_id in grammar.blocks:
        return False
    previous = node.prev_sibling
    return previous is not None and previous.type in ("->", "=>")
