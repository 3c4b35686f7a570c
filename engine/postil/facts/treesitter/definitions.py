"""Functions and classes: headers, parameters, results, doc comments."""

from __future__ import annotations

import re

from msgspec.structs import replace

from postil.facts.model import Parameter, ParameterKind, Raise
from postil.facts.python_reading import ClassDraft, FunctionDraft
from postil.facts.treesitter.grammar import SyntaxNode, first
from postil.facts.treesitter.heritage import read_bases
from postil.facts.treesitter.names import declared_in, innermost
from postil.facts.treesitter.walk import Scope, Walk, Work

_ASYNC = re.compile(r"[^({=]*\basync\b")
_MOST_BETWEEN = 5  # comments between a definition and its decorators: to go back over each is slow
_ANNOTATED = re.compile(r"^:\s*")


def read_function(walk: Walk, node: SyntaxNode, scope: Scope) -> Work:
    """A function: decorators, header, and its body in a scope of its own."""
    name = first(node, walk.grammar.name)
    while name is not None and name.kind_id not in walk.grammar.identifiers:
        inner = declared_in(walk.grammar, name) or first(name, walk.grammar.member)
        if inner is None:
            break
        name = inner
    return read_named(walk, node, name, scope)


def is_prototype(walk: Walk, node: SyntaxNode) -> bool:
    """Whether a declaration of C declares a function."""
    grammar = walk.grammar
    declared = first(node, grammar.declarator)
    while declared is not None:
        inner = declared_in(grammar, declared)
        if first(declared, grammar.bracket) is not None:
            return inner is not None and inner.type != "parenthesized_declarator"
        declared = inner
    return False


def named_closure(walk: Walk, node: SyntaxNode) -> tuple[SyntaxNode, SyntaxNode] | None:
    """The function and the name in ``const f = (x) => ...``, ``a.f = function ...`` and the like."""
    grammar = walk.grammar
    inner: SyntaxNode | None = node
    for _ in range(2):  # a declaration or an expression statement, and what it holds
        if inner is not None and inner.kind_id not in grammar.declarators | grammar.assignments:
            parts = walk.significant(inner)
            inner = (
                parts[-1]
                if parts and len([p for p in parts if p.kind_id in grammar.declarators]) < 2
                else None
            )
    if inner is None or inner.kind_id not in grammar.declarators | grammar.assignments:
        return None
    name, value = _only(first(inner, grammar.left)), _only(first(inner, grammar.right))
    if name is None or value is None or value.kind_id not in grammar.closures:
        return None
    return value, (first(name, grammar.member) or name) if name.kind_id in grammar.members else name


def _only(node: SyntaxNode | None) -> SyntaxNode | None:
    """What a list of one expression holds: Go has lists on both sides of an assignment."""
    if node is None or node.type != "expression_list" or node.named_child_count != 1:
        return node
    return node.named_children[0]


def read_entry(walk: Walk, node: SyntaxNode, scope: Scope) -> Work:
    """A function under a key of an object; nothing for any other entry."""
    key, value = first(node, walk.grammar.left), first(node, walk.grammar.right)
    if key is None or value is None or value.kind_id not in walk.grammar.closures:
        return []
    return read_named(walk, value, key, replace(scope, lead=node))


def read_named(walk: Walk, node: SyntaxNode, name: SyntaxNode | None, scope: Scope) -> Work:
    """The function or closure ``node``, called ``name``."""
    grammar = walk.grammar
    index = len(walk.functions)
    decorators, start, read = _read_decorators(walk, node, replace(scope, function=index))
    body = first(node, grammar.body)
    header = walk.open(node, "function", replace(scope, lead=scope.lead or start), body)
    header.function = index
    written = walk.source.of(name) if name is not None else ""
    receiver = _receiver(walk, node)
    function = FunctionDraft(written, scope.prefix + receiver + written, header)
    walk.functions.append(function)
    header.bind(written)
    walk.collector.collect_header(scope.lead or node, node, (body, *read), header)
    _read_signature(walk, node, function)
    header.captured.extend(parameter.name for parameter in function.parameters)
    function.decorators = decorators
    function.is_async = _ASYNC.match(header.text) is not None
    function.is_method = scope.body_of >= 0 or bool(receiver) or node.kind_id in grammar.methods
    function.receiver_class = scope.class_of
    _note_doc(walk, node, scope, function)
    return _read_body(walk, function, body, scope, index)


