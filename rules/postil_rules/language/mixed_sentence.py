"""LNG04: English and Chinese grammar in one sentence."""

from __future__ import annotations

from collections.abc import Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex

_GRAMMAR = regex(
    r"(?i)(?<![\w.`'\"=(/-])(?:the|of|is|are|was|and then|with|for|from|when|which|that|will|should|returns?|this)(?![\w`'\"=(/.-])"
)
_ASIDE = regex(
    r"`[^`\n]*`|[(（\[【][^()（）\[\]【】\n]*[)）\]】]|['\"“「『][^'\"”」』\n]*['\"”」』]|https?://\S+"
)
_LISTED = regex(r"[\u4e00-\u9fff]+(?: ?[/|、,] ?[\u4e00-\u9fff]+)+(?= for\b| ?->| ?=)")
_HAN = regex(r"[\u4e00-\u9fff]")
_CODE = "def total(prices):\n    return sum(prices)"


class MixedSentence(Rule):
    """At least two English function words and four Chinese characters in one sentence, quotations left out."""

    code = "LNG04"
    name = "language/mixed-sentence"
    tier = 3
    dimension = "format"
    penalty = 0.1
    title = "English and Chinese mixed in one sentence"
    why = "Readers of either language understand half of it."
    good = (
        Example(_CODE, ((2, "The sum of all prices (总和)."),)),
        Example(_CODE, ((2, "返回 prices 的总和，类型为 float。"),), language="zh"),
    )
    near_misses = (
        Example(_CODE, ((2, "调用 sum 函数（the sum of the prices）求和。"),), language="zh"),
        Example(_CODE, ((2, "在 for 循环里用 is 判断，不用 with。"),), language="zh"),
        Example(
            _CODE,
            ((2, 'Targets are 是 / 有 / 包含 for "yes" and 不是 / 没有 for "no", both of which are kept.'),),
        ),
        Example(_CODE, ((2, "求和。\nThe sum of the prices is exact."),), language="zh"),
    )
    bad = (
        Example(_CODE, ((2, "返回 the sum of 所有价格 when 列表不为空。"),), language="zh"),
        Example(_CODE, ((2, "Returns the 总和 of the 价格列表."),)),
    )
    paraphrases = (
        Example(_CODE, docstring="计算 the total of 价格，这里 should be 正数。", language="zh"),
        Example(_CODE, ((2, "This 函数 will be used when 计算总和."),)),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield at most one finding for each remark."""
        if page.folded.isascii() or not _GRAMMAR.search(page.folded):
            return
        for index, comment in enumerate(page.comments):
            if not _GRAMMAR.search(comment.text) or not _HAN.search(comment.text):
                continue
            for sentence in regex_sentences(comment.text):
                bare = _LISTED.sub(" ", _ASIDE.sub(" ", sentence))
                han = len(_HAN.findall(bare))
                words = [w for w in _GRAMMAR.findall(bare) if w not in page.known_names]
                if han >= 4 and len(words) >= 2 and len(set(words)) > 1:
                    message = "mixes English and Chinese in one sentence"
                    yield self.finding(page, index, message, f"comment: {sentence.strip()[:80]!r}")
                    break


def regex_sentences(text: str) -> list[str]:
    """The sentences and lines of ``text``."""
    for end in "。！？!?;；":
        text = text.replace(end, "\n")
    return text.split("\n")
