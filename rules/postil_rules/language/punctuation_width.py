"""LNG05: half-width punctuation between Chinese characters, or full-width in English."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex

_HALF = regex(r"(?<=[\u4e00-\u9fff])[,;?!](?= ?[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])\.(?=[\u4e00-\u9fff])")
_FULL = regex(r"(?<=[A-Za-z])(?:[，；。？！：](?=\s?[A-Za-z]|\s*$)|\s[，；。？！：](?=[A-Za-z]))")
_RIGHT = regex(r"(?<=[\u4e00-\u9fff])[，。；！？](?!\Z)")
_HAN = regex(r"[\u3400-\u9fff\u3040-\u30ff\uac00-\ud7af]")
_TUPLE = regex(r"`[^`\n]*`|\([^()\n]*, [^()\n]*\)|\[[^\[\]\n]*\]|\{[^{}\n]*\}")  # written as code
_SEPARATOR = regex(
    r"(?<=[用以按由])[,;.?!](?= ?(?:来|进行)?(?:隔|分|连|拼|间|切|作))"
)  # the sign itself is meant
_WIDE = {",": "，", ";": "；", "?": "？", "!": "！", ".": "。"}
_NARROW = {wide: narrow for narrow, wide in _WIDE.items()} | {"：": ":"}
_FEWEST = 3
_CODE = "def total(prices):\n    return sum(prices)"


class PunctuationWidth(Rule):
    """A comma or full stop of the other script between two characters of one."""

    code = "LNG05"
    name = "language/punctuation-width"
    tier = 2
    custom_share = 0.5
    dimension = "format"
    penalty = 0.05
    title = "punctuation of the other script"
    why = "It breaks lines and searches, and is the mark of an input method left switched on."
    source = "AutoCorrect, zhlint; the contrary of RUF001-003, which flag correct Chinese (ruff 4190, 4859)"
    good = (
        Example(_CODE, ((2, "Add up, then round."),)),
        Example(_CODE, ((2, "先求和，再取整。"),), language="zh"),
    )
    near_misses = (
        Example(_CODE, ((2, "返回 a, b 两个值，比例为 1.5。"),), language="zh"),
        Example(_CODE, docstring="求和。\n\n参数:\n    prices: 价格列表.", language="zh"),
        Example(_CODE, ((2, "校验列表，返回 (列表, 错误描述)。"),), language="zh"),
        Example(_CODE, ((2, "返回`[编号,名称]`的列表。"),), language="zh"),
        Example(_CODE, ((2, "标签之间用,隔开。"),), language="zh"),
        Example(_CODE, ((2, "Split at '，' and at '。' as well."),)),
        Example(
            "".join(
                f'def f{n}(x):\n    """{said}。"""\n    return x\n'
                for n, said in enumerate(("资金流量", "平均价", "波动率", "Money Flow"))
            )
        ),
        Example(_CODE, ((2, "Stops of any script, such as 。"),)),
    )
    bad = (
        Example(_CODE, ((2, "Add up， then round。"),)),
        Example(_CODE, ((2, "先求和,再取整。"),), language="zh"),
    )
    paraphrases = (
        Example(_CODE, ((2, "Round the sum； keep the sign."),)),
        Example(_CODE, ((2, "列表为空怎么办?返回零."),), language="zh"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield one finding for each remark, with the first such sign."""
        if page.folded.isascii():
            return
        for index, comment in enumerate(page.comments):
            text = comment.text
            if text.isascii():
                continue
            chinese = page.prose(index).script == "zh"
            found = _half(text) if chinese else None if _HAN.search(text) else _FULL.search(text)
            if found is not None and not (not chinese and _is_custom_stop(page, found)):
                sign = found.group().strip()
                right = (_WIDE | _NARROW)[sign]
                around = text[max(0, found.start() - 8) : found.end() + 8].replace("\n", " ")
                yield self.finding(page, index, f"{sign!r} where {right!r} belongs", f"comment: {around!r}")

    def custom(self, page: Page) -> tuple[int, int]:
        """How many Chinese remarks have a full-width sign in their midst, and how many a half-width one alone."""
        if page.folded.isascii():
            return 0, 0
        texts = [comment.text for comment in page.comments if not comment.text.isascii()]
        full = [_RIGHT.search(text) is not None for text in texts]
        half = sum(not right and _half(text) is not None for right, text in zip(full, texts, strict=True))
        return sum(full), half


def _is_custom_stop(page: Page, found: re.Match[str]) -> bool:
    """Whether a full-width stop ends an English remark among Chinese ones, at least three and most, that it ends too."""
    if found.group().strip() != "。" or found.string[found.end() :].strip():
        return False
    ended = [comment.text for comment in page.comments if comment.text.endswith("。")]
    chinese = sum(_HAN.search(text) is not None for text in ended)
    return chinese >= _FEWEST and chinese * 2 > len(ended)


def _half(text: str) -> re.Match[str] | None:
    """The first half-width sign between Chinese characters, but for the commas of a tuple or a literal."""
    found = _HALF.search(text)
    if found is None:
        return None
    text = _TUPLE.sub(lambda code: re.sub(r"[,;?!.]", "_", code.group()), text)
    return _HALF.search(_SEPARATOR.sub("_", text))
