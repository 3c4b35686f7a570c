"""Readers for Python's simple statements. Each adds one statement to the reading and has no block."""

from __future__ import annotations

from postil.facts.model import Call, Effect, Return, StatementKind, SyntaxProblem
from postil.facts.python_exceptions import raised
from postil.facts.python_names import flat_targets
from postil.facts.python_reading import Reading, Scope, between, significant
from postil.facts.python_syntax import LEFT, RIGHT, SyntaxNode, field, kinds

_ASSIGNMENTS = kinds("assignment")
_AUGMENTED = kinds("augmented_assignment")
_YIELDS = kinds("yield")
_LISTS = kinds("expression_list")
_TYPE, _OPERATOR, _CAUSE = field("type"), field("operator"), field("cause")
_PLAIN: dict[str, StatementKind] = {
    "pass_statement": "pass",
    "break_statement": "break",
    "continue_statement": "continue",
    "global_statement": "global",
    "nonlocal_statement": "global",
}


def read_plain(reading: Reading, node: SyntaxNode, scope: Scope) -> None:
    """``pass``, ``break``, ``continue``, ``global``, ``nonlocal``."""
    draft = reading.open(node, _PLAIN[node.type], scope)
    for child in significant(node):
        scope.reader.collect(child, draft)


def read_expression(reading: Reading, node: SyntaxNode, scope: Scope) -> None:
    """An expression that stands alone, an assignment, a docstring."""
    first = node.children[0] if node.children else node
    kind = first.kind_id
    if kind in _ASSIGNMENTS:
        read_assignment(reading, node, first, scope)
    elif kind in _AUGMENTED:
        read_augmented(reading, node, first, scope)
    elif node.id in reading.docstrings:
        draft = reading.open(node, "docstring", scope)
        scope.reader.collect(node, draft)
    else:
        draft = reading.open(node, "yield" if kind in _YIELDS else "expression", scope)
        draft.value = yielded(first, scope) if kind in _YIELDS else ""
        for child in significant(node):
            scope.reader.collect(child, draft)


def yielded(node: SyntaxNode, scope: Scope) -> str:
    """The text of what a ``yield`` gives: ``x`` of ``yield from x``."""
    return between(significant(node), scope)


def read_assignment(reading: Reading, node: SyntaxNode, first: SyntaxNode, scope: Scope) -> None:
    """``a = b = value`` and ``name: type = value``."""
    draft = reading.open(node, "assign", scope)
    assignment: SyntaxNode | None = first
    while assignment is not None:
        left, right = assignment.child_by_field_id(LEFT), assignment.child_by_field_id(RIGHT)
        annotation = assignment.child_by_field_id(_TYPE)
        if left is not None:
            scope.reader.collect_target(left, draft)
        if annotation is not None:
            scope.reader.collect(annotation, draft)
        assignment = right if right is not None and right.kind_id in _ASSIGNMENTS else None
        if right is not None and assignment is None:
            draft.value = scope.reader.of(right)
            scope.reader.collect(right, draft)


def read_augmented(reading: Reading, node: SyntaxNode, first: SyntaxNode, scope: Scope) -> None:
    """``target += value``."""
    draft = reading.open(node, "augassign", scope)
    left, right = first.child_by_field_id(LEFT), first.child_by_field_id(RIGHT)
    operator = first.child_by_field_id(_OPERATOR)
    if left is None or right is None or operator is None:
        return
    scope.reader.collect_target(left, draft)
    draft.operators.append(operator.type)
    draft.value = scope.reader.of(right)
    scope.reader.collect(right, draft)


def read_return(reading: Reading, node: SyntaxNode, scope: Scope) -> None:
    """``return value``."""
    draft = reading.open(node, "return", scope)
    values = significant(node)
    draft.value = between(values, scope)
    for value in values:
        scope.reader.collect(value, draft)
    if scope.function >= 0:
        fact = Return(draft.line, draft.value if values else None, scope.guards)
        reading.functions[scope.function].returns.append(fact)


def read_raise(reading: Reading, node: SyntaxNode, scope: Scope) -> None:
    """``raise exception from cause``."""
    draft = reading.open(node, "raise", scope)
    parts = significant(node)
    for part in parts:
        scope.reader.collect(part, draft)
    cause = node.child_by_field_id(_CAUSE)
    exception = next((part for part in parts if part != cause), None)
    if exception is not None and exception.kind_id in _LISTS:
        exception = next(iter(significant(exception)), None)
    if exception is not None:
        draft.value = scope.reader.of(exception)
    if scope.function >= 0:
        reading.functions[scope.function].raises.extend(raised(draft.line, exception, scope))


def read_assert(reading: Reading, node: SyntaxNode, scope: Scope) -> None:
    """``assert test, message``."""
    draft = reading.open(node, "assert", scope)
    parts = significant(node)
    draft.value = between(parts[:1], scope)
    for part in parts:
        scope.reader.collect(part, draft)


def read_delete(reading: Reading, node: SyntaxNode, scope: Scope) -> None:
    """``del target``."""
    draft = reading.open(node, "delete", scope)
    parts = significant(node)
    draft.value = between(parts, scope)
    for part in parts:
        scope.reader.collect(part, draft)
        draft.effects.extend(Effect("delete", scope.source.of(target)) for target in flat_targets(part))


def read_import(reading: Reading, node: SyntaxNode, scope: Scope) -> None:
    """``import a.b as c`` and ``from a import b as c``."""
    draft = reading.open(node, "import", scope)
    source = scope.source
    module = node.child_by_field_name("module_name")
    origin = "" if module is None else source.of(module)
    if node.type == "future_import_statement":
        origin = "__future__"
    for child in significant(node):
        scope.reader.collect(child, draft)
        if child.type == "wildcard_import":
            draft.operators.clear()
            reading.imports.append(("*", origin))
        elif child != module:
            _note_import(reading, child, origin, scope)
    draft.effects.extend(Effect("bind", target) for target in draft.targets)


def _note_import(reading: Reading, child: SyntaxNode, origin: str, scope: Scope) -> None:
    name, alias = child.child_by_field_name("name"), child.child_by_field_name("alias")
    written = scope.source.of(name if name is not None else child)
    local = scope.source.of(alias) if alias is not None else written
    reading.drafts[-1].targets.append(local if origin or alias is not None else written.partition(".")[0])
    joint = "" if not origin or origin.endswith(".") else "."
    reading.imports.append((local, f"{origin}{joint}{written}"))


def read_type_alias(reading: Reading, node: SyntaxNode, scope: Scope) -> None:
    """``type Name[T] = value``."""
    draft = reading.open(node, "type", scope)
    parts = significant(node)
    for part in parts:
        scope.reader.collect(part, draft)
    if draft.names:
        draft.bind(draft.names[0])
    draft.value = between(parts[1:], scope)


def read_python2(reading: Reading, node: SyntaxNode, scope: Scope) -> None:
    """``print x`` and ``exec x``: read as the calls they became, and told as problems."""
    draft = reading.open(node, "expression", scope)
    name = node.children[0].type
    parts = significant(node)
    draft.names.append(name)
    draft.calls.append(Call(name, tuple(scope.source.of(part) for part in parts)))
    if name == "print":
        draft.effects.append(Effect("io", name))
    for part in parts:
        scope.reader.collect(part, draft)
    message = f"{name} is a statement of Python 2; write {name}(...)"
    if not parts or parts[0].type != "chevron":  # sound in Python 3 too: print >> file
        reading.problems.append(SyntaxProblem(draft.line, draft.column, message))
