r"""Python, by the exact path: libcst, for rules and fixes that must be right to the byte.

It is slow to load and fifty times slower to run than the fast path, and it reads only sound code; so
``Language`` does not offer it. Whoever needs it imports this module when the need arises:

>>> module = ExactModule.parse("x = 1  # on\n")
>>> module.replace_comment(1, "one").code
'x = 1  # one\n'
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Literal, TypeAlias

import libcst as cst
from libcst import metadata as meta
from msgspec import Struct

from postil.errors import PostilError
from postil.facts.model import Function, Parameter, ParameterKind
from postil.facts.python import PYTHON
from postil.facts.python_syntax import Source, normalise

ScopeKind: TypeAlias = Literal["module", "class", "function", "comprehension"]
_SCOPES: tuple[tuple[type[meta.Scope], ScopeKind], ...] = (
    (meta.GlobalScope, "module"),
    (meta.ClassScope, "class"),
    (meta.FunctionScope, "function"),
    (meta.ComprehensionScope, "comprehension"),
)

# Levels of the syntax tree; the deepest of 13,000 modules that people wrote has 88.
DEEPEST = 150


class ScopeFacts(Struct, frozen=True):
    """A scope with the names bound in it, in alphabetical order; the module's own name is ``""``."""

    name: str
    kind: ScopeKind
    line: int
    end_line: int
    bindings: tuple[str, ...]


