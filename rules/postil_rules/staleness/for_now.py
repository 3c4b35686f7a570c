"""STA12: a docstring speaks of a now that passes."""

from __future__ import annotations

from collections.abc import Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex

_NOW = regex(
    r"(?i)\b(?:currently|for now|at the moment|at present|as of (?:now|today|this writing|writing)|recently|these days|nowadays)\b"
    r"|目前|暂时|现阶段|当前版本|最近(?:新增|添加|修改)"
)
_CODE = "def fetch(url):\n    return session.get(url)"


class ForNow(Rule):
    """Such as "currently", "for now", "recently": nobody can tell when that was."""

    code = "STA12"
    name = "staleness/for-now"
    tier = 3
    default = False
    dimension = "logic"
    penalty = 0.04
    comment_kinds = ("docstring", "summary")
    title = "docstring speaks of a now that passes"
    why = "A docstring outlives its day; the reader cannot tell whether the state still holds."
    source = "thai-lint: atemporal headers"
    good = (
        Example(_CODE, docstring="Fetch a page over the shared session."),
        Example(_CODE, docstring="通过共享会话取页面。", language="zh"),
    )
    near_misses = (
        Example(_CODE, ((2, "Currently the only caller."),)),
        Example(_CODE, docstring="Fetch what is current."),
    )
    bad = (
        Example(_CODE, docstring="Fetch a page. Currently only text."),
        Example(_CODE, docstring="取页面，目前只支持文本。", language="zh"),
    )
    paraphrases = (
        Example(_CODE, docstring="Fetch a page. Images are left out for now."),
        Example(_CODE, docstring="取页面，暂时不取图片。", language="zh"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield at most one finding for each docstring."""
        for index, comment in enumerate(page.comments):
            said = _NOW.search(comment.text) if comment.kind in {"docstring", "summary"} else None
            if said is not None:
                message = f"says {said.group()!r}, which will not stay true"
                yield self.finding(page, index, message, f"comment: {said.group()!r}")
