"""CON09: a docstring gives a parameter another range than its guards and clamps leave."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from postil.claims.conditions import atoms_of
from postil.facts.model import Function
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import holds_any, regex
from postil.text.numbers import find_numbers
from postil_rules.contradiction._judged import Documented, documented, shortened

_NUMBER = r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?"
_SAID_NUMBER = r"[为是有]?[ `]{0,2}(?P<n>-?[0-9][0-9.]{0,9}(?![0-9%])|zero|one|two|three|ten|[零一二两三四五六七八九十百]{1,4})"
_LOWER = regex(
    r"(?i)(?:\b(?P<strict>greater than|more than|larger than|above|over)|\b(?:at least|no less than|not less than|not below|counted from|counting from|starting (?:at|from|with)|starts (?:at|from|with)|numbered from)"
    r"|(?P<strict_zh>必须大于|应大于|须大于|要大于|(?<!不)(?<![不勿][能可得应])大于)(?!等于|或等于)|不小于|不少于|不低于|[不勿][能可得应](?:小于|少于|低于)|至少|最少|最小值?(?=[为是])|下限(?=[为是])|大于等于|大于或等于|从(?=[ ]?[0-9零一]{1,3}[ ]?(?:开始|起|数|计)))"
    + _SAID_NUMBER
    + r"(?! or more| or less| or equal)"
)
_BETWEEN = regex(
    rf"(?i)\b(?:between|from|in the range(?: of)?)[ `]{{1,2}}(?P<low>{_NUMBER})`? (?:and|to|through) `?(?P<high>{_NUMBER})\b|(?P<a>{_NUMBER})\s*(?:到|至|~|～|和|与)\s*(?P<b>{_NUMBER})\s*(?:之间|范围|以内|的)"
    rf"|(?:范围[是为：:]?|取值[是为：:]?|介于)\s*(?P<c>{_NUMBER})\s*(?:到|至|~|～|-)\s*(?P<d>{_NUMBER})(?![.\d])"
)
_UPPER = regex(
    r"(?i)(?:\b(?:at most|no more than|no greater than|not more than|up to|not above)|不大于|不超过|不多于|不高于|[不勿][能可得应](?:大于|超过|多于|高于)|至多|最多|最大值?(?=[为是])|上限(?=[为是])|小于等于|小于或等于)"
    + _SAID_NUMBER
)
_POSITIVE = regex(
    r"(?i)(?<!non)(?<!non-)(?<!not )\bpositive\b|(?<!非)正整数|(?:必须|须|应)为?正数|为正(?![则式常])"
)
_NOT_NEGATIVE = regex(
    r"(?i)\bnon-?negative\b|\bnot negative\b|\bzero or (?:more|positive)\b|非负|不能?为负|不得为负"
)
_HINTS = (
    *"than least below above over start between from range most positive negative".split(),
    *("up to", "zero or", *"到至~～大小少多低超从正非负限范介"),
)
_PARAGRAPH = regex(r"\n[ \t]*\n|<p>")
_CHAIN = regex(
    rf"(?P<low>{_NUMBER}) (?P<first><=?) (?P<name>[A-Za-z_]\w*) (?P<second><=?) (?P<high>{_NUMBER})"
)
_IS_NUMBER = regex(_NUMBER)
_SCALES = frozenset({7.0, 8.0, 24.0, 60.0, 100.0, 1000.0, 1024.0, 3600.0, 86400.0})


class Bounds(Struct, frozen=True):
    """The least and greatest value, ``None`` where nothing is said; a strict bound of an integer is one inside."""

    low: float | None = None
    high: float | None = None


class RangeDiffers(Rule):
    """The docstring says that a page counts from 0 where the guard turns down everything below 1."""

    code = "CON09"
    name = "contradiction/range-differs"
    tier = 3
    dimension = "accuracy"
    penalty = 0.35
    comment_kinds = ("docstring", "summary")
    needs = ("text", "tree", "docstring")
    title = "range of a parameter differs from its guard"
    why = "A caller who keeps to the documented range still gets an error, or passes what was never allowed for."
    source = "range constraints as in DocTer (2022) and Drone (Zhou et al. 2017)"
    good = (
        Example(
            "def page_of(page):\n    if page < 1:\n        raise ValueError(page)\n    return page",
            docstring="Cut a page.\n\n:param page: number of the page, counted from 1",
        ),
        Example(
            "def window(width):\n    if width <= 0:\n        raise ValueError(width)\n    return width",
            docstring="滑动窗口。\n\n参数：\n    width：窗口宽度，必须大于0。",
            language="zh",
        ),
    )
    near_misses = (
        Example(
            "def size(count):\n    if count < 0:\n        raise ValueError(count)\n    return unit(count)",
            docstring="Spell a size.\n\nThe unit is one in which at least 1 is left.",
        ),
        Example(
            "def digit(c):\n    if c < limit:\n        return c - first\n    return c - shift + 10",
            docstring="Read c as a digit of any base up to 36.",
        ),
        Example(
            "def window(width):\n    if width < 1:\n        raise ValueError(width)\n    return width",
            docstring="Slide.\n\n:param width: a positive number",
        ),
        Example(
            "def cut(n):\n    if n > 100:\n        raise ValueError(n)\n    return n",
            docstring="Cut.\n\n:param n: at least 3 of them are usual",
        ),
        Example(
            "def cut(n):\n    if n < 5 and strict():\n        raise ValueError(n)\n    return n",
            docstring="Cut.\n\n:param n: at least 1",
        ),
        Example(
            "def check(age):\n    if not 0 <= age <= 150:\n        raise ValueError(age)",
            docstring="Check an age between 0 and 150.",
        ),
        Example(
            "def cut(n):\n    if n < 1:\n        raise ValueError(n)\n    return n",
            docstring="裁剪。\n\n:param n: 至少为 1，在 0 点之后取",
            language="zh",
        ),
    )
    bad = (
        Example(
            "def page_of(page):\n    if page < 1:\n        raise ValueError(page)\n    return page",
            docstring="Cut a page.\n\n:param page: number of the page, counted from 0",
        ),
        Example(
            "def window(width):\n    if width <= 0:\n        raise ValueError(width)\n    return width",
            docstring="滑动窗口。\n\n参数：\n    width：窗口宽度，必须大于1。",
            language="zh",
        ),
        Example(
            "def check(age):\n    if age < 0 or age > 150:\n        raise ValueError(age)",
            docstring="Check an age between 1 and 150.",
        ),
    )
    paraphrases = (
        Example(
            "def strong(p):\n    return len(p) >= 12",
            docstring="判断密码是否够强：长度至少16。",
            language="zh",
        ),
        Example(
            "def take(n):\n    if n < 1:\n        raise ValueError(n)\n    return n",
            docstring="取数。\n\n:param n: 不能小于 0",
            language="zh",
        ),
        Example(
            "def check(age):\n    if not 0 <= age <= 150:\n        raise ValueError(age)",
            docstring="检查。\n\n:param age: 取值范围为 1 到 150",
            language="zh",
        ),
        Example(
            "def share(ratio):\n    if not 0 <= ratio <= 1:\n        raise ValueError(ratio)\n    return ratio",
            docstring="Share.\n\nArgs:\n    ratio: Between 0 and 100.",
        ),
        Example(
            "def wait(delay):\n    delay = max(1, delay)\n    return delay",
            docstring="Wait.\n\nArgs:\n    delay: Zero or more; at least 5 are taken.",
        ),
        Example(
            "def window(width):\n    if width < 0:\n        raise ValueError(width)\n    return width",
            docstring="滑动窗口。\n\n参数：\n    width：正整数。",
            language="zh",
        ),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each parameter whose documented range differs, and for a bound that the code lacks."""
        for remark in documented(page):
            lone = _lone(page.docstring(remark.comment).summary, remark)
            if lone is not None:
                message = f"gives the bound {lone[0]:g}, the only number of the code is {lone[1]:g}"
                evidence = f"comment: {shortened(remark.text)!r} | code: '{lone[1]:g}'"
                yield self.finding(page, remark.comment, message, evidence)
            for name, text in _described(page, remark):
                said = _said(text) if holds_any(text, _HINTS) else Bounds()
                if said == Bounds():
                    continue
                shown = _left(remark, name)
                bound = _differing(said, shown)
                if remark.in_source and bound == (1, 0):
                    continue  # positive is taken for not negative by many who write of real numbers
                if bound is not None:
                    message = f"gives {name} the bound {bound[0]:g}, the code has {bound[1]:g}"
                    evidence = f"comment: {shortened(text)!r} | code: '{name}: {_shown(shown)}'"
                    yield self.finding(page, remark.comment, message, evidence)


