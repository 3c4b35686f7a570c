"""SEC03: a source without a licence header (a policy)."""

from __future__ import annotations

from collections.abc import Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex

_HEADER = regex(
    r"(?i)SPDX-License-Identifier:|copyright|\blicen[sc]ed? under\b|©|\(c\) \d{4}|版权所有|许可证"
)
_LINES = 20


class LicenceHeader(Rule):
    """Where the policy wants one, none of the first lines names a licence or a copyright."""

    code = "SEC03"
    name = "security/licence-header"
    tier = 1
    default = False
    dimension = "format"
    penalty = 0.05
    reads_prose = False
    title = "no licence header"
    why = "A file that is copied out of its project takes its terms along only if they stand in it."
    source = "CPY001, REUSE"
    good = (Example("# SPDX-License-Identifier: MIT\n\ntotal = 0"),)
    near_misses = (
        Example("#!/usr/bin/env python\n# Copyright 2024 the authors.\ntotal = 0"),
        Example("total = 0", ((1, "A snippet is no file."),)),
    )
    bad = (Example("# Adds up.\ntotal = 0"),)
    paraphrases = (Example('"""Adds up."""\n\ntotal = 0  # in cents'),)

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield at most one finding, for a whole source file."""
        if page.is_source and not _HEADER.search("\n".join(page.lines[:_LINES])):
            message = f"none of the first {_LINES} lines names a licence"
            yield self.finding(page, None, message, f"code: {page.lines[0][:60]!r}", line=1)
