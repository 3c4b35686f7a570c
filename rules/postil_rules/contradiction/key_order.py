"""CON92: a remark compares by two keys in the other order than the code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postil.claims.comparators import SORTS
from postil.facts.model import Statement
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.identifiers import split_identifier
from postil.text.lazy import regex
from postil_rules.contradiction._judged import documented, judged, shortened

_KEY = r"(?:the |its |their )?[`'\"]?(?P<{}>[A-Za-z_][\w.]{{0,40}}(?: [A-Za-z_]\w{{0,40}})?)[`'\"]?"
_HAN_KEY = r"[^，。；、\n]{{0,8}}?[`'\"\s]?(?P<{}>[A-Za-z_][A-Za-z0-9_.]{{0,40}})"
_SAID = (
    regex(
        rf"(?i)\bby {_KEY.format('one')},? first\b,?(?:[^.;]{{0,12}}?)\bby {_KEY.format('other')}"
        rf"|\b(?:first )?(?:by|on) {_KEY.format('a')},? (?:and )?(?:then|secondarily|with ties broken|ties broken)(?: by| on)? {_KEY.format('b')}",
        hints=(" first", "then ", "secondarily", "ties "),
    ),
    regex(
        rf"先(?:按照?|依|比较?|看){_HAN_KEY.format('one')}[^。；\n]{{0,24}}?再(?:按照?|依|比较?|看){_HAN_KEY.format('other')}"
        rf"|(?:按照?|依){_HAN_KEY.format('a')}[^。；\n]{{0,12}}?再(?:按照?|依){_HAN_KEY.format('b')}",
        hints=("再按", "再比", "再依", "再看"),
    ),
)
_ASKED = regex(r"(?i)\b(?:sort|order|compar|rank|arrang)|排|比较|顺序")
_DENIED = regex(r"(?i)\bnot\b|n't\b|\binstead\b|[不非]")
_COMPARES = (
    frozenset(
        "compare cmp Compare compareTo compareToIgnoreCase comparing comparingInt comparingLong comparingDouble thenComparing "
        "thenComparingInt localeCompare partial_cmp total_cmp then_with attrgetter itemgetter".split()
    )
    | SORTS
)
_NAME = regex(r"[A-Za-z_]\w*")
_MOST = 40


class KeyOrder(Rule):
    """The comment sorts by name, then by age, where the key is ``(age, name)``."""

    code = "CON92"
    name = "contradiction/key-order"
    tier = 3
    dimension = "accuracy"
    penalty = 0.35
    needs = ("text", "tree")
    title = "keys are compared in the other order"
    why = "The second key decides only where the first is equal."
    hints = (" first", "then ", "secondarily", "ties ", "再按", "再比", "再依", "再看")
    good = (
        Example("rows.sort(key=lambda row: (row.age, row.name))", ((1, "Sort by age, then by name."),)),
        Example(
            "rows.sort(key=lambda row: (row.age, row.name))",
            ((1, "先按 age 再按 name 排序。"),),
            language="zh",
        ),
    )
    near_misses = (
        Example(
            "rows.sort(key=lambda row: (row.age, row.name))",
            ((1, "Sort by age, not by name first and then by age."),),
        ),
        Example("rows.sort(key=lambda row: row.age)", ((1, "Sort by name, then by age."),)),
        Example("rows.sort(key=name_of)\nrows.sort(key=age_of)", ((1, "Sort by age, then by name."),)),
        Example("go(name)\ngo(age)", ((1, "Go by age, then by name."),)),
        Example(
            "rows.sort(key=lambda row: (row.age, row.name))",
            ((1, "先按 name 分组，再显示。"),),
            language="zh",
        ),
    )
    bad = (
        Example("rows.sort(key=lambda row: (row.age, row.name))", ((1, "Sort by name, then by age."),)),
        Example(
            "rows.sort(key=lambda row: (row.age, row.name))",
            ((1, "先按 name 再按 age 排序。"),),
            language="zh",
        ),
    )
    paraphrases = (
        Example(
            "def ranked(a, b):\n    by_age = compare(a.age, b.age)\n    if by_age:\n        return by_age\n    return compare(a.name, b.name)",
            docstring="Compare by name first, and by age where the names are equal.",
        ),
        Example(
            "def ranked(rows):\n    return sorted(rows, key=lambda row: (row.age, row.name))",
            docstring="先比较 name，相同时再比较 age。",
            language="zh",
        ),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield at most one finding for each remark."""
        told = {one.comment: (one.text, one.statements[:1]) for one in judged(page) if not one.in_source}
        told |= {one.comment: (one.text, one.body[:_MOST]) for one in documented(page) if not one.in_source}
        for comment, (text, statements) in told.items():
            found = _turned(text, statements) if _ASKED.search(text) else None
            if found is not None:
                said, statement = found
                message = f"says {said!r}, the code compares by the other key first"
                yield self.finding(
                    page, comment, message, f"comment: {said!r} | code: {shortened(statement.text)!r}"
                )


def _turned(text: str, statements: tuple[Statement, ...]) -> tuple[str, Statement] | None:
    """The words that give two keys in the other order, and the statement that compares by the second one first."""
    compared = [
        one for one in statements if not _COMPARES.isdisjoint(call.name.split(".")[-1] for call in one.calls)
    ]
    keys = [(_words(name), one) for one in compared for name in _keys(one)] if _is_one_sort(compared) else []
    for said in (said for pattern in _SAID for said in pattern.finditer(text) if keys):
        one, other = (_words(said[long] or said[short]) for long, short in (("one", "a"), ("other", "b")))
        if one & other or _DENIED.search(text, max(0, said.start() - 8), said.end()):
            continue
        order = [(not words.isdisjoint(one), not words.isdisjoint(other), found) for words, found in keys]
        told = [place for place in order if place[0] is not place[1]]
        if told and told[0][1] and any(place[0] for place in told):
            return said.group(), told[0][2]
    return None


def _keys(statement: Statement) -> list[str]:
    """The names by which a statement compares, in order."""
    return [
        name
        for call in statement.calls
        for part in (*call.arguments, *dict(call.keywords).values())
        for name in _NAME.findall(part)
    ]


def _is_one_sort(compared: list[Statement]) -> bool:
    """Whether the order is made at once: of two sorts the second one leads."""
    return sum(call.name.split(".")[-1] in SORTS for one in compared for call in one.calls) <= 1


def _words(text: str) -> frozenset[str]:
    named = (part for name in re.findall(r"[A-Za-z_]\w*", text or "") for part in split_identifier(name))
    return frozenset(word for word in named if word not in {"number", "key", "value", "and", "the", "only"})
