"""The door for programming languages: a ``Language`` turns code into facts.

A language is found by name through the entry point group ``postil.languages``; ours go through the same
door. See ARCHITECTURE.md, "A new language".
"""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from postil.facts.model import Facts
from postil.records import Comment


@runtime_checkable
class Language(Protocol):
    """What every language must give.

    Implementations hold no state between calls and never raise on damaged code: what cannot be read becomes
    a ``SyntaxProblem``.
    """

    name: str
    suffixes: tuple[str, ...]

    @property
    def vocabulary(self) -> frozenset[str]:
        """The words of the language and the names of its library that any code may use."""
        ...

    def facts(self, code: str) -> Facts:
        """The facts of ``code`` by the fast, error-tolerant path."""
        ...

    def comments(self, code: str) -> tuple[Comment, ...]:
        """The comments and docstrings that stand in ``code`` itself, in order.

        Each has its place and the lines that the conventions of the language give it.
        """
        ...

    def complexity(self, code: str) -> dict[str, int]:
        """Cyclomatic complexity by qualified name of function; empty when the code does not parse."""
        ...
