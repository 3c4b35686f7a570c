"""Feedback that something came of: the code it points at changed afterwards, and the link is trusted."""

from __future__ import annotations

import re

from postil_corpora.filters.view import Judge, View

_ASSENT = (
    r"(?:lgtm|(?:looks?|sounds?)(?: (?:good|great|fine))?(?: to me)?(?: now)?|nice|great|cool|awesome|perfect|thanks?(?: you)?(?: (?:so|very) much|a lot)?|thx|ty|done|fixed|ok(?:ay)?|yes|yep|yeah|no|nope|agreed?|\+1|-1"
    r"|same(?: here| as above)?|ditto|ping|bump|nit|wdyt|done in [0-9a-f]{7,40}|good (?:catch|point|idea|job|work)|(?:i )?will do|makes sense|my bad|sorry|oops|right|sure|never ?mind|see above|then|now|too|@[\w-]{1,40}"
    r"|👍|🎉|好的?|赞|谢谢|感谢|已(?:修改|修复|改|解决|更新)|同上|收到|明白|可以|没问题|嗯+|了|啦|哈+|的)"
)
_EMPTY = re.compile(rf"(?i)\W*(?:{_ASSENT}[\s,.!;:，。！~、)(-]*){{0,6}}\W*")
_LEAST_CONFIDENCE = 0.5


def actionable(confidence: float = _LEAST_CONFIDENCE) -> Judge:
    """Drops feedback that says nothing, and feedback that no change answers with that much ``confidence``."""

    def judge(seen: View) -> str | None:
        text = getattr(seen.row, "text", None)
        if text is not None and says_nothing(text):
            return "says nothing that could be done"
        answers = getattr(seen.row, "answered_by", None)
        if answers is None:
            return None
        return None if any(one.confidence >= confidence for one in answers) else "no change answers it"

    return judge


def says_nothing(text: str) -> bool:
    """Whether a remark holds nothing but assent, thanks or a sign."""
    return len(text) < 120 and _EMPTY.fullmatch(text.strip()) is not None
