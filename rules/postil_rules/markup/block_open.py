"""MKP07: a block of code that is not closed, or not set off."""

from __future__ import annotations

from collections.abc import Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex

_FENCE = regex(r"(?m)^[ \t]*(```+)([^\n`]*)$")
_CODE = "def half(n):\n    return n / 2"
_LITERAL = regex(r"(?<![:.])::[ \t]*$")


class BlockOpen(Rule):
    """A code fence has no end, or the lines below ``::`` are not indented."""

    code = "MKP07"
    name = "markup/block-open"
    tier = 1
    dimension = "format"
    penalty = 0.08
    comment_kinds = ("docstring",)
    reads_prose = False
    needs = ("docstring",)
    title = "code block that is not closed or not indented"
    why = "All text below a fence without an end is printed as code; code that is not indented as text."
    source = "D214, D412"
    good = (Example(_CODE, docstring="Halve n::\n\n    half(3)\n\nMore:\n\n```python\nhalf(4)\n```\n"),)
    near_misses = (
        Example(_CODE, docstring="Halve n.\n\n````\n```\nhalf(3)\n```\n````\n"),
        Example(_CODE, docstring="Halve n.\n\n.. note::\n\n    Exact.\n\nThe separator is ::\n"),
        Example(_CODE, docstring="Halve n::\n\n>   half(3)\n"),
        Example(_CODE, docstring="Halve n.\n\n```\nhalf(3)\n```    ^\n        |\nThe middle.\n"),
        Example(_CODE, docstring="Halve n. The mark ``::`` opens a block.\n\nMore.\n"),
    )
    bad = (Example(_CODE, docstring="Halve n.\n\n```python\nhalf(3)\n"),)
    paraphrases = (
        Example(_CODE, docstring="Halve n, for example::\n\nhalf(3)\n"),
        Example(_CODE, docstring="取一半。\n\n```\nhalf(3)\n\n说明：结果是浮点数。", language="zh"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each fence without an end and each ``::`` without a block."""
        for index in page.docstrings:
            text = page.comments[index].text
            if "```" in text:
                line = _open_fence(text)
                if line is not None:
                    evidence = f"docstring: {text.splitlines()[line].strip()[:40]!r}, no end"
                    yield self.finding(
                        page, index, "the fence has no end", evidence, page.line_in(index, line)
                    )
            elif "::" in text:
                yield from self._literals(page, index)

    def _literals(self, page: Page, index: int) -> Iterator[Finding]:
        lines = page.comments[index].text.split("\n")
        for number, line in enumerate(lines[:-2]):
            bare = line.strip()
            if not _LITERAL.search(bare) or " " not in bare or bare.startswith((":", "..", ">>>", "...")):
                continue
            below = next((row for row in lines[number + 1 :] if row.strip()), None)
            if lines[number + 1].strip() or below is None or line.startswith(" "):
                continue
            if not below.startswith((" ", "\t", ">", '"', "|", "#", "$", "%", "-", "*")):
                evidence = f"docstring: {bare[-30:]!r}, then {below[:30]!r}"
                row = page.line_in(index, number)
                yield self.finding(page, index, "no indented block follows ::", evidence, row)


def _open_fence(text: str) -> int | None:
    """The line (from 0) of a fence that is never closed."""
    opened: tuple[str, int] | None = None
    for match in _FENCE.finditer(text):
        mark, line = match[1], text.count("\n", 0, match.start(1))
        if opened is None:
            opened = (mark, line)
        elif mark.startswith(opened[0]) and not any(map(str.isalnum, match[2])):
            opened = None
    return None if opened is None else opened[1]
