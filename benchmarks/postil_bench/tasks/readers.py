r"""Messy answers that are no comments: code, suggested lines, the verdict of a review.

>>> read_code("Sure!\n```python\ndef f(n):\n    return n\n```", "def f(n):")
'def f(n):\n    return n'
>>> read_review("Line 2: off by one.\nFix: `return n + 1`")
Review(faulty=True, line=2, reason='off by one.', fix='return n + 1')
"""

from __future__ import annotations

import re

from msgspec import Struct

from postil.facts.registry import facts_of
from postil.reading.answers import LONGEST, without_thoughts
from postil.reading.fences import fences
from postil.reading.loosejson import loose_values
from postil.reading.marks import bullet_mark, line_mark, number_mark
from postil.reading.newlines import unified
from postil.reading.query import code_in_query, looks_like_code
from postil.text.lazy import regex

MOST = 3
"""So many suggestions are read."""
_NAME = regex(r"def\s+(\w+)")
_LINE = regex(r"(?:\bline|\bL|第|行)\s{0,3}[:#]?\s{0,3}(\d{1,6})", re.IGNORECASE)
_FIX = regex(
    r"^\W{0,6}(?:suggested\s+)?(?:fix(?:ed)?|correction|corrected|replacement|suggestion|should be|修改|修复|修正|改为|应为)"
    r"(?:\s+line)?\W{0,3}[:：]\s{0,4}?(.*)$",
    re.IGNORECASE | re.MULTILINE,
)
_CLEAN = regex(
    r"\b(?:no\s+(?:faults?|bugs?|issues?|errors?|problems?|mistakes?)|lgtm|looks?\s+(?:good|right|correct)|is\s+correct)\b"
    r"|没有(?:任何)?(?:错误|问题|缺陷)|无(?:错误|问题|误)|正确无误",
    re.IGNORECASE,
)
_EDGE = " \t`*"
_LABEL = regex(
    r"(?:missing line|answer|code|suggestion|缺少的行|答案|建议)\s{0,3}\d{0,2}\s{0,3}[:：]\s*", re.IGNORECASE
)


class Review(Struct, frozen=True):
    """What a review says: whether there is a fault, in which line, why, and the line that puts it right."""

    faulty: bool
    line: int | None = None
    reason: str = ""
    fix: str = ""


def plain(answer: str) -> str:
    """``answer`` with line ends unified and without thoughts; empty when it is too long to be read."""
    return without_thoughts(unified(answer)).strip("\ufeff\n") if len(answer) <= LONGEST else ""


def read_code(answer: str, signature: str) -> str:
    """The code in ``answer`` that defines what ``signature`` names, or an empty text.

    A body without its header is put under ``signature``.
    """
    text = plain(answer)
    found = _NAME.search(signature)
    name = found[1] if found else ""
    blocks = [block.text.strip("\n") for block in fences(text)]
    for code in [*blocks, "\n".join(blocks), code_in_query(text), text]:
        if any(function.name == name for function in facts_of(code, "python").functions):
            return code
    body = next((code for code in [*blocks, text] if code[:1] in " \t" and looks_like_code(code)), "")
    return f"{signature}\n{body}" if body else ""


def read_suggestions(answer: str) -> list[str]:
    """The suggested lines in ``answer``, the first ``MOST``, without marks of lists and quotes."""
    text = plain(answer)
    blocks = fences(text)
    body = "\n".join(block.text for block in blocks) if blocks else text
    values, _ = ([], []) if blocks else loose_values(body)
    listed = next(
        (v for v in values if isinstance(v, list) and v and all(isinstance(x, str) for x in v)), None
    )
    lines = [str(one) for one in listed] if listed else [_unmarked(line) for line in body.split("\n")]
    told = [line.strip(_EDGE) for line in lines if line.strip(_EDGE) not in ("", "____")]
    code = [line for line in told if looks_like_code(line)] if len(told) > 1 else told
    return list(dict.fromkeys(code or told))[:MOST]


def read_review(answer: str) -> Review | None:
    """The verdict in ``answer``, ``None`` when it gives none."""
    text = plain(answer)
    return _of_object(text) or _of_text(text)


def _unmarked(line: str) -> str:
    for mark in (number_mark, bullet_mark):
        found = mark(line)
        if found is not None and line[found[1] :].strip():
            line = line[found[1] :]
    return _LABEL.sub("", line.strip(), count=1) if _LABEL.match(line.strip()) else line


def _of_object(text: str) -> Review | None:
    """A verdict written as JSON, under the keys that models choose."""
    for value in loose_values(text)[0]:
        one = value[0] if isinstance(value, list) and value else value
        if not isinstance(one, dict):
            continue
        fields = {str(key).lower(): item for key, item in one.items()}
        line = fields.get("line", fields.get("line_number", fields.get("行号")))
        reason = _first(fields, "reason", "fault", "problem", "issue", "comment", "原因")
        if isinstance(line, int) and not isinstance(line, bool):
            return Review(True, line, reason, _first(fields, "fix", "suggestion", "replacement", "修改"))
        if "line" in fields or "verdict" in fields or "faulty" in fields:
            return Review(False)
    return None


def _of_text(text: str) -> Review | None:
    fix = _FIX.search(text)
    said = (text[: fix.start()] if fix else text).strip()
    marked = next((mark for mark in map(_marked, said.split("\n")) if mark is not None), None)
    place = _LINE.search(said)
    if (
        marked is None
        and (clean := _CLEAN.search(said))
        and not (fix and place and place.start() < clean.start())
    ):
        return Review(False)
    if marked is None and place is None:
        return None
    line, reason = marked if marked is not None else (int(place[1]) if place else None, said)
    return Review(True, line, " ".join(reason.split()), _fix_in(text, fix))


def _marked(line: str) -> tuple[int | None, str] | None:
    found = line_mark(line)
    return (found[0][0], line[found[1] :]) if found else None


def _fix_in(text: str, fix: re.Match[str] | None) -> str:
    if fix is None:
        return ""
    if not fix[1].lstrip().startswith("```") and fix[1].strip(_EDGE):
        return fix[1].strip(_EDGE)
    behind = text[fix.start(1) :]
    blocks = fences(behind)
    lines = (blocks[0].text if blocks else behind).strip("\n").split("\n")
    return next((line.strip(_EDGE) for line in lines if line.strip(_EDGE)), "")


def _first(fields: dict[str, object], *keys: str) -> str:
    return next((value for key in keys if isinstance(value := fields.get(key), str)), "")
