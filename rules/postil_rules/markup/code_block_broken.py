"""MKP10: a code block in a remark that does not parse."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postil.facts.registry import facts_of
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex

_BLOCK = regex(r"^[ \t]*```(?:python|py)[ \t]*\n(.*?)^[ \t]*```", re.MULTILINE | re.DOTALL | re.IGNORECASE)
_ELLIPSIS = regex(r"^[ \t]*\.\.\.[ \t]*$", re.MULTILINE)
_UNFILLED = regex(
    r", ?\.{3,}\s*\)|\(\s*\.{3}\s|^[ \t]*\.{3,}[ \t]*\n[ \t]*\w+=|^[ \t]*(?:from|import|class|def)\b[^\n]*\{\w+\}|^[ \t]*(?:class|def) \.{3}",
    re.MULTILINE,
)
_CODE = "def read(path):\n    return path.read_text()"


class CodeBlockBroken(Rule):
    """A fenced Python block inside a docstring or an answer has a syntax error."""

    code = "MKP10"
    name = "markup/code-block-broken"
    tier = 1
    dimension = "accuracy"
    penalty = 0.3
    reads_prose = False
    needs = ("text", "tree")
    title = "code block that does not parse"
    why = "Readers copy such blocks; one that cannot run was never tried."
    source = "eslint check-examples, blacken-docs"
    good = (Example(_CODE, docstring="Read a file.\n\n```python\ntext = read(path)\n```\n"),)
    near_misses = (
        Example(_CODE, docstring="Read.\n\n```python\nread(\n    ...\n    size=1,\n)\n```\n"),
        Example(_CODE, docstring="Read a file.\n\n```\n$ read --all path\n```\n"),
        Example(_CODE, docstring="Read a file.\n\n```python\nwith a:\n    ...\n```\n"),
        Example(_CODE, docstring="Read.\n\n```python\nread(path, size=1, ....)\n```\n"),
        Example(_CODE, docstring="Read.\n\n```python\nfrom shelf import {name}\n```\n"),
        Example(_CODE, docstring="Read.\n\n```python\ndef ...(path: str) -> str:\n```\n"),
        Example(_CODE, docstring="Read.\n\n```python\n>>> with a as b:\n...     read(b)\n'text (cut'\n```\n"),
    )
    bad = (Example(_CODE, docstring="Read a file.\n\n```python\ntext = read(path\nprint(text)\n```\n"),)
    paraphrases = (Example(_CODE, docstring="Read.\n\n```py\ndef f(:\n    return 1\n```\nDone."),)

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each fenced Python block with a syntax problem."""
        for index, comment in enumerate(page.comments):
            if "```" not in comment.text:
                continue
            for block in _BLOCK.finditer(comment.text):
                if _UNFILLED.search(block[1]):
                    continue
                problems = facts_of(_ELLIPSIS.sub("pass", _code_of(block[1])), "python").problems
                if problems:
                    message = f"the code block does not parse: {problems[0].message}"
                    yield self.finding(page, index, message, f"comment: {block[1].strip()[:80]!r}")


def _code_of(block: str) -> str:
    """The code of a block: of a doctest what stands behind its prompts, all of any other."""
    if ">>>" not in block:
        return block
    return "\n".join(
        line.strip()[4:] for line in block.split("\n") if line.strip().startswith((">>>", "..."))
    )
