"""FMT16: a comment that is indented like nothing around it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from postil.claims.layout import indent
from postil.facts.model import CommentToken, Statement
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex

_CODE_LEFT = regex(
    r"# ?(?:(?:el)?if|for|while|with|def|class|return|raise|import|from|print|self)\b[ .(].*[:)=\]]|# ?else:"
)
_TABS = (2, 4, 8)  # columns of a tab
_FAR = 12
"""So many columns to the right of the code a comment is no slip of the tab key."""
_CODE = "def half(n):\n{}\n    return n / 2\n"


class Indentation(Rule):
    """An own-line comment stands at the column of neither the next statement nor any block that may end there."""

    code = "FMT16"
    name = "format/indentation"
    tier = 2
    dimension = "format"
    penalty = 0.03
    reads_prose = False
    needs = ("text", "tree")
    in_source = True
    title = "comment indented unlike the code around it"
    why = "Indentation says which block a comment speaks of; this one speaks of none."
    source = "E114 to E116, checkstyle CommentsIndentation"
    good = (Example(_CODE.format("    # The lower half.")),)
    near_misses = (
        Example(
            "def load(path):\n    total, rows = count(path), read(path)\n                               # the slow part\n\n    return rows\n"
        ),
        Example(
            "def f(x):\n    if x:\n        a(x)\n    # elif not x:  # not yet\n    #     b(x)\n        c(x)\n"
        ),
        Example("total = 0         # none yet,\n                  # as nothing was read\nstep = 1\n"),
        Example("names = [\n    'a',\n        # not yet: 'b'\n]\n"),
        Example("if ready:\n    run()\n    # No wait: run() waits.\n# Then stop.\nstop()\n"),
        Example("class A:\n    x = 1\n###}\n\n    y = 2\n"),
        Example("port = 80  # As agreed.\n    # The other one is taken,\n    # by the proxy.\nserve(port)\n"),
        Example("def half(n):\n#   n = abs(n)  # not yet\n    return n / 2\n"),
        Example("def half(n):\n#     n = abs(n)\n    return n / 2\n"),
        Example("def half(n):\n    if n:\n        n = abs(n)\n\n\t\t# Not both.\n        return n / 2\n"),
        Example("if ready:\n    run()\n# Not ready yet.\nelse:\n    wait()\n"),
        Example("def half(n):\n   #n = abs(n)  # not yet\n    return n / 2\n"),
        Example("def half(n):\n    if n:\n        n = abs(n)\n##      log(n)\n    return n / 2\n"),
    )
    bad = (Example(_CODE.format("        # The lower half.")),)
    paraphrases = (Example(_CODE.format("# The lower half.")), Example(_CODE.format("  # The lower half.")))

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each run of comments, code that is switched off included, at a column of its own."""
        if not page.tokens or page.facts.problems:
            return
        statements = page.facts.statements
        starts = [statement.line for statement in statements]
        before: CommentToken | None = None
        for token in page.tokens:
            follows = before is not None and before.line == token.line - 1 and _hangs(page, before, token)
            before = token
            if (
                not token.own_line
                or follows
                or not any(map(str.isalnum, token.text))
                or _CODE_LEFT.match(token.text)
            ):
                continue
            at = bisect_left(starts, token.line)
            allowed = _columns(statements, at, token)
            if allowed and token.column not in allowed and not _is_left_alone(page, token, allowed):
                expected = ", ".join(str(column) for column in sorted(allowed))
                evidence = f"comment: column {token.column} | code around: {expected}"
                message = f"indented by {token.column}, the code around it by {expected}"
                yield self.finding(page, None, message, evidence, token.line, token.column + 1)


def _hangs(page: Page, before: CommentToken, token: CommentToken) -> bool:
    """Whether a comment goes on from the one right above, which stands no deeper or behind code that does not."""
    column = before.column if before.own_line else indent(page.lines[before.line - 1]) + 1
    return column <= token.column


def _is_left_alone(page: Page, token: CommentToken, allowed: set[int]) -> bool:
    """Whether a comment is code that was switched off, or is indented by tabs that may reach such a column."""
    before = page.lines[token.line - 1][: token.column]
    tabbed = "\t" in before and any(len(before.expandtabs(width)) in allowed for width in _TABS)
    return tabbed or _is_code_left(token, allowed) or _hangs_below_code(page, token, allowed)


def _hangs_below_code(page: Page, token: CommentToken, allowed: set[int]) -> bool:
    """Whether a comment stands right below the part of a line of code that it is about, far from where code begins."""
    above, column = page.lines[token.line - 2] if token.line > 1 else "", token.column
    begins = above[column : column + 1].strip() and not above[column - 1 : column].isalnum()
    return bool(begins) and column - max(allowed) >= _FAR and not above.lstrip().startswith("#")


def _is_code_left(token: CommentToken, allowed: set[int]) -> bool:
    """Whether signs were put over the first blanks of a line, over the last, or before it: its text is in column."""
    bare = token.text.lstrip("#")
    signs, blanks = len(token.text) - len(bare), len(bare) - len(bare.lstrip())
    text = token.column + signs + blanks
    if not blanks:
        return signs == 1 and text in allowed
    return blanks > 1 and not allowed.isdisjoint(range(text - 2, text + 1))


def _columns(statements: tuple[Statement, ...], at: int, token: CommentToken) -> set[int]:
    """The columns at which a comment before statement number ``at`` may stand; none where any may."""
    if at == 0 or statements[at - 1].end_line >= token.line:
        return set() if at else {statements[at].column if statements else 0, 0}
    previous = statements[at - 1]
    following = statements[at].column if at < len(statements) else 0
    allowed = {following}
    index = previous.index
    while index >= 0:
        if statements[index].column >= following:
            allowed.add(statements[index].column)
        index = statements[index].parent
    return allowed
