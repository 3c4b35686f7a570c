"""The comments of a source without their markers, those that follow each other joined."""

from __future__ import annotations

import re

from msgspec import Struct

from postil.facts.doctext import plain_remark
from postil.facts.treesitter.grammar import SyntaxNode
from postil.facts.treesitter.source import Source

_DOC = re.compile(r"/\*[*!](?![*/])|//[/!](?!/)")
_TRAILING_DOC = re.compile(r"(?:/\*[*!]|//[/!])<")
_DIRECTIVE = re.compile(
    r"(?:!|eslint|@ts-|prettier-|tslint:|jshint|jslint|istanbul|c8 ignore|webpack|sourceMapping|<reference|@flow\b"
    r"|@jsx|@formatter|noinspection|checkstyle:|CHECKSTYLE|NOSONAR|NOPMD|clang-format|NOLINT|IWYU|cppcheck-"
    r"|go:\w|nolint|\+build\b|rustfmt|#(?:end)?region|(?:end)?region\b|lint\b|postil:|SPDX-)"
)


class Remark(Struct):
    """One comment, or line comments that follow each other at one column; rows count from 0.

    ``own``: nothing but space stands before it on its line. ``doc``: it has the marker of a doc comment.
    """

    first: int
    last: int
    column: int
    text: str
    own: bool
    doc: bool
    is_line: bool


def remarks_of(source: Source) -> list[Remark]:
    """All remarks of ``source``, in order; directives to tools have no text."""
    found: list[Remark] = []
    for node in comment_nodes(source):
        remark = _remark(source, node)
        above = found[-1] if found else None
        if above is not None and _follows(above, remark):
            above.last = remark.last
            above.text = f"{above.text}\n{remark.text}" if remark.text or above.text else ""
        else:
            found.append(remark)
    for remark in found:
        remark.text = remark.text.strip("\n").rstrip()
    return found


def comment_nodes(source: Source) -> list[SyntaxNode]:
    """The comments of ``source`` in the order of the text."""
    comments = source.grammar.comments
    found, stack = [], [source.root]
    while stack:
        node = stack.pop()
        if node.kind_id in comments:
            found.append(node)
        elif node.child_count:
            stack.extend(reversed(node.children))
    return found


def _remark(source: Source, node: SyntaxNode) -> Remark:
    written = source.of(node).rstrip()
    row, column = node.start_point.row, source.column(node)
    before = source.cut(node.start_byte - node.start_point.column, node.start_byte)
    trailing = _TRAILING_DOC.match(written) is not None
    return Remark(
        row,
        row + written.count("\n"),
        column,
        stripped(written),
        not before[source.shift if row == 0 else 0 :].strip() and not trailing,
        _DOC.match(written) is not None and not trailing,
        written.startswith("//"),
    )


def _follows(above: Remark, remark: Remark) -> bool:
    return (
        above.is_line
        and remark.is_line
        and above.own
        and remark.own
        and above.doc == remark.doc
        and above.last == remark.first - 1
        and above.column == remark.column
    )


def stripped(written: str) -> str:
    """The text of one comment without markers; nothing for a directive or one without letter or digit."""
    text = plain_remark(written)
    if _DIRECTIVE.match(text.lstrip()) or not any(character.isalnum() for character in text):
        return ""
    return text
