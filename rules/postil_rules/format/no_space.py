"""FMT13: a comment that begins right behind its sign."""

from __future__ import annotations

from collections.abc import Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex
from postil_rules.format._written import in_line, is_directive

_ISSUE = regex(r"#\d+\.?\s*$|#\d{3,}(?![\w.])|#\d+(?:[:;,)]|\s+#\d)")
_COOKIE, _COOKIE_LINES = regex(r"#.*?coding[:=][ \t]*[-\w.]"), 2  # PEP 263
_OPENING = frozenset("\"'`([{<（【《“‘_")


class NoSpace(Rule):
    """The text of the comment touches its ``#``."""

    code = "FMT13"
    name = "format/no-space"
    tier = 1
    dimension = "format"
    penalty = 0.02
    reads_prose = False
    fixable = True
    in_source = True
    title = "comment without a space behind #"
    why = "The sign sticks to the first word, and code that is switched off looks like prose."
    source = "E262, E265"
    good = (Example("# Start from zero.\ntotal = 0  # none yet\n"),)
    near_misses = (
        Example("#!/usr/bin/env python\n#: The limit.\nLIMIT = 3\n"),
        Example("#------------\n# Constants\n############\nx = 1  #noqa\n"),
        Example("#%%\ntitle = '#none'\n#region Setup\n#type: ignore\n"),
        Example("#__coding:utf-8\nLIMIT = 3\n"),
        Example("if key:  #2784\n    bind(key)  #12, #13\n    #1242 as well\n"),
    )
    bad = (Example("#Start from zero.\ntotal = 0\n"),)
    paraphrases = (Example("total = 0  #none yet\n"), Example("#从零开始。\ntotal = 0\n", language="zh"))

    def custom(self, page: Page) -> tuple[int, int]:
        """How many comments have a space behind their sign, and how many have none."""
        firsts = [token.text[1:2] for token in page.tokens]
        return firsts.count(" "), sum(map(str.isalnum, firsts))

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each comment whose first character behind one sign opens a word."""
        for token in page.tokens:
            first = token.text[1:2]
            if first in " #" or not (first.isalnum() or first in _OPENING) or is_directive(token.text):
                continue
            if _ISSUE.match(token.text) or (token.line <= _COOKIE_LINES and _COOKIE.match(token.text)):
                continue
            place = token.column + 1
            yield self.finding(
                page,
                None,
                "no space behind #",
                f"comment: {token.text[:40]!r}",
                token.line,
                place,
                fix=in_line(token.line, place, place, " "),
            )