def _read_decorators(
    walk: Walk, node: SyntaxNode, scope: Scope
) -> tuple[tuple[str, ...], SyntaxNode | None, list[SyntaxNode]]:
    """The decorators of ``node``; where it begins behind those that stand on lines of their own; these.

    Those before it were read already, those among its modifiers are read here.
    """
    simple, source = walk.grammar.simple, walk.source
    texts = [source.of(one).strip("@#[]") for one in _decorators_before(walk, scope.lead or node)]
    modifiers = next(iter(walk.significant(node)), None)
    inside = [
        one
        for one in (modifiers.children if modifiers is not None else ())
        if simple.get(one.kind_id) == "decorator"
    ]
    start, read = None, []
    for one in inside:
        texts.append(source.of(one).strip("@"))
        following = one.next_sibling or (modifiers.next_sibling if modifiers is not None else None)
        if following is not None and following.start_point.row > one.end_point.row:
            draft = walk.open(one, "decorator", replace(scope, lead=None))
            walk.collector.collect(one, draft)
            start = following
            read.append(one)
    return tuple(texts), start, read


def _decorators_before(walk: Walk, node: SyntaxNode) -> list[SyntaxNode]:
    found: list[SyntaxNode] = []
    before, comments = node.prev_named_sibling, 0
    while before is not None and comments < _MOST_BETWEEN:
        if walk.grammar.simple.get(before.kind_id) == "decorator" and before.type != "inner_attribute_item":
            found.append(before)
        elif before.kind_id in walk.grammar.comments:
            comments += 1
        else:
            break
        before = before.prev_named_sibling
    return found[::-1]


def _note_doc(walk: Walk, node: SyntaxNode, scope: Scope, owner: FunctionDraft | ClassDraft) -> None:
    """The doc comment above ``node``, or above what stands before it; Go has none within functions."""
    if walk.grammar.table.docs == "adjacent" and scope.function >= 0:
        return
    top = scope.lead or node
    for place in (top, *reversed(_decorators_before(walk, top))):
        remark = walk.docs.get(place.start_point.row)
        if remark is not None:
            owner.docstring, owner.docstring_line = remark.text, remark.first + 1
            return


def _receiver(walk: Walk, node: SyntaxNode) -> str:
    """The type that a method is defined on outside of its body, with a dot: Go, Rust, C++."""
    found = first(node, walk.grammar.receiver)
    if found is not None:
        names = [name for name in _leaves(walk, found) if name[:1].isalpha()]
        return f"{names[1]}." if len(names) > 1 else f"{names[0]}." if names else ""
    declared = first(node, walk.grammar.declarator)
    while declared is not None and declared.type != "qualified_identifier":
        declared = declared_in(walk.grammar, declared)
    owners = ""
    while declared is not None and declared.type == "qualified_identifier":
        owner = first(declared, walk.grammar.owner)
        owners += "" if owner is None else f"{walk.source.of(owner).partition('<')[0]}."
        declared = first(declared, walk.grammar.member)
    return owners


def _leaves(walk: Walk, root: SyntaxNode) -> list[str]:
    """All identifiers below ``root``, in order."""
    names, stack = [], [root]
    while stack:
        node = stack.pop()
        if node.kind_id in walk.grammar.identifiers:
            names.append(walk.source.of(node))
        else:
            stack.extend(reversed(node.named_children))
    return names


def _read_signature(walk: Walk, node: SyntaxNode, function: FunctionDraft) -> None:
    grammar, place = walk.grammar, node
    bracket, declared = first(node, grammar.bracket), first(node, grammar.declarator)
    while bracket is None and declared is not None:
        place = declared
        bracket, declared = first(place, grammar.bracket), declared_in(grammar, place)
    if bracket is not None:
        children = [bracket] if bracket.kind_id in grammar.identifiers else bracket.named_children
        function.parameters = tuple(one for child in children for one in _parameters(walk, child))
    result = first(node, grammar.result)
    if result is not None:
        function.return_annotation = _ANNOTATED.sub("", walk.source.of(result))
    for child in node.named_children:
        if child.kind_id in grammar.throws:
            function.raises.extend(Raise(function.header.line, name) for name in _leaves(walk, child))


