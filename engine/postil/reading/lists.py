"""Answers that are lists: a remark for each line, each number or each bullet."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from postil.reading.answered import Answered, weight
from postil.reading.fences import fences, outside
from postil.reading.kinds import has_sections
from postil.reading.marks import Mark, Span, bullet_mark, colon_mark, line_mark, number_mark
from postil.reading.prose import is_talk
from postil.reading.query import looks_like_code
from postil.records import Comment
from postil.text.lazy import regex

# Two remarks on one line of text: the second begins behind the end of a sentence.
_NEXT_REMARK = regex(
    r"(?<=[。；;.!！])[ \t]{0,4}(?=第[ \t]{0,2}[\d一二三四五六七八九十百至到、-]{1,12}[ \t]{0,2}行|Lines?[ \t]\d)"
)
_ECHO = regex(r"`([^`\n]{1,400})`[ \t]{0,4}(?:[:：—–→-]{1,2}>?|=>)?[ \t]{0,4}")
_BEHIND_ECHO = (" ", "\t", ":", "：", "-", "#", "→")
_RULE = regex(r"[ \t]*[-*_=]{3,}[ \t]*\Z")
_FULL_WIDTH_END = regex(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")


class _Item:
    """One item as it grows: the lines that it names and its pieces of text."""

    def __init__(self, lines: Span, text: str) -> None:
        self.lines = lines
        self.pieces = [text.strip()] if text.strip() else []

    def text(self) -> str:
        """The pieces in one line; no space goes between Chinese words."""
        if len(self.pieces) < 2:
            return "".join(self.pieces)
        spaced = [piece if _FULL_WIDTH_END.match(piece[-1:]) else f"{piece} " for piece in self.pieces]
        return "".join(spaced).rstrip()


def read_list(text: str, code: str) -> Answered | None:
    """The remarks of a list, or ``None`` when ``text`` is none.

    Numbers that stand with the word *line* or a colon are lines. Bare numbers (``1.``) are lines only if
    the evidence says so: see ``_numbered``.
    """
    lines = _NEXT_REMARK.sub("\n", _without_code(text)).split("\n")
    for marker, least in ((line_mark, 1), (colon_mark, 2)):
        items, rest = _collect(lines, marker)
        if len(items) >= least:
            return _answered(items, rest, code)
    if has_sections(text):
        return None
    for marker in (number_mark, bullet_mark):
        items, rest = _collect(lines, marker)
        told = sum(len(piece) for item in items for piece in item.pieces)
        if len(items) >= 2 and sum(weight(line) for line in rest if not is_talk(line)) * 2 <= told:
            _numbered(items, code)
            return _answered(items, rest, code)
    return None


def _without_code(text: str) -> str:
    """``text`` without its fenced code; a fence around a list is opened."""
    blocks = fences(text)
    code = tuple(block for block in blocks if looks_like_code(block.text) and not _is_list(block.text))
    return outside(text, code, "\n")


def _is_list(text: str) -> bool:
    return any(line_mark(line) for line in text.split("\n"))


def _collect(lines: list[str], marker: Callable[[str], Mark | None]) -> tuple[list[_Item], list[str]]:
    """The items that ``marker`` finds, and the lines that belong to none."""
    items: list[_Item] = []
    rest: list[str] = []
    current: _Item | None = None
    gap = False
    for line in lines:
        if mark := marker(line):
            current, gap = _Item(mark[0], line[mark[1] :]), False
            items.append(current)
        elif not line.strip():
            gap = True
        elif current is not None and _goes_on(current, line, gap=gap):
            bullet = bullet_mark(line)
            current.pieces.append(line[bullet[1] if bullet else 0 :].strip(" \t#"))
        else:
            current = None
            rest.append(line)
    return items, [line for line in rest if not _RULE.match(line) and not line.lstrip().startswith("```")]


def _goes_on(item: _Item, line: str, *, gap: bool) -> bool:
    """Whether ``line`` still belongs to ``item``: directly below it, indented, or its first words."""
    if is_talk(line) or _RULE.match(line) or line.lstrip().startswith("```"):
        return False
    if not item.pieces:
        return True
    return not line.startswith("#") and (not gap or line.startswith(("  ", "\t")))


def _numbered(items: list[_Item], code: str) -> None:
    """Decide what bare numbers count.

    As many as the code has lines with text, counted from 1: one for each of these lines. Rising, within
    the code and with holes: line numbers. Anything else counts the remarks, which are then without a line.
    """
    numbers = [item.lines[0] or 0 for item in items]
    written = [number for number, line in enumerate(code.split("\n"), 1) if line.strip()]
    counted = numbers == list(range(1, len(numbers) + 1))
    rising = all(first < second for first, second in pairwise(numbers))
    if counted and len(numbers) == len(written):
        numbered: list[int | None] = [*written]
    elif not counted and rising and numbers[0] >= 1 and numbers[-1] <= code.count("\n") + 1:
        numbered = [*numbers]
    else:
        numbered = [None] * len(items)
    for item, number in zip(items, numbered, strict=True):
        item.lines = (number, None)


def _answered(items: list[_Item], rest: list[str], code: str) -> Answered | None:
    code_lines = code.split("\n")
    known: dict[str, int | None] = {}
    for number, line in enumerate(code_lines, 1):
        known[_bare(line)] = None if _bare(line) in known else number
    comments = tuple(comment for item in items if (comment := _comment(item, code_lines, known)).text)
    return Answered(comments, sum(map(weight, rest))) if comments else None


def _comment(item: _Item, code_lines: list[str], known: dict[str, int | None]) -> Comment:
    """The remark of an item, without the line of code that some models repeat in front of it.

    ``known`` has the number of each line, ``None`` for one that recurs: to repeat a line is as good as to
    give its number.
    """
    text = item.text()
    line, end = item.lines
    if line is not None and 1 <= line <= len(code_lines):
        echoed = code_lines[line - 1].strip()
        rest = text[len(echoed) :]
        if echoed and text.startswith(echoed) and rest.startswith(_BEHIND_ECHO):
            text = rest.strip(" \t:：-–—#→>")
    echo = _ECHO.match(text)
    if echo and echo.end() < len(text) and _bare(echo[1]) in known:
        text = text[echo.end() :]
        line = known[_bare(echo[1])] if line is None else line
    return Comment(text=text.strip(), line_number=line, end_line_number=end)


def _bare(line: str) -> str:
    return "".join(line.split()).rstrip(":,")
