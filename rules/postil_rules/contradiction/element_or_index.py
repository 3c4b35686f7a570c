"""CON67: a remark promises the index where the code returns the element, or the reverse."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postil.facts.model import Statement
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex
from postil_rules.contradiction._judged import Judged, judged, shortened

_GIVES = r"(?:return(?:s|ed|ing)?|giv(?:e|es|ing)(?: back)?|hand(?:s|ing)? back|report(?:s|ing)?|answer(?:s|ing)?(?: with)?)"
_INDEX = regex(
    rf"(?i)\b{_GIVES} (?:only |just )?(?:the |its |an? )?(?:\w+ )?(?:index|position|subscript|offset)\b|返回[^，。；]{{0,12}}(?:下标|索引|位置|序号)",
    hints=("index", "position", "subscript", "offset", "下标", "索引", "位置", "序号"),
)
_ELEMENT = regex(
    rf"(?i)\b{_GIVES} (?:the |that )?(?:\w+ )?(?:element|item|entry|value|object|record) itself\b|\b{_GIVES} the (?:element|item|entry)\b(?! (?:at|number|count))"
    r"|返回[^，。；]{0,10}元素(?:本身|自身|的值|(?=[，。；]|$))|返回[^，。；]{0,10}(?:本身|自身)",
    hints=("element", "item", "entry", "itself", "元素", "本身", "自身"),
)
_INDEX_WORD = regex(r"(?i)\bindex|\bindices|\bposition|\boffset|\bsubscript|下标|索引|位置|序号")
_SUBSCRIPT = regex(r"[A-Za-z_][\w.]*\[(?P<index>[A-Za-z_]\w*)(?: [-+] 1)?\]")
_PLAIN = regex(r"(?P<index>[A-Za-z_]\w*)(?: [-+] 1)?")
_INDEX_NAMES = frozenset(
    "i j k idx index ix pos position lo low mid middle hi high offset left right".split()
)
_COUNTERS = regex(r"\b(?:enumerate|range)\(", hints=("enumerate(", "range("))


class ElementOrIndex(Rule):
    """The comment says that the index is returned, the code returns what stands there."""

    code = "CON67"
    name = "contradiction/element-or-index"
    tier = 2
    dimension = "accuracy"
    penalty = 0.35
    needs = ("text", "tree")
    title = "index and element have changed places"
    why = "An index that is taken for the element, or the reverse, fails far from here."
    good = (
        Example("for i in range(n):\n    return items[i]", ((2, "Return the item itself, not its index."),)),
        Example(
            "while low < high:\n    low += 1\nreturn low", ((3, "返回第一个符合的下标。"),), language="zh"
        ),
    )
    near_misses = (
        Example("return table[key]", ((1, "Return the index of the key."),)),
        Example("for i in range(n):\n    return pairs[i]", ((2, "Return the pair of index and item."),)),
        Example("return positions[i]", ((1, "Return the position."),)),
        Example("return left", ((1, "Return the item of the left side."),)),
    )
    bad = (
        Example("for i in range(n):\n    return items[i]", ((2, "Return the index of the item."),)),
        Example(
            "while low < high:\n    low += 1\nreturn low", ((3, "返回第一个符合的元素本身。"),), language="zh"
        ),
    )
    paraphrases = (
        Example(
            "return builds[low] if low < len(builds) else None",
            ((1, "Give back the position of the build."),),
        ),
        Example("for i, x in enumerate(xs):\n    return i", ((2, "Hand back the item itself."),)),
        Example("for i in range(n):\n    return items[i]", ((2, "返回这个元素的下标。"),), language="zh"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield at most one finding for each remark at a ``return``."""
        for remark in judged(page):
            statement = remark.statements[0]
            if statement.kind != "return" or not statement.value:
                continue
            said = _contrary(page, remark, statement)
            if said is not None:
                evidence = f"comment: {shortened(remark.text)!r} | code: {shortened(statement.text)!r}"
                message = f"says {said.group()!r}, the code returns `{shortened(statement.value, 40)}`"
                yield self.finding(page, remark.comment, message, evidence)


def _contrary(page: Page, remark: Judged, statement: Statement) -> re.Match[str] | None:
    value = statement.value.partition(" if ")[0].strip()
    element = _SUBSCRIPT.fullmatch(value)
    if element is not None:
        said = _INDEX.search(remark.text)
        holder = value.partition("[")[0]
        counted = _counts(page, statement, element.group("index")) and not _INDEX_WORD.search(holder)
        paired = (
            said is not None
            and re.match(r" (?:and|together)|[和与及]", remark.text[said.end() :]) is not None
        )
        return said if counted and not paired and not _denied(remark.text, said) else None
    index = _PLAIN.fullmatch(value)
    if index is None or not _counts(page, statement, index.group("index")):
        return None
    said = _ELEMENT.search(remark.text)
    return None if _INDEX_WORD.search(remark.text) or _denied(remark.text, said) else said


def _denied(text: str, said: re.Match[str] | None) -> bool:
    return (
        said is not None
        and re.search(r"(?i)\b(?:not|never|rather than)\b[^.;,]{0,20}$|不$", text[: said.start()]) is not None
    )


def _counts(page: Page, statement: Statement, name: str) -> bool:
    """Whether ``name`` is an index: a usual name for one that the snippet changes by one or counts with."""
    if name not in _INDEX_NAMES:
        return False
    for other in page.facts.statements:
        if name in other.targets and (
            other.kind == "augassign"
            or re.search(r"\d|//|len\(", other.value)
            or _COUNTERS.search(other.value)
        ):
            return True
    return name in {"i", "j", "idx", "index", "low", "lo", "mid"} and statement.value.count("[") == 1
