"""ALN03: a comment with no code behind it in its block."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex

_ORDER = regex(
    r"(?i)#+\s*(?:now |then |next,? |finally,? )?"
    r"(?!(?:if|for|with|in|from|by|to|at|of|on|as|and|or|when|after|before|not|no|only|all|this|that|same|but|than|is|are|was|has|had|"
    r"note|see|use[ds]?|leave|let|keep|be|do|don|ignore|skip|raise|return|pass|continue|assume|expect|allow|wait|catch|end|else|fall|now|then|next|finally|first|once|here|there)\b)"
    r"[a-z]{3,14}\s+(?:the|all|each|every|an?|it|them|these|those|its|our|any)\b(?!.*\b(?:pylint|noqa|pragma|not?|never|nothing|only)\b)"
    r"|#+\s*(?:去掉|删除|添加|更新|计算|检查|设置|获取|保存|读取|写入|创建|处理|统计|打印|发送|关闭|打开)(?!.*[不没未无])"
)
_CODE = "def load(path):\n    text = path.read_text()\n    return text\n{}\n\n\ndef save(path):\n    path.touch()\n"


class Orphan(Rule):
    """An own-line comment that gives an order stands at the end of its block: nothing follows that it could speak of.

    Other remarks there are mostly meant so: on what was left out, or why.
    """

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
        "What it spoke of was moved or deleted, or it stands in the wrong block. Some are remarks on the block that "
        "ends, so it moves the score only."
    )
    source = "checkstyle CommentsIndentation"
    good = (Example(_CODE.format("")), Example("# Load it.\ntext = path.read_text()\n"))
    near_misses = (
        Example("if ready:\n    run()\n    # end if\nstop()\n"),
        Example(_CODE.format("\n\n# Writing is up to the caller.")),
        Example("if ready:\n    run()\n    # else: nothing to do\nstop()\n"),
        Example("def load():\n    pass\n    # noqa\n"),
        Example(_CODE.format("    # The lock is not needed here.")),
        Example(_CODE.format("    # now the reader should finish")),
        Example(_CODE.format("    # print(text)")),
        Example(_CODE.format("    # No headers: the caller has read them.")),
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
            if following < column <= statements[at - 1].column and _ORDER.match(row[column:]):
                evidence = f"comment: {comment.text[:60]!r} | behind it the block ends"
                yield self.finding(page, index, "nothing follows in this block", evidence, line, column + 1)
