"""What names stand in a node: of a callee, of a target, of a parameter."""

from __future__ import annotations

from postil.facts.python_syntax import IDENTIFIER, PLACES, Source, SyntaxNode, field, kinds

_ATTRIBUTE, _OBJECT, _NAME = field("attribute"), field("object"), field("name")
_ATTRIBUTES = kinds("attribute")
_COMMENTS = kinds("comment")
_NESTS_OF_TARGETS = kinds(
    *"pattern_list tuple_pattern list_pattern tuple list expression_list list_splat_pattern list_splat".split(),
    *"parenthesized_expression as_pattern_target".split(),
)


def dotted(source: Source, node: SyntaxNode) -> str:
    """The dotted name of a callee; what stands on an expression keeps its last attribute: ``.split``."""
    if node.kind_id == IDENTIFIER:
        return source.of(node)
    parts: list[str] = []
    while node.kind_id in _ATTRIBUTES:
        attribute, inner = node.child_by_field_id(_ATTRIBUTE), node.child_by_field_id(_OBJECT)
        if attribute is None or inner is None:
            break
        parts.append(source.of(attribute))
        node = inner
    if node.kind_id == IDENTIFIER:
        return ".".join((source.of(node), *reversed(parts)))
    return f".{parts[0]}" if parts else ""


def flat_targets(root: SyntaxNode) -> list[SyntaxNode]:
    """The single places that a target binds: ``a, (b, *c)`` gives three."""
    if root.kind_id in PLACES:
        return [root]
    found, stack = [], [root]
    while stack:
        node = stack.pop()
        kind = node.kind_id
        if kind in _NESTS_OF_TARGETS:
            stack.extend(node.named_children[::-1])
        elif kind not in _COMMENTS:
            found.append(node)
    return found


def parameter_name(node: SyntaxNode) -> SyntaxNode | None:
    """The identifier that a parameter declares; ``None`` for ``/`` and ``*``."""
    while node.kind_id != IDENTIFIER:
        inner = node.child_by_field_id(_NAME) or next(iter(node.named_children), None)
        if inner is None:
            return None
        node = inner
    return node
