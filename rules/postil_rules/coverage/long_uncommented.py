"""COV10: a long function without one comment in it."""

from __future__ import annotations

from collections.abc import Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil_rules.coverage._body import body_of

_BODY = "".join(
    f"    if order == {n}:\n        total += prices[{n}] * rate\n        count += {n}\n" for n in range(24)
)
_CODE = (
    f"# {{}}\ndef settle(order, prices, rate):\n    total = count = 0{{}}\n{_BODY}    return total, count\n"
)
_BRANCHES = frozenset(("if", "elif", "for", "while", "except", "case"))


class LongUncommented(Rule):
    """A function of very many statements and branches has no comment inside (source files only)."""

    code = "COV10"
    name = "coverage/long-uncommented"
    tier = 3
    dimension = "logic"
    penalty = 0.05
    reads_prose = False
    needs = ("tree",)
    options = ("statements", "branches")
    statements: int = 60
    branches: int = 20
    in_source = True
    title = "long function without a comment in it"
    why = "A docstring says what it is for; which part does what, the reader has to find out alone."
    source = "Jabrayilzade 2024; Louis 2020"
    good = (Example(_CODE.format("Settling.", "  # of each kind one price")),)
    near_misses = (
        Example("# All.\ndef f():\n    pass\n" + _CODE.format("Settling.", "  # of each kind one price")),
        Example("# Settling.\ndef settle(order):\n    return order.total\n"),
        Example("# Prices.\ndef prices():\n" + "".join(f"    x{n} = {n}\n" for n in range(99))),
    )
    bad = (Example(_CODE.format("Settling.", "")),)
    paraphrases = (Example(_CODE.format("结算。", "").replace("elif", "if"), language="zh"),)

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each such function."""
        if not page.is_source or len(page.facts.statements) < self.statements:
            return
        commented = [token.line for token in page.tokens]
        for function in page.facts.functions:
            if function.end_line - function.body_line < self.statements:
                continue
            body = list(body_of(page, function))
            branches = sum(s.kind in _BRANCHES for s in body)
            inside = any(function.body_line <= line <= function.end_line for line in commented)
            if len(body) >= self.statements and branches >= self.branches and not inside:
                message = f"{function.name} has {len(body)} statements, {branches} branches and no comment"
                evidence = f"code, lines {function.line} to {function.end_line}"
                yield self.finding(page, None, message, evidence, function.line)
