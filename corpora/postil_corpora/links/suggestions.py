r"""Suggestions of reviewers: what stands between ``` ```suggestion ``` and the closing fence replaces the lines.

>>> suggestions("Shorter:\n```suggestion\nreturn x\n```\n")
(('return x',),)
"""

from __future__ import annotations

import re

_FENCE = re.compile(r"^[ \t]{0,3}(?P<fence>`{3,}|~{3,})[ \t]*(?P<info>[^\n`]*)$")


def suggestions(text: str) -> tuple[tuple[str, ...], ...]:
    """The lines of each suggestion in a remark; an empty one suggests to delete."""
    found: list[tuple[str, ...]] = []
    fence, lines, wanted = "", list[str](), False
    for line in text.replace("\r\n", "\n").split("\n"):
        match = _FENCE.match(line)
        if not fence and match:
            fence, lines, wanted = match["fence"], [], match["info"].strip() == "suggestion"
        elif fence and match and match["fence"].startswith(fence) and not match["info"].strip():
            if wanted:
                found.append(tuple(lines))
            fence = ""
        else:
            lines.append(line)
    return tuple(found)


def is_applied(suggested: tuple[str, ...], added: tuple[str, ...]) -> bool:
    """Whether lines that were added contain those that were suggested, indentation aside, one after another."""
    wanted = [line.strip() for line in suggested if line.strip()]
    given = [line.strip() for line in added]
    starts = range(len(given) - len(wanted) + 1)
    return bool(wanted) and any(given[at : at + len(wanted)] == wanted for at in starts)
