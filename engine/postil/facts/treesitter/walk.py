"""The state of one reading: where a statement stands (``Scope``) and what was found so far (``Walk``)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from postil.facts.model import StatementKind, SyntaxProblem
from postil.facts.python_draft import Draft
from postil.facts.python_reading import ClassDraft, FunctionDraft
from postil.facts.treesitter.collector import Collector
from postil.facts.treesitter.grammar import SyntaxNode
from postil.facts.treesitter.remarks import Remark
from postil.facts.treesitter.source import Source

_MOST_GUARDS = 50  # innermost guards kept: a chain of 10,000 branches must not cost their square
_TAIL = " \t\r\n;,{"


class Scope(Struct, frozen=True):
    """Where a statement stands.

    ``own``: its returns are those of ``function``, not of a closure in it; ``tail``: its value is the result
    of the function. ``lead`` is the first token of what the next statement is the end of (``export``).
    ``body_of`` is the class whose body it is in, ``class_of`` that of the method it is in. ``tries`` are the exceptions that enclosing ``try`` bodies catch, ``aliases`` the names of caught ones.
    """

    parent: int = -1
    depth: int = 0
    function: int = -1
    prefix: str = ""
    guards: tuple[str, ...] = ()
    tries: tuple[tuple[str, ...], ...] = ()
    aliases: tuple[tuple[str, tuple[str, ...]], ...] = ()
    body_of: int = -1
    class_of: int = -1
    own: bool = True
    tail: bool = False
    lead: SyntaxNode | None = None

    def inside(self, header: Draft, guard: str = "") -> Scope:
        """The scope of the block of ``header``, which may run under a condition."""
        guards = (*self.guards, guard)[-_MOST_GUARDS:] if guard else self.guards
        return replace(self, parent=header.index, depth=self.depth + 1, guards=guards, lead=None, body_of=-1)

    def guarded(self, guard: str) -> Scope:
        """The same place under one more condition."""
        return replace(self, guards=(*self.guards, guard)[-_MOST_GUARDS:], lead=None)


class Walk:
    """What was found so far, in the order of the text."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.grammar = source.grammar
        self.collector = Collector(source)
        self.drafts: list[Draft] = []
        self.starts: list[int] = []
        self.functions: list[FunctionDraft] = []
        self.classes: list[ClassDraft] = []
        self.imports: list[tuple[str, str]] = []
        self.problems: list[SyntaxProblem] = []
        self.docs: dict[int, Remark] = {}
        self.reader: Reader
        self.simple: Callable[[Walk, SyntaxNode, Scope, StatementKind], Work]

    def open(
        self, node: SyntaxNode, kind: StatementKind, scope: Scope, before: SyntaxNode | None = None
    ) -> Draft:
        """Begin the statement ``node``, or its header, which ends where ``before`` begins."""
        first = scope.lead or node
        end = node.end_byte if before is None else before.start_byte
        text = self.source.cut(first.start_byte, max(end, first.start_byte)).rstrip(_TAIL)
        line = first.start_point.row + 1
        end_line = self._end_line(line, text, before)
        draft = Draft(
            len(self.drafts),
            kind,
            line,
            end_line,
            max(end_line, last_line(node)),
            self.source.column(first),
            scope.depth,
            scope.parent,
            scope.function,
            text,
            scope.body_of,
        )
        self.drafts.append(draft)
        self.starts.append(first.start_byte)
        return draft

    def forget_before(self, start: int) -> None:
        """Drop the statements that begin before byte ``start``: they were put there to make the rest parse."""
        number = sum(begin < start for begin in self.starts)
        if not number:
            return
        self.drafts = self.drafts[number:]
        for draft in self.drafts:
            draft.index -= number
            draft.parent = max(-1, draft.parent - number)

    def close(self, draft: Draft, before: SyntaxNode) -> None:
        """End the header ``draft`` where ``before`` begins."""
        lines = self.source.cut(self.starts[draft.index], before.start_byte)
        draft.text = lines.rstrip(_TAIL)
        draft.end_line = self._end_line(draft.line, draft.text, before)

    def _end_line(self, line: int, text: str, before: SyntaxNode | None) -> int:
        """The last line of a header: an opening brace on a line of its own belongs to it."""
        end_line = line + text.count("\n")
        if before is not None and before.kind_id in self.grammar.blocks:
            return max(end_line, before.start_point.row + 1)
        return end_line

    def significant(self, node: SyntaxNode) -> list[SyntaxNode]:
        """The named children of ``node`` without comments."""
        comments = self.grammar.comments
        return [child for child in node.named_children if child.kind_id not in comments]


Reader: TypeAlias = "Callable[[Walk, SyntaxNode, Scope], Work]"
Work: TypeAlias = "list[tuple[Reader, SyntaxNode, Scope]]"


def last_line(node: SyntaxNode) -> int:
    """The line on which ``node`` ends; one that ends with its line end does not reach into the next."""
    row, column = node.end_point
    return row + 1 if column or row == node.start_point.row else row
