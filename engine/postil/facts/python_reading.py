"""The state of one reading: where a statement stands (``Scope``) and what was found so far (``Reading``)."""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct
from msgspec import field as slot
from msgspec.structs import replace

from postil.facts.model import (
    Class,
    Function,
    Parameter,
    Raise,
    Return,
    StatementKind,
    SyntaxProblem,
)
from postil.facts.python_draft import Draft
from postil.facts.python_expressions import Collector
from postil.facts.python_syntax import BETWEEN, Source, SyntaxNode, kinds

# Innermost guards kept: no reader follows more, and a chain of 10,000 ``elif`` must not cost their square.
_MOST_GUARDS = 50
_COLONS = kinds(":")


class Scope(Struct, frozen=True):
    """Where a statement stands.

    ``tries`` are the exceptions caught by the enclosing ``try`` bodies of the same function (``""`` catches
    all); ``handled`` those of the innermost ``except`` the statement is in; ``aliases`` what ``except ... as
    name`` binds. ``body_of`` is the class whose body it is in, ``receiver`` the first parameter of the method
    it is in, and ``receiver_class`` the class of that.
    """

    reader: Collector
    parent: int = -1
    depth: int = 0
    function: int = -1
    prefix: str = ""
    guards: tuple[str, ...] = ()
    tries: tuple[tuple[str, ...], ...] = ()
    handled: tuple[str, ...] = ()
    aliases: tuple[tuple[str, tuple[str, ...]], ...] = ()
    body_of: int = -1
    receiver: str = ""
    receiver_class: int = -1

    @property
    def source(self) -> Source:
        """The text that the nodes of this scope come from."""
        return self.reader.source

    def inside(self, header: Draft) -> Scope:
        """The scope of the block of ``header``."""
        return replace(self, parent=header.index, depth=self.depth + 1)

    def inside_if(self, header: Draft, guard: str) -> Scope:
        """The scope of the block of ``header``, which runs under a condition."""
        guards = (*self.guards, guard)[-_MOST_GUARDS:]
        return replace(self, parent=header.index, depth=self.depth + 1, guards=guards)

    def guarded(self, guard: str) -> Scope:
        """The same place under one more condition."""
        return replace(self, guards=(*self.guards, guard)[-_MOST_GUARDS:])


# What is still to be read: nodes with the scopes they stand in, in order.
Blocks: TypeAlias = "list[tuple[SyntaxNode, Scope]]"


class FunctionDraft(Struct, eq=False):
    """A function while it is being read."""

    name: str
    qualname: str
    header: Draft
    receiver: str = ""
    receiver_class: int = -1
    body_line: int = 0
    parameters: tuple[Parameter, ...] = ()
    return_annotation: str | None = None
    decorators: tuple[str, ...] = ()
    returns: list[Return] = slot(default_factory=list)
    yields: list[int] = slot(default_factory=list)
    raises: list[Raise] = slot(default_factory=list)
    is_async: bool = False
    is_method: bool = False
    stub: bool = True
    docstring: str | None = None
    docstring_line: int | None = None

    def freeze(self) -> Function:
        """The finished function."""
        return Function(
            name=self.name,
            qualname=self.qualname,
            statement=self.header.index,
            line=self.header.line,
            body_line=self.body_line,
            end_line=self.header.body_end,
            parameters=self.parameters,
            return_annotation=self.return_annotation,
            decorators=self.decorators,
            returns=tuple(self.returns),
            yields=tuple(self.yields),
            raises=tuple(self.raises),
            is_async=self.is_async,
            is_method=self.is_method,
            stub=self.stub,
            docstring=self.docstring,
            docstring_line=self.docstring_line,
        )


class ClassDraft(Struct, eq=False):
    """A class while it is being read."""

    name: str
    qualname: str
    header: Draft
    bases: tuple[str, ...]
    attributes: dict[str, None] = slot(default_factory=dict)
    docstring: str | None = None
    docstring_line: int | None = None

    def freeze(self) -> Class:
        """The finished class."""
        return Class(
            name=self.name,
            qualname=self.qualname,
            statement=self.header.index,
            line=self.header.line,
            end_line=self.header.body_end,
            bases=self.bases,
            attributes=tuple(self.attributes),
            docstring=self.docstring,
            docstring_line=self.docstring_line,
        )


class Reading:
    """What was found so far, in the order of the text."""

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self.functions: list[FunctionDraft] = []
        self.classes: list[ClassDraft] = []
        self.imports: list[tuple[str, str]] = []
        self.problems: list[SyntaxProblem] = []
        self.docstrings: set[int] = set()

    def open(self, node: SyntaxNode, kind: StatementKind, scope: Scope) -> Draft:
        """Begin the statement that ``node`` is as a whole."""
        return self._begin(node, node, kind, scope)

    def open_header(self, node: SyntaxNode, kind: StatementKind, scope: Scope) -> Draft:
        """Begin the statement that is the header of the compound statement ``node``: up to its colon."""
        for child in node.children:
            if child.kind_id in _COLONS:
                return self._begin(node, child, kind, scope)
        return self._begin(node, node, kind, scope)

    def _begin(self, node: SyntaxNode, last: SyntaxNode, kind: StatementKind, scope: Scope) -> Draft:
        source = scope.reader.source
        line, column = source.place(node)
        end_line = last.end_point.row + 1 + source.first_row
        draft = Draft(
            len(self.drafts),
            kind,
            line,
            end_line,
            end_line,
            column,
            scope.depth,
            scope.parent,
            scope.function,
            source.cut(node.start_byte, last.end_byte),
            scope.body_of,
        )
        self.drafts.append(draft)
        return draft


def significant(node: SyntaxNode) -> list[SyntaxNode]:
    """The named children of ``node`` without the comments between them."""
    return [child for child in node.named_children if child.kind_id not in BETWEEN]


def between(nodes: list[SyntaxNode], scope: Scope) -> str:
    """The text from the first to the last of ``nodes``."""
    return scope.reader.source.cut(nodes[0].start_byte, nodes[-1].end_byte) if nodes else ""
