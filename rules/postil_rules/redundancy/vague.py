"""RED14: a remark that would fit any code."""

from __future__ import annotations

from collections.abc import Iterator

from postil.page import Page
from postil.records import Comment, Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex
from postil.text.telling import telling_words, tells
from postil.text.units import read_units

_LONGEST = 6
_SHORT = 200  # characters; more are never so few words
_ORDER = regex(
    r"(?i)(?:re)?(?:check|get|set|update|process|handle|run|do|return|initiali[sz]e|init|create|make|call|perform|execute|calculate"
    r"|compute|prepare|start|define|add|use|apply|build|load|save|store|assign|convert|find|generate|iterate|loop)s? \w"
    r"|(?:检查|获取|设置|更新|处理|运行|执行|返回|初始化|创建|调用|计算|准备|开始|定义|添加|使用|进行)"
)
_CODE = "def settle(orders, rate):\n    for order in orders:\n        order.tax = order.net * rate\n    return orders"

_WHEN = regex(r"(?i)\b(?:before|after|when|while|until|only|once|again|same|above|below|errors?|will)\b")


class Vague(Rule):
    """Every word of the remark is one that any remark could have.

    On the lines of a source it is judged only where it is an order such as "Check the input": a word or two may head
    what follows there, or say when it holds.
    """

    code = "RED14"
    name = "redundancy/vague"
    tier = 3
    dimension = "logic"
    penalty = 0.08
    title = "too vague: fits any code"
    why = "It takes a line and the reader's time and leaves the question open."
    source = "Steidl 2013; StyleCop SA1632"
    good = (
        Example(_CODE, ((2, "Visit each order."), (3, "Tax is charged on the net amount."))),
        Example(_CODE, ((2, "遍历每张订单。"), (3, "按净额计税。")), language="zh"),
    )
    near_misses = (
        Example(_CODE, ((2, "Loop over orders."),)),
        Example("def f(xs):\n    # Any exception may be raised.\n    load(xs)\n    # others\n    run(xs)\n"),
        Example("retry(3)", ((1, "Run it 3 times."),)),
        Example(_CODE, docstring="Return the orders."),
    )
    bad = (
        Example(_CODE, ((2, "Process the data."), (4, "Return the result."))),
        Example(_CODE, ((2, "处理数据。"), (4, "返回结果。")), language="zh"),
    )
    paraphrases = (
        Example(_CODE, ((3, "Do the necessary calculation here."),)),
        Example(_CODE, ((2, "Handle the various things properly."),)),
        Example(_CODE, ((3, "进行相应的操作。"),), language="zh"),
        Example("def f(xs):\n    # Check the input.\n    for x in xs:\n        run(x)\n"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each short remark without one telling word."""
        says_some = tells if page.is_source else telling_words  # the remarks of rows have been read already
        for index, comment in enumerate(page.comments):
            if len(comment.text) > _SHORT or says_some(comment.text):
                continue
            if page.is_source and not _is_judged(comment):
                continue
            words = [unit for unit in read_units(comment.text) if unit.kind not in ("weak", "phrase")]
            if 0 < len(words) <= _LONGEST and not any(
                m.text in page.salient_names and not (m.kind == "word" and comment.kind == "docstring")
                for m in page.mentions(index)
            ):
                message = "says nothing about this code in particular"
                yield self.finding(page, index, message, f"comment: {comment.text[:60]!r}")


def _is_judged(comment: Comment) -> bool:
    """Whether a remark in a source says no more than a deed: not when it holds, and on lines it is an order."""
    if _WHEN.search(comment.text):
        return False
    return comment.kind == "docstring" or _ORDER.match(comment.text) is not None
