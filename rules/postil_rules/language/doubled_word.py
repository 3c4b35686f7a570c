"""LNG02: a word that stands twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import eq

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex

_WORDS = frozenset(
    "the|a|an|is|are|was|were|of|to|in|for|and|or|with|be|it|this|these|at|by|from|as|not|we|can|will|should|must|if|when|has|have|than|then|which|return|returns|your|our|its".split(
        "|"
    )
)
_DOUBLED = regex(
    r"(?i)(?<![\w.`'\"/\\@#$%:*-])(?P<word>[A-Za-z]{1,7})[ \t]*(?:\n[ \t]*)?(?<=[ \t\n])(?P=word)(?![\w`'\"(=/\\:*.-]|[ ]?[=(\[]|[ \t]*:{1,2}=|,)"
)
_HAN = regex(
    r"(?P<han>(?<![目标有靶])的的(?!确|士|卡)|如果如果|返回返回|进行进行|使用使用|因为因为|所以所以|将将(?!来)|需要需要|可以可以|或者或者|以及以及|并且并且|是否是否|这个这个|没有没有|通过通过|然后然后|其中其中|对于对于|根据根据|为了为了|由于由于)",
    hints=(
        "的的",
        "如果",
        "返回",
        "进行",
        "使用",
        "因为",
        "所以",
        "将将",
        "需要",
        "可以",
        "或者",
        "以及",
        "并且",
        *"是否 这个 没有 通过 然后 其中 对于 根据 为了 由于".split(),
    ),
)
_PARTICLES = frozenset(("in", "on", "by", "for", "to", "with", "at"))
_WITH_PARTICLE = regex(
    r"(?i)\b(?:com(?:es?|ing)|came|log(?:s|ged|ging)?|pass(?:es|ed|ing)?|go(?:es)?|stand(?:s|ing)?|step(?:s|ped|ping)?|call(?:s|ed)|"
    r"fill(?:s|ed)?|plug(?:s|ged)?|feed(?:s|ing)?|fed|built|read|move[sd]?|turn(?:s|ed)?|ask(?:s|ed)|look(?:s|ed)?|accounted|used|put|given)\s\Z"
)
_TAG = regex(r"[@\\:]t?param(?:\[[a-z,]+\])?[ \t]+\Z")
_VERB = 16
_CODE = "def total(prices):\n    return sum(prices)"


class DoubledWord(Rule):
    """Such as "the the", "is is": one was left over when the sentence was changed."""

    code = "LNG02"
    name = "language/doubled-word"
    tier = 1
    dimension = "format"
    penalty = 0.06
    title = "doubled word"
    why = "It shows that nobody has read the sentence again."
    source = "Vale repetition, dupword"
    good = (
        Example(_CODE, ((2, "The sum of the prices."),)),
        Example(_CODE, ((2, "所有价格的总和。"),), language="zh"),
    )
    near_misses = (
        Example(_CODE, ((2, "It joins them by the operators AND and OR."),)),
        Example(_CODE, ((2, "All that that price had had to do with it."),)),
        Example(_CODE, ((2, "Fields: is, is_not and the `the the` band."),)),
        Example(_CODE, docstring="Sum.\n\nA AND (A OR B) -> A\nA OR (A AND B) -> A, NOT NOT x -> x"),
        Example(_CODE, ((2, "As if. If not, the sum is zero."),)),
        Example(_CODE, ((2, "Prices come in in cents."),)),
        Example(_CODE, ((2, "It looks at at most two of them."),)),
        Example(_CODE, ((2, "x{3,} -> a a a a+, and AnyOf, Not not allowed."),)),
        Example(_CODE, docstring="Sum.\n\n[ a, b, c ]\n  ^     ^\n  it    it + 2"),
        Example(
            "def move(at, to):\n    return back(at, to)",
            docstring="Move.\n\nArgs:\n    at: Where it is.\n    to: From where it is back to to.",
        ),
        Example(
            "def over(b):\n    return 1 / b", docstring="Invert.\n\n@param a a prime\n@param b b is not zero"
        ),
        Example(_CODE, docstring="Sum.\n\n    query := or\n    or    := and (OR and)*"),
        Example(_CODE, ((2, "这的的确确是目的的一部分。"),), language="zh"),
    )
    bad = (
        Example(_CODE, ((2, "The sum of the the prices."),)),
        Example(_CODE, ((2, "所有价格的的总和。"),), language="zh"),
    )
    paraphrases = (
        Example(_CODE, docstring="Returns the sum, which is\nis never negative."),
        Example(_CODE, docstring="Sum.\n\n- the sum, which can be\n    be negative"),
        Example(_CODE, ((2, "如果如果为空则返回零。"),), language="zh"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each doubled word."""
        words = page.folded_words
        if not any(map(eq, words, words[1:])) and not _HAN.search(page.folded):
            return
        for index, comment in enumerate(page.comments):
            found = [m["han"] for m in _HAN.finditer(comment.text)]
            found += [
                " ".join(m.group().split())
                for m in _DOUBLED.finditer(comment.text)
                if m["word"].lower() in _WORDS
                and not _is_keyword(m.group())
                and not _is_notation(comment.text, m)
                and not _is_particle(comment.text, m)
                and not _is_entry(comment.text, m)
                and not _is_parameter(page, index, m["word"])
            ]
            for doubled in found:
                yield self.finding(page, index, f"doubled word: {doubled!r}", f"comment: {doubled!r}")


def _is_particle(text: str, doubled: re.Match[str]) -> bool:
    """Whether the first belongs to the verb before it: ``prices come in in cents``."""
    before = text[max(0, doubled.start() - _VERB) : doubled.start()]
    return doubled["word"].lower() in _PARTICLES and _WITH_PARTICLE.search(before) is not None


def _is_entry(text: str, doubled: re.Match[str]) -> bool:
    """Whether the first is the name of a parameter that is listed: ``@param a a prime``."""
    return _TAG.search(text[max(0, doubled.start() - _VERB) : doubled.start()]) is not None


def _is_parameter(page: Page, index: int, word: str) -> bool:
    """Whether a word is also the name of a parameter of what the comment documents: ``back to to``."""
    function = page.documented(index)
    return function is not None and any(word == parameter.name for parameter in function.parameters)


def _is_notation(text: str, doubled: re.Match[str]) -> bool:
    """Whether the words stand in a diagram, far apart, behind an arrow, or are led in by a name in a list.

    ``a{3} -> a a a``; ``AnyOf, OneOf, Not not supported``.
    """
    before = text[max(0, doubled.start() - _VERB) : doubled.start()].rstrip(" ")
    far = "   " in doubled.group() and "\n" not in doubled.group()
    if far or before.endswith(("->", "=>", "→", f" {doubled['word']}")):
        return True
    return doubled["word"][0].isupper() and before.endswith((",", "/", "|"))


def _is_keyword(doubled: str) -> bool:
    """Whether one is a keyword or a name in capitals: ``AND (A OR B) -> A``, ``NOT NOT x``, ``AND and OR``."""
    first, second = doubled.split()
    return not second.islower() or (len(first) > 1 and first.isupper())
