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
    r"|#__PURE__|@license|@preserve|go:\w|nolint|\+build\b|rustfmt|#(?:end)?region|(?:end)?region\b|lint\b|postil:|SPDX-)"
)

_ATTRIBUTE = re.compile(r"[ \t]*#\[.*\][ \t]*$")
_DOC_ATTRIBUTE = re.compile(r'\bdoc[ \t]*=[ \t]*"([^"\\]*)"')

# What a comment only labels: the end of a block.
_LABELLED = re.compile(r"[ \t]*(?:[})\];,]+|#[ \t]*(?:endif|else)\b.*)[ \t]*")


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
    language = source.grammar.table.name
    rows = source.text.split("\n") if language == "rust" else []
    for node in comment_nodes(source):
        remark = _remark(source, node)
        if language == "rust" and len(found) > 1 and _notes_within(found[-2], found[-1], remark):
            noted = found.pop()
            found[-1].last, found[-1].text = (
                noted.last,
                found[-1].text + "\n" * (noted.last - noted.first + 1),
            )
        above = found[-1] if found else None
        between = None if above is None else _between(language, rows, above, remark)
        if above is not None and between is not None:
            above.last, above.is_line = remark.last, remark.is_line
            above.text = "\n".join((above.text, *between, remark.text)) if remark.text or above.text else ""
        else:
            found.append(remark)
    for remark in found:
        remark.text = remark.text.strip("\n").rstrip() if _has_word(remark.text) else ""
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
    before = before[source.shift if row == 0 else 0 :]
    label = _LABELLED.fullmatch(before) is not None
    trailing = _TRAILING_DOC.match(written) is not None
    doc = _DOC.match(written) is not None and not trailing
    # The line of a doc comment may close a fence or a brace of its example: all of it is kept.
    text = "" if label else _undirected(written) if doc else stripped(written)
    return Remark(
        row,
        row + written.count("\n"),
        column,
        text,
        not before.strip() and not trailing,
        doc,
        written.startswith("//"),
    )


def _between(language: str, rows: list[str], above: Remark, remark: Remark) -> list[str] | None:
    """What stands between a line comment and one that goes on with it; ``None`` where it does not go on.

    A block of Doxygen goes on with the lines of its summary (``//! Adds.``), a doc comment of Rust behind attributes,
    which may hold a line of it.
    """
    if (
        not (above.is_line and above.own and remark.own)
        or above.doc != remark.doc
        or above.column != remark.column
        or not (remark.is_line or (remark.doc and language in ("c", "cpp")))
    ):
        return None
    if above.last == remark.first - 1:
        return [] if remark.is_line else [""]
    passed = rows[above.last + 1 : remark.first] if remark.doc else []
    return [_told(row) for row in passed] if passed and all(map(_ATTRIBUTE.match, passed)) else None


def _notes_within(above: Remark, note: Remark, remark: Remark) -> bool:
    """Whether plain lines stand within a doc comment of Rust, which goes on below them."""
    lines = (above, note, remark)
    return (
        all(one.is_line and one.own and one.column == above.column for one in lines)
        and [one.doc for one in lines] == [True, False, True]
        and (above.last + 1, note.last + 1) == (note.first, remark.first)
    )


def _told(row: str) -> str:
    """The line of a doc comment that an attribute holds, whatever it depends on."""
    match = _DOC_ATTRIBUTE.search(row)
    return match[1] if match is not None and "not(" not in row else ""


def stripped(written: str) -> str:
    """The text of one comment without markers; nothing for a directive or one without letter or digit."""
    text = _undirected(written)
    return text if _has_word(text) else ""


def _undirected(written: str) -> str:
    """The text of one comment without markers; nothing for a directive."""
    text = plain_remark(written)
    return "" if _DIRECTIVE.match(text.lstrip()) else text


def _has_word(text: str) -> bool:
    return any(map(str.isalnum, text))
