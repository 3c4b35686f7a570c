"""CON65: a remark says that the loop goes over another thing of the code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.identifiers import split_identifier
from postil.text.lazy import regex
from postil.text.stems import stem
from postil_rules.contradiction._judged import evidence, judged, words_of

_CODE = (
    "def pair(left, right):\n    out = []\n    for item in left:\n        out.append(item)\n    return out"
)
_NAME = regex(r"(?<![A-Za-z0-9_])[A-Za-z_][A-Za-z0-9_]*", re.ASCII)


class LoopDiffers(Rule):
    """Such as "iterate over right" on ``for item in left``: another name of the same code."""

    code = "CON65"
    name = "contradiction/loop-differs"
    tier = 2
    dimension = "accuracy"
    penalty = 0.3
    claim_kinds = ("loop",)
    needs = ("text", "tree", "symbols")
    title = "comment says that the loop goes over another thing"
    why = "What is visited decides what the body's names mean."
    good = (
        Example(_CODE, ((3, "Iterate over left."),)),
        Example(_CODE, ((3, "遍历left中的每个元素。"),), language="zh"),
    )
    near_misses = (
        Example(_CODE, ((3, "For each item in left, add it to out."),)),
        Example(_CODE, ((3, "Go over the first of the two sequences."),)),
        Example(
            "rows = load()\nfor place in range(width):\n    cut(rows, place)",
            ((2, "Loop over the rows to cut each."),),
        ),
        Example("for key in keys(table):\n    f(key)", ((1, "Iterate over table."),)),
        Example("rows = len(left)\nfor i in range(rows):\n    f(left[i])", ((2, "For each row of left."),)),
    )
    bad = (
        Example(_CODE, ((3, "Iterate over right."),)),
        Example(_CODE, ((3, "遍历right中的每个元素。"),), language="zh"),
    )
    paraphrases = (
        Example(_CODE, ((3, "Loop through all elements of right."),)),
        Example(_CODE, ((3, "逐个处理right里的元素。"),), language="zh"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield at most one finding for each remark on a ``for``."""
        for remark in judged(page):
            statement = remark.statements[0]
            claims = remark.of("loop") if statement.kind == "for" else []
            mentioned = set(_NAME.findall(remark.text)) if claims else set()
            if not claims or mentioned & set(statement.names) or statement.value.startswith("range("):
                continue  # a range of a size that another line took may be that of what is named, and an index of anything
            over = [
                name
                for name in _NAME.findall(claims[0].value or "")
                if name in page.facts.bound and len(name) > 1
            ]
            spoken = {stem(word) for word in words_of(statement)} if remark.in_source else set()
            if remark.in_source and "_" not in "".join(over):
                continue
            if over and not spoken.intersection(stem(word) for word in split_identifier(over[0])):
                message = f"says that the loop goes over {over[0]}, it goes over {statement.value}"
                yield self.finding(
                    page, remark.comment, message, evidence(remark.text, claims[0], statement.text)
                )
