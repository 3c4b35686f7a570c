"""STA11: a comment tells how the code changed, not what it does."""

from __future__ import annotations

from collections.abc import Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex

_CHANGE = regex(
    r"(?i)(?:\A|[.;(\n]\s*)(?:(?:this|it|which) )?(?:was )?(?P<en>renamed (?:from|to) `?\w+|changed from \S{1,30} to \b|moved (?:here )?from `?\w+[./]\w+"
    r"|replaced the (?:old|previous) |(?:now )?uses? \w+ instead of the old |refactored (?:to|from|out of) |(?:newly )?added (?:by|for|in) (?:pr|ticket|jira|sprint)\b"
    r"|(?:fixed|changed|added|removed|modified|updated) (?:on|in|by) (?:\d{4}-\d\d|\d{1,2}/\d{1,2}/\d{2,4}|commit\b)|\(removed\)|used to be (?:a |an |the )?(?:\w+ )?(?:called|named|in|part of) )"
    r"|(?P<zh>由\s?`?\w+`?\s?(?:改名|重命名)|从\s?`?\w+`?\s?(?:改为|改成|移到|迁移[到至])|(?:原来|以前|之前)(?:是(?!否)|叫|名为)\s?`?\w+(?![^。\n]{0,20}之后)|替换(?:了|掉)旧的|改用新的?\w*代替旧)"
)
_GOES_ON = regex(r"\b(?:and|or|be|to)[ #*|]*$")  # a line before, in the middle of a sentence
_MARKER = ("versionchanged", "versionadded", "deprecated::")
_CODE = "def fetch(url):\n    return session.get(url)"


class ChangeTold(Rule):
    """Such as "Renamed from get_data", "Changed from 30 to 60": history, of which version control keeps the truth."""

    code = "STA11"
    name = "staleness/change-told"
    tier = 3
    dimension = "logic"
    penalty = 0.12
    title = "comment tells a change, not the code"
    why = "It was true for one commit; the reader of today has never seen the old code."
    source = "Stirling CMT004; a closed list, as an open one is mostly wrong (kendex 2086)"
    good = (
        Example(_CODE, ((2, "One session keeps the connection open."),)),
        Example(_CODE, ((2, "复用同一个会话。"),), language="zh"),
    )
    near_misses = (
        Example(_CODE, ((2, "The url is changed from relative to absolute by the session."),)),
        Example("# This template should be copied and\n# renamed to config.py before use.\nurl = None\n"),
        Example(_CODE, ((2, "Files that were renamed from within are followed."),)),
        Example(_CODE, docstring="Fetch.\n\n.. versionchanged:: 2.0\n   Renamed from get_data."),
        Example(_CODE, ((2, "从服务器取数据，原来的连接会被复用。"),), language="zh"),
        Example(_CODE, ((2, "获取地址, 从transformers包迁移过来。"),), language="zh"),
    )
    bad = (
        Example(_CODE, ((1, "Renamed from get_data."),)),
        Example(_CODE, ((1, "由 get_data 改名而来。"),), language="zh"),
    )
    paraphrases = (
        Example(_CODE, ((2, "Fetch it. Now uses session instead of the old requests call."),)),
        Example(_CODE, ((2, "Changed from 30 to 60 seconds."),)),
        Example(_CODE, ((1, "以前叫 get_data。"),), language="zh"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield at most one finding for each remark."""
        hints = ("renamed", "changed", "moved", "replaced", "instead of the old", "refactored", "added", "fixed", "used to be",
                 "removed", "modified", "updated", "改", "原来", "以前", "之前", "替换", "移到", "迁移")  # fmt: skip
        for index in page.holding(*hints):
            text = page.comments[index].text
            said = _CHANGE.search(text[:4000]) if not any(marker in text for marker in _MARKER) else None
            if said is not None and not _GOES_ON.search(text[: said.start()]):
                shown = (said["en"] or said["zh"]).strip()
                yield self.finding(page, index, f"tells a change: {shown!r}", f"comment: {shown!r}")
