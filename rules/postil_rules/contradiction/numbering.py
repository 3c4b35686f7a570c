"""CON70: a remark counts from another number than the code, or gives a day of the week another number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postil.facts.model import Statement
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex
from postil_rules.contradiction._judged import documented, judged, shortened

_VALUES = {"zero": 0, "0": 0, "零": 0, "one": 1, "1": 1, "一": 1}
_SAID = regex(
    r"(?i)\b(?:count(?:s|ed|ing)?|number(?:s|ed|ing)?|start(?:s|ed|ing)?|begin(?:s|ning)?|index(?:ed)?)(?: \w+)? (?:from|at|with) (?P<en>zero|one|[01])(?!\.?[0-9]|\w)"
    r"|\b(?P<based>zero|one|[01])-based\b|(?:从|由)[ ]?(?P<zh>零|一|[01])[ ]?(?:开始|起|计|数|编号)",
    hints=("from ", "at ", "with ", "based", "从", "由"),
)
_ENUMERATE = regex(
    r"\benumerate\((?:[^(),]|\([^()]{0,80}\)){1,120}(?:, (?:start=)?(?P<start>[^(),]{1,40}))?\)",
    hints=("enumerate(",),
)
_DAYS = {
    name: number
    for number, names in enumerate(
        ("monday|周一|星期一", "tuesday|周二|星期二", "wednesday|周三|星期三", "thursday|周四|星期四", "friday|周五|星期五",
         "saturday|周六|星期六", "sunday|周日|星期日|星期天")
    )
    for name in names.split("|")
}  # fmt: skip
_NUMBERED = regex(
    rf"(?i)\b(?P<n>[0-7]) (?:on|is|for|means|stands for|being|=) (?P<day>{'|'.join(_DAYS)})\b|(?P<d>{'|'.join(_DAYS)})(?: is| as|=|是|为|对应|算作| \()[ ]?(?P<m>[0-7])(?![0-9])|(?P<k>[0-7])[ ]?(?:是|代表|表示|对应|为)(?P<e>{'|'.join(_DAYS)})",
    hints=("day", "周", "星期"),
)
_WEEKDAY = regex(r"\.(?P<iso>iso)?weekday\(\)", hints=("weekday()",))


class Numbering(Rule):
    """The comment counts lines from zero where ``enumerate`` starts at one; it takes 5 of ``weekday()`` for Friday."""

    code = "CON70"
    name = "contradiction/numbering"
    tier = 3
    dimension = "accuracy"
    penalty = 0.35
    needs = ("text", "tree")
    title = "counts from another number"
    why = "Off by one, and by the book."
    good = (
        Example(
            "for n, line in enumerate(lines, start=1):\n    f(n)", ((1, "Line numbers count from one."),)
        ),
        Example("if day.weekday() >= 5:\n    rest()", ((1, "weekday() is 5 on Saturday."),)),
        Example("for n, line in enumerate(lines):\n    f(n)", ((1, "行号从0开始。"),), language="zh"),
    )
    near_misses = (
        Example(
            "for n, line in enumerate(lines):\n    f(n + 1)", ((1, "Lines are numbered from 1, see below."),)
        ),
        Example("for n, line in enumerate(lines, offset):\n    f(n)", ((1, "Counts from 0 or offset."),)),
        Example("if day.isoweekday() == 5:\n    rest()", ((1, "5 is Friday here."),)),
    )
    bad = (
        Example(
            "for n, line in enumerate(lines, start=1):\n    f(n)", ((1, "Line numbers count from zero."),)
        ),
        Example("if day.weekday() >= 5:\n    rest()", ((1, "weekday() is 5 on Friday."),)),
        Example("for n, line in enumerate(lines):\n    f(n)", ((1, "行号从1开始。"),), language="zh"),
    )
    paraphrases = (
        Example(
            "for n, line in enumerate(lines, 1):\n    f(n)", ((1, "A zero-based number for each line."),)
        ),
        Example("if day.weekday() == 0:\n    rest()", ((1, "周日为0。"),), language="zh"),
        Example(
            "def find(lines):\n    for n, line in enumerate(lines, 1):\n        if line:\n            return n",
            docstring="Return the number of the first line, counted from 0.",
        ),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield at most one finding for each remark."""
        if "enumerate(" not in page.snippet.code and "weekday()" not in page.snippet.code:
            return
        for remark in judged(page):
            yield from self._judge(page, remark.comment, remark.text, remark.statements[0])
        for whole in documented(page):
            loops = [s for s in whole.body if _ENUMERATE.search(s.text)]
            if len(loops) == 1 and _gives_back(loops[0], whole.body):
                yield from self._judge(page, whole.comment, whole.text, loops[0])

    def _judge(self, page: Page, comment: int, text: str, statement: Statement) -> Iterator[Finding]:
        said = _miscounted(page, text, statement) or _misnamed(text, statement)
        if said is not None:
            evidence = f"comment: {shortened(said)!r} | code: {shortened(statement.text)!r}"
            yield self.finding(page, comment, f"says {said!r}, the code counts otherwise", evidence)


def _miscounted(page: Page, text: str, statement: Statement) -> str | None:
    counted = _ENUMERATE.search(statement.text)
    if counted is None or len(found := _SAID.findall(text)) != 1:
        return None
    start = counted.group("start") or "0"
    value = next(_VALUES[part.lower()] for part in found[0] if part)
    number = statement.targets[0] if statement.targets else ""
    if start not in _VALUES or _VALUES[start] == value or (number and f"{number} + 1" in page.snippet.code):
        return None
    said = _SAID.search(text)
    return said.group() if said else None


def _gives_back(loop: Statement, body: tuple[Statement, ...]) -> bool:
    """Whether the number that the loop counts is what the function returns."""
    return bool(loop.targets) and any(
        s.kind in {"return", "yield"} and re.match(rf"{re.escape(loop.targets[0])}\b", s.value) for s in body
    )


def _misnamed(text: str, statement: Statement) -> str | None:
    """A day of the week with another number than ``weekday()`` or ``isoweekday()`` gives it."""
    call = _WEEKDAY.search(statement.text)
    if call is None:
        return None
    for said in _NUMBERED.finditer(text):
        number = int(said.group("n") or said.group("m") or said.group("k"))
        day = _DAYS[(said.group("day") or said.group("d") or said.group("e")).lower()]
        if number != day + (call.group("iso") is not None):
            return said.group()
    return None
