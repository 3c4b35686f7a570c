"""COV09: a few words on a long function."""

from __future__ import annotations

from collections.abc import Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.units import read_units
from postil_rules.coverage._body import body_of

_BODY = "".join(f"    if order == {n}:\n        total += prices[{n}] * rate\n" for n in range(24))
_CODE = f"def settle(order, prices, rate):\n    total = 0\n{_BODY}    return total\n"
_BRANCHES = frozenset(("if", "elif", "for", "while", "except", "case"))


class ShortForLong(Rule):
    """A function of many statements and branches has a docstring of a few words and no comment inside."""

    code = "COV09"
    name = "coverage/short-for-long"
    tier = 3
    dimension = "logic"
    penalty = 0.05
    comment_kinds = ("docstring",)
    needs = ("tree", "docstring")
    options = ("statements", "branches", "words")
    statements: int = 40
    branches: int = 15
    words: int = 6
    title = "few words on a long function"
    why = "The more ways lead through a function, the more its reader must be told."
    source = "Jabrayilzade 2024: code that is not obvious without a comment"
    good = (
        Example(
            _CODE,
            docstring="Settle an order.\n\nEach kind of order has a price of its own, to which the rate is applied; "
            "kinds without a price cost nothing.",
        ),
        Example(
            _CODE,
            docstring="结算订单。每一类订单都有各自的价格，乘以费率后累加；没有价格的类别不计费。",
            language="zh",
        ),
    )
    near_misses = (
        Example(f'def f():\n    """Do."""\n\n{_CODE}'),
        Example("def settle(order):\n    return order.total", docstring="Settle it."),
        Example(
            _CODE.replace("    total = 0\n", '    """Settle it."""\n    total = 0  # each kind has a price\n')
        ),
    )
    bad = (Example(_CODE, docstring="Settle it."), Example(_CODE, docstring="结算。", language="zh"))
    paraphrases = (Example(_CODE, docstring="Does the settlement."),)

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each such function."""
        if len(page.facts.statements) < self.statements:
            return
        for index in page.docstrings:
            function = page.documented(index)
            if function is None or function.end_line - function.line < self.statements:
                continue
            body = list(body_of(page, function))
            branches = sum(s.kind in _BRANCHES for s in body)
            if len(body) < self.statements or branches < self.branches:
                continue
            words = sum(unit.kind != "weak" for unit in read_units(page.comments[index].text))
            if words <= self.words and not _has_comment(page, function.line, function.end_line):
                message = f"{words} words on {len(body)} statements with {branches} branches"
                yield self.finding(page, index, message, f"docstring: {page.comments[index].text[:60]!r}")


def _has_comment(page: Page, first: int, last: int) -> bool:
    return any(first <= token.line <= last for token in page.tokens)
