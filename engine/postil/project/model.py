"""The symbol table of one file: what it defines, imports and exports, and what its remarks name besides.

Small on purpose: a whole tree of these is held in memory and kept in the cache, so that rules that look across
files need no second reading.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

SymbolKind: TypeAlias = Literal["function", "class", "constant"]


class Symbol(Struct, frozen=True, gc=False):
    """One thing that a file defines.

    ``owner`` is the qualified name of the class that a method belongs to (empty at the top), ``nested`` says that
    it stands inside a function. ``comment`` is the number of its docstring among the comments of the file (-1:
    none) and ``doc`` a digest of that docstring's words. ``raises`` are the exceptions the docstring lists (``None``
    without such a list), ``calls`` the callees whose exceptions would escape, each with its line; ``body`` is a
    digest of the code without its docstring.
    """

    name: str
    qualname: str
    kind: SymbolKind
    line: int
    end_line: int = 0
    owner: str = ""
    nested: bool = False
    stub: bool = False
    bases: tuple[str, ...] = ()
    decorators: tuple[str, ...] = ()
    comment: int = -1
    doc: str = ""
    sectioned: bool = False
    raises: tuple[str, ...] | None = None
    calls: tuple[tuple[str, int], ...] = ()
    body: str = ""


class Reference(Struct, frozen=True, gc=False):
    """A name or path in a remark that the file itself does not have: comment number, text, kind of mention.

    ``kin`` are names of the code around that differ from it in one word (``project/kin.py``).
    """

    comment: int
    text: str
    kind: str
    kin: tuple[str, ...] = ()


class Module(Struct, frozen=True, gc=False):
    """One file of the tree.

    ``name`` is the dotted name by which others import it; ``names`` are all identifiers in its code and strings, in no order;
    ``exports`` is its ``__all__`` (``None`` without one); ``references`` what its remarks name and it does not
    have. ``remark_lines`` are the lines to report for its comments; ``styles`` pairs each docstring that has
    sections with their style; ``comment`` is the number of the docstring of the file itself (-1: none).
    """

    path: str
    name: str = ""
    language: str = "python"
    symbols: tuple[Symbol, ...] = ()
    imports: tuple[tuple[str, str], ...] = ()
    exports: tuple[str, ...] | None = None
    names: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    remark_lines: tuple[int, ...] = ()
    styles: tuple[tuple[int, str], ...] = ()
    comment: int = -1

    def line_of(self, comment: int | None) -> int:
        """The line (from 1) to report for a comment, 1 for the whole file."""
        return 1 if comment is None else self.remark_lines[comment]
