"""A grammar ready for use: the numbers of the nodes that a table names, and of the fields all grammars share."""

from __future__ import annotations

from functools import cached_property
from importlib import import_module
from typing import TypeAlias, TypeVar

from tree_sitter import Language, Node, Parser

from postil.facts.model import LiteralKind, ParameterKind, StatementKind
from postil.facts.treesitter.table import Table

SyntaxNode: TypeAlias = Node
Kinds: TypeAlias = "frozenset[int]"
Kind = TypeVar("Kind", bound=str)

ERROR = 0xFFFF  # tree-sitter's own kind, which no grammar lists


class Grammar:
    """A table with the numbers that stand for its names in the grammar.

    A name that the installed version of the grammar does not know has no number, and nothing is found by it.
    """

    def __init__(self, table: Table) -> None:
        module, _, function = table.grammar.partition(":")
        self.table = table
        self.language = Language(getattr(import_module(module), function)())
        self._numbers: dict[str, list[int]] = {}
        for number in range(self.language.node_kind_count):
            if self.language.node_kind_is_named(number):
                self._numbers.setdefault(self.language.node_kind_for_id(number) or "", []).append(number)
        self.simple: dict[int, StatementKind] = self._by_kind(table.simple)
        self.compound: dict[int, StatementKind] = self._by_kind(table.compound)
        self.literals: dict[int, LiteralKind] = self._by_kind(table.literals)
        self.parameters: dict[int, ParameterKind] = self._by_kind(table.parameters)
        self.keywords = frozenset(table.keywords.split())
        self._name_kinds(table)
        self._name_fields()

    def _name_kinds(self, table: Table) -> None:
        self.blocks, self.wrappers = self.kinds(table.blocks), self.kinds(table.wrappers)
        self.functions, self.methods = self.kinds(table.functions), self.kinds(table.methods)
        self.classes, self.closures = self.kinds(table.classes), self.kinds(table.closures)
        self.heritage, self.labels = self.kinds(table.heritage), self.kinds(table.labels)
        self.identifiers, self.members = self.kinds(table.identifiers), self.kinds(table.members)
        self.calls, self.operations = self.kinds(table.calls), self.kinds(table.operations)
        self.assignments, self.updates = self.kinds(table.assignments), self.kinds(table.updates)
        self.declarators, self.slices = self.kinds(table.declarators), self.kinds(table.slices)
        self.entries = self.kinds(table.entries)
        self.awaits, self.yields = self.kinds(table.awaits), self.kinds(table.yields)
        self.templates, self.throws = self.kinds(table.strings_with_code), self.kinds(table.throws)
        self.empty = self.kinds("empty_statement access_specifier")
        self.comments, self.receivers = self.kinds(table.comments), self.kinds(table.receivers)

    def _name_fields(self) -> None:
        self.test = self.fields("condition value right")
        self.target = self.fields("name left pattern declarator alias")
        self.body = self.fields("body consequence")
        self.alternative = self.fields("alternative")
        self.heads = self.fields("pattern communication value type")
        self.name = self.fields("name key left declarator")
        self.guard = self.fields("name condition")
        self.left = self.fields("left name pattern declarator key path")
        self.right = self.fields("right value default_value")
        self.callee = self.fields("function constructor macro name type")
        self.arguments = self.fields("arguments")
        self.owner = self.fields("object operand argument value scope path")
        self.member = self.fields("property field name")
        self.bracket = self.fields("parameters parameter")
        self.result = self.fields("return_type result type")
        self.type = self.fields("type")
        self.default = self.fields("default_value value right")
        self.declarator = self.fields("declarator")
        self.receiver = self.fields("receiver")

    def _by_kind(self, names: dict[Kind, str]) -> dict[int, Kind]:
        return {number: kind for kind, written in names.items() for number in self.kinds(written)}

    def kinds(self, names: str) -> Kinds:
        """The numbers of the nodes called ``names``."""
        return frozenset(number for name in names.split() for number in self._numbers.get(name, ()))

    def fields(self, names: str) -> tuple[int, ...]:
        """The numbers of those fields of ``names`` that the grammar has, in that order."""
        found = [self.language.field_id_for_name(name) for name in names.split()]
        return tuple(number for number in found if number)

    @cached_property
    def dialect(self) -> Grammar | None:
        """The richer language that code is tried as when it does not parse as this one."""
        module, _, name = self.table.dialect.partition(":")
        found: Grammar | None = getattr(import_module(module), name).grammar if module else None
        return found

    @cached_property
    def clauses(self) -> Kinds:
        """Nodes that continue or divide the statement they stand in."""
        parts = ("except", "finally", "case", "else")
        return frozenset(number for number, kind in self.compound.items() if kind in parts)

    def parse(self, data: bytes) -> SyntaxNode:
        """The root of the tree of ``data``."""
        return Parser(self.language).parse(data).root_node


def first(node: SyntaxNode, fields: tuple[int, ...]) -> SyntaxNode | None:
    """The child of ``node`` in the first of ``fields`` that it has."""
    for number in fields:
        child = node.child_by_field_id(number)
        if child is not None:
            return child
    return None
