"""CON23: a remark gives another constant as the result than the code returns."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postil.claims.defaults import same_value
from postil.claims.guards import fits, overlap
from postil.claims.model import Claim
from postil.facts.model import Function, Return, Statement
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex
from postil_rules.contradiction._judged import Judged, documented, evidence, judged

_CONSTANT = regex(
    r"True|False|None|-?[0-9]+(?:\.[0-9]+)?|\[\]|\{\}|\(\)|set\(\)|''|\"\"|(?:math|np|numpy)\.nan|float\(['\"]nan['\"]\)"
)
_EARLIER = regex(
    r"(?i)\breturned\b.{0,30}\b(?:above|before|already|earlier)\b|\balready returned\b|(?:上面|之前|前面|已经?)返回"
)
_NEXT = regex(r",\s(?:and |or )?\S{1,20} (?:if|when|for|otherwise)\b")  # the next result of a list
_NAUGHT = regex(r"(?i)nothing|\bno (?:result|value)s?\b|空(?!值)")
_EMPTY = frozenset({"''", '""', "[]", "{}", "()", "set()"})
_MISS = regex(
    r"(?i)\b(?:there (?:is|are) (?:none|no\b)|none (?:is|are) found|(?:is|are|was|were)(?: not|n't) found|nothing (?:is|was) found|no match)|^(?:没有|没找到|未找到|找不到|不存在)"
)
_ELSE = regex(r"(?i)\b(?:otherwise|else|if not|unless)\b|否则|其他")

_OTHERS = regex(
    r"\b_?[a-z]+_\w+(?:\(\))? (?:will |would |then )?returns?\b|\b\w+\(\) (?:will |would |then )?returns?\b"
)
_MAY_BE = regex(r"(?i)\b(?:can|may|might) be\b")


class ResultDiffers(Rule):
    """Such as "Return None" at ``return False``; "zero if there are no values" where NaN is returned for them."""

    code = "CON23"
    name = "contradiction/result-differs"
    tier = 3
    dimension = "accuracy"
    penalty = 0.35
    claim_kinds = ("returns",)
    needs = ("text", "tree")
    title = "comment gives another result than the code returns"
    why = "Callers compare with the result that the comment promises."
    source = "JDoctor (precision 92 %, recall 83 % on its tags), upDoc"
    good = (
        Example(
            "def f(p):\n    if p.open():\n        return True\n    return False",
            ((3, "It is open, so the result is True."),),
        ),
        Example(
            "def f(xs):\n    if not xs:\n        return None\n    return xs[0]",
            docstring="The first.\n\nReturns:\n    None if xs is empty, else the first.",
        ),
        Example("def f(p):\n    return False", ((2, "一律用False表示连不上。"),), language="zh"),
    )
    near_misses = (
        Example(
            "def index_of(items, wanted):\n    for i, item in enumerate(items):\n        if item == wanted:\n            return i\n    return -1",
            docstring="Return the index of the first item that equals wanted, or -1 if there is none.",
        ),
        Example("if i < 0:\n    return ()", ((2, "Silently return the null tuple."),)),
        Example(
            "def f(a, b):\n    if a < b:\n        return -1\n    if a > b:\n        return 1\n    return 0",
            docstring="Compare.\n\nReturns:\n    -1 if a is less than b, 1 if a is greater than b, else 0.",
        ),
        Example(
            "def f(xs):\n    # return nothing if there are none\n    if not xs:\n        return ''\n    return ', '.join(xs)",
        ),
        Example(
            "def code(errors, ratio):\n    if ratio > 0.99:\n        return 126\n    if errors:\n        return 1\n    return 0",
            docstring="The code: 0 if there are no errors, 126 if there are too many, 1 otherwise.",
        ),
        Example(
            "def f(xs):\n    return sum(xs)",
            docstring="Sum.\n\nReturns:\n    The sum, or zero if there are no values.",
        ),
        Example(
            "def f(a, b):\n    if a == b:\n        return True\n    if a is None or b is None:\n        return False\n    return a.x == b.x",
            ((5, "If both are None, we returned True above."),),
        ),
        Example("def f(p):\n    return False", ((2, "连得上时前面返回True。"),), language="zh"),
        Example("def f(xs):\n    return xs.get(1)", ((2, "Return None for a miss."),)),
        Example("def f(n):\n    return n or None", ((2, "Return None rather than 0."),)),
        Example(
            "def f(a):\n    if a is None:\n        return []\n    return [a]",
            ((2, "Return an empty list rather than None."),),
        ),
    )
    bad = (
        Example(
            "def f(p):\n    if p.open():\n        return True\n    return False",
            ((3, "It is open, so the result is False."),),
        ),
        Example(
            "def f(xs):\n    if not xs:\n        return math.nan\n    return sum(xs)",
            docstring="Mean.\n\nReturns:\n    The mean, or zero if there are no values.",
        ),
        Example("def f(p):\n    return False", ((2, "一律用True表示连不上。"),), language="zh"),
        Example(
            "def f(xs):\n    if not xs:\n        return []\n    return xs",
            docstring="取值。xs为空时返回None。",
            language="zh",
        ),
    )
    paraphrases = (
        Example(
            "def f(xs):\n    if not xs:\n        return {}\n    return xs", ((3, "Return an empty list."),)
        ),
        Example(
            "def index_of(items, wanted):\n    for i, item in enumerate(items):\n        if item == wanted:\n            return i\n    return -1",
            docstring="Return the index of the first item that equals wanted, or 0 if there is none.",
        ),
        Example(
            "def index_of(items, wanted):\n    for i, item in enumerate(items):\n        if item == wanted:\n            return i\n    return -1",
            docstring="返回第一个等于wanted的元素的下标，没有则返回0。",
            language="zh",
        ),
        Example(
            "def f(a, b):\n    if a < b:\n        return -1\n    if a > b:\n        return 1\n    return 0",
            docstring="Compare.\n\nReturns:\n    1 if a is less than b, -1 if a is greater than b, else 0.",
        ),
        Example(
            "def f(a, b):\n    if a < b:\n        return -1\n    if a > b:\n        return 1\n    return 0",
            docstring="比较两个值。如果a小于b返回1，如果a大于b返回-1，否则返回0。",
            language="zh",
        ),
        Example(
            "def f(k, d):\n    if k not in d:\n        return -1\n    return d[k]",
            ((3, "Returns None for a miss."),),
        ),
        Example(
            "def f(h):\n    if h.isdigit():\n        return False\n    return True",
            ((2, "All digits is fine, so the answer is True."),),
        ),
        Example(
            "def f(h):\n    if h.isdigit():\n        return False\n    return True",
            ((3, "返回True。"),),
            language="zh",
        ),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield at most one finding for each remark."""
        for remark in judged(page):
            statement = remark.jump or remark.statements[0]
            nothing = remark.in_source and not statement.value  # leaves a function that gives nothing back
            claim = _refuted_line(remark, statement) if statement.kind == "return" and not nothing else None
            if claim is not None:
                message = (
                    f"says that the result is {claim.value}, the code returns {statement.value or 'nothing'}"
                )
                yield self.finding(
                    page, remark.comment, message, evidence(remark.text, claim, statement.text)
                )
        for whole in documented(page):
            fallback = None if whole.in_source or not whole.function.returns else _fallback(whole.function)
            if fallback is None and not any(map(_is_guarded_constant, whole.function.returns)):
                continue
            for claim in page.claims(whole.comment, "returns"):
                if (
                    claim.value
                    and claim.condition
                    and not claim.negated
                    and not _MAY_BE.search(whole.text[max(0, claim.start - 12) : claim.start + 8])
                ):
                    shown = _refuted_whole(claim, whole.function, whole.text) or _refuted_miss(
                        claim, fallback
                    )
                    if shown:
                        message = f"says that the result is {claim.value} if {claim.condition[:60]}, the code returns {shown}"
                        yield self.finding(page, whole.comment, message, evidence(whole.text, claim, shown))
                        break


