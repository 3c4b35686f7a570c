"""What names stand in a node: of a callee, of a target, of a parameter."""

from __future__ import annotations

from postil.facts.treesitter.grammar import Grammar, SyntaxNode, first
from postil.facts.treesitter.source import Source

_GENERIC = ("generic_", "template_")  # beginnings of what adds type arguments to a name
_PATTERNS = (
    "pattern",
    "list",
    "declarator",
    "parenthesized_expression",
)  # ends of what holds several targets


def dotted(source: Source, node: SyntaxNode) -> str:
    """The dotted name of a callee; what stands on an expression keeps its last part: ``.split``.

    ``a::b`` and ``a->b`` are written ``a.b``; type arguments are left out.
    """
    grammar = source.grammar
    parts: list[str] = []
    callee = node
    while node == callee or node.kind_id not in grammar.calls:
        if node.type.startswith(_GENERIC):
            node = first(node, grammar.callee) or node
        member = first(node, grammar.member) if node.kind_id in grammar.members else None
        if member is None or node.kind_id in grammar.identifiers:
            break
        if member.kind_id in grammar.members or member.kind_id not in grammar.identifiers:
            parts.extend(reversed(_plain(source, member).split(".")))
        else:
            parts.append(source.of(member))
        owner = first(node, grammar.owner)
        if owner is None or owner.id == member.id:
            return ".".join(reversed(parts))
        node = owner
    rest = _plain(source, node)
    if rest:
        return ".".join((rest, *reversed(parts)))
    return f".{parts[0]}" if parts else ""


def _plain(source: Source, node: SyntaxNode) -> str:
    """The name that ``node`` is, without type arguments; nothing for any other expression."""
    grammar = source.grammar
    if node.kind_id in grammar.identifiers or node.kind_id in grammar.receivers:
        return source.of(node)
    names = [child for child in node.named_children if child.kind_id in grammar.identifiers]
    if node.kind_id in grammar.members or node.type.startswith(("generic_", "template_", "scoped_")):
        if node.type.startswith(("scoped_", "qualified_")):
            return source.of(node).partition("<")[0].replace("::", ".")
        return source.of(names[0]) if names else ""
    return ""


def flat_targets(grammar: Grammar, root: SyntaxNode) -> list[SyntaxNode]:
    """The single places that a target binds: ``[a, b]`` gives two."""
    if root.kind_id in grammar.identifiers or root.kind_id in grammar.members:
        return [root]
    found, stack = [], [root]
    while stack:
        node = stack.pop()
        if node.kind_id not in grammar.identifiers and node.type.endswith(_PATTERNS):
            inner = first(node, grammar.left if node.kind_id in grammar.declarators else grammar.declarator)
            stack.extend([inner] if inner is not None else reversed(node.named_children))
        elif node.kind_id not in grammar.comments:
            found.append(node)
    return found


def declared_in(grammar: Grammar, node: SyntaxNode) -> SyntaxNode | None:
    """What is declared within a declarator of C; that of a reference (``&f()``) has no field for it.

    Of a macro around the name (``CALLBACK(open)(path)``) that is the name.
    """
    if node.type == "reference_declarator":
        return next((child for child in node.named_children if child.kind_id not in grammar.comments), None)
    inner = first(node, grammar.declarator)
    if inner is None or inner.type != "function_declarator" or node.type != inner.type:
        return inner
    bracket = first(inner, grammar.bracket)
    named = bracket.named_children if bracket is not None else []
    return first(named[0], grammar.type) if len(named) == 1 else inner


def innermost(grammar: Grammar, node: SyntaxNode) -> SyntaxNode | None:
    """The identifier that a parameter or declarator declares; ``None`` when it has no single one."""
    while node.kind_id not in grammar.identifiers:
        if node.type in ("object_pattern", "array_pattern", "tuple_pattern", "struct_pattern"):
            return node
        inner = first(node, grammar.target)
        if inner is None:
            names = [
                child for child in node.named_children if child.type.endswith(("declarator", "identifier"))
            ]
            inner = names[-1] if (names and first(node, grammar.type) is None) or len(names) > 1 else None
        if inner is None:
            return None
        node = inner
    return node
