"""LNG15: simplified and traditional characters in one remark."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex
from postil.text.lexicon import SIMPLER
from postil_rules.markup._markup import prose_lines

_OF_SCRIPTS = regex(
    r"(?i)[简繁簡][体體]|正[体體]|(?:simplified|traditional) (?:chinese|and)|zh[-_]?han[st]|[简繁簡]转|[简繁簡]轉"
)
_CODE = "def total(prices):\n    return sum(prices)"


class MixedHan(Rule):
    """At least two characters that only traditional Chinese has beside two that only simplified Chinese has."""

    code = "LNG15"
    name = "language/mixed-han"
    tier = 3
    dimension = "format"
    penalty = 0.1
    reads_prose = False
    title = "simplified and traditional Chinese mixed"
    why = "A search in either script misses it."
    good = (Example(_CODE, ((2, "返回所有价格的总和，遍历每个订单。"),)),)
    near_misses = (
        Example(_CODE, ((2, "返回所有價格的總和，遍歷每個訂單。"),), language="zh"),
        Example(_CODE, ((2, "遍历每个订单，乾坤。"),), language="zh"),
        Example(_CODE, ((2, "The 總 of 總."),)),
        Example(_CODE, ((2, "把繁体轉換为简体：總計、總數變成总计、总数。"),), language="zh"),
        Example(_CODE, docstring="Convert.\n\n>>> convert('價格總計')\n'价格总计'", language="en"),
    )
    bad = (Example(_CODE, ((2, "返回所有價格的總和，遍历每个订单。"),)),)
    paraphrases = (Example(_CODE, ((2, "遍歷每個订单，累加价格。"),), language="zh"),)

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each such remark."""
        if page.folded.isascii():
            return
        traditional, simplified = _only()
        if traditional.isdisjoint(page.folded):
            return
        for index, comment in enumerate(page.comments):
            if traditional.isdisjoint(comment.text) or _OF_SCRIPTS.search(comment.text):
                continue
            characters = {sign for _, line in prose_lines(comment.text) for sign in line}
            old, new = sorted(characters & traditional), sorted(characters & simplified)
            if len(old) >= 2 and len(new) >= 2:
                message = (
                    f"mixes traditional ({''.join(old[:4])}) and simplified ({''.join(new[:4])}) characters"
                )
                yield self.finding(page, index, message, f"comment: {comment.text[:60]!r}")


@cache
def _only() -> tuple[frozenset[str], frozenset[str]]:
    """The characters that only one of the scripts has."""
    pairs = {chr(old): chr(new) if isinstance(new, int) else str(new) for old, new in SIMPLER.items()}
    changed = {old: new for old, new in pairs.items() if old != new}
    shared = set("只后里干面松准几出向回冲制合复台同周咸曲涂征于云余杯采游托占志迹")
    return frozenset(changed) - shared, frozenset(changed.values()) - frozenset(changed) - shared
