"""CON74: a remark promises the same truth value for a case and for all others."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex
from postil_rules.contradiction._judged import documented, shortened

_TWICE = regex(
    r"\b(?P<one>true|false)\b[`'\"*]*,? (?:if|when|whenever|iff)\b(?P<case>(?:(?!\b(?:true|false)\b)[^;]){2,160}?)"
    r"(?:(?:[,;.(]|\b(?P<and>and)|\bor|\belse)\s*(?:(?:it )?returns? |else )*[`'\"*]*(?P<two>true|false)\b[`'\"*]*,?\s+(?(and)(?:if|otherwise)|otherwise)\b"
    r"|\b(?:otherwise|else),?\s+(?:(?:it )?returns? )?[`'\"*]*(?P<last>true|false)\b)"
    r"|(?:如果|若|当)[^。；\n]{1,60}?返回\s?[`'\"]*(?P<zh>True|False|真|假)[`'\"]*[^。；\n]{0,12}?(?:否则|不然|其他情况)[^。；\n]{0,8}?返回\s?[`'\"]*(?P=zh)(?![A-Za-z])",
    re.IGNORECASE,
    hints=("true", "false", "真", "假"),
)
_CODE = "def is_even(n):\n    return n % 2 == 0"


class SameEitherWay(Rule):
    """Such as "False if n is even, False otherwise": one of the two is a slip."""

    code = "CON74"
    name = "contradiction/same-either-way"
    tier = 2
    dimension = "accuracy"
    penalty = 0.25
    needs = ("docstring", "tree")
    comment_kinds = ("docstring", "summary")
    title = "the same truth value is promised for both cases"
    why = "The reader cannot tell which of the two is meant, and will guess."
    source = "a condition that decides nothing contradicts itself"
    good = (
        Example(_CODE, docstring="Tell.\n\nReturns:\n    bool: True if n is even, False otherwise."),
        Example(_CODE, docstring="判断。\n\n如果n是偶数返回True，否则返回False。", language="zh"),
    )
    near_misses = (
        Example(_CODE, docstring="True if n is 0 or True if it is 2, False otherwise."),
        Example(_CODE, docstring="True if all are True, False if they are all False, else None."),
        Example(
            _CODE,
            docstring="True if n is even.\n\nReturns:\n    If n is even, return True, if not return False.",
        ),
        Example(_CODE, docstring="Return False if n is odd, or False if it is no number."),
        Example(_CODE, docstring="True if n is even. Otherwise the caller sees False if not strict."),
    )
    bad = (
        Example(_CODE, docstring="Tell.\n\nReturns:\n    bool: False if n is even, False otherwise."),
        Example(_CODE, docstring="判断。\n\n如果n是偶数返回False，否则返回False。", language="zh"),
    )
    paraphrases = (
        Example(_CODE, docstring="Return ``True`` when n can be halved\nor ``True`` otherwise."),
        Example(_CODE, docstring="Tell.\n\n:return: `False` if n is even, else `False`."),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield at most one finding for each docstring."""
        for remark in documented(page):
            for said in _TWICE.finditer(remark.text):
                if said["zh"] or said["one"].lower() == (said["two"] or said["last"]).lower():
                    value = said["zh"] or said["one"]
                    message = f"promises {value} in one case and in all others"
                    yield self.finding(page, remark.comment, message, f"comment: {shortened(said[0])!r}")
                    break
