"""COV11: code that asks for a reason and has none beside it."""

from __future__ import annotations

from collections.abc import Iterator

from postil.facts.model import Statement
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex

_CODE = "def load(path):\n    try:\n        return path.read_text()\n    except {}:{}\n        pass{}\n"
_WIDE = frozenset(("", "Exception", "BaseException"))
_PATTERN = frozenset("re.compile re.match re.search re.fullmatch re.findall re.sub regex.compile".split())
_LONG_PATTERN = 60
_HARD = regex(r"\(\?(?:<?[=!]|\()|\\[1-9]")  # looks ahead or behind, or at what was found before
_UNDOES = regex(
    r"(?:^|[._])(?:a?close\w*|disconnect|shutdown|stop|terminate|kill|unlink|remove|rmtree|cleanup|release|cancel)$"
)


class NotObvious(Rule):
    """A swallowed error, a sleep or a long pattern that looks around has no comment in reach (source files only).

    A sleep in a loop waits for what the loop tests, and what only cleans up may fail.
    """

    code = "COV11"
    name = "coverage/not-obvious"
    tier = 3
    dimension = "logic"
    penalty = 0.03
    reads_prose = False
    needs = ("tree",)
    in_source = True
    title = "code that asks for a reason, without a comment"
    why = "Why every error is dropped, or why it waits half a second, the code cannot say."
    source = "Jabrayilzade 2024; thai-lint lazy-ignores"
    good = (Example(_CODE.format("Exception", "  # a broken file counts as none", "")),)
    near_misses = (
        Example(_CODE.format("FileNotFoundError", "", "") + "# Done.\n"),
        Example(_CODE.format("Exception", "", "  # a broken file counts as none")),
        Example("# Done.\nimport re\nWORD = re.compile('[a-z]+')\n"),
        Example("# Give the printer time.\ntime.sleep(3)\n"),
        Example("# Start.\nrun()\n\nwhile not ready():\n    time.sleep(0.5)\n"),
        Example("# Start.\nrun()\n\ntry:\n    link.close()\nexcept Exception:\n    pass\n"),
        Example("# Start.\nrun()\n\nADDRESS = re.compile('" + "[a-z0-9._-]+" * 6 + "')\n"),
    )
    bad = (Example("# Loading.\n" + _CODE.format("Exception", "", "")),)
    paraphrases = (
        Example("# Loading.\n" + _CODE.format("", "", "")),
        Example("# Start.\nrun()\n\ntime.sleep(0.5)\n"),
        Example(
            "# 开始。\nrun()\n\nADDRESS = re.compile('" + "(?!-)[a-z0-9._-]+" * 6 + "')\n", language="zh"
        ),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each such statement with no comment on it, above it or in its block."""
        if not page.is_source:
            return
        commented = {token.line for token in page.tokens}
        statements = page.facts.statements
        for statement in statements:
            fault = _fault(statement, statements)
            if fault is None:
                continue
            lines = range(statement.line - 1, statement.body_end + 1)
            if commented.isdisjoint(lines):
                evidence = f"code: {statement.text.splitlines()[0].strip()[:60]}"
                yield self.finding(page, None, fault, evidence, statement.line, statement.column + 1)


def _fault(statement: Statement, statements: tuple[Statement, ...]) -> str | None:
    if statement.kind == "except":
        below = statements[statement.index + 1] if statement.index + 1 < len(statements) else None
        dropped = below is not None and below.kind == "pass" and below.parent == statement.index
        dropped = dropped and statement.value in _WIDE and not _cleans_up(statement, statements)
        return "drops every error without a reason" if dropped else None
    for call in statement.calls:
        if call.name in ("time.sleep", "asyncio.sleep") and call.arguments[:1] not in ((), ("0",)):
            waits = call.arguments[0][:1].isdigit() and not _is_in_loop(statement, statements)
            return "waits without a reason" if waits else None
        if call.name in _PATTERN:
            longest = max((str(literal.value) for literal in statement.literals), default="", key=len)
            hard = len(longest) >= _LONG_PATTERN and _HARD.search(longest) is not None
            return "a long pattern without an explanation" if hard else None
    return None


def _cleans_up(handler: Statement, statements: tuple[Statement, ...]) -> bool:
    """Whether the last statement that is tried closes or removes something, or the whole goes on to raise."""
    tried = statements[handler.index - 1]
    behind = statements[handler.index + 2 : handler.index + 3]
    raised = any(one.kind == "raise" and one.column == handler.column for one in behind)
    return raised or any(_UNDOES.search(call.name) for call in tried.calls)


def _is_in_loop(statement: Statement, statements: tuple[Statement, ...]) -> bool:
    parent = statement.parent
    while parent >= 0 and statements[parent].kind not in {"while", "for", "function"}:
        parent = statements[parent].parent
    return parent >= 0 and statements[parent].kind in {"while", "for"}
