"""RED11: phrases that say nothing."""

from __future__ import annotations

from collections.abc import Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex

_FILLER = regex(
    r"(?i)(?P<said>\bthis (?:function|method|class|code|line|block|statement|snippet|module) (?:is (?:used|responsible|designed|intended) (?:to|for)|serves to|basically|simply|just)\b"
    r"|\b(?:helper|utility) (?:function|method|class) (?:to|for|that)\b|\bit (?:should be noted|is (?:important|worth) (?:to note|noting))\b|\bplease note\b"
    r"|\bas (?:the name|its name) (?:suggests|implies|says)\b|\bbasically,|\bin order to\b|\bfor the purpose of\b|\bself[- ]explanatory\b"
    r"|(?:本|该|此|这个|这段|这行)(?:函数|方法|类|代码|语句)(?:(?:主要|的作用|的功能|的目的)?(?:是)?(?:用于|用来|负责|旨在)|的(?:主要)?(?:作用|功能|目的)(?:是|为|在于))|顾名思义|需要注意的是|值得注意的是|众所周知|总的来说)"
)
_TASTE = regex(r"(?i)in order to|for the purpose of|(?:helper|utility) .*")
_CODE = "def half(n):\n    return n / 2"


class Filler(Rule):
    """Such as "This function is responsible for", "It should be noted that": the sentence is whole without it.

    "In order to" and "helper function to" count in generated remarks only: in a source nobody changes them.
    """

    code = "RED11"
    name = "redundancy/filler"
    tier = 3
    dimension = "logic"
    penalty = 0.03
    title = "filler phrase"
    why = "It takes the place at the front, where the reader looks for what matters."
    source = "all-chat 822, write-good, Vale"
    good = (
        Example(_CODE, docstring="Half of n, rounded towards zero."),
        Example(_CODE, docstring="取一半。", language="zh"),
    )
    near_misses = (
        Example(_CODE, docstring="Half of n. Functions used to fail on odd n."),
        Example(_CODE, docstring="Call this function with an even n."),
        Example('def half(n):\n    """Half of n, in order to keep it small."""\n    return n / 2\n'),
        Example(_CODE, docstring="取一半；该函数的作用域之外不可用。", language="zh"),
    )
    bad = (
        Example(_CODE, docstring="This function is responsible for halving n."),
        Example(_CODE, docstring="该函数用于取一半。", language="zh"),
    )
    paraphrases = (
        Example(_CODE, docstring="Helper function to halve n."),
        Example(_CODE, ((2, "It should be noted that n is halved."),)),
        Example(_CODE, docstring="顾名思义，取一半。", language="zh"),
        Example(_CODE, docstring="该方法的作用是取一半。", language="zh"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield at most one finding for each remark."""
        hints = ("is used", "is responsible", "is designed", "is intended", "serves to", "basically", "simply", "just",
                 "helper ", "utility ", "noted", "noting", "to note", "please note", "name suggests", "name implies", "name says",
                 "order to", "purpose of", "explanatory", "用于", "用来", "负责", "旨在", "作用", "功能", "目的", "顾名", "注意", "众所", "总的来说")  # fmt: skip
        for index in page.holding(*hints):
            text = page.comments[index].text[:2000]
            for said in _FILLER.finditer(text):
                shown = said["said"]
                if page.is_source and _TASTE.fullmatch(shown):
                    continue
                yield self.finding(page, index, f"filler: {shown!r}", f"comment: {shown!r}")
                break
