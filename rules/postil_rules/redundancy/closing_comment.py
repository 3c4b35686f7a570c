"""RED16: a closing comment on a short block."""

from __future__ import annotations

from collections.abc import Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex

_END = regex(
    r"(?i)end[- ]?(?:of )?(?:the )?(?P<en>if|for|while|with|try|def|class|function|method|loop)\b(?! (?:each|every|all|now|good)\b)[^.\n]{0,40}|(?P<zh>if|for|while|try|函数|方法|类|循环)\s*(?:语句|块)?\s*结束。?"
)
_BLOCKS = {
    "if": ("if", "elif", "else"),
    "try": ("try", "except", "else", "finally"),
    **dict.fromkeys(("def", "function", "method", "函数", "方法"), ("function",)),
    **dict.fromkeys(("class", "类"), ("class",)),
    **dict.fromkeys(("loop", "循环"), ("for", "while")),
}
_SHORT = 12


class ClosingComment(Rule):
    """``# end if`` where the head of the block is still in view."""

    code = "RED16"
    name = "redundancy/closing-comment"
    tier = 2
    dimension = "logic"
    penalty = 0.05
    needs = ("text", "tree")
    in_source = True
    title = "closing comment on a short block"
    why = "The indentation shows it; the comment must be moved with every line added."
    source = "comment smells (Jabrayilzade et al. 2024)"
    good = (
        Example("if x:\n    f(x)\n# The rest runs in any case.\ng()"),
        Example("if x:\n    f(x)\n# 以下总会执行。\ng()", language="zh"),
    )
    near_misses = (
        Example("if x:\n" + "    f(x)\n" * 14 + "# end if\ng()"),
        Example("# end of the function keys\nf()"),
        Example("for x in xs:\n    if not x:\n        break  # end for each row\n    f(x)"),
        Example("while f():\n    g()\n    if x:\n        h()\n    else:\n        k()\n    # end while\ng()"),
    )
    bad = (
        Example("if x:\n    f(x)\n# end if\ng()"),
        Example("if x:\n    f(x)\n# if语句结束\ng()", language="zh"),
    )
    paraphrases = (
        Example("def half(n):\n    return n / 2\n# end of function half\n\nhalf(4)"),
        Example("for x in xs:\n    f(x)\n# 循环结束\ng()", language="zh"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each closing comment of a source right behind a short block."""
        for index in page.holding("end", "结束") if page.is_source else ():
            comment = page.comments[index]
            said = _END.fullmatch(comment.text) if comment.kind == "line" else None
            if said is None:
                continue
            statement = page.facts.at((comment.at_line or 1) - 1)
            ends = statement is not None and statement.parent >= 0
            block = page.facts.statements[statement.parent] if statement is not None and ends else None
            named = (said["en"] or said["zh"]).lower()
            if block is None or block.kind not in _BLOCKS.get(named, (named,)):
                continue
            if block.body_end - block.line < _SHORT:
                message = f"closes a block of {block.body_end - block.line + 1} lines"
                yield self.finding(
                    page, index, message, f"comment: {comment.text!r} | code: {block.text[:60]!r}"
                )
