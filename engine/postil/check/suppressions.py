"""``postil: ignore[CODE] reason``: a comment that silences findings where it stands."""

from __future__ import annotations

import re

from msgspec import Struct

from postil.page import Page
from postil.records import Fix
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
    removal: Fix

    def covers(self, first: int, last: int) -> bool:
        """Whether it stands at something that reaches from line ``first`` to ``last``; above it, if it is alone."""
        return first - self.alone <= self.line <= last

    def names(self, code: str) -> bool:
        """Whether it silences findings of ``code``."""
        return not self.codes or any(code.startswith(word) for word in self.codes)


def find_suppressions(page: Page) -> tuple[Suppression, ...]:
    """All such comments of a source file, in order."""
    if _MARK not in page.snippet.code:
        return ()
    written = {token.line: token.column for token in page.tokens} if page.facts.language == "python" else None
    found = []
    for number, line in enumerate(page.lines, 1):
        match = _FORM.search(line) if _MARK in line else None
        # What stands in a string is no comment.
        if match is not None and (written is None or written.get(number) == match.start()):
            found.append(_suppression(number, line, match))
    return tuple(found)


def _suppression(number: int, line: str, match: re.Match[str]) -> Suppression:
    codes = tuple(word.strip() for word in (match[1] or "").split(",") if word.strip())
    reason = match[2].removesuffix("*/").strip()
    before = line[: match.start()].rstrip()
    if before:
        removal = Fix(number, len(before) + 1, number, match.end() + 1, "")
    else:
        removal = Fix(number, 1, number + 1, 1, "")
    return Suppression(number, match.start() + 1, codes, reason, not before, removal)