def _is_guarded_constant(found: Return) -> bool:
    """Whether a constant is returned under a condition: nothing else can refute a claim of that form."""
    return bool(found.guards) and _CONSTANT.fullmatch(found.value or "None") is not None


def _refuted_line(remark: Judged, statement: Statement) -> Claim | None:
    """The claimed constant when the statement returns another one, and no claim gives that."""
    if not _CONSTANT.fullmatch(statement.value or "None"):
        return None
    claims = [c for c in remark.of("returns") if c.value]
    if remark.in_source and _OTHERS.search(remark.text):
        return None
    if (
        not claims
        or _EARLIER.search(remark.text)
        or any(
            same_value(str(c.value), statement.value or "None")
            for c in remark.claims
            if c.kind == "returns" and c.value
        )
    ):
        return None
    if (
        _mentions(remark.text, statement.value)
        or _mentions(remark.statements[0].text, str(claims[0].value))
        or (_ELSE.search(remark.text) and remark.jump is not None)
        or _is_nothing(statement.value, claims[0], remark.text)
    ):
        return None
    claim = claims[0]
    return (
        claim
        if same_value(str(claim.value), statement.value or "None") is False
        or statement.value.endswith(("nan", "nan')"))
        else None
    )


def _is_nothing(value: str, claim: Claim, text: str) -> bool:
    """Whether *nothing* is said of what is empty: a text or a collection without anything in it."""
    return (
        value in _EMPTY
        and claim.value == "None"
        and _NAUGHT.search(text[claim.start : claim.end]) is not None
    )


