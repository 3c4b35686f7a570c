"""Fenced blocks of Markdown."""

from __future__ import annotations

import re

from msgspec import Struct

from postil.text.lazy import regex

_FENCE = regex(
    r"^([ \t]{0,12}(?:[-*+>][ \t]+)?)(`{3,}|~{3,})[ \t]*([^\n`]*)\n(.*?)(?:^[ \t>]{0,12}\2[`~]*[ \t]*$|\Z)",
    re.DOTALL | re.MULTILINE,
)
_ONE_LINE = regex(r"```[ \t]*(?:python|py)?([^`\n]+)```")


class Fence(Struct, frozen=True):
    """A fenced block.

    ``info`` is what stands behind the opening mark, in lower case, ``text`` what stands inside without the
    indent of the fence, ``start``..``end`` the offsets of the whole.
    """

    info: str
    text: str
    start: int
    end: int


def fences(text: str) -> tuple[Fence, ...]:
    """The fenced blocks of ``text``, in order; one that is not closed runs to the end."""
    if "```" not in text and "~~~" not in text:
        return ()
    blocks = [
        Fence(match[3].strip().lower(), _outdented(match[4], len(match[1])), match.start(), match.end())
        for match in _FENCE.finditer(text)
    ]
    if not blocks:
        blocks = [Fence("", match[1], match.start(), match.end()) for match in _ONE_LINE.finditer(text)]
    return tuple(blocks)


def outside(text: str, blocks: tuple[Fence, ...], filler: str = "\n") -> str:
    """``text`` with ``filler`` in the place of each block."""
    pieces, end = [], 0
    for block in blocks:
        pieces += [text[end : block.start], filler]
        end = block.end
    return "".join([*pieces, text[end:]])


def _outdented(text: str, indent: int) -> str:
    if not indent:
        return text
    return re.sub(rf"^[ \t]{{1,{indent}}}", "", text, flags=re.MULTILINE)
