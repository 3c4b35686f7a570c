"""Readers for Python's definitions: functions, classes, decorators, and their docstrings."""

from __future__ import annotations

from msgspec.structs import replace

from postil.facts.model import Parameter, ParameterKind
from postil.facts.python_docstrings import clean, docstring_value
from postil.facts.python_draft import Draft
from postil.facts.python_names import parameter_name
from postil.facts.python_reading import Blocks, ClassDraft, FunctionDraft, Reading, Scope, significant
from postil.facts.python_syntax import IDENTIFIER, Source, SyntaxNode, field, kinds

_BODY, _NAME, _DEFINITION, _SUPERCLASSES = map(field, ("body", "name", "definition", "superclasses"))
_PARAMETERS, _RETURN_TYPE, _TYPE_PARAMETERS = map(field, ("parameters", "return_type", "type_parameters"))
_VALUE, _TYPE = field("value"), field("type")
_COMMENTS = kinds("comment")
_TYPED = kinds("typed_parameter")
_STARS = kinds("list_splat_pattern")
_DOUBLE_STARS = kinds("dictionary_splat_pattern")
_ASYNC = kinds("async")
_SLASHES = kinds("positional_separator")
_LONE_STARS = kinds("keyword_separator")


def read_decorated(reading: Reading, node: SyntaxNode, scope: Scope) -> Blocks:
    """Decorators, each a statement of its own, and what they decorate."""
    definition = node.child_by_field_id(_DEFINITION)
    is_function = definition is not None and definition.type == "function_definition"
    function = len(reading.functions) if is_function else scope.function
    inner = replace(scope, function=function)
    texts = [read_decorator(reading, child, inner) for child in node.children if child.type == "decorator"]
    if definition is None:
        return []
    if is_function:
        return read_function(reading, definition, scope, tuple(texts))
    return read_class(reading, definition, scope)


def read_decorator(reading: Reading, node: SyntaxNode, scope: Scope) -> str:
    """One decorator; returns its text without the ``@``."""
    draft = reading.open(node, "decorator", scope)
    expressions = significant(node)
    for expression in expressions:
        scope.reader.collect(expression, draft)
    return scope.source.of(expressions[0]) if expressions else ""


def read_function(
    reading: Reading, node: SyntaxNode, scope: Scope, decorators: tuple[str, ...] = ()
) -> Blocks:
    """The header of a function; its body is read in a scope of its own."""
    index = len(reading.functions)
    header = reading.open_header(node, "function", scope)
    header.function = index
    name = _read_name(node, scope, header)
    function = FunctionDraft(name, scope.prefix + name, header)
    reading.functions.append(function)
    function.decorators = decorators
    function.is_async = node.children[0].kind_id in _ASYNC
    _read_signature(node, scope, function)
    function.is_method = scope.body_of >= 0 or _takes_receiver(function)
    if scope.body_of >= 0 and "staticmethod" not in decorators and function.parameters:
        function.receiver, function.receiver_class = function.parameters[0].name, scope.body_of
    elif scope.receiver:
        function.receiver, function.receiver_class = scope.receiver, scope.receiver_class
    body = node.child_by_field_id(_BODY)
    function.body_line = header.end_line
    if body is None:
        return []
    statements = significant(body)
    if statements:
        function.body_line = scope.source.line(statements[0])
        note_docstring(reading, statements[0], scope, function)
    inner = Scope(
        reader=scope.reader,
        parent=header.index,
        depth=scope.depth + 1,
        function=index,
        prefix=f"{function.qualname}.",
        receiver=function.receiver,
        receiver_class=function.receiver_class,
    )
    return [(body, inner)]


def _read_name(node: SyntaxNode, scope: Scope, header: Draft) -> str:
    """The name of a definition, its decorators' order kept, with the type parameters behind it."""
    name = node.child_by_field_id(_NAME)
    text = scope.reader.of(name) if name is not None else ""
    header.names.append(text)
    header.bind(text)
    types = node.child_by_field_id(_TYPE_PARAMETERS)
    if types is not None:
        before = len(header.names)
        scope.reader.collect(types, header)
        header.captured.extend(header.names[before:])
    return text


