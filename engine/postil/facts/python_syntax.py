r"""The tree-sitter parser for Python, and text that can be cut by the places of its nodes.

Lines end as in Python itself: ``\n``, ``\r\n`` or ``\r`` (a form feed does not end a line).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TypeAlias

import tree_sitter_python
from tree_sitter import Language, Node, Parser, Query, QueryCursor, Tree

GRAMMAR = Language(tree_sitter_python.language())

SyntaxNode: TypeAlias = Node

_ERROR = 0xFFFF  # tree-sitter's own kind, which no grammar lists
_KINDS: dict[str, list[int]] = {}
for _kind in (*range(GRAMMAR.node_kind_count), _ERROR):
    _KINDS.setdefault(GRAMMAR.node_kind_for_id(_kind) or "", []).append(_kind)


def kinds(*names: str) -> frozenset[int]:
    """The numbers of the kinds of nodes called ``names``, cheaper to compare than a node's type.

    A name that this version of the grammar does not know has none.
    """
    return frozenset(number for name in names for number in _KINDS.get(name, ()))


def field(name: str) -> int:
    """The number of the field called ``name``; 0, which no child has, if the grammar does not know it."""
    return GRAMMAR.field_id_for_name(name) or 0


(IDENTIFIER,) = kinds("identifier")
PLACES = kinds("identifier", "attribute", "subscript")  # what can be changed
BETWEEN = kinds("comment", "line_continuation")  # they may stand between any two nodes
FUNCTION, LEFT, RIGHT = field("function"), field("left"), field("right")

_UNREADABLE = re.compile("[\0\ud800-\udfff]")


def normalise(code: str) -> str:
    r"""``code`` with ``\n`` line ends and without a BOM.

    Characters that no parser takes (NUL, lone surrogates) become U+FFFD, so lines and columns stay.
    """
    if "\r" in code:
        code = code.replace("\r\n", "\n").replace("\r", "\n")
    code = code.removeprefix("\ufeff")
    return code if code.isascii() and "\0" not in code else _UNREADABLE.sub("\ufffd", code)


class Source:
    """Normalised text with its tree.

    ``first_row`` is the row of the snippet that its first row is, and ``shift`` the number of columns that it
    was moved to the right.
    """

    __slots__ = ("_ascii", "_data", "first_row", "shift", "text", "tree")

    def __init__(self, text: str, first_row: int = 0, shift: int = 0) -> None:
        self.text = text
        self.first_row = first_row
        self.shift = shift
        self._data = text.encode()
        self._ascii = len(self._data) == len(text)
        self.tree: Tree = Parser(GRAMMAR).parse(self._data)

    def cut(self, start: int, end: int) -> str:
        """The text between two byte offsets; a character cut in two is left out."""
        return self.text[start:end] if self._ascii else self._data[start:end].decode(errors="ignore")

    def line(self, node: SyntaxNode) -> int:
        """The line on which ``node`` begins, from 1 in the snippet."""
        return node.start_point.row + 1 + self.first_row

    def of(self, node: SyntaxNode) -> str:
        """The text of ``node`` as written."""
        if self._ascii:
            return self.text[node.start_byte : node.end_byte]
        return self._data[node.start_byte : node.end_byte].decode()

    def place(self, node: SyntaxNode) -> tuple[int, int]:
        """The line on which ``node`` begins, from 1 in the snippet, and its column in characters, from 0."""
        row, column = node.start_point
        if not self._ascii:
            column = len(self._data[node.start_byte - column : node.start_byte].decode())
        return row + 1 + self.first_row, column - self.shift


@lru_cache(maxsize=1)
def parsed(text: str) -> Source:
    """The tree of normalised ``text``; the last one is kept, as facts and comments are read from the same."""
    return Source(text)


@cache
def _comments() -> Query:
    """The question for comments; asking it costs more than most snippets, which have none."""
    question: Query = Query(GRAMMAR, "(comment) @comment")
    return question


def comment_nodes(root: SyntaxNode) -> list[SyntaxNode]:
    """All comments below ``root``, in the order of the text."""
    found = QueryCursor(_comments()).captures(root).get("comment", [])
    return sorted(found, key=lambda node: node.start_byte)