def _parameters(walk: Walk, node: SyntaxNode) -> list[Parameter]:
    """What one node in the bracket declares: one parameter, or in Go several of one type."""
    grammar, source = walk.grammar, walk.source
    kind = grammar.parameters.get(node.kind_id)
    if kind is None:
        return []
    annotation, default = _annotation(walk, node), first(node, grammar.default)
    names = node.children_by_field_id(grammar.name[0]) if grammar.name else []
    found = [innermost(grammar, one) for one in (names or [node])]
    if annotation is not None and default == annotation:
        default = None
    return [
        Parameter(
            source.of(name),
            _kind_of(walk, node, name, kind),
            name.start_point.row + 1,
            None if default is None else walk.collector.spelled(default),
            None if annotation is None else _ANNOTATED.sub("", source.of(annotation)),
        )
        for name in found
        if name is not None and name != annotation
    ]


def _annotation(walk: Walk, node: SyntaxNode) -> SyntaxNode | None:
    """The type of a parameter, which not every grammar puts into a field."""
    found = first(node, walk.grammar.type)
    if found is not None:
        return found
    return next(
        (child for child in node.named_children if child.type.endswith(("type", "type_identifier"))), None
    )


def _kind_of(walk: Walk, node: SyntaxNode, name: SyntaxNode, kind: ParameterKind) -> ParameterKind:
    """A parameter that is taken apart (``{size, color}``) is like ``**options``: its names are free."""
    if name.kind_id not in walk.grammar.identifiers:
        return "double_star"
    return "star" if _spreads(node) else kind


def _spreads(node: SyntaxNode) -> bool:
    return any(child.type in ("rest_pattern", "...") for child in node.children)


def _read_body(
    walk: Walk, function: FunctionDraft, body: SyntaxNode | None, scope: Scope, index: int
) -> Work:
    header = function.header
    function.body_line = header.end_line
    if body is None:
        return []
    inner = Scope(
        parent=header.index,
        depth=scope.depth + 1,
        function=index,
        prefix=f"{function.qualname}.",
        tail=walk.grammar.table.tail_returns,
    )
    statements = walk.significant(body)
    if body.kind_id in walk.grammar.blocks:
        if statements:
            function.body_line = statements[0].start_point.row + 1
        return [(walk.reader, body, inner)]
    function.body_line = body.start_point.row + 1
    return [(walk.reader, body, replace(inner, tail=True))]


def read_class(walk: Walk, node: SyntaxNode, scope: Scope) -> Work:
    """The header of a class, its body in a scope of its own."""
    grammar = walk.grammar
    body = _class_body(walk, node)
    _, start, read = _read_decorators(walk, node, scope)
    name = first(node, grammar.name) or first(node, grammar.type)
    if name is None and scope.lead is not None:
        name = first(scope.lead, grammar.declarator)
    if body is None and grammar.table.bodiless != "class":
        return walk.simple(walk, node, scope, "type")
    header = walk.open(node, "class", replace(scope, lead=scope.lead or start), body)
    written = "" if name is None else walk.source.of(name).partition("<")[0]
    header.bind(written)
    walk.collector.collect_header(scope.lead or node, node, (body, *read), header)
    owner = ClassDraft(written, scope.prefix + written.replace("::", "."), header, read_bases(walk, node))
    walk.classes.append(owner)
    _note_doc(walk, node, scope, owner)
    if body is None:
        return []
    index = len(walk.classes) - 1
    inner = replace(
        scope.inside(header), prefix=f"{owner.qualname}.", body_of=index, class_of=index, tail=False
    )
    return [(walk.reader, body, inner)]


def _class_body(walk: Walk, node: SyntaxNode) -> SyntaxNode | None:
    """The block of a class; in Go it stands within its type."""
    blocks = walk.grammar.blocks
    body = first(node, walk.grammar.body)
    inner = first(node, walk.grammar.type) if body is None else None
    if inner is None:
        return body if body is not None and body.kind_id in blocks else None
    if inner.kind_id in blocks:
        return inner
    return next((child for child in inner.named_children if child.kind_id in blocks), None)
