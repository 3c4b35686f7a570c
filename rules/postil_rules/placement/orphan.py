"""ALN03: a comment with no code behind it in its block."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex

_CLOSING = regex(
    r"(?i)#+\s*(?:end\b|endif|endfor|\W*$|else\b|otherwise|elif\b|fall|done\b|eof\b|结束|否则|其他|其余)"
)
_CODE = "def load(path):\n    text = path.read_text()\n    return text\n{}\n\n\ndef save(path):\n    path.touch()\n"


class Orphan(Rule):
    """An own-line comment stands at the end of its block: nothing follows that it could speak of."""

    code = "ALN03"
    name = "placement/orphan"
    tier = 3
    dimension = "accuracy"
    penalty = 0.03
    reads_prose = False
    needs = ("text", "tree")
    in_source = True
    title = "comment at the end of a block"
    why = (
        "What it spoke of was moved or deleted, or it stands in the wrong block. Many are remarks on the block that "
        "ends, so it moves the score only."
    )
    source = "checkstyle CommentsIndentation"
    good = (Example(_CODE.format("")), Example("# Load it.\ntext = path.read_text()\n"))
    near_misses = (
        Example("if ready:\n    run()\n    # end if\nstop()\n"),
        Example(_CODE.format("\n\n# Writing is up to the caller.")),
        Example("if ready:\n    run()\n    # else: nothing to do\nstop()\n"),
        Example("def load():\n    pass\n    # noqa\n"),
    )
    bad = (Example(_CODE.format("    # Strip the text.")),)
    paraphrases = (
        Example("for name in names:\n    show(name)\n    # Count them.\nstop()\n"),
        Example(_CODE.format("    # 去掉首尾空白。"), language="zh"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each own-line remark that closes its block."""
        if not page.is_source or page.facts.problems:
            return
        statements = page.facts.statements
        starts = [statement.line for statement in statements]
        for index, comment in enumerate(page.comments):
            line, column = comment.at_line, comment.at_column
            if comment.kind == "docstring" or line is None or not column:
                continue
            row = page.lines[line - 1]
            at = bisect_left(starts, line)
            if row[:column].strip() or at == 0 or statements[at - 1].end_line >= line:
                continue
            following = statements[at].column if at < len(statements) else 0
            if following < column <= statements[at - 1].column and not _CLOSING.match(row[column:]):
                evidence = f"comment: {comment.text[:60]!r} | behind it the block ends"
                yield self.finding(page, index, "nothing follows in this block", evidence, line, column + 1)