def _takes_receiver(function: FunctionDraft) -> bool:
    """A fragment: a method without its class."""
    return bool(function.parameters) and function.parameters[0].name in ("self", "cls")


def _read_signature(node: SyntaxNode, scope: Scope, function: FunctionDraft) -> None:
    header = function.header
    bracket, annotation = node.child_by_field_id(_PARAMETERS), node.child_by_field_id(_RETURN_TYPE)
    if bracket is not None:
        scope.reader.collect(bracket, header)
        function.parameters = read_parameters(scope.source, bracket)
        header.captured.extend(parameter.name for parameter in function.parameters)
    if annotation is not None:
        scope.reader.collect(annotation, header)
        function.return_annotation = scope.source.of(annotation)


def read_parameters(source: Source, bracket: SyntaxNode) -> tuple[Parameter, ...]:
    """The parameters in a bracket, in order."""
    found: list[Parameter] = []
    kind: ParameterKind = "positional"
    for node in bracket.named_children:
        number = node.kind_id
        if number in _SLASHES:
            found = [_as_positional_only(parameter) for parameter in found]
            continue
        if number in _LONE_STARS:
            kind = "keyword_only"
            continue
        if number == IDENTIFIER:
            found.append(Parameter(source.of(node), kind, source.line(node)))
            continue
        name = None if number in _COMMENTS else parameter_name(node)
        if name is None:
            continue
        starred = _stars(node)
        found.append(_parameter(source, node, name, starred or kind))
        if starred == "star":
            kind = "keyword_only"
    return tuple(found)


def _as_positional_only(parameter: Parameter) -> Parameter:
    return Parameter(
        parameter.name, "positional_only", parameter.line, parameter.default, parameter.annotation
    )


def _stars(node: SyntaxNode) -> ParameterKind | None:
    if node.kind_id in _TYPED and node.named_children:
        node = node.named_children[0]
    if node.kind_id in _STARS:
        return "star"
    return "double_star" if node.kind_id in _DOUBLE_STARS else None


def _parameter(source: Source, node: SyntaxNode, name: SyntaxNode, kind: ParameterKind) -> Parameter:
    default, annotation = node.child_by_field_id(_VALUE), node.child_by_field_id(_TYPE)
    return Parameter(
        source.of(name),
        kind,
        source.line(name),
        None if default is None else source.of(default),
        None if annotation is None else source.of(annotation),
    )


def read_class(reading: Reading, node: SyntaxNode, scope: Scope) -> Blocks:
    """The header of a class; its body is read in a scope of its own."""
    header = reading.open_header(node, "class", scope)
    name = _read_name(node, scope, header)
    bracket = node.child_by_field_id(_SUPERCLASSES)
    bases: tuple[str, ...] = ()
    if bracket is not None:
        scope.reader.collect(bracket, header)
        bases = tuple(
            scope.source.of(base) for base in significant(bracket) if base.type != "keyword_argument"
        )
    owner = ClassDraft(name, scope.prefix + name, header, bases)
    reading.classes.append(owner)
    body = node.child_by_field_id(_BODY)
    if body is None:
        return []
    statements = significant(body)
    if statements:
        note_docstring(reading, statements[0], scope, owner)
    inner = replace(
        scope.inside(header), prefix=f"{owner.qualname}.", body_of=len(reading.classes) - 1, receiver=""
    )
    return [(body, inner)]


def note_docstring(
    reading: Reading, first: SyntaxNode, scope: Scope, owner: FunctionDraft | ClassDraft | None
) -> None:
    """Note whether ``first``, which opens a block, is the docstring of ``owner`` (``None``: the module)."""
    text = docstring_value(scope.source, first)
    if text is None:
        return
    reading.docstrings.add(first.id)
    if owner is not None:
        owner.docstring = clean(text)
        owner.docstring_line = scope.source.line(first)
