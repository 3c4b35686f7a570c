"""ALN09: a line that only works at the top of a file, further down."""

from __future__ import annotations

from collections.abc import Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex

_SHEBANG = regex(r"#!\s?/(?:usr/)?(?:local/)?bin/\S")
_CODING = regex(r"#\s*-\*-.{0,60}?coding\s*[:=]|#\s*coding\s*[:=]\s*[\w.-]+\s*$")


class NotOnTop(Rule):
    """A shebang is not on the first line, or a declaration of the encoding not on the first two."""

    code = "ALN09"
    name = "placement/not-on-top"
    tier = 1
    dimension = "format"
    penalty = 0.03
    reads_prose = False
    in_source = True
    title = "shebang or encoding not at the top"
    why = "Further down neither the system nor Python reads it."
    source = "EXE005, PEP 263"
    good = (Example("#!/usr/bin/env python\n# -*- coding: utf-8 -*-\nimport os\n"),)
    near_misses = (
        Example("import os\n# The coding: utf-8 line comes first.\n"),
        Example("import os\n#!important\nx = 1\n"),
        Example("HEAD = '''\n#!/bin/sh\n'''\n# Written to a file.\nwrite(HEAD)\n"),
    )
    bad = (Example("import os\n#!/usr/bin/env python\n"),)
    paraphrases = (
        Example("# About.\n#\n# -*- coding: utf-8 -*-\nimport os\n"),
        Example("\n#!/bin/sh\nx = 1\n"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each such line that stands too far down."""
        for token in page.tokens:
            if token.line == 1 or not token.own_line:
                continue
            shebang = _SHEBANG.match(token.text) is not None
            if shebang or (token.line > 2 and _CODING.match(token.text) is not None):
                what = "shebang" if shebang else "encoding"
                message = f"the {what} is read at the top of a file only"
                yield self.finding(page, None, message, f"comment: {token.text[:60]!r}", token.line)
