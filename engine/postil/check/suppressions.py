"""``postil: ignore[CODE] reason``: a comment that silences findings where it stands."""

from __future__ import annotations

from msgspec import Struct

from postil.records import Edit
from postil.text.lazy import regex

_MARK = "postil:"
_FORM = regex(r"(?:#|//|/\*|--|;)[ \t]*postil:[ \t]*ignore\b(?:[ \t]*\[([^\]\n]*)\])?[ \t]*(.*)")


class Suppression(Struct, frozen=True, gc=False):
    """One such comment, on ``line`` at ``column`` (both from 1); no ``codes`` silence all.

    ``alone``: it has a line of its own. ``removal`` takes it out.
    """

    line: int
    column: int
    codes: tuple[str, ...]
    reason: str
    alone: bool
    removal: Edit

    def covers(self, first: int, last: int) -> bool:
        """Whether it stands at something that reaches from line ``first`` to ``last``; above it, if it is alone."""
        return first - self.alone <= self.line <= last

    def names(self, code: str) -> bool:
        """Whether it silences findings of ``code``."""
        return not self.codes or any(code.startswith(word) for word in self.codes)


def find_suppressions(code: str, language: str) -> tuple[Suppression, ...]:
    """All such comments of a file, in order."""
    if _MARK not in code or "ignore" not in code:
        return ()
    lines = code.split("\n")
    rows = [row for row, line in enumerate(lines) if _MARK in line]
    starts = _python_comments(code) if language == "python" else None
    found = []
    for row in rows:
        match = _FORM.search(lines[row])
        if match is None or (starts is not None and starts.get(row) != match.start()):
            continue
        codes = tuple(word.strip() for word in (match[1] or "").split(",") if word.strip())
        reason = match[2].removesuffix("*/").strip()
        before = lines[row][: match.start()].rstrip()
        removal = (
            Edit(row + 1, len(before) + 1, row + 1, match.end() + 1, "")
            if before
            else Edit(row + 1, 1, row + 2, 1, "")
        )
        found.append(Suppression(row + 1, match.start() + 1, codes, reason, not before, removal))
    return tuple(found)


def _python_comments(code: str) -> dict[int, int]:
    """The column (from 0) of the comment of each row; what stands in a string is none."""
    from postil.facts.python_syntax import Source, comment_nodes, normalise  # noqa: PLC0415 - seldom needed

    source = Source(normalise(code))
    places = (source.place(node) for node in comment_nodes(source.tree.root_node))
    return {line - 1: column for line, column in places}
