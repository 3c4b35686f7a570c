"""Makes damaged Python readable without moving a line.

Each logical line is tried by itself. One that cannot be read is replaced by a placeholder of the same
indentation (``pass``, or ``if 1:`` when a block hangs on it) and remembered as a ``Piece``; so is a clause
without the statement it continues, a decorator without a definition, and a notebook's magic. The rest of
the text is then parsed as if nothing had happened.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from itertools import zip_longest
from typing import Literal, TypeAlias

from msgspec import Struct

from postil.facts.python_logical import indentation, logical_lines
from postil.facts.python_syntax import Source, SyntaxNode

PieceKind: TypeAlias = Literal["error", "magic", "part"]

_ROUNDS = 4  # of taking out what cannot be read in its place though it can by itself
_KEYWORD = re.compile(r"\s*(@|[A-Za-z_]\w*)")
_BEFORE = {"elif": "if _: pass", "else": "if _: pass", "except": "try: pass", "finally": "try: pass"}
_CLAUSES = {
    "elif": "elif_clause",
    "else": "else_clause",
    "except": "except",
    "finally": "finally_clause",
    "case": "case_clause",
    "@": "decorator",
}
# What may stand before a clause at the same indentation.
_CONTINUES = {
    "elif": ("if", "elif"),
    "else": ("if", "elif", "for", "while", "except", "try"),
    "except": ("try", "except"),
    "finally": ("try", "except", "else"),
}
_MAGIC = re.compile(
    r"\s*(?:%{1,2}[A-Za-z_]\w*|!+\s*\S|\?{1,2}[\w.*]+\s*$|[\w.]+\?{1,2}\s*$|[\w., ]+=\s*(?:![^=]|%[A-Za-z_]))"
)
_CELL_MAGIC = re.compile(r"\s*%%(\w+)")
_PYTHON_CELLS = frozenset(("time", "timeit", "capture", "prun", "python", "python3", "debug"))


class Piece(Struct):
    """What was replaced from row ``first`` to ``last``; ``header``: a block hangs on it.

    A ``part`` is sound but stands without the rest of its statement, which is no ``fault`` at an edge of the
    text: a fragment.
    """

    kind: PieceKind
    first: int
    last: int
    text: str
    column: int
    header: bool = False
    fault: bool = True

    def completed(self) -> tuple[Source, SyntaxNode] | None:
        """A source in which the part is whole, and its node there."""
        source = _completed(self.text, self.first)
        node = _find(source.tree.root_node, _CLAUSES.get(_keyword(self.text), ""))
        return None if node is None else (source, node)


class _Line(Struct):
    """A logical line; ``sound``: it can be read by itself."""

    first: int
    last: int
    text: str
    indent: int
    keyword: str
    sound: bool

    def piece(self, kind: PieceKind, header: bool) -> Piece:
        return Piece(kind, self.first, self.last, self.text, self.indent, header)


def repair(text: str) -> tuple[Source, dict[int, Piece]]:
    """``text`` made readable, and the pieces taken out of it by their first row."""
    rows = text.split("\n")
    lines = _lines(rows)
    pieces = _damaged(lines)
    source = Source(_masked(rows, pieces))
    for _ in range(_ROUNDS):
        left = _error_rows(source.tree.root_node)
        found = {
            line.first: line.piece("part" if line.sound and line.keyword in _CLAUSES else "error", header)
            for line, header in _with_headers(lines)
            if line.first not in pieces and any(row in left for row in range(line.first, line.last + 1))
        }
        if not found:
            break
        pieces.update(found)
        source = Source(_masked(rows, pieces))
    return source, pieces


def _lines(rows: list[str]) -> list[_Line]:
    lines: list[_Line] = []
    for first, last in logical_lines(rows):
        text = "\n".join(rows[first : last + 1])
        sound = not _completed(text, first).tree.root_node.has_error
        lines.append(_Line(first, last, text, indentation(text), _keyword(text), sound))
    return lines


def _keyword(text: str) -> str:
    match = _KEYWORD.match(text)
    return match[1] if match else ""


def _completed(text: str, row: int) -> Source:
    """One logical line with what makes it a whole statement put before or behind it."""
    keyword, margin = _keyword(text), text[: indentation(text)]
    if keyword in _BEFORE:
        return Source(f"{margin}{_BEFORE[keyword]}\n{text}", row - 1)
    if keyword == "@":
        return Source(f"{text}\n{margin}def _(): pass", row)
    source = Source(text, row)
    if keyword == "case" and source.tree.root_node.has_error:
        return Source(f"match _:\n {text}", row - 1, shift=1)
    return source


def _find(root: SyntaxNode, kind: str) -> SyntaxNode | None:
    """The first node of ``kind`` within the upper levels of a tree."""
    level = [root]
    for _ in range(3 if kind else 0):
        level = [child for node in level for child in node.named_children]
        for node in level:
            if node.type.startswith(kind):
                return node
    return None


def _with_headers(lines: list[_Line]) -> Iterator[tuple[_Line, bool]]:
    """Each line, and whether the next one is deeper."""
    for line, following in zip_longest(lines, lines[1:]):
        yield line, following is not None and following.indent > line.indent


def _damaged(lines: list[_Line]) -> dict[int, Piece]:
    """The pieces that must be taken out, judged line by line."""
    pieces: dict[int, Piece] = {}
    defined, excused = _decorators(lines)
    above: list[tuple[int, str]] = []
    outermost = sys.maxsize
    for line, header in _with_headers(lines):
        while above and above[-1][0] > line.indent:
            above.pop()
        before = above.pop()[1] if above and above[-1][0] == line.indent else ""
        kind = _kind(line, before, above[-1][1] if above else "", line.first in defined)
        if kind is not None:
            piece = pieces[line.first] = line.piece(kind, header)
            begun = outermost <= line.indent and line.first not in excused
            piece.fault = kind == "error" or (kind == "part" and begun)
        if kind == "magic" and _is_foreign_cell(line.text):
            pieces[line.first].last = lines[-1].last
            break
        if kind != "part":
            outermost = min(outermost, line.indent)
        above.append((line.indent, line.keyword if kind is None else "if" if header else ""))
    return pieces


def _kind(line: _Line, before: str, around: str, defined: bool) -> PieceKind | None:
    """Why a line cannot stay, given the first words before it and around it at its indentation."""
    if not line.sound:
        return "magic" if _MAGIC.match(line.text.partition("\n")[0]) else "error"
    if line.keyword in _CONTINUES:
        return None if before in _CONTINUES[line.keyword] else "part"
    if line.keyword == "case" and around != "match":
        return "part" if _find_case(line) else None
    return "part" if line.keyword == "@" and not defined else None


def _find_case(line: _Line) -> bool:
    return _find(_completed(line.text, 0).tree.root_node, "case_clause") is not None


def _decorators(lines: list[_Line]) -> tuple[set[int], set[int]]:
    """The rows of decorators with a sound definition behind them, and of those that are excused.

    Those are the ones whose definition is not to be seen: it is broken, or the text ends before it.
    """
    defined: set[int] = set()
    excused: set[int] = set()
    rows, indent = excused, -1
    for line in reversed(lines):
        if line.keyword != "@":
            rows = set() if line.sound else excused
            if line.sound and line.keyword in ("def", "class", "async"):
                rows = defined
        elif rows is defined and not (line.sound and line.indent == indent):
            rows = set()
        if line.keyword == "@":
            rows.add(line.first)
        indent = line.indent
    return defined, excused


def _is_foreign_cell(text: str) -> bool:
    match = _CELL_MAGIC.match(text)
    return match is not None and match[1] not in _PYTHON_CELLS


def _masked(rows: list[str], pieces: dict[int, Piece]) -> str:
    """The text with a placeholder for each piece."""
    masked = list(rows)
    for piece in pieces.values():
        margin = rows[piece.first][: piece.column]
        margin = margin if not margin.strip(" \t\f") else " " * piece.column
        masked[piece.first] = margin + ("if 1:" if piece.header else "pass")
        for row in range(piece.first + 1, piece.last + 1):
            masked[row] = ""
    return "\n".join(masked)


def _error_rows(root: SyntaxNode) -> set[int]:
    rows: set[int] = set()
    stack = [root]
    while stack:
        node = stack.pop()
        if node.is_error or node.is_missing:
            rows.add(node.start_point.row)
        stack.extend(child for child in node.children if child.has_error)
    return rows
