"""Answers that are Markdown tables: a row for each remark."""

from __future__ import annotations

import re
from itertools import groupby

from postil.reading.answered import Answered, weight
from postil.reading.numerals import line_range
from postil.records import Comment
from postil.text.lazy import regex

_SEPARATOR = regex(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*\Z")
_BAR = regex(r"(?<!\\)\|")
_LINE_HEADER = regex(
    r"\W*(?:line|lines|lineno|no|row|#|行|行号|行数|序号|代码行)\b.{0,20}\Z|\W*#\W*\Z", re.IGNORECASE
)
_TEXT_HEADER = regex(
    r"comment|annotation|explanation|description|meaning|purpose|注释|说明|解释|含义|作用", re.IGNORECASE
)
_BREAK = regex(r"<br[ \t]*/?>", re.IGNORECASE)


def read_table(text: str) -> Answered | None:
    """The remarks of the tables in ``text``, or ``None`` when there are none."""
    if "|" not in text:
        return None
    comments: list[Comment] = []
    ignored = 0
    for in_table, lines in groupby(text.split("\n"), key=lambda line: line.count("|") > 0):
        block = list(lines)
        found = _remarks(block) if in_table else []
        comments += found
        ignored += 0 if found else sum(map(weight, block))
    return Answered(tuple(comments), ignored) if comments else None


def _remarks(block: list[str]) -> list[Comment]:
    """The remarks of one table: with a header, or without one if every row begins with a line number."""
    rows = [_cells(line) for line in block]
    if len(block) > 1 and _SEPARATOR.match(block[1]):
        header, rows = rows[0], rows[2:]
        line_column = next((i for i, cell in enumerate(header) if _LINE_HEADER.match(cell)), None)
        text_column = next((i for i, cell in enumerate(header) if _TEXT_HEADER.search(cell)), len(header) - 1)
    elif all(len(row) > 1 and line_range(row[0]) for row in rows):
        header, line_column, text_column = rows[0], 0, len(rows[0]) - 1
    else:
        return []
    behind = len(header) - text_column
    return [comment for row in rows if (comment := _remark(row, line_column, behind))]


def _remark(row: list[str], line_column: int | None, behind: int) -> Comment | None:
    """The remark of one row. Its text is counted from the end, since code in the middle may hold bars."""
    if len(row) < behind:
        return None
    text = _BREAK.sub(" ", row[-behind]).replace("\\|", "|").strip()
    named = line_range(row[line_column].strip("`* ")) if line_column is not None else None
    line, end = named or (None, None)
    return Comment(text=text, line_number=line, end_line_number=end) if text else None


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in _BAR.split(line.strip().removeprefix("|").removesuffix("|"))]
