"""How large text may be to be parsed within about a second; what is larger is read by lines."""

from __future__ import annotations

from collections.abc import Sequence

MOST_CHARACTERS = 1_000_000
MOST_STATEMENTS = 25_000  # as told by line ends and semicolons
# Before each comment, tree-sitter's scanner for Python looks ahead over all comments that follow: lines times
# characters of such a run, 3.5 ns each.
MOST_LOOKAHEAD = 300_000_000


def excess(text: str, rows: Sequence[str]) -> str | None:
    """What ``text`` has too much of, or ``None``."""
    if len(text) > MOST_CHARACTERS:
        return f"more than {MOST_CHARACTERS} characters"
    if len(rows) + text.count(";") > MOST_STATEMENTS:
        return f"more than {MOST_STATEMENTS} statements"
    if (
        len(text) * (text.count("#") + text.count("\\")) > MOST_LOOKAHEAD
        and _lookahead(rows) > MOST_LOOKAHEAD
    ):
        return "too many comments without code between them"
    return None


def _lookahead(rows: Sequence[str]) -> int:
    """The sum over runs without code of their comments and lone backslashes times their characters."""
    total = skipped = characters = 0
    for row in rows:
        bare = row.strip()
        if bare and not bare.startswith("#") and bare != "\\":
            total += skipped * characters
            skipped = characters = 0
        else:
            skipped += bool(bare)
            characters += len(row) + 1
    return total + skipped * characters
