"""CON63: a remark counts another number of parameters than the function has."""

from __future__ import annotations

from collections.abc import Iterator

from postil.facts.model import Function
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex
from postil_rules.contradiction._judged import documented, evidence, function_at, judged

_OWN = regex(
    r"(?i)(?:this |the |it )?(?:\w+ )?(?:takes?|accepts?|expects?)\b|(?:本|该|此)?(?:函数|方法)?(?:接受|接收|需要)"
)
_BY_ANOTHER = regex(r"回调(?:函数)?\Z")  # whose parameters are counted


class ParameterCount(Rule):
    """Such as "Takes two arguments" on a function with three."""

    code = "CON63"
    name = "contradiction/parameter-count"
    tier = 2
    dimension = "accuracy"
    penalty = 0.3
    claim_kinds = ("parameter",)
    needs = ("text", "tree")
    title = "number of parameters differs"
    why = "It is the first thing a caller counts."
    good = (
        Example("def f(a, b):\n    return a", ((1, "Takes two arguments a and b."),)),
        Example("def f(text):\n    return text", ((1, "定义函数f，接受一个参数text。"),), language="zh"),
    )
    near_misses = (
        Example("def f(a, b, *rest):\n    return a", ((1, "Takes two arguments and any number more."),)),
        Example("class A:\n    def f(self, a, b):\n        return a", ((2, "Takes two arguments."),)),
        Example(
            "def f(\n    a,\n    b,\n    make=None,\n):\n    return a",
            ((4, "Where it is callable, it accepts one argument."),),
        ),
        Example("def f(a, b, c=1):\n    return a", ((1, "Takes two required arguments."),)),
        Example(
            "def fold(items, step):\n    return step(items[0], items[1], 2)",
            docstring="Fold it. The step is invoked with three arguments: two items and their number.",
        ),
        Example(
            "def fold(items, step):\n    return step(items[0], items[1], 2)",
            docstring="折叠。回调函数接受三个参数。",
            language="zh",
        ),
    )
    bad = (
        Example("def f(a, b, c):\n    return a", ((1, "Takes two arguments."),)),
        Example("def f(text, size):\n    return text", ((1, "定义函数f，接受三个参数。"),), language="zh"),
    )
    paraphrases = (
        Example("def f(a):\n    return a", ((1, "A function with three parameters."),)),
        Example("def f(a, b, c):\n    return a", docstring="接受2个参数。", language="zh"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield at most one finding for each remark on a function."""
        for remark in documented(page):
            if not remark.in_source or _OWN.match(page.docstring(remark.comment).summary):
                yield from self._judge(page, remark.comment, remark.text, remark.function)
        for line in judged(page):
            function = (
                function_at(page, line.statements[0]) if line.statements[0].kind == "function" else None
            )
            if function is not None and page.line_of(line.comment) <= line.statements[0].line:
                yield from self._judge(page, line.comment, line.text, function)

    def _judge(self, page: Page, comment: int, text: str, function: Function) -> Iterator[Finding]:
        counted = _counts(function)
        for claim in page.claims(comment, "parameter"):
            if _BY_ANOTHER.search(text, max(0, claim.start - 6), claim.start):
                continue
            if claim.value and counted and int(claim.value) not in counted:
                message = f"says that {function.name} has {claim.value} parameters, it has {max(counted)}"
                shown = ", ".join(parameter.name for parameter in function.parameters)
                yield self.finding(page, comment, message, evidence(text, claim, f"{function.name}({shown})"))
                return


def _counts(function: Function) -> set[int]:
    """What may be counted: all parameters, or those without a default; empty when there are stars."""
    if any(parameter.kind in {"star", "double_star"} for parameter in function.parameters):
        return set()
    named = [
        p
        for position, p in enumerate(function.parameters)
        if not (position == 0 and p.name in {"self", "cls"})
    ]
    required = [p for p in named if p.default is None]
    return {len(named), len(required), len(function.parameters)}
