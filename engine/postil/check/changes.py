"""Which comments of a file changed since a revision, or stand at code that did."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from postil.facts.model import Facts
from postil.facts.registry import facts_of
from postil.history.git import Revision
from postil.history.view import Earlier
from postil.reading.sources import source_row
from postil.records import Comment, Damage, Row


def only_changed(row: Row, path: Path, revision: Revision) -> Row | None:
    """The row of a source file with those comments only that changed since ``revision``; ``None`` if none did."""
    if not revision.changed(path):
        return None
    data = revision.text_of(path)
    before = source_row(str(path), data) if data is not None else None
    if before is None or isinstance(before, Damage):
        return row
    earlier = Earlier.read(before.snippet.code, row.snippet.code, row.snippet.language)
    facts = facts_of(row.snippet.code, row.snippet.language)
    kept = tuple(comment for comment in row.comments if has_changed(facts, comment, earlier))
    return replace(row, comments=kept) if kept else None


def has_changed(facts: Facts, comment: Comment, earlier: Earlier) -> bool:
    """Whether the text of a comment, or the code that it is about, is another than before."""
    first, last = span(facts, comment)
    if earlier.then(comment) is None or earlier.touched(comment.at_line or first, last):
        return True
    if comment.line_number is None or (comment.kind == "docstring" and comment.symbol is None):
        return False
    return earlier.touched(comment.line_number, comment.end_line_number or comment.line_number)


def span(facts: Facts, comment: Comment) -> tuple[int, int]:
    """The lines of a remark in the source, from the header of what it documents on."""
    at = comment.at_line or 1
    last = at + comment.text.count("\n")
    if comment.kind != "docstring":
        return at, last
    statement = facts.at(at)
    header = comment.line_number if comment.symbol is not None and comment.line_number else at
    return min(header, at), max(last, statement.end_line) if statement is not None else last