def _described(page: Page, remark: Documented) -> Iterator[tuple[str, str]]:
    """Each parameter with the text on it; the summary counts for a function of one parameter."""
    names = [p.name for p in remark.function.parameters if p.name not in {"self", "cls"}]
    sections = page.docstring(remark.comment)
    for item in sections.parameters or ():
        if item.name in names:
            yield str(item.name), item.text
    if len(names) == 1:
        yield names[0], _PARAGRAPH.split(sections.summary, 1)[0]


def _said(text: str) -> Bounds:
    """The range that a description states."""
    between = _BETWEEN.search(text)
    if between is not None:
        return Bounds(
            float(between.group("low") or between.group("a") or between.group("c")),
            float(between.group("high") or between.group("b") or between.group("d")),
        )
    lower, upper = _LOWER.search(text), _UPPER.search(text)
    low = _number(lower) if lower else None
    if low is not None and lower is not None and (lower.group("strict") or lower.group("strict_zh")):
        low = _inside(low, 1)
    if lower is None and _NOT_NEGATIVE.search(text):
        low = 0.0
    elif lower is None and _POSITIVE.search(text):
        low = 1.0
    return Bounds(low, _number(upper) if upper else None)


def _number(match: re.Match[str]) -> float | None:
    found = find_numbers(match.group("n").rstrip("."))
    return found[0].value if found else {"一": 1.0, "one": 1.0}.get(match.group("n"))


