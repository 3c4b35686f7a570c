"""CON83: a remark on a line begins with something that the line does not do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from postil.facts.model import Statement
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex
from postil_rules.contradiction._judged import Judged, judged, shortened

_LEAD = r"(?:(?:if|when) [^,]{1,80}, (?:then )?(?:it |we )?)?"
_RETURNS = regex(
    rf"(?i)^{_LEAD}returns? (?!value|code|type|address|path|to\b|from\b|early|trip)|^(?:(?:如果|若|当)[^，]{{1,40}}，)?(?:则|就)?返回(?!值|的|码|类型|到|后|前|给)"
)
_IMPORTS = regex(r"(?i)^imports? (?:the |a )?\w+|^导入")
_PRINTS = regex(rf"(?i)^{_LEAD}prints? |^(?:(?:如果|若|当)[^，]{{1,40}}，)?(?:则|就)?打印(?!机)")
_CHECKS = regex(
    r"(?i)^(?:checks?|tests?|verif(?:y|ies)) (?:if|whether|that) |^(?:检查|判断)[^，。]{1,30}是否"
)
_COUNTS = regex(r"(?i)^counts? (?:how many|the number of) |^统计[^，。]{0,20}(?:个数|次数|数量|频率)")
_LENGTH = regex(r"(?i)^returns? the (?:length|size) of |^返回[^，。]{1,24}的(?:长度|个数|数量)")
_EMPTY = frozenset({"[]", "{}", "()", "set()", "list()", "dict()", "''", '""'})
_PLAIN = frozenset(
    {"assign", "augassign", "raise", "return", "delete", "import", "global", "pass", "continue", "break"}
)
_HEADERS = frozenset(
    {"if", "elif", "else", "for", "while", "with", "try", "except", "finally", "match", "case"}
)
_GIVES = frozenset({"return", "yield"})


class DeedDiffers(Rule):
    """Such as "Return ..." on a line that returns nothing, nor does its block; "Import ..." on an assignment."""

    code = "CON83"
    name = "contradiction/deed-differs"
    tier = 3
    dimension = "accuracy"
    penalty = 0.3
    comment_kinds = ("line",)
    code_languages = ("python",)  # in others the last expression may be what is returned
    needs = ("text", "tree")
    title = "comment begins with what its line does not do"
    why = "It was made up from the looks of the line, or belongs to another."
    good = (
        Example(
            "def f(xs):\n    n = len(xs)\n    return n", ((2, "Count how many there are."), (3, "Return it."))
        ),
        Example(
            "def f(xs):\n    n = len(xs)\n    return n",
            ((2, "统计xs的个数。"), (3, "返回n。")),
            language="zh",
        ),
    )
    near_misses = (
        Example(
            "def f(xs):\n    if not xs:\n        return 0\n    return xs[0]",
            ((2, "If there are none, return 0."),),
        ),
        Example("value = get(key)", ((1, "Return value of the call."),)),
        Example("def f(xs):\n    return sum(xs)", ((1, "Return the sum."),)),
        Example("ok = is_open(door)", ((1, "Check whether the door is open."),)),
        Example("total = 0", ((1, "Count the number of words."),)),
        Example("log.info(text)", ((1, "Print the text."),)),
    )
    bad = (
        Example("def f(xs):\n    width = xs[0]\n    return width", ((2, "Return the width."),)),
        Example("def f(xs):\n    seen = set()\n    return seen", ((2, "统计seen的个数。"),), language="zh"),
    )
    paraphrases = (
        Example("if size < 1:\n    raise ValueError(size)", ((1, "If size is less than 1, return 0."),)),
        Example("flags = {}", ((1, "检查flags是否为None。"),), language="zh"),
        Example("width = height", ((1, "Import the width."),)),
        Example("def f(xs):\n    flat = []\n    return flat", ((3, "返回flat的长度。"),), language="zh"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield at most one finding for each remark; those that stand in a source speak of more than their line."""
        if page.is_source:
            return
        for remark in judged(page):
            if remark.statements[0].kind not in _PLAIN | _HEADERS:
                continue
            deed = next(
                (
                    deed
                    for deed, (said, done) in _DEEDS.items()
                    if said.search(remark.text) and not done(remark)
                ),
                None,
            )
            if deed is not None:
                text, code = shortened(remark.text), shortened(remark.statements[0].text)
                message = f"says that the line {deed}, which it does not"
                yield self.finding(page, remark.comment, message, f"comment: {text!r} | code: {code!r}")


def _own(remark: Judged) -> tuple[Statement, ...]:
    """The statement, with its block if it is a header."""
    first = remark.statements[0]
    return (first, *(one for one in remark.scope if one.index > first.index))


def _gives_back(remark: Judged) -> bool:
    return any(one.kind in _GIVES or "lambda" in one.operators or "yield" in one.text for one in _own(remark))


def _brings_in(remark: Judged) -> bool:
    return any(one.kind == "import" or "import" in one.text for one in _own(remark))


def _calls(remark: Judged) -> bool:
    return any(one.calls for one in _own(remark))


def _tests(remark: Judged) -> bool:
    """Whether something may be tested: all but an assignment of a name or a constant."""
    first = remark.statements[0]
    return first.kind != "assign" or bool(first.calls or first.comparisons or first.operators)


def _may_count(remark: Judged) -> bool:
    """Whether the line is more than the start of an empty collection."""
    return remark.statements[0].value not in _EMPTY


def _may_measure(remark: Judged) -> bool:
    """Whether what is returned is more than a name."""
    first = remark.statements[0]
    return (
        first.kind != "return"
        or not first.value.isidentifier()
        or any(w in first.value for w in ("len", "size", "count", "num"))
    )


_DEEDS: dict[str, tuple[re.Pattern[str], Callable[[Judged], bool]]] = {
    "returns": (_RETURNS, _gives_back),
    "imports": (_IMPORTS, _brings_in),
    "prints": (_PRINTS, _calls),
    "checks": (_CHECKS, _tests),
    "counts": (_COUNTS, _may_count),
    "gives a length": (_LENGTH, _may_measure),
}
