"""FMT25: talk of the model left in a remark."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import hints_of, regex

_TALK = regex(
    r"""\bas\ an?\ (?:ai|artificial\ intelligence|large\ language\ model|language\ model)\b
    | \bi(?:'|’)?m\ sorry,?\ but\b | \bi\ (?:cannot|can't|am\ unable\ to)\ (?:assist|help|provide|comment)
    | ^[ \t]*(?:sure|certainly|of\ course|absolutely)[!,.]\s*(?:here|i|the|below|let)
    | \bhere\ (?:is|are)\ (?:the|your|some)\ (?:\w+\ ){0,3}(?:comments?|annotations?|docstring|explanations?|code)\b
    | \blet\ me\ know\ if\b | \bi\ hope\ this\ helps\b | \bfeel\ free\ to\ (?:ask|reach|contact)
    | \b(?:please\ )?add\ (?:detailed\ )?comments\ to\ the\ (?:given|following)\b
    | \bthe\ (?:code|function)\ you\ (?:provided|gave|shared)\b | \byour\ (?:code|function)\ snippet\b
    | 作为(?:一个|一名)?(?:ai|人工智能|语言模型|大模型) | 抱歉，?(?:我|但) | 我(?:无法|不能)(?:提供|帮助|协助|为您|为你)
    | (?:当然|好的)[！!，,]?\s*(?:以下|下面|这是|我) | 以下是(?:您|你|为|该|添加|带有).{0,12}注释
    | 希望(?:这|以上|对).{0,6}(?:帮助|有用) | 如果(?:您|你)(?:还)?有(?:任何|其他).{0,4}问题
    | 为(?:给定|以下|上述)的.{0,10}添加.{0,4}注释 | (?:您|你)提供的(?:代码|函数)""",
    re.IGNORECASE | re.VERBOSE,
    hints=(
        *(
            "as a ai",
            "as an ai",
            "intelligence",
            "language model",
            "sorry",
            "i cannot ",
            "i can't ",
            "i am unable ",
        ),
        *(
            "sure!",
            "sure,",
            "sure.",
            "certainly",
            "of course",
            "absolutely",
            "here is ",
            "here are ",
            "let me know if",
            "i hope this helps",
        ),
        *(
            "feel free to ",
            "comments to the ",
            "the code you ",
            "the function you ",
            "your code ",
            "your function ",
        ),
        *(
            "作为",
            "抱歉",
            "我无法",
            "我不能",
            "当然",
            "好的",
            "以下",
            "希望",
            "如果",
            "给定",
            "上述",
            "提供的",
        ),
    ),
)
# In a file people write "Of course, the" and "Here is the example code" too: only an answer that opens so is a model's.
_ADDRESSED = regex(
    r"""\s*(?:as\ an?\ (?:ai|artificial\ intelligence|large\ language\ model|language\ model)\b
    | i(?:'|’)?m\ sorry,?\ but\ i\b | i\ (?:cannot|can't|am\ unable\ to)\ (?:assist|help)\b
    | (?:sure|certainly|of\ course|absolutely)[!,.]\s*(?:here\b|i(?:'|’)ll\b|i\ (?:will|can|have)\b|below\ (?:is|are)\b|let\ me\b)
    | here\ (?:is|are)\ (?:the|your)\ (?:updated|modified|revised|corrected|commented|annotated)\ (?:\w+\ ){0,2}(?:comments?|docstring|code)\b
    | 作为(?:一个|一名)?(?:ai|人工智能|语言模型|大模型) | 抱歉，?我(?:无法|不能)
    | (?:当然|好的)[！!，,]\s*(?:(?:以下|下面)是|这是(?:为?[您你]|添加|带有|修改|更新)) | 以下是(?:(?:为)?[您你]|添加|带有).{0,12}注释)""",
    re.IGNORECASE | re.VERBOSE,
)
_CODE = "def is_even(number):\n    return number % 2 == 0"


class LeakedPrompt(Rule):
    """The remark holds chat talk, a refusal or the prompt itself."""

    code = "FMT25"
    name = "format/leaked-prompt"
    tier = 2
    dimension = "format"
    penalty = 0.3
    hints = hints_of(_TALK)
    title = "leaked prompt, chat talk or refusal inside a comment"
    why = "Nobody would write it in the margin of code; it shows that the answer was not cleaned up."
    good = (
        Example(_CODE, ((2, "True when nothing is left over after halving."),)),
        Example(_CODE, ((2, "除以二没有余数时为真。"),), language="zh"),
    )
    near_misses = (
        Example("print('Sure!')", ((1, "Print the word sure, then go on."),)),
        Example("send(reply)", ((1, "Let the sender know that the reply is on its way."),)),
        Example("apologise()", ((1, "当然也可以在这里直接道歉。"),), language="zh"),
        Example(
            'def start():\n    """Start it.\n\n    Here is the example code:\n\n        start()\n    """\n'
        ),
        Example('"""Here is some pseudo code of the loop: take, do, give."""\n'),
        Example("# Of course, the lock is held here.\nwait()\n"),
        Example("# 当然，这是在锁内进行的。\nwait()\n", language="zh"),
    )
    bad = (
        Example(_CODE, ((1, "Sure! Here are the comments for the function."),)),
        Example(_CODE, ((1, "当然！以下是添加注释后的代码。"),), language="zh"),
    )
    paraphrases = (
        Example("# Sure! Here is the updated code with comments.\nstep()\n"),
        Example('def step():\n    """As an AI language model, I think that this steps."""\n    go()\n'),
        Example("# 好的，以下是添加注释后的代码。\nstep()\n", language="zh"),
        Example(_CODE, ((2, "As an AI language model, I believe that this checks for even numbers."),)),
        Example(_CODE, ((2, "True for even numbers. Let me know if you need more."),)),
        Example(_CODE, ((2, "偶数时返回真。希望这对您有帮助。"),), language="zh"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each remark with a phrase of the closed list."""
        for index in page.holding(*hints_of(_TALK)):
            text = page.comments[index].text[:4000]
            match = _ADDRESSED.match(text) if page.is_source else _TALK.search(text)
            if match is not None:
                said = match[0].strip()
                yield self.finding(page, index, f"talk of the model: {said!r}", f"comment: {said!r}")
