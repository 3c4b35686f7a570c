"""ALN10: a string that serves as a comment."""

from __future__ import annotations

from collections.abc import Iterator

from postil.facts.model import Statement
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex

_TRIPLE = ('"""', "'''")
_MEANT = regex(r"#.{0,40}(?:pointless-string|noqa|B018)")  # it is told to tools that the string is meant
_HEADS = frozenset(("function", "class"))


class StringAsComment(Rule):
    """A string in triple quotes stands alone between statements, in the place of no docstring."""

    code = "ALN10"
    name = "placement/string-as-comment"
    tier = 2
    dimension = "format"
    penalty = 0.04
    reads_prose = False
    needs = ("tree",)
    in_source = True
    title = "string used as a comment"
    why = "Readers take it for documentation, tools for dead code; a comment has a sign of its own."
    source = "W0105 pointless-string-statement"
    good = (Example("# Start from zero.\ntotal = 0\n"),)
    near_misses = (
        Example('import os\n"""About."""\nx = f"""{os}"""  # none\n'),
        Example('LIMIT = 3\n"""The most."""\n# More below.\n'),
        Example('"""About."""\nimport os  # paths\n'),
        Example(
            'run()\n# pylint: disable-next=pointless-string-statement\n"""Of all that follows."""\nstop()\n'
        ),
        Example('class Box:\n    size: int\n    """How many fit."""\n    # More below.\n'),
    )
    bad = (Example('def half(n):\n    check(n)\n    """Now halve it."""\n    return n / 2  # exact\n'),)
    paraphrases = (
        Example("run()\n'''\nswitched_off()\n'''\nstop()  # all\n"),
        Example(
            'if ready:\n    run()\n    """\n    运行之后停止。\n    """\n    stop()  # 停\n', language="zh"
        ),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each string that is a statement and no docstring of anything."""
        if not page.is_source or page.snippet.language != "python":
            return
        statements = page.facts.statements
        for statement in statements:
            text = statement.text
            if statement.kind != "expression" or not text.endswith(_TRIPLE) or statement.calls:
                continue
            if not text.lstrip("rRuU").startswith(_TRIPLE) or statement.operators or not statement.index:
                continue
            around = (
                page.lines[statement.line - 2 : statement.line - 1]
                + page.lines[statement.end_line - 1 : statement.end_line]
            )
            if any(map(_MEANT.search, around)):
                continue
            if not _documents(statements[statement.index - 1], statement):
                evidence = f"code: {text.split(chr(10), 1)[0].strip()[:60]!r}"
                message = "a string stands here in the place of a comment"
                yield self.finding(page, None, message, evidence, statement.line, statement.column + 1)


def _documents(before: Statement, statement: Statement) -> bool:
    """Whether the string may be the docstring of the attribute above, or FMT19 speaks of it."""
    if before.kind in ("assign", "augassign", "type") and before.parent == statement.parent:
        return True
    return before.kind in _HEADS or before.kind == "import" or ":" in before.text.split("=")[0]
