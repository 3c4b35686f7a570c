"""ALN08: a ``#:`` comment that documents no attribute."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from postil.facts.model import CommentToken, Statement
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule

_BINDS = frozenset(("assign", "augassign", "type"))


class StrayAttribute(Rule):
    """A comment that begins with ``#:`` stands neither above nor behind an assignment."""

    code = "ALN08"
    name = "placement/stray-attribute"
    tier = 1
    dimension = "format"
    penalty = 0.03
    reads_prose = False
    needs = ("tree",)
    in_source = True
    title = "#: comment that stands at no attribute"
    why = "Sphinx reads #: as the documentation of an attribute; here it finds none and drops the text."
    source = "WPS401"
    good = (Example("#: The most.\nLIMIT = 3\nSTEP = 1  #: The least.\n"),)
    near_misses = (
        Example("#: The most that\n# is allowed.\nLIMIT = 3\n"),
        Example("#: Those of the sea.\nFISH += (eel, cod)\n"),
        Example("class Box:\n    #: What is in it.\n    items: list[str]\n"),
        Example("colors = {  #: By name.\n    'red': 1,\n}\n"),
    )
    bad = (Example("#: Halves a number.\ndef half(n):\n    return n / 2\n"),)
    paraphrases = (
        Example("#: The most.\n\nrun()\n"),
        Example("run()  #: 运行。\n", language="zh"),
        Example("#: The most.\n\nLIMIT = 3\n"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each run of ``#:`` comments without an assignment."""
        if "#:" not in page.snippet.code:
            return
        statements = page.facts.statements
        starts = [statement.line for statement in statements]
        last = -1
        for token in page.tokens:
            if not token.text.startswith("#:"):
                last = token.line if last == token.line - 1 else last
                continue
            goes_on, last = last == token.line - 1 and token.own_line, token.line
            fault = None if goes_on else self._fault(page, token, statements, starts)
            if fault is not None:
                evidence = f"comment: {token.text[:60]!r}"
                yield self.finding(page, None, fault, evidence, token.line, token.column + 1)

    def _fault(
        self, page: Page, token: CommentToken, statements: tuple[Statement, ...], starts: list[int]
    ) -> str | None:
        nothing = "no assignment follows"
        around = page.facts.at(token.line)
        if around is not None:
            return None if around.kind in _BINDS or ":" in around.text else nothing
        at = bisect_left(starts, token.line)
        if at and statements[at - 1].end_line > token.line:
            return None
        following = statements[at] if at < len(statements) else None
        if following is None or (following.kind not in _BINDS and not _is_annotation(following)):
            return nothing
        between = page.lines[token.line : following.line - 1]
        documents = all(row.lstrip().startswith("#") for row in between)
        return None if documents else "an empty line parts it from the assignment"


def _is_annotation(statement: Statement) -> bool:
    return statement.kind == "expression" and ":" in statement.text
