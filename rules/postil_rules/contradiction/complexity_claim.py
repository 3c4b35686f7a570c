"""CON40: constant time is claimed where the body loops over a parameter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postil.facts.model import Statement
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex
from postil_rules.contradiction._judged import documented, shortened

_CONSTANT = regex(
    r"(?i)\bO\(1\) (?:time|lookup|operation)?|\b(?:in|takes|runs in) constant time\b|常数时间|时间复杂度(?:为|是)?\s?O\(1\)"
)
_OTHER = regex(
    r"(?i)\bspace\b|\bmemory\b|amorti[sz]ed|per (?:item|element|call|step)|\beach\b|空间|均摊|摊还|每"
)
_WALKERS = frozenset({"sum", "sorted", "max", "min", "list", "set", "tuple", "any", "all", "map", "reversed"})
_CODE = (
    "def total(prices):\n    result = 0\n    for price in prices:\n        result += price\n    return result"
)


class ComplexityClaim(Rule):
    """The docstring promises constant time and a loop goes over what was passed."""

    code = "CON40"
    name = "contradiction/complexity-claim"
    tier = 3
    dimension = "accuracy"
    penalty = 0.2
    comment_kinds = ("docstring", "summary")
    needs = ("docstring", "tree", "flow")
    title = "constant time is claimed, the body loops over a parameter"
    why = "It is called inside another loop because it is said to be free."
    good = (
        Example(_CODE, docstring="Add up in O(n) time."),
        Example(_CODE, docstring="求和，时间复杂度为O(n)。", language="zh"),
    )
    near_misses = (
        Example(_CODE, docstring="Add up with O(1) memory."),
        Example(
            "def head(xs):\n    for _ in range(3):\n        f()\n    return xs[0]",
            docstring="First item in constant time.",
        ),
        Example(_CODE, docstring="Add up; O(1) time per item."),
    )
    bad = (
        Example(_CODE, docstring="Add up in O(1) time."),
        Example(_CODE, docstring="求和，时间复杂度为O(1)。", language="zh"),
    )
    paraphrases = (
        Example(_CODE, docstring="Add up the prices. Runs in constant time."),
        Example(_CODE, docstring="在常数时间内求和。", language="zh"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield at most one finding for each docstring."""
        if not page.holding("o(1)", "constant time", "常数时间"):
            return
        for remark in documented(page):
            said = _CONSTANT.search(remark.text)
            if said is None or _OTHER.search(remark.text):
                continue
            names = {p.name for p in remark.function.parameters} - {"self", "cls"}
            over = (s for s in remark.body if s.kind == "for" and names & set(re.findall(r"\w+", s.value)))
            loop = next(over, None) or next((s for s in remark.body if _walks(s, names)), None)
            if loop is not None:
                message = f"promises constant time, {remark.function.name} goes through what it was given"
                yield self.finding(
                    page,
                    remark.comment,
                    message,
                    f"comment: {said.group()!r} | code: {shortened(loop.text)!r}",
                )


def _walks(statement: Statement, names: set[str]) -> bool:
    """Whether a call or a comprehension goes through a parameter."""
    if any(call.name in _WALKERS and names & set(call.arguments) for call in statement.calls):
        return True
    return "for" in statement.operators and any(f" in {name}" in statement.text for name in names)
