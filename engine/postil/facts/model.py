"""Facts: what static analysis proves about a snippet, whatever its language.

Lines count from 1 in the snippet. A ``Statement`` is the unit that comments are aligned to: a simple
statement, or the *header* of a compound one (``if x:`` without its body), a decorator or a case.
"""

from __future__ import annotations

from itertools import takewhile
from typing import Literal as Lit
from typing import TypeAlias

from msgspec import Struct

StatementKind: TypeAlias = Lit[
    "function", "class", "decorator", "if", "elif", "else", "for", "while", "try", "except", "finally",
    "with", "match", "case", "return", "yield", "raise", "assert", "import", "assign", "augassign",
    "delete", "pass", "break", "continue", "global", "expression", "docstring", "type", "magic", "error",
]  # fmt: skip
LiteralKind: TypeAlias = Lit["number", "string", "bool", "none"]
ParameterKind: TypeAlias = Lit["positional", "positional_only", "keyword_only", "star", "double_star"]
EffectKind: TypeAlias = Lit["bind", "store", "mutate", "delete", "io", "await"]


class Literal(Struct, frozen=True, gc=False):
    """A constant: ``text`` as written, ``value`` its meaning (strings without quotes and prefix)."""

    kind: LiteralKind
    text: str
    value: float | int | str | bool | None


class Call(Struct, frozen=True, gc=False):
    """A call.

    ``name`` is dotted as written (``os.path.join``); a callee that is itself an expression keeps only its
    last attribute with a leading dot (``.split``).
    """

    name: str
    arguments: tuple[str, ...] = ()
    keywords: tuple[tuple[str, str], ...] = ()


class Comparison(Struct, frozen=True, gc=False):
    """``left operator right`` as written; a chain gives several. ``negated``: stands under a ``not``."""

    left: str
    operator: str
    right: str
    negated: bool = False


class Effect(Struct, frozen=True, gc=False):
    """What running the statement changes: ``target`` as written (``self.items``, ``counts[word]``)."""

    kind: EffectKind
    target: str


class Statement(Struct, frozen=True, gc=False):
    """One statement, or the header of a compound one.

    ``line``..``end_line`` is the header (or the whole simple statement), ``body_end`` the last line of its
    block. ``parent`` is the index of the enclosing compound statement, -1 at the top. ``names`` are all
    identifiers in order of occurrence, repeated as they occur (attributes included, keywords of the
    language excluded); ``operators`` the operator tokens (``+``, ``and``, ``not``, ``//=``, ``lambda``,
    ``await``, ``:=``, ``[:]`` for a slice, ``for`` for a comprehension, ``if`` for a conditional
    expression or a comprehension's filter, ``*``/``**`` for unpacking).
    ``targets`` are the names or expressions bound; ``value`` is the text of what is assigned, returned,
    yielded, raised, iterated over or tested.
    """

    index: int
    kind: StatementKind
    line: int
    end_line: int
    body_end: int
    column: int
    depth: int
    parent: int
    function: int
    text: str
    value: str = ""
    names: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    calls: tuple[Call, ...] = ()
    literals: tuple[Literal, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    operators: tuple[str, ...] = ()
    effects: tuple[Effect, ...] = ()


class Parameter(Struct, frozen=True, gc=False):
    """A parameter without its stars; ``default`` and ``annotation`` as written."""

    name: str
    kind: ParameterKind
    line: int
    default: str | None = None
    annotation: str | None = None


class Return(Struct, frozen=True, gc=False):
    """A ``return`` in the function's own scope.

    ``value`` as written, ``None`` for a bare return. ``guards`` are the tests of the enclosing branches,
    outermost first, ``not (...)`` where it is the other branch.
    """

    line: int
    value: str | None
    guards: tuple[str, ...] = ()


class Raise(Struct, frozen=True, gc=False):
    """A ``raise`` in the function's own scope.

    ``exception`` is the dotted class name as written, ``None`` when it cannot be told (``raise err``);
    a bare re-raise has the names its ``except`` catches, one record for each. ``caught``: an enclosing
    ``try`` of the same function catches it by name.
    """

    line: int
    exception: str | None
    guards: tuple[str, ...] = ()
    caught: bool = False


class Function(Struct, frozen=True, gc=False):
    """One function, method or lambda-free fragment; ``statement`` indexes its header in ``Facts``.

    ``line`` is the line of ``def`` (decorators above it belong to it too), ``body_line`` the first line
    behind the header. ``stub``: the body is only a docstring, ``...``, ``pass`` or raise NotImplementedError.
    """

    name: str
    qualname: str
    statement: int
    line: int
    body_line: int
    end_line: int
    parameters: tuple[Parameter, ...] = ()
    return_annotation: str | None = None
    decorators: tuple[str, ...] = ()
    returns: tuple[Return, ...] = ()
    yields: tuple[int, ...] = ()
    raises: tuple[Raise, ...] = ()
    is_async: bool = False
    is_method: bool = False
    stub: bool = False
    docstring: str | None = None
    docstring_line: int | None = None


class Class(Struct, frozen=True, gc=False):
    """One class with the attributes assigned in its body or through ``self``."""

    name: str
    qualname: str
    statement: int
    line: int
    end_line: int
    bases: tuple[str, ...] = ()
    attributes: tuple[str, ...] = ()
    docstring: str | None = None
    docstring_line: int | None = None


class SyntaxProblem(Struct, frozen=True, gc=False):
    """A place that the parser could not read; the facts of all the rest stand."""

    line: int
    column: int
    message: str


class CommentToken(Struct, frozen=True, gc=False):
    """A comment of one line as it is written, sign and directives included.

    ``line`` counts from 1, ``column`` from 0; ``own_line``: there is no code before it.
    """

    text: str
    line: int
    column: int
    own_line: bool


class Facts(Struct, frozen=True, gc=False):
    """All facts of one snippet.

    ``line_statements[n]`` is the index of the innermost statement that covers line ``n + 1`` (the first one
    when several share it), -1 for a blank or comment line.
    """

    language: str
    lines: int
    statements: tuple[Statement, ...] = ()
    functions: tuple[Function, ...] = ()
    classes: tuple[Class, ...] = ()
    symbols: frozenset[str] = frozenset()
    bound: frozenset[str] = frozenset()
    imports: tuple[tuple[str, str], ...] = ()
    line_statements: tuple[int, ...] = ()
    problems: tuple[SyntaxProblem, ...] = ()

    def at(self, line: int) -> Statement | None:
        """The innermost statement that covers ``line`` (from 1), or ``None``."""
        if not 1 <= line <= len(self.line_statements):
            return None
        index = self.line_statements[line - 1]
        return self.statements[index] if index >= 0 else None

    def inside(self, function: Function) -> list[Statement]:
        """The statements in the body of ``function``, nested ones too, in order."""
        behind = self.statements[function.statement + 1 :]
        return list(takewhile(lambda statement: statement.line <= function.end_line, behind))