def _mentions(text: str, value: str) -> bool:
    return (
        bool(value) and re.search(rf"(?<![A-Za-z0-9_.]){re.escape(value)}(?![A-Za-z0-9_])", text) is not None
    )


def _refuted_whole(claim: Claim, function: Function, text: str) -> str | None:
    """The constant that is returned under the claimed condition, if it is not the claimed one."""
    condition = _NEXT.split(str(claim.condition))[0]
    value = str(claim.value)
    if value in {"True", "False"}:
        return None
    held = [
        found.value or "None"
        for found in function.returns
        if found.guards and fits("if " + condition, found.guards[-1])
    ]
    if held and all(_CONSTANT.fullmatch(shown) and not _same(value, shown) for shown in held):
        return held[0]
    if any(
        value in (found.value or "None").split(" ") or _same(value, found.value) for found in function.returns
    ):
        return None
    for found in function.returns:
        shown = found.value or "None"
        if found.guards and _CONSTANT.fullmatch(shown) and _applies(condition, found.guards[-1]):
            return None if _mentions(text, shown) else shown  # it is told too, for a case of its own
    return None


def _fallback(function: Function) -> str | None:
    """The constant, no truth value, that is returned at the end where every other return has a condition."""
    *others, last = function.returns or (None,)
    if last is None or last.guards or not others or not all(one.guards for one in others):
        return None
    value = last.value or "None"
    known = _CONSTANT.fullmatch(value) and value not in {"True", "False"}
    return value if known and not any(_same(value, one.value) for one in others) else None


def _refuted_miss(claim: Claim, fallback: str | None) -> str | None:
    """``fallback`` when another constant is claimed for a search that finds nothing."""
    if fallback is None or claim.value in {"True", "False"} or not _MISS.search(str(claim.condition)):
        return None
    return fallback if same_value(str(claim.value), fallback) is False else None


def _same(value: str, shown: str | None) -> bool:
    return same_value(value, shown or "None") is True or (
        value == "nan" and (shown or "").lower().rstrip("')\"").endswith("nan")
    )


def _applies(condition: str, guard: str) -> bool:
    fitting = fits("if " + condition, guard)
    return fitting is True or (
        fitting is None and overlap(condition, guard) > 0 and not guard.startswith("not ")
    )
