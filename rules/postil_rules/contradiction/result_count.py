"""CON25: a remark promises another number of results than the code returns."""

from __future__ import annotations

from collections.abc import Iterator

from postil.claims.model import DocSections
from postil.facts.model import Function
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex
from postil.text.numbers import find_numbers
from postil_rules.contradiction._judged import documented, function_at, judged, shortened

_COUNT = regex(
    r"(?i)\b(?:return(?:s|ed)?:?|giv(?:e|es|ing)(?: back)?|hand(?:s|ed)? back) (?:as )?(?:an? |the )?(?P<pair>pair|triple|triplet|quadruple)\b(?! of (?:lists|pairs) )"
    r"|\breturn(?:s|ed)? (?P<v>two|three|four|five|[2-5]) values\b(?! (?:for|per|of)\b)"
    r"|\breturn(?:s|ed)? (?P<l>two|three|four|five|[2-5]) (?:lists|dicts|dictionaries|sets|tuples|arrays|strings|numbers|integers)\b(?=[:,.]|$| (?:with|that|in|and)\b)"
    r"|\b(?P<n>two|three|four|five|[2-6])[- ](?:element |item |value )?(?:tuple|values are returned)"
    r"|\btuple of (?P<m>two|three|four|five|[2-6])\b|\b(?P<w>[2-6])-tuple\b|返回(?:一个)?(?P<zh>[二三四五两])元组|返回 ?(?P<zn>[两三四五2-5]) ?个(?:值|列表|字典|集合|元组|数组|字符串|数字?)(?=[，。；：]|$)"
)
_BRACKETS = regex(r"\[.*\]|\(.*\)")
_NAMED = {"pair": 2, "triple": 3, "triplet": 3, "quadruple": 4, "二": 2, "三": 3, "四": 4, "五": 5, "两": 2}


class ResultCount(Rule):
    """Such as "Return a pair" where every return is a tuple of three."""

    code = "CON25"
    name = "contradiction/result-count"
    tier = 3
    dimension = "accuracy"
    penalty = 0.3
    needs = ("text", "tree")
    code_languages = ("python",)
    title = "number of results differs"
    why = "Unpacking by the comment fails."
    source = "pydoclint#176; RT02"
    good = (
        Example("def f(n):\n    return n, n + 1", docstring="Return a pair of n and its successor."),
        Example("def f(n):\n    return n, n + 1, n + 2", ((2, "返回三元组。"),), language="zh"),
    )
    near_misses = (
        Example(
            'def grid(site):\n    """Make it.\n\n    Returns\n    -------\n    grid : ndarray, tuple\n'
            '        The points, a tuple of 3 for its shape\n    """\n    return points(site), shape(site)'
        ),
        Example("def f(n):\n    return n, n + 1", docstring="Return three values for each n."),
        Example("def f(n):\n    return pair(n)", docstring="Return a pair."),
        Example("def f(n):\n    return [(a, b, c) for a in n]", docstring="Return a pair for each n."),
        Example(
            "def f(n):\n    if n:\n        return n, 1\n    return n, 1, 2",
            docstring="Return a pair or a triple.",
        ),
    )
    bad = (
        Example("def f(n):\n    return n, n + 1, n + 2", docstring="Return a pair of numbers."),
        Example("def f(n):\n    return n, n + 1", ((2, "返回三元组。"),), language="zh"),
    )
    paraphrases = (
        Example(
            "def f(n):\n    return n, n + 1", docstring="Count.\n\nReturns:\n    A tuple of three numbers."
        ),
        Example("def f(n):\n    return (n, n + 1)", ((2, "返回三个值。"),), language="zh"),
        Example("def f(n):\n    return n, n + 1", docstring="Return three values."),
        Example(
            "def f(n):\n    return [n], [n + 1]", docstring="Split n and return three lists: it and the rest."
        ),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding where all returns are displays of one other length."""
        for remark in documented(page):
            text = _on_result(page.docstring(remark.comment)) if remark.in_source else remark.text
            yield from self._judge(page, remark.comment, text, _counts(remark.function))
        for line in judged(page):
            if line.statements[0].kind not in ("return", "function") or not _COUNT.search(line.text):
                continue
            if line.statements[0].kind == "return":
                size = _size(line.statements[0].value)
                yield from self._judge(page, line.comment, line.text, {size} if size else set())
            else:
                function = function_at(page, line.statements[0])
                yield from self._judge(
                    page, line.comment, line.text, _counts(function) if function else set()
                )

    def _judge(self, page: Page, comment: int, text: str, shown: set[int]) -> Iterator[Finding]:
        match = _COUNT.search(text) if len(shown) == 1 else None
        if match is None:
            return
        word = next(group for group in match.groups() if group)
        said = _NAMED.get(word.lower()) or int(find_numbers(word)[0].value)
        size = next(iter(shown))
        if said != size:
            message = f"says that {said} values are returned, the code returns {size}"
            yield self.finding(
                page, comment, message, f"comment: {shortened(match.group())!r} | code: 'a tuple of {size}'"
            )


def _on_result(sections: DocSections) -> str:
    """What a docstring that stands in the code says of the result: other parts speak of parts of it."""
    if len(sections.returns or ()) > 1 or any(_is_listed(item.type or "") for item in sections.returns or ()):
        return sections.summary.split(". ")[0]
    result = " ".join(f"{item.type or ''} {item.text}" for item in sections.returns or ())
    return f"{sections.summary.split('. ')[0]} {result}"


def _is_listed(kind: str) -> bool:
    """Whether a type names those of several results: ``ndarray, tuple``."""
    return "," in _BRACKETS.sub("", kind)


def _counts(function: Function) -> set[int]:
    """The lengths of the tuples returned; empty when any return is no tuple display."""
    sizes = [_size(found.value or "") for found in function.returns]
    return set() if 0 in sizes else set(sizes)


def _size(value: str) -> int:
    """The number of elements of a tuple display, 0 when ``value`` is none."""
    text = value.strip()
    depth, commas, closed = 0, 0, False
    if text.startswith("(") and text.endswith(")"):
        inner = text[1:-1]
        if inner.count("(") == inner.count(")") and inner.find(")") >= inner.find("("):
            text = inner
    for char in text[:2_000]:
        if char in "'\"":
            closed = True
        depth += (char in "([{") - (char in ")]}")
        commas += char == "," and depth == 0
    if commas == 0 or closed or "*" in text or depth or " for " in text or "lambda" in text or " if " in text:
        return 0
    return commas + (not text.rstrip().endswith(","))
