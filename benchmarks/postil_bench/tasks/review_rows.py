"""Rows of ``reviews`` as items: code that a reviewer remarked on, with the line that took its place, and code merged unremarked.

A hunk ends with the line that was remarked on, which would tell its place; so lines behind it are taken from the patch that
answered the remark. That has three of them as a rule: the hash of the id says how many are shown. No row says what the
code is for: the question names the file only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from itertools import groupby, pairwise
from textwrap import dedent

from msgspec import Struct

from postil.text.lazy import regex
from postil_bench.tasks.comparing import same_line
from postil_bench.tasks.items import Item
from postil_bench.tasks.review import Fault
from postil_bench.tasks.tables import Origin, Unsuited, language_of

_LONGEST = 4_000
_START = regex(r"^@@ -\d+(?:,\d+)? \+(\d+)(?:,\d+)? @@")
_SUGGESTION = regex(r"```suggestion.*?(?:```|\Z)", re.DOTALL)
_SUMMARY = {
    "en": "A passage of `{}` after a change; it may begin or end within a block.",
    "zh": "`{}`改动后的一段代码，开头或结尾可能在某个代码块之中。",
}


class ReviewRow(Struct, frozen=True):
    """What is read of a row: a change, the remark on it, and the patch that answered the remark."""

    id: str
    diff: str
    comment: str | None = None
    fixed: str | None = None
    provenance: Origin = Origin()


class Hunk(Struct, frozen=True):
    """Lines with their signs (``+``, ``-``, a space); ``start`` is the number of the first one after the change."""

    start: int
    lines: list[tuple[str, str]]

    @property
    def after(self) -> list[str]:
        """The code after the change."""
        return [text for sign, text in self.lines if sign != "-"]


def review_item(row: ReviewRow) -> Item:
    """The item of ``row``.

    Raises:
        Unsuited: the row gives none.
    """
    path = row.provenance.path or _path_in(row.diff)
    if not path.endswith((".py", ".pyi")) or len(row.diff) > _LONGEST:
        message = "not Python, or longer than 4,000 characters"
        raise Unsuited(message)
    hunks = list(_hunks(row.diff))
    if not hunks or not hunks[0].after:
        message = "no hunk with code in its diff"
        raise Unsuited(message)
    if row.comment is None:
        lines, wanted = hunks[0].after, Fault()
    else:
        lines, wanted = _faulty(row, hunks)
    language = language_of(row.comment or "")
    return Item(
        id=row.id,
        language=language,
        source=row.provenance.repository or path,
        given={"summary": _SUMMARY[language].format(path), "code": dedent("\n".join(lines)).rstrip("\n")},
        wanted=wanted,
    )


def _faulty(row: ReviewRow, hunks: list[Hunk]) -> tuple[list[str], Fault]:
    """The code that was remarked on, and its fault."""
    if not row.fixed:
        message = "no change answered the remark: whether there is a fault, and the right line, are not known"
        raise Unsuited(message)
    first, last = row.provenance.lines or (0, 0)
    if not first or first != last:
        message = "the remark is not on one line"
        raise Unsuited(message)
    hunk = next((one for one in hunks if 0 <= first - one.start < len(one.after)), None)
    if hunk is None or hunk.lines[-1][0] == "-":
        message = "the line remarked on is not in the code after the change"
        raise Unsuited(message)
    place = first - hunk.start
    fault = hunk.after[place]
    found = {fix: behind for line, fix, behind in _replaced(row.fixed) if line.strip() == fault.strip()}
    if len(found) != 1:
        message = "the change that answered the remark does not replace its line by one other"
        raise Unsuited(message)
    ((fix, behind),) = found.items()
    if same_line(fix) in ("", same_line(fault)):
        message = "the change that answered the remark leaves the code of its line as it was"
        raise Unsuited(message)
    shown = behind[: sha256(row.id.encode()).digest()[0] % (len(behind) + 1)]
    lines = [*hunk.after[: place + 1], *(hunk.after[place + 1 :] or shown)]
    return lines, Fault(place + 1, " ".join(_SUGGESTION.sub(" ", row.comment or "").split()), fix.strip())


def _replaced(patch: str) -> Iterator[tuple[str, str, list[str]]]:
    """Lines that ``patch`` replaces one by one: the old one, the new one, and what stood behind the old one."""
    for hunk in _hunks(patch):
        runs = [(sign, list(some)) for sign, some in groupby(enumerate(hunk.lines), lambda one: one[1][0])]
        for (sign, old), (other, new) in pairwise(runs):
            if (sign, other) != ("-", "+") or len(old) != len(new):
                continue
            for (number, (_, line)), (_, (_, fix)) in zip(old, new, strict=True):
                yield line, fix, [text for mark, text in hunk.lines[number + 1 :] if mark != "+"]


def _hunks(diff: str) -> Iterator[Hunk]:
    """The hunks of a unified diff."""
    hunk: Hunk | None = None
    for line in diff.replace("\r\n", "\n").strip("\n").split("\n"):
        if found := _START.match(line):
            if hunk is not None:
                yield hunk
            hunk = Hunk(int(found[1]), [])
        elif hunk is not None and line[:1] != "\\":
            hunk.lines.append((line[:1] or " ", line[1:]))
    if hunk is not None:
        yield hunk


def _path_in(diff: str) -> str:
    """The name that the first header of ``diff`` gives the file after the change, or an empty text."""
    found = next((line for line in diff.split("\n") if line.startswith("+++ ")), "")
    return found[4:].strip().removeprefix("b/")
