"""CON24: a remark turns the sense of a boolean result round."""

from __future__ import annotations

from collections.abc import Iterator

from postil.claims.guards import fits
from postil.claims.model import Claim
from postil.facts.model import Function
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import holds_any, regex
from postil_rules.contradiction._judged import documented, evidence, judged

_OTHER = {"True": "False", "False": "True"}
_TRUTHS = ("true", "false", "真", "假")
_NONE_IS = regex(r"(?i) ?(?:there (?:is|are) )?no (?!longer\b)")
_ELSE = regex(r"[，,；;。]\s*否\Z")
_LAST = regex(r"[，,；;]\s*(?=若|如果|当)")
"""Before the last of several conditions."""
_CODE = "def move(ledger, source, amount):\n    if ledger[source] < amount:\n        return False\n    ledger[source] -= amount\n    return True"


class BooleanSense(Rule):
    """Such as "True if the balance is less than amount" where that is when the function returns False."""

    code = "CON24"
    name = "contradiction/boolean-sense"
    tier = 3
    dimension = "accuracy"
    penalty = 0.2
    claim_kinds = ("returns",)
    needs = ("docstring", "tree")
    title = "True and False have changed places"
    why = "Every caller's branch turns round."
    source = "semantic matching of JDoctor"
    good = (
        Example(
            _CODE,
            docstring="Move.\n\nReturns:\n    bool: True if moved, False if the balance of source is less than amount.",
        ),
        Example("def f(n):\n    return n > 3", docstring="True if n is greater than 3."),
        Example(
            "def f(n):\n    if n < 0:\n        return False\n    return True",
            docstring="检查n。如果n小于0，返回False。",
            language="zh",
        ),
    )
    near_misses = (
        Example(
            "def f(value):\n    return value is None",
            docstring="判断值是否不存在，不存在为 True，否则为 False",
            language="zh",
        ),
        Example(
            "def is_new(version):\n    return version_of(version) >= 9",
            docstring="Whether it is of version 9 or later.\n\nReturns:\n    True if it is version 9 or later.",
        ),
        Example(
            "def f(n):\n    if n < 0:\n        return False\n    return True",
            docstring="True unless n is less than 0.",
        ),
        Example(
            "def f(n, m):\n    if n < 0:\n        return False\n    return n > m",
            docstring="True if n is greater than m.",
        ),
        Example(
            "def f(path):\n    if not path:\n        return False\n    return True",
            docstring="Check.\n\nReturns:\n    False if no valid path is provided.",
        ),
        Example("def f(n):\n    return n.ok", docstring="True if n is less than its limit."),
        Example(
            "def same(a, b):\n    if a is None and b is not None or b is None and a is not None:\n        return False\n    return True",
            docstring="True if both are None, or neither is.",
        ),
        Example(
            "def apart(n, m):\n    if n is None and m is None:\n        return False\n    return True",
            docstring="Tell whether they differ.\n\n:returns: True if n is None and m is not.",
        ),
    )
    bad = (
        Example(
            _CODE,
            docstring="Move.\n\nReturns:\n    bool: False if moved, True if the balance of source is less than amount.",
        ),
        Example("def f(n):\n    return n > 3", docstring="Check.\n\nReturns:\n    True if n is less than 3."),
        Example(
            "def f(n):\n    if n < 0:\n        return False\n    return True",
            docstring="检查n。如果n小于0，返回True。",
            language="zh",
        ),
    )
    paraphrases = (
        Example(
            "def f(xs):\n    if not xs:\n        return True\n    return False",
            docstring="Tell.\n\n:returns: False if xs is empty",
        ),
        Example("def f(xs):\n    return x in xs", docstring="Tell.\n\n:returns: False if x is in xs"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield at most one finding for each docstring."""
        for remark in documented(page):
            if not holds_any(remark.text, _TRUTHS) or not _may_refute(remark.function):
                continue
            for claim in page.claims(remark.comment, "returns"):
                if claim.value in _OTHER and claim.condition and not _denied(remark.text, claim):
                    guard = _contrary(claim, remark.function)
                    if guard is not None:
                        other = _OTHER[str(claim.value)]
                        message = (
                            f"says {claim.value} if {claim.condition[:60]}, the code returns {other} then"
                        )
                        yield self.finding(page, remark.comment, message, evidence(remark.text, claim, guard))
                        break
        for line in judged(page):
            value = line.statements[0].value if line.statements[0].kind == "return" else "True"
            for claim in line.of("returns"):
                if (
                    value not in _OTHER
                    and claim.value in _OTHER
                    and claim.condition
                    and not _denied(line.text, claim)
                ):
                    fitting = fits(f"if {claim.condition}", value)
                    if fitting is not None and fitting is not (claim.value == "True"):
                        message = f"says {claim.value} if {claim.condition[:60]}, the code returns `{value}`"
                        yield self.finding(
                            page, line.comment, message, evidence(line.text, claim, f"return {value}")
                        )
                        break


def _denied(text: str, claim: Claim) -> bool:
    none = _NONE_IS.match(claim.condition or "") or _ELSE.search(
        claim.condition or ""
    )  # which cannot be read
    return none is not None or "unless" in text[claim.end : claim.end + 12] or claim.negated


def _may_refute(function: Function) -> bool:
    """Whether truth values are given back under conditions, or one test: nothing else is held against a claim."""
    returns = function.returns
    return any(found.value in _OTHER and found.guards for found in returns) or (
        len(returns) == 1 and bool(returns[0].value) and not returns[0].guards
    )


def _contrary(claim: Claim, function: Function) -> str | None:
    """The test under which the other value is returned although the claim's condition fits it.

    A part of a test of several that must hold together refutes nothing.
    """
    condition = "if " + _LAST.split(str(claim.condition).partition("False")[0].partition("True")[0])[-1]
    value = str(claim.value)
    verdicts: list[tuple[bool, str]] = []
    for found in function.returns:
        if found.value in _OTHER and found.guards:
            fitting = fits(condition, found.guards[-1])
            if fitting is not None and (" and " not in found.guards[-1] or fitting is (found.value == value)):
                verdicts.append(
                    (fitting is (found.value == value), f"if {found.guards[-1]}: return {found.value}")
                )
        elif len(function.returns) == 1 and found.value and not found.guards:
            fitting = fits(condition, found.value)
            if fitting is not None:
                verdicts.append((fitting is (value == "True"), f"return {found.value}"))
    if not verdicts or any(agrees for agrees, _ in verdicts):
        return None
    return verdicts[0][1]
