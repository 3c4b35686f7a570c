"""STA16: a comment on code tells who wrote or changed it, and when."""

from __future__ import annotations

from collections.abc import Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex

_SIGNED = regex(
    r"(?m)(?:\A|^|[.(\[]\s*)(?P<said>[@:]?(?i:author:|(?:created|written|modified|last modified|changed|fixed|added) by:?)\s*(?:[A-Z][a-z]+(?: [A-Z][a-z]+|,? \d{4})|[\w.]+@[\w.]+|[A-Z][a-z]+\s*$)"
    r"|(?i:date|created(?: on)?|last (?:modified|updated|changed)|modified(?: on)?)\s*:\s*\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}"
    r"|(?:\d{4}-\d\d-\d\d|\d{4}/\d\d?/\d\d?)\s*[:,-]?\s*(?:by )?[A-Z][a-z]+\s*:"
    r"|(?:作者|修改人|创建人|编写者|修改者)\s*[:：]\s*\S+|(?:创建|修改|更新)(?:日期|时间)\s*[:：]\s*\d{4})"
)
_CREDIT = regex(
    r"(?i)\b(?:adapted|ported|taken|derived|translated|based|inspired|copied)\b(?:[^.]|\.\w){0,200}\Z"
)
_OF_DATA = regex(
    r"(?i)\b(?:source|data|file|table|database|generated|version|release)\b[^\n]*:|[\w-]+\.(?:txt|csv|json|xml|html|dat)\b"
)
_CODE = "def fetch(url):\n    return session.get(url)"


class Attribution(Rule):
    """Such as "Modified by Ann, 2019-03-02": names and dates that version control keeps, next to code."""

    code = "STA16"
    name = "staleness/attribution"
    tier = 3
    dimension = "logic"
    penalty = 0.1
    title = "author or date of a change in a comment"
    why = "It is right once; whoever changes the code does not change the name."
    source = "attribution smell (Jabrayilzade et al. 2024)"
    good = (
        Example(_CODE, ((2, "One session keeps the connection open."),)),
        Example(_CODE, ((2, "复用同一个会话。"),), language="zh"),
    )
    near_misses = (
        Example(_CODE, ((2, "Author: the field of the page that names who wrote it."),)),
        Example(_CODE, ((2, "Pages modified by the proxy are fetched again."),)),
        Example('"""Fetches pages.\n\n:Author: Ann\n"""\nimport session'),
        Example(
            _CODE, docstring="This is adapted from the fetch.m of Crawl\nwritten by Ann Lee.\nIt tries twice."
        ),
        Example(
            "TABLE = (\n    # Source: Widths-18.0.0.txt\n    # Date: 2026-06-29, 15:25:05 GMT\n    (1, 2),\n)"
        ),
        Example(_CODE, ((2, "作者字段为空时跳过。"),), language="zh"),
    )
    bad = (
        Example(_CODE, ((2, "Modified by Ann, 2019-03-02."),)),
        Example(_CODE, ((2, "修改人：小李"),), language="zh"),
    )
    paraphrases = (
        Example(_CODE, docstring="Fetch.\n\nAuthor: Ann\nDate: 2019-03-02"),
        Example(_CODE, docstring="取页面。\n\n创建日期：2019-03-02", language="zh"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield at most one finding for each remark that does not head a module."""
        hints = (
            "author",
            " by ",
            "by:",
            "date",
            "created",
            "modified",
            "作者",
            "修改",
            "创建",
            "编写者",
            "更新",
        )
        for index in page.holding(*hints):
            comment = page.comments[index]
            if page.is_source and _heads_module(page, comment.symbol, comment.at_line or 1):
                continue
            said = _SIGNED.search(comment.text[:4000])
            if said is None or _CREDIT.search(comment.text[: said.start()]):
                continue
            dated = said["said"].lstrip("@:").lower().startswith("date")
            if not (dated and _OF_DATA.search(comment.text[: said.start()])):
                shown = said["said"].strip()
                yield self.finding(page, index, f"tells who or when: {shown!r}", f"comment: {shown!r}")


def _heads_module(page: Page, symbol: str | None, line: int) -> bool:
    """Whether a comment stands before the first statement that is no docstring, where credit is given."""
    first = next((s.line for s in page.facts.statements if s.kind != "docstring"), line + 1)
    return symbol is None and line < first
