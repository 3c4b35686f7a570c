"""Comments written as JSON: a list of entries, an object of lines, in our own keys or in another's.

>>> comments_of([{"行号": 2, "注释": "返回结果。"}])[0].line_number
2
"""

from __future__ import annotations

from collections.abc import Mapping

from postil.reading.kinds import kind_of_whole
from postil.reading.numerals import line_range
from postil.records import Comment

_LINE_KEYS = ("line_number", "line", "lineno", "line_no", "linenumber", "lines", "line_numbers", "行号", "行")
_END_KEYS = ("end_line_number", "end_line", "line_end", "结束行")
_TEXT_KEYS = (
    "annotation", "comment", "text", "注释", "explanation", "description", "说明", "解释", "content", "summary",
)  # fmt: skip
_DOCSTRING_KEYS = ("docstring", "文档字符串")
_LIST_KEYS = ("annotations", "comments", "注释", "line_comments", "results", "data")
_DEEPEST = 4


def comments_of(value: object, depth: int = 0) -> list[Comment]:
    """The comments that ``value`` holds, in order; none when it does not look like comments at all."""
    if depth > _DEEPEST:
        return []
    if isinstance(value, list):
        return [comment for item in value for comment in _of_item(item, depth)]
    return _of_object(value, depth) if isinstance(value, dict) and value else []


def _of_object(value: dict[str, object], depth: int) -> list[Comment]:
    fields = {str(key).strip().lower(): item for key, item in value.items()}
    if listed := _of_wrapper(fields, depth):
        return listed
    entry = _entry(fields)
    if entry is None:
        return _docstring(fields) or _of_lines(fields)
    if depth == 0 and entry.line_number is None:
        return [*_docstring(fields), Comment(text=entry.text, kind=kind_of_whole(entry.text))]
    return [entry]


def _of_item(item: object, depth: int) -> list[Comment]:
    if isinstance(item, str):
        return [Comment(text=item.strip())] if item.strip() else []
    return comments_of(item, depth + 1)


def _of_wrapper(fields: dict[str, object], depth: int) -> list[Comment]:
    """The list under a key such as ``annotations``, with a docstring beside it."""
    names = [key for key in _LIST_KEYS if key in fields] or (list(fields) if len(fields) == 1 else [])
    for name in names:
        inner = fields[name]
        if isinstance(inner, (list, dict)) and (comments := comments_of(inner, depth + 1)):
            return _docstring(fields) + comments
    return []


def _docstring(fields: dict[str, object]) -> list[Comment]:
    text = _first_text(fields, _DOCSTRING_KEYS)
    return [Comment(text=text.strip(), kind="docstring")] if text and text.strip() else []


def _entry(fields: dict[str, object]) -> Comment | None:
    """One entry: a text, with or without a line."""
    text = _first_text(fields, _TEXT_KEYS)
    if text is None:
        return None
    line, end = _first_range(fields, _LINE_KEYS)
    closing, _ = _first_range(fields, _END_KEYS)
    if line is None or closing is not None:
        end = closing if line is not None else None
    return Comment(text=text.strip(), line_number=line, end_line_number=end)


def _of_lines(fields: dict[str, object]) -> list[Comment]:
    """An object whose keys are the lines: ``{"1": "...", "line 2": {"comment": "..."}}``."""
    comments = []
    for key, value in fields.items():
        named = line_range(key)
        inner = _first_text(value, _TEXT_KEYS) if isinstance(value, dict) else value
        if named is None or not isinstance(inner, str):
            return []
        comments.append(Comment(text=inner.strip(), line_number=named[0], end_line_number=named[1]))
    return comments


def _first_text(fields: Mapping[str, object], keys: tuple[str, ...]) -> str | None:
    return next((text for key in keys if isinstance(text := fields.get(key), str)), None)


def _first_range(fields: Mapping[str, object], keys: tuple[str, ...]) -> tuple[int | None, int | None]:
    return next((named for key in keys if (named := line_range(fields.get(key)))), (None, None))
