"""CON43: a remark gives a span, from one number to another, that is not the one to which the function keeps a value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from postil.claims.concepts import FLIPPED
from postil.facts.model import Statement
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex
from postil_rules.contradiction._amounts import NUMERAL, amounts_of, number_of
from postil_rules.contradiction._judged import Documented, documented, shortened
from postil_rules.contradiction.number_within import EXAMPLE

_N = rf"-?{NUMERAL}"
_SAID = regex(
    rf"(?i)(?:\b(?:between|from|range|within|values?|limit\w*|clamp\w*)(?: (?:of|to|from|the|is|it|range|closed|interval))*[ `\[(]{{1,3}}|(?:范围[为是在]?|限制[在为]|介于|介乎|在)\s*)"
    rf"(?P<low>{_N})[`%]?\s*(?:to|and|through|up to|[-–~～,]|到|至|和|与)\s*`?(?P<high>{_N})(?![\w.]*\w)",
    hints=("between", "from", "range", "within", "value", "limit", "clamp", "范围", "限制", "介", "在"),
)  # fmt: skip
_SAID_HAN = regex(
    rf"(?P<low>{_N})\s*(?:到|至|[-~～])\s*(?P<high>{_N})(?:\s*[（(][^（）()]{{1,6}}[)）])?\s*(?:之间|之內|以内|的?范围|的)",
    hints=("之间", "以内", "范围", "之內", "的"),
)
_NUMBER = regex(_N)
_KEPT = regex(
    r"(?i)\b(?:limit|clamp|clip|restrict|bound|cap|keep|kept|accept|allow|reject|refuse|only)|限制|截断|限定|只接受|拒绝"
)
_SCALES = frozenset({10.0, 60.0, 100.0, 255.0, 1000.0})
_ORDERED = frozenset({"<", "<=", ">", ">="})
_Span: TypeAlias = tuple[tuple[float, ...], tuple[float, ...], Statement]
"""The numbers by which the lower and the upper end may be told, and where they stand."""
_MOST = 40  # statements


class SpanDiffers(Rule):
    """The remark says from 1 to 9 where everything below 0 and above 9 is refused.

    Only the one value that a function keeps from both sides by numbers is held against it. A bound may be told as it
    is written or as the last number inside it.
    """

    code = "CON43"
    name = "contradiction/span-differs"
    tier = 2
    dimension = "accuracy"
    penalty = 0.3
    comment_kinds = ("docstring", "summary")
    needs = ("docstring", "tree")
    title = "span is not that of the checks"
    why = "Whoever keeps to the told span is refused at its ends, or passes what was never allowed for."
    good = (
        Example(
            "def port_of(text):\n    port = int(text)\n    if port < 1024 or port > 65535:\n        raise ValueError(port)\n    return port",
            docstring="Read a port from 1024 to 65535.",
        ),
        Example(
            "def volume(n):\n    n = max(0, min(n, 150))\n    return n / 100",
            docstring="将音量限制在 0 到 150 之间。",
            language="zh",
        ),
    )
    near_misses = (
        Example(
            "def share(n):\n    if n < 0 or n >= 10:\n        raise ValueError(n)\n    return n",
            docstring="Take a digit between 0 and 9.",
        ),
        Example(
            "def share(n):\n    if not 0 <= n <= 100:\n        raise ValueError(n)\n    return n / 100",
            docstring="Turn percents into a share from 0 to 1.",
        ),
        Example(
            "def pick(n, low):\n    if n < low or n > 9:\n        raise ValueError(n)\n    return n",
            docstring="Pick a digit from 1 to 9.",
        ),
        Example(
            "def both(a, b):\n    if a < 0 or a > 9 or b < 1 or b > 5:\n        raise ValueError(a)\n    return a + b",
            docstring="Add b, from 1 to 5, to a.",
        ),
        Example(
            "def grade(n):\n    if n < 0 or n > 100:\n        raise ValueError(n)\n    return 'A' if n > 90 else 'B'",
            docstring="Give B for 0 to 90.",
        ),
    )
    bad = (
        Example(
            "def port_of(text):\n    port = int(text)\n    if port < 1024 or port > 65535:\n        raise ValueError(port)\n    return port",
            docstring="Read a port from 1024 to 65536.",
        ),
        Example(
            "def volume(n):\n    n = max(0, min(n, 150))\n    return n / 100",
            docstring="将音量限制在 0 到 100 之间。",
            language="zh",
        ),
    )
    paraphrases = (
        Example(
            "def level(text):\n    n = int(text)\n    if n < 0 or n > 9:\n        return None\n    return n",
            docstring="Parse a level between 1 and 9.",
        ),
        Example(
            "def level(text):\n    n = int(text)\n    if n < 0 or n > 9:\n        return None\n    return n",
            docstring="解析 1 到 9 之间的级别。",
            language="zh",
        ),
        Example(
            "def level(n):\n    if 0 <= n <= 9:\n        return n\n    return None",
            docstring="Keep the level in the range 0 to 8.",
        ),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield at most one finding for each remark given as a row."""
        if page.is_source:
            return
        for remark in documented(page):
            said = _said(remark.text) if len(remark.body) <= _MOST else None
            if said is None or EXAMPLE.search(remark.text):
                continue
            spans = _spans(remark.body)
            if len(spans) == 1 and _differ(said, spans[0], remark):
                low, high, statement = spans[0]
                message = f"says {said[0]:.15g} to {said[1]:.15g}, the code keeps to {low[0]:.15g} to {high[0]:.15g}"
                evidence = f"comment: {shortened(remark.text)!r} | code: {shortened(statement.text)!r}"
                yield self.finding(page, remark.comment, message, evidence)


