"""What a class is made of: the types that its header names as bases."""

from __future__ import annotations

from postil.facts.treesitter.grammar import SyntaxNode
from postil.facts.treesitter.walk import Walk

_LISTS = ("clause", "list", "heritage", "interfaces", "superclass", "bounds", "annotated_type")
_NO_BASES = ("arguments", "argument_list", "specifier", "annotation", "lifetime", "removed_trait_bound")


def read_bases(walk: Walk, node: SyntaxNode) -> tuple[str, ...]:
    """The bases of the class ``node`` as written, without type arguments and with dots (``std.exception``)."""
    heritage = walk.grammar.heritage
    stack = [child for child in reversed(walk.significant(node)) if child.kind_id in heritage]
    found: list[str] = []
    while stack:
        part = stack.pop()
        if part.type.endswith(_NO_BASES):
            continue
        if part.type.endswith(_LISTS):
            stack.extend(reversed(walk.significant(part)))
        elif part.type == "higher_ranked_trait_bound":
            stack.append(walk.significant(part)[-1])
        else:
            found.append(_plain(walk, part))
    return tuple(found)


def _plain(walk: Walk, base: SyntaxNode) -> str:
    text = walk.source.of(base)
    if base.kind_id in walk.grammar.calls and base.kind_id not in walk.grammar.members:
        return text  # a function that makes the base: ``mixin(Base)``
    return text.partition("<")[0].partition("(")[0].strip().replace("::", ".")
