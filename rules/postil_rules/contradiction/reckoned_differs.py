"""CON47: a summary tells a sum, a mean, a product or a difference that the function does not reckon, as it reckons another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from postil.facts.model import Statement
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex
from postil_rules.contradiction._judged import documented, shortened

_TOLD = {
    "mean": regex(r"(?i)\b(?:(?:arithmetic )?mean|average) (?:of|over|value)\b|\baverages\b|平均值|平均数|的平均|均值", hints=("mean", "average", "平均", "均值")),
    "sum": regex(r"(?i)\b(?:the )?sum (?:of|over)\b|之和|总和|求和", hints=("sum ", "之和", "总和", "求和")),
    "product": regex(r"(?i)(?<!direct )(?<!tensor )(?<!inner )(?<!outer )\bproduct (?:of|over) (?:the|all|both|its|their|\w+ and) |之积|乘积", hints=("product ", "之积", "乘积")),
    "difference": regex(r"(?i)\bdifference (?:of|between)\b|之差|差值", hints=("difference ", "之差", "差值")),
}  # fmt: skip
# what may reckon it, in code of any language; whatever has none of it cannot
_MAY = {
    "mean": regex(r"(?i)/|mean|average|avg|median|div|>>|\* ?0?\.5|quantile|percentile"),
    "sum": regex(r"(?i)\+|sum|add|total|accumulate|reduce|fold|count|integra|norm|einsum|matmul|@|dot|merge|concat|union|plus|inject"),
    "product": regex(r"(?i)\*|prod|mul|reduce|fold|pow|factorial|einsum|matmul|@|dot|cross|kron|outer|cartesian|comb|join|times|accumulate|inject"),
    "difference": regex(r"(?i)[^>]-(?!>)|diff|sub|delta|minus|xor|\^|abs|compare|symmetric|dist|neg"),
}  # fmt: skip
_DONE = {
    "mean": regex(r"(?:\bsum\([^\n]{1,60}\)|\b(?:total|sum|acc)\w*|\([^()\n]{1,60} \+ [^()\n]{1,60}\)) //? (?:2(?:\.0)?\b|len\(|[\w.]*(?:count|size|length|total|num)\w*|n\b)"),
    "sum": regex(r"\bsum\(|\+= [A-Za-z_]|[\w)\]] \+ [A-Za-z_(]|\.sum\("),
    "product": regex(r"\bprod\(|\*= [A-Za-z_]|[\w)\]] \* [A-Za-z_(]|\.product\("),
    "difference": regex(r"-= [A-Za-z_]|[\w)\]] - [A-Za-z_(]"),
}  # fmt: skip
_INSTEAD = {
    "mean": frozenset({"sum"}),
    "sum": frozenset({"product", "difference"}),
    "product": frozenset({"sum", "difference"}),
    "difference": frozenset({"sum", "product"}),
}
"""What is told by mistake for what."""
_STRINGS = regex(r"\"[^\"\n]*\"|'[^'\n]*'")
_MOST = 15  # statements: a longer function reckons more than its summary tells


class ReckonedDiffers(Rule):
    """The summary says that the sum of the two middle values is returned, the code halves it."""

    code = "CON47"
    name = "contradiction/reckoned-differs"
    tier = 2
    dimension = "accuracy"
    penalty = 0.3
    comment_kinds = ("docstring", "summary")
    needs = ("docstring", "tree")
    title = "the code reckons something else"
    why = "A sum for a mean is a number as plausible as the right one."
    good = (
        Example(
            "def middle(xs, n):\n    return (xs[n - 1] + xs[n]) / 2", docstring="Return the mean of the two middle values."
        ),
        Example("def area(width, height):\n    return width * height", docstring="返回宽和高的乘积。", language="zh"),
    )  # fmt: skip
    near_misses = (
        Example("def total(xs):\n    return accumulated(xs)", docstring="Return the sum of all values."),
        Example(
            "def share(xs, n):\n    total = sum(xs)\n    return total / n", docstring="Divide the sum of the values by n."
        ),
        Example("def mean(xs):\n    return statistics.fmean(xs)", docstring="返回平均值。", language="zh"),
        Example("def add(a, b):\n    return a + b", docstring="Add the product of a day to the stock."),
        Example(
            "def mean(xs):\n    total = 0\n    for x in xs:\n        total += x\n    return total / len(xs)",
            docstring="Return the mean value, the sum of all over their number.",
        ),
    )  # fmt: skip
    bad = (
        Example(
            "def middle(xs, n):\n    return (xs[n - 1] + xs[n]) / 2", docstring="Return the sum of the two middle values."
        ),
        Example("def area(width, height):\n    return width * height", docstring="返回宽和高之和。", language="zh"),
    )  # fmt: skip
    paraphrases = (
        Example("def total(xs):\n    return sum(x.price for x in xs)", docstring="Return the average of the prices."),
        Example("def total(xs):\n    return sum(x.price for x in xs)", docstring="返回价格的平均值。", language="zh"),
        Example("def weight(a, b):\n    return a.weight + b.weight", docstring="The product of the two weights."),
        Example("def weight(a, b):\n    return a.weight + b.weight", docstring="The difference between the two weights."),
    )  # fmt: skip

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield at most one finding for each remark given as a row."""
        if page.is_source:
            return
        for remark in documented(page):
            if len(remark.body) > _MOST:
                continue
            summary = page.docstring(remark.comment).summary
            told = [kind for kind, pattern in _TOLD.items() if pattern.search(summary)]
            found = _other(told[0], remark.body) if len(told) == 1 else None
            if found is not None:
                kind, statement = found
                evidence = f"comment: {shortened(summary)!r} | code: {shortened(statement.text)!r}"
                message = f"tells a {told[0]}, the code reckons a {kind}"
                yield self.finding(page, remark.comment, message, evidence)


def _other(told: str, body: Sequence[Statement]) -> tuple[str, Statement] | None:
    """What the code reckons in place of what is told, and where, if nothing in it can be what is told."""
    texts = [_STRINGS.sub("''", one.text) for one in body]
    done = {
        kind: [at for at, text in enumerate(texts) if pattern.search(text)] for kind, pattern in _DONE.items()
    }
    if told == "sum" and done["mean"]:
        return ("mean", body[done["mean"][0]]) if set(done["sum"]) <= set(done["mean"]) else None
    if done[told] or any(_MAY[told].search(text) for text in texts):
        return None
    places = [(kind, at) for kind, found in done.items() if kind != "mean" for at in found]
    kinds = {kind for kind, _ in places}
    return (places[0][0], body[places[0][1]]) if len(kinds) == 1 and kinds <= _INSTEAD[told] else None
