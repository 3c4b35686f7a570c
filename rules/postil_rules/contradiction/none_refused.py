"""CON07: None is said to be refused, and it is the default."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex
from postil_rules.contradiction._judged import Documented, documented, sentence_around, shortened

_REFUSED = regex(
    r"(?i)\b(?:must|may|can|should)(?: ?not|n't) be `{0,2}None\b|\b(?:cannot|can't) be `{0,2}None\b|\bnever `{0,2}None\b(?!\.)"
    r"|`{0,2}None`{0,2} is (?:not allowed|forbidden|refused|invalid|rejected)|不(?:能|可以?|得|允许)(?:为|是|传入?)\s?`{0,2}None"
)
_BOUND = regex(r"(?i)\b(?:if|when|unless|either|both|for|with)\b|如果|当|若|时")
_CODE = "def send(message, channel=None):\n    return post(message, channel)"


class NoneRefused(Rule):
    """The entry says that None must not be passed, the signature has it as the default and nothing refuses it."""

    code = "CON07"
    name = "contradiction/none-refused"
    tier = 2
    dimension = "accuracy"
    penalty = 0.3
    comment_kinds = ("docstring", "summary")
    needs = ("docstring", "tree")
    title = "None is said to be refused, but it is the default"
    why = "Either the default or the sentence is wrong, and the reader cannot tell which."
    source = "@tComment (Tan et al. 2012)"
    good = (
        Example(
            _CODE, docstring="Send.\n\nArgs:\n    message: Must not be None.\n    channel: None for all."
        ),
        Example(_CODE, docstring="发送。\n\n参数：\n    message：不能为None。", language="zh"),
    )
    near_misses = (
        Example(
            "def send(text=None, html=None):\n    if text is None:\n        raise ValueError\n    return text",
            docstring="Send.\n\nArgs:\n    text: Must not be None.",
        ),
        Example(
            "def send(text=None):\n    if not text:\n        text = ask()\n    return text",
            docstring="Send.\n\nArgs:\n    text: Must not be None.",
        ),
        Example(_CODE, docstring="Send.\n\nArgs:\n    channel: Must not be None if message is long."),
        Example(_CODE, docstring="Send.\n\nArgs:\n    channel: Its name must not be empty, None is fine."),
    )
    bad = (
        Example(_CODE, docstring="Send.\n\nArgs:\n    channel: Where to; must not be None."),
        Example(_CODE, docstring="发送。\n\n参数：\n    channel：频道，不能为None。", language="zh"),
    )
    paraphrases = (
        Example(_CODE, docstring="Send.\n\n:param channel: where to, None is not allowed"),
        Example(
            "def send(channel=None):\n    if channel is None:\n        return post_all()\n    return post(channel)",
            docstring="Send.\n\n:param channel: Where to, by name if it has one. It can't be None.",
        ),
        Example(_CODE, docstring="发送。\n\n:param channel: 频道，不允许为 None", language="zh"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each parameter with None as default that may not be None."""
        if not page.holding("none"):
            return
        for remark in documented(page):
            names = {p.name for p in remark.function.parameters if p.default == "None"}
            for item in page.docstring(remark.comment).parameters or () if names else ():
                said = _REFUSED.search(item.text) if item.name in names else None
                if (
                    said
                    and not _BOUND.search(sentence_around(item.text, said))
                    and not _guarded(remark, str(item.name))
                ):
                    message = f"says that {item.name} must not be None, which is its default"
                    text = f"comment: {said.group()!r} | code: '{item.name}=None'"
                    yield self.finding(page, remark.comment, message, shortened(text, 200))


def _guarded(remark: Documented, name: str) -> bool:
    """Whether the body tests the parameter and raises, or asserts it."""
    tested = re.compile(
        rf"\b{re.escape(name)} is (?:not )?None|\bnot {re.escape(name)}\b|\b(?:if|assert) {re.escape(name)}\b"
    )
    for number, statement in enumerate(remark.body):
        if name in statement.names and tested.search(statement.text):
            below = remark.body[number + 1 : number + 4]
            if statement.kind == "assert" or any(s.kind == "raise" for s in below):
                return True
            if statement.kind not in {"if", "elif"} or not re.search(r"\bNone\b", statement.text):
                return True
    return False