def _inside(value: float, step: int) -> float:
    return value + step if value.is_integer() else value


def _left(remark: Documented, name: str) -> Bounds:
    """The range that the guards of exceptions and the clamps leave for ``name``."""
    low = high = None
    for bounds in (*_guarded(remark.function, name), *_clamped(remark, name)):
        low = bounds.low if low is None else low
        high = bounds.high if high is None else high
    return Bounds(low, high)


def _guarded(function: Function, name: str) -> Iterator[Bounds]:
    for raised in function.raises:
        if len(raised.guards) != 1:
            continue
        test = raised.guards[0]
        chain = _CHAIN.search(test)
        if chain is not None and test.startswith("not ") and chain.group("name") == name:
            yield Bounds(
                _inside(float(chain.group("low")), chain.group("first") == "<"),
                _inside(float(chain.group("high")), -(chain.group("second") == "<")),
            )
        elif " and " not in test and not test.startswith("not "):
            for atom in atoms_of(test):
                if atom.left == name and _IS_NUMBER.fullmatch(atom.right):
                    yield _complement(atom.operator, float(atom.right))


def _complement(operator: str, bound: float) -> Bounds:
    """What remains where ``name operator bound`` is turned down."""
    if operator in {"<", "<="}:
        return Bounds(low=bound if operator == "<" else _inside(bound, 1))
    if operator in {">", ">="}:
        return Bounds(high=bound if operator == ">" else _inside(bound, -1))
    return Bounds()


def _clamped(remark: Documented, name: str) -> Iterator[Bounds]:
    for statement in remark.body:
        if statement.kind == "assign" and statement.targets == (name,):
            for call in statement.calls:
                numbers = [float(a) for a in call.arguments if _IS_NUMBER.fullmatch(a)]
                if len(numbers) == 1 and name in call.arguments and call.name in {"max", "min"}:
                    yield Bounds(low=numbers[0]) if call.name == "max" else Bounds(high=numbers[0])


def _differing(said: Bounds, shown: Bounds) -> tuple[float, float] | None:
    """The first bound that both give and that differs, with what the code has."""
    for one, other in ((said.low, shown.low), (said.high, shown.high)):
        if one is not None and other is not None and one != other:
            return one, other
    return None


def _lone(summary: str, remark: Documented) -> tuple[float, float] | None:
    """The only number of the summary, a bound, when the only number of the function (but 0 and 1) is another.

    A number that is neither compared nor handed to a call bounds nothing.
    """
    numbers = [n for n in find_numbers(summary) if not n.ordinal]
    if len(numbers) != 1 or numbers[0].value < 2:
        return None
    said = {
        value
        for match in (_LOWER.search(summary), _UPPER.search(summary))
        if match
        for value in [_number(match)]
    }
    if said != {numbers[0].value}:
        return None
    defaults = [
        p.default for p in remark.function.parameters if p.default and _IS_NUMBER.fullmatch(p.default)
    ]
    literals = [lit for s in remark.body for lit in s.literals if lit.kind in {"number", "string"}]
    bounding = [lit for s in remark.body if s.comparisons or s.calls for lit in s.literals]
    shown = {float(lit.text) for lit in bounding if lit.kind == "number" and _IS_NUMBER.fullmatch(lit.text)}
    odd = any(lit.kind == "number" and not _IS_NUMBER.fullmatch(lit.text) for lit in literals)
    shown = (shown | {float(default) for default in defaults}) - {0.0, 1.0, -1.0}
    if odd or len(shown) != 1:
        return None
    value, other = numbers[0].value, next(iter(shown))
    ratio = max(value, other) / max(1e-9, min(value, other))
    written = any(f"{value:g}" in str(lit.value) for lit in literals if lit.kind == "string")
    return None if abs(value - other) <= 1 or ratio in _SCALES or written else (value, other)


def _shown(bounds: Bounds) -> str:
    low = "" if bounds.low is None else f"{bounds.low:g}"
    high = "" if bounds.high is None else f"{bounds.high:g}"
    return f"{low}..{high}"
