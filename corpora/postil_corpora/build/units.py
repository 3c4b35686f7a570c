"""Functions with the comments in them: the pieces of a source that samples are made of."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct, structs

from postil.facts.comment_places import Places
from postil.facts.model import Function
from postil.facts.python_syntax import normalise
from postil.facts.registry import language_named
from postil.page import Page
from postil.reading.sources import source_row
from postil.records import Comment, Damage, Snippet
from postil_corpora.build.passages import Passage, passages, spoken_by, without
from postil_corpora.build.targets import Listing, Target, target_of

_LONGEST = 200
"""Functions of more lines are no samples: too much to read at once."""


class Remark(Struct, frozen=True, gc=False):
    """A comment of a source, its number on the page, and what it is about by where it stands."""

    number: int
    comment: Comment
    target: Target


class Unit(Struct, frozen=True):
    """A function that stands in no other: its ``lines`` in the source, decorators included."""

    function: Function
    lines: tuple[int, int]
    remarks: tuple[Remark, ...]


class Source(Struct, frozen=True, eq=False):
    """A source as it was read: its page, its comments with their marks, its functions."""

    path: str
    language: str
    page: Page
    passages: tuple[Passage, ...]
    rows: tuple[str, ...]
    units: tuple[Unit, ...]


def read_unit_source(path: str, data: bytes) -> Source | None:
    """The source file ``path`` with its functions; ``None`` where its bytes cannot be read as a source."""
    row = source_row(path, data)
    if isinstance(row, Damage):
        return None
    code = normalise(row.snippet.code)
    language = row.snippet.language
    page = Page.read(Snippet(code, language, path), row.comments, in_place=True)
    passed, rows = passages(code, language), tuple(code.split("\n"))
    listing = Listing(page.facts, Places(page.facts), rows)
    units = _units(page, passed, listing)
    return Source(path, language, page, passed, rows, units)


def _units(page: Page, passed: Sequence[Passage], listing: Listing) -> tuple[Unit, ...]:
    found, covered = [], 0
    for function in sorted(page.facts.functions, key=lambda one: (one.line, -one.end_line)):
        first = _first_line(page, function)
        if function.line <= covered or function.end_line - first >= _LONGEST:
            covered = max(covered, function.end_line)
            continue
        covered = function.end_line
        remarks = tuple(
            Remark(number, comment, target_of(spoken_by(comment, passed), listing))
            for number, comment in enumerate(page.comments)
            if comment.kind in ("line", "block")
            and function.line <= (comment.at_line or 0) <= function.end_line
        )
        found.append(Unit(function, (first, function.end_line), remarks))
    return tuple(found)


def _first_line(page: Page, function: Function) -> int:
    """The line of the first decorator, else that of the header."""
    first = function.line
    for one in reversed(page.facts.statements[: function.statement]):
        if one.kind != "decorator" or one.end_line != first - 1:
            break
        first = one.line
    return first


class Bare(Struct, frozen=True):
    """The code of a unit without its comments, and the new number of each line that is left, by its old one."""

    code: str
    numbers: dict[int, int]


def bare(source: Source, unit: Unit) -> Bare:
    """``unit`` without comments, moved to the left margin; directives to tools stay."""
    first, last = unit.lines
    spoken = {one for remark in unit.remarks for one in spoken_by(remark.comment, source.passages)}
    gone = [
        structs.replace(one, row=one.row - first + 1, last=one.last - first + 1)
        for one in source.passages
        if first <= one.row + 1 <= last and (one in spoken or not _says_something(source, one))
    ]
    rows, numbers = without("\n".join(source.rows[first - 1 : last]), gone)
    return Bare(outdented(rows), {old + first - 1: new for old, new in numbers.items()})


def _says_something(source: Source, passage: Passage) -> bool:
    """Whether a comment has a letter or digit; a line of dashes is nobody's remark."""
    return any(map(str.isalnum, source.rows[passage.row][passage.column :]))


def outdented(rows: Sequence[str]) -> str:
    """``rows`` as text, moved left by the indentation of the first."""
    indent = len(rows[0]) - len(rows[0].lstrip())
    return "\n".join(row[indent:] if not row[:indent].strip() else row for row in rows)


@lru_cache(maxsize=1)
def complexity_of(source: Source) -> dict[str, int]:
    """Cyclomatic complexity by qualified name of function; the answer for the last source is kept."""
    return language_named(source.language).complexity("\n".join(source.rows))
