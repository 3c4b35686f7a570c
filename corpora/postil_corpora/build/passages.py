r"""The comments of a source as they are written: where each begins and ends, and the code without them.

>>> code = "n = 1  # Start.\n# Go on.\nn += 1\n"
>>> [(one.row, one.own) for one in passages(code, "python")]
[(0, False), (1, True)]
>>> without(code, passages(code, "python"))[0]
['n = 1', 'n += 1', '']
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from msgspec import Struct

from postil.facts.python_comments import comment_tokens
from postil.facts.python_syntax import normalise
from postil.facts.registry import language_named
from postil.facts.treesitter.language import TreeSitterLanguage
from postil.records import Comment


class Passage(Struct, frozen=True, gc=False):
    """One comment with its marks. Rows and columns count from 0; ``end`` is the column behind its last sign.

    ``own``: nothing but space stands before it on its first line.
    """

    row: int
    column: int
    last: int
    end: int
    own: bool


def passages(code: str, language: str) -> tuple[Passage, ...]:
    """All comments of ``code``, in order."""
    if language == "python":
        return tuple(
            Passage(one.line - 1, one.column, one.line - 1, one.column + len(one.text), one.own_line)
            for one in comment_tokens(normalise(code))
        )
    spoken = language_named(language)
    return _of_tree(code, spoken) if isinstance(spoken, TreeSitterLanguage) else ()


def _of_tree(code: str, language: TreeSitterLanguage) -> tuple[Passage, ...]:
    from postil.facts.treesitter.mending import mended  # noqa: PLC0415 - loads tree-sitter
    from postil.facts.treesitter.remarks import comment_nodes  # noqa: PLC0415 - same

    source, _ = mended(normalise(code), language.grammar)
    rows, found = normalise(code).split("\n"), []
    for node in comment_nodes(source):
        row, column, written = node.start_point.row, source.column(node), source.of(node).rstrip()
        last = row + written.count("\n")
        end = len(written.rpartition("\n")[2]) + (column if last == row else 0)
        found.append(Passage(row, column, last, end, not rows[row][:column].strip()))
    return tuple(found)


def spoken_by(comment: Comment, around: Sequence[Passage]) -> tuple[Passage, ...]:
    """The passages that ``comment``, which was read out of the same code, is made of."""
    row, column = (comment.at_line or 0) - 1, comment.at_column or 0
    start = bisect_left(around, (row, column), key=lambda one: (one.row, one.column))
    found: list[Passage] = []
    for one in around[start:]:
        if not (one.row == row and one.column == column if not found else _follows(found[-1], one)):
            break
        found.append(one)
    return tuple(found)


def _follows(above: Passage, one: Passage) -> bool:
    return above.own and one.own and above.last == one.row - 1 and above.column == one.column


def without(code: str, passed: Iterable[Passage]) -> tuple[list[str], dict[int, int]]:
    """The lines of ``code`` without these passages, and the new number of each line that is left, by its old one.

    A line that held only a comment goes; behind code the comment goes with the space before it. Numbers count from 1.
    """
    rows: list[str | None] = list(normalise(code).split("\n"))
    for one in sorted(passed, key=lambda passage: (passage.row, passage.column), reverse=True):
        first, last = rows[one.row] or "", rows[one.last] or ""
        rest = first[: one.column] + last[one.end :]
        rows[one.row : one.last + 1] = [rest.rstrip() if rest.strip() else None] + [None] * (
            one.last - one.row
        )
    kept = [(number, row) for number, row in enumerate(rows, 1) if row is not None]
    return [row for _, row in kept], {old: new for new, (old, _) in enumerate(kept, 1)}
