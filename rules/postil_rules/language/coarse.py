"""LNG12: coarse words."""

from __future__ import annotations

from collections.abc import Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex

_COARSE = regex(
    r"(?i)(?<![\w@/.-])(?:fuck(?:ing|ed|s)?|shit(?:ty|s)?|bullshit|crap(?:py)?|wtf|bastards?|asshole|goddamn|damn(?:ed)? (?:thing|code|bug)|dumbass|moron(?:ic)?|idiot(?:ic|s)?|retarded (?:api|behaviou?r|code|design|format|hack|way)|piece of junk)(?![\w/]|\.[a-z])"
    r"|卧槽|我靠|他妈|妈的(?![\u4e00-\u9fff]*(?:手|名))|傻逼|傻叉|狗屎|屎山|垃圾代码|脑残|智障"
)
_SAMPLE = regex(r"(?m)^(?:\t| {4,}).*[=(;{].*$")  # a line of code
_CODE = "def total(prices):\n    return sum(prices)"


class Coarse(Rule):
    """A word that would not be said to the person who has to read it."""

    code = "LNG12"
    name = "language/coarse"
    tier = 2
    dimension = "format"
    penalty = 0.15
    title = "coarse word"
    why = "It tells of a bad day, not of the code."
    source = "alex"
    good = (
        Example(_CODE, ((2, "The old format cannot tell refunds apart, hence the sum."),)),
        Example(_CODE, ((2, "旧格式无法区分退款，因此求和。"),), language="zh"),
    )
    near_misses = (
        Example(_CODE, ((2, "Scrap the old rows, then shift and scrapple."),)),
        Example(_CODE, ((2, "Garbage collection; the dump is a mess."),)),
        Example(_CODE, ((2, "垃圾回收之后再求和。"),), language="zh"),
        Example(_CODE, ((2, "Add up the retarded Green functions."),)),
        Example(_CODE, docstring='Sum.\n\n    total(query("wtf")) == 0'),
    )
    bad = (
        Example(_CODE, ((2, "What the hell, this shit adds up somehow."),)),
        Example(_CODE, ((2, "这段垃圾代码别动。"),), language="zh"),
    )
    paraphrases = (
        Example(_CODE, ((2, "Crappy hack around an idiotic format."),)),
        Example(_CODE, ((2, "卧槽，居然能加起来。"),), language="zh"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield at most one finding for each remark."""
        hints = ("fuck", "shit", "crap", "wtf", "bastard", "asshole", "damn", "dumbass", "moron", "idiot", "retarded", "of junk",
                 "卧槽", "我靠", "妈", "傻", "屎", "垃圾代码", "脑残", "智障")  # fmt: skip
        for index in page.holding(*hints):
            said = _COARSE.search(_SAMPLE.sub("", page.comments[index].text))
            if said is not None:
                yield self.finding(
                    page, index, f"coarse word: {said.group()!r}", f"comment: {said.group()!r}"
                )