class ExactModule:
    """A module that was read exactly.

    It is never changed: rewriting gives a new one, in which every byte outside of what was asked for is the
    same.
    """

    def __init__(self, code: str, tree: cst.Module) -> None:
        self.code = code
        self._wrapper = meta.MetadataWrapper(tree, unsafe_skip_copy=True)

    @classmethod
    def parse(cls, code: str) -> ExactModule:
        """Read ``code``.

        Raises:
            PostilError: libcst cannot read it; says where and what to do.
        """
        fault = _fault(code)
        if fault is None:
            try:
                return cls(code, cst.parse_module(code))
            except (cst.ParserSyntaxError, UnicodeError) as error:
                fault = f"line 1, column 1: {' '.join(str(error).split())}"
        message = f"{fault}; mend the code, then ask again"
        raise PostilError(message)

    def qualified_names(self) -> list[tuple[int, int, str, str]]:
        """Every name that has a meaning: line (from 1), column (from 0), as written, in full, in order."""
        known = self._wrapper.resolve(meta.QualifiedNameProvider)
        found: list[tuple[int, int, str, str]] = []
        for node, names in known.items():
            full = names() if callable(names) else names
            if isinstance(node, cst.Name) and full:
                start = self._places[node].start
                found.append((start.line, start.column, node.value, min(name.name for name in full)))
        return sorted(found)

    def scopes(self) -> tuple[ScopeFacts, ...]:
        """All scopes, from first line to last."""
        found = {scope for scope in self._wrapper.resolve(meta.ScopeProvider).values() if scope is not None}
        return tuple(
            sorted(
                filter(None, map(self._scope, found)),
                key=lambda scope: (scope.line, -scope.end_line, scope.name),
            )
        )

    def _scope(self, scope: meta.Scope) -> ScopeFacts | None:
        kind = next((kind for type_, kind in _SCOPES if isinstance(scope, type_)), None)
        if kind is None:
            return None
        node = getattr(scope, "node", None)
        place = self._places[node if node is not None else self._wrapper.module]
        bindings = tuple(sorted({assignment.name for assignment in scope.assignments}))
        return ScopeFacts(
            getattr(scope, "name", None) or "", kind, place.start.line, place.end.line, bindings
        )

    def functions(self) -> tuple[Function, ...]:
        """The functions as ``Facts`` has them, with names, lines, parameters and annotations only."""
        return tuple(
            self._function(name, node)
            for name, node in self._definitions()
            if isinstance(node, cst.FunctionDef)
        )

    def replace_docstring(self, qualname: str, text: str) -> ExactModule:
        """The module with another docstring for the function or class ``qualname`` (``""``: the module).

        Raises:
            PostilError: there is no such definition, or it has no docstring to replace.
        """
        for name, node in self._definitions():
            if name == qualname:
                string = _docstring_node(node)
                if string is not None:
                    return self._spliced(string, self._literal(string, text))
        message = f"{qualname or 'the module'} has no docstring here; name a definition that has one"
        raise PostilError(message)

    def replace_comment(self, line: int, text: str) -> ExactModule:
        """The module with another comment on ``line`` (from 1).

        Raises:
            PostilError: the line has no comment, or ``text`` has several lines.
        """
        if len(text.splitlines()) > 1:
            message = "a comment has one line; replace each line by itself"
            raise PostilError(message)
        for node, place in self._places.items():
            if isinstance(node, cst.Comment) and place.start.line == line:
                return self._spliced(node, f"# {text}".rstrip())
        message = f"line {line} has no comment; name a line that has one"
        raise PostilError(message)

    @cached_property
    def _places(self) -> dict[cst.CSTNode, meta.CodeRange]:
        return dict(self._wrapper.resolve(meta.PositionProvider))

    def _spliced(self, node: cst.CSTNode, new: str) -> ExactModule:
        """The module with the text of one node replaced, told by its bytes."""
        span = self._wrapper.resolve(meta.ByteSpanPositionProvider)[node]
        data = self.code.encode()
        start = span.start + (len("\ufeff".encode()) if self.code.startswith("\ufeff") else 0)
        data = data[:start] + new.encode() + data[start + span.length :]
        return ExactModule.parse(data.decode())

    def _definitions(self) -> Iterator[tuple[str, cst.Module | cst.ClassDef | cst.FunctionDef]]:
        """The module, its classes and functions with their qualified names, in order."""
        yield "", self._wrapper.module
        stack: list[tuple[cst.CSTNode, str]] = [(self._wrapper.module, "")]
        while stack:
            node, prefix = stack.pop()
            if isinstance(node, cst.ClassDef | cst.FunctionDef):
                yield prefix + node.name.value, node
                prefix = f"{prefix}{node.name.value}."
            stack.extend((child, prefix) for child in reversed(node.children))

    def _function(self, qualname: str, node: cst.FunctionDef) -> Function:
        line, end = self._places[node.name].start.line, self._places[node].end.line
        returns = None if node.returns is None else self._text(node.returns.annotation)
        return Function(
            name=node.name.value,
            qualname=qualname,
            statement=-1,
            line=line,
            body_line=self._places[node.body].start.line,
            end_line=end,
            parameters=tuple(self._parameters(node.params)),
            return_annotation=returns,
            decorators=tuple(self._text(decorator.decorator) for decorator in node.decorators),
            is_async=node.asynchronous is not None,
        )

    def _parameters(self, parameters: cst.Parameters) -> Iterator[Parameter]:
        groups: tuple[tuple[ParameterKind, tuple[cst.Param, ...]], ...] = (
            ("positional_only", tuple(parameters.posonly_params)),
            ("positional", tuple(parameters.params)),
            ("star", (parameters.star_arg,) if isinstance(parameters.star_arg, cst.Param) else ()),
            ("keyword_only", tuple(parameters.kwonly_params)),
            ("double_star", (parameters.star_kwarg,) if parameters.star_kwarg is not None else ()),
        )
        for kind, group in groups:
            for node in group:
                yield Parameter(
                    name=node.name.value,
                    kind=kind,
                    line=self._places[node.name].start.line,
                    default=None if node.default is None else self._text(node.default),
                    annotation=None if node.annotation is None else self._text(node.annotation.annotation),
                )

    def _text(self, node: cst.CSTNode) -> str:
        return self._wrapper.module.code_for_node(node)

    def _literal(self, old: cst.SimpleString | cst.ConcatenatedString, text: str) -> str:
        """``text`` as a docstring at the place of ``old``, in its manner where that can hold it."""
        margin = " " * self._places[old].start.column
        row = self.code.splitlines()[self._places[old].start.line - 1]
        lead = row[: len(row) - len(row.lstrip())]
        margin = lead if len(lead) == len(margin) else margin
        newline = "\r\n" if "\r\n" in self.code else "\n"
        escaped = text.replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
        if escaped.endswith('"'):
            escaped = f'{escaped[:-1]}\\"'
        lines = [line.rstrip() for line in escaped.split("\n")]
        body = newline.join([lines[0], *(margin + line if line else "" for line in lines[1:])])
        return f'"""{body}{newline + margin if len(lines) > 1 else ""}"""'


def _fault(code: str) -> str | None:
    """What keeps libcst from reading ``code``, with its place, as the fast path sees it.

    libcst itself has no precise place to tell, and deep nesting overflows its stack.
    """
    problem = next(iter(PYTHON.facts(code).problems), None)
    if problem is not None:
        return f"line {problem.line}, column {problem.column + 1}: {problem.message}"
    stack = [(Source(normalise(code)).tree.root_node, 0)]
    while stack:
        node, depth = stack.pop()
        if depth > DEEPEST:
            return f"line {node.start_point.row + 1}, column 1: nested deeper than {DEEPEST} levels"
        for child in node.children:
            branches = child.type in ("elif_clause", "else_clause")  # each is nested in the one before
            depth += branches
            stack.append((child, depth + 1))
    return None


def _docstring_node(
    node: cst.Module | cst.ClassDef | cst.FunctionDef,
) -> cst.SimpleString | cst.ConcatenatedString | None:
    """The string that is the docstring of ``node``."""
    body = node.body if isinstance(node, cst.Module) else node.body.body
    first = next(iter(body), None)
    if isinstance(first, cst.SimpleStatementLine):
        first = first.body[0]
    if not isinstance(first, cst.Expr) or node.get_docstring() is None:
        return None
    return first.value if isinstance(first.value, cst.SimpleString | cst.ConcatenatedString) else None