def _said(text: str) -> tuple[float, float] | None:
    """The only span that a text gives."""
    found = {
        (match["low"], match["high"]) for pattern in (_SAID, _SAID_HAN) for match in pattern.finditer(text)
    }
    if len(found) != 1:
        return None
    low, high = map(_value, next(iter(found)))
    return (low, high) if low < high else None


def _value(numeral: str) -> float:
    return -number_of(numeral[1:]) if numeral.startswith("-") else number_of(numeral)


def _spans(body: Sequence[Statement]) -> list[_Span]:
    """The spans to which a function keeps a value, each once."""
    tests: dict[str, list[tuple[str, float, Statement]]] = {}
    spans = [span for one in body for span in _clamped(one)]
    for one in body if len(spans) < 2 else ():
        for test in one.comparisons:
            if test.operator in _ORDERED and one.kind != "for":
                if _NUMBER.fullmatch(test.right):
                    tests.setdefault(test.left, []).append((test.operator, _value(test.right), one))
                elif _NUMBER.fullmatch(test.left):
                    operator = FLIPPED[test.operator]
                    tests.setdefault(test.right, []).append((operator, _value(test.left), one))
    return spans + [span for found in tests.values() if (span := _between(found)) is not None]


def _clamped(statement: Statement) -> Iterator[_Span]:
    """The span of ``max(0, min(n, 9))`` and of ``clamp(n, 0, 9)``."""
    ends: dict[str, list[float]] = {"max": [], "min": []}
    for call in statement.calls:
        name = call.name.rpartition(".")[2]
        numbers = [_value(one) for one in call.arguments if _NUMBER.fullmatch(one)]
        if name in {"clamp", "clip"} and len(numbers) == 2:
            yield (numbers[0],), (numbers[1],), statement
        elif name in ends and len(numbers) == 1:
            ends[name] += numbers
    if len(ends["max"]) == len(ends["min"]) == 1 and ends["max"] < ends["min"]:
        yield tuple(ends["max"]), tuple(ends["min"]), statement


def _between(tests: list[tuple[str, float, Statement]]) -> _Span | None:
    """The span of two tests of one value, one from below and one from above."""
    if len(tests) != 2 or tests[0][1] == tests[1][1]:
        return None
    (low_sign, low, statement), (high_sign, high, _) = sorted(tests, key=lambda test: test[1])
    if low_sign[0] == high_sign[0]:
        return None
    lows = (low,) if low_sign in {"<", ">="} else (low, low + 1)
    highs = (high,) if high_sign in {">", "<="} else (high, high - 1)
    return lows, highs, statement


def _differ(said: tuple[float, float], span: _Span, remark: Documented) -> bool:
    """Whether one end is told wrong, and is no other number of the code that the remark may mean."""
    lows, highs, _ = span
    if (said[0] in lows) is (said[1] in highs):
        return False
    wrong, shown = (said[0], lows[0]) if said[0] not in lows else (said[1], highs[0])
    if max(abs(wrong), abs(shown)) / (min(abs(wrong), abs(shown)) or 1.0) in _SCALES and min(wrong, shown):
        return False
    numbers = {amount.value for one in remark.body for amount in amounts_of(one)}
    return abs(wrong) not in numbers or _KEPT.search(remark.text) is not None
