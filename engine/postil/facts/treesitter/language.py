"""A language read by tree-sitter: what its table says, behind the protocol of all languages.

Nothing of tree-sitter is loaded before code is read.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from postil.facts.model import Facts
from postil.facts.treesitter.table import Table
from postil.records import Comment

if TYPE_CHECKING:
    from postil.facts.treesitter.grammar import Grammar


class TreeSitterLanguage:
    """A language: see ``postil.facts.language.Language``."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.name = table.name
        self.suffixes = table.suffixes
        self.vocabulary = frozenset(table.keywords.split()) | frozenset(table.library.split())

    @cached_property
    def grammar(self) -> Grammar:
        """The grammar, loaded when first asked for."""
        from postil.facts.treesitter.grammar import Grammar  # noqa: PLC0415 - loads tree-sitter

        return Grammar(self.table)

    def facts(self, code: str) -> Facts:
        """The facts of ``code``; never raises."""
        from postil.facts.treesitter.reading import facts_in  # noqa: PLC0415 - loads tree-sitter

        return facts_in(code, self.grammar)

    def comments(self, code: str) -> tuple[Comment, ...]:
        """The comments and doc comments that stand in ``code`` itself, in order."""
        from postil.facts.treesitter.placing import comments_in  # noqa: PLC0415 - only for source files

        return comments_in(code, self.grammar)

    def complexity(self, code: str) -> dict[str, int]:
        """Cyclomatic complexity by qualified name of function; empty when the code does not parse."""
        from postil.facts.treesitter.complexity import complexity_of  # noqa: PLC0415 - seldom asked for

        return complexity_of(self.facts(code))
