"""CON57: a comment closes a block that is not the one which ends there."""

from __future__ import annotations

from collections.abc import Iterator

from postil.facts.model import Statement
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex

_END = regex(
    r"(?i)end[- ]?(?:of )?(?:the )?(?P<kind>if|for|while|with|try|def|class|function|method|loop)\b(?: block| loop)?[ :]*(?P<name>[A-Za-z_]\w*)?(?:\(\))?[ .]*"
    r"|(?P<zh>if|for|while|with|try|def|class|函数|方法|类|循环)\s*(?:语句|块|循环)?\s*结束[。 ]*"
)
_KINDS = {
    "def": {"function"}, "function": {"function"}, "method": {"function"}, "函数": {"function"}, "方法": {"function"},
    "类": {"class"}, "loop": {"for", "while"}, "循环": {"for", "while"}, "if": {"if", "elif", "else"},
    "for": {"for", "else"}, "while": {"while", "else"}, "try": {"try", "except", "finally", "else"},
    "with": {"with"}, "class": {"class"},
}  # fmt: skip
_BLOCKS = frozenset().union(*_KINDS.values())


class BlockEnd(Rule):
    """``# end if`` behind a ``for``, ``# end of load`` behind another function."""

    code = "CON57"
    name = "contradiction/block-end"
    tier = 1
    dimension = "accuracy"
    penalty = 0.25
    needs = ("text", "tree")
    in_source = True
    title = "closing comment names another block"
    why = "It was copied or left behind, and misleads about where the reader is."
    good = (
        Example("for x in xs:\n    f(x)\n# end for\ng()"),
        Example("if x:\n    f(x)\n# if语句结束\ng()", language="zh"),
    )
    near_misses = (
        Example("for x in xs:\n    if x:\n        f(x)\n    # end if\n# end for\ng()"),
        Example("def load(p):\n    return p\n# end of the line\ng()"),
        Example("if x:\n    f(x)\nelse:\n    g(x)\n# end if\nh()"),
    )
    bad = (
        Example("for x in xs:\n    f(x)\n# end if\ng()"),
        Example("for x in xs:\n    f(x)\n# if语句结束\ng()", language="zh"),
    )
    paraphrases = (
        Example("def load(p):\n    return p\n# end function save\ng()"),
        Example("while x:\n    f(x)\n# endfor\ng()"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each such comment on a line of its own."""
        for index in page.holding("end", "结束") if page.is_source else ():
            comment = page.comments[index]
            said = _END.fullmatch(comment.text) if comment.kind == "line" else None
            ended = _ended(page, comment.at_line or 1) if said else []
            if not said or not ended:
                continue
            kinds = _KINDS[(said["kind"] or said["zh"]).lower()]
            fitting = [s for s in ended if s.kind in kinds]
            if "function" in kinds or "class" in kinds:
                fitting = [s for s in fitting if not said["name"] or said["name"] in s.targets + s.names[:1]]
            if not fitting:
                shown = ", ".join(f"{s.kind} in line {s.line}" for s in ended)
                message = f"closes {comment.text!r}, but what ends here is {shown}"
                yield self.finding(page, index, message, f"comment: {comment.text!r} | code: {shown!r}")


def _ended(page: Page, line: int) -> list[Statement]:
    """The blocks that end right before ``line``, or have just one more comment before it; none inside a block."""
    last = line - 1
    statement = page.facts.at(last) if last >= 1 else None
    while last >= 1 and statement is None:
        last -= 1
        statement = page.facts.at(last) if last >= 1 else None
    found = []
    while statement is not None:
        if statement.kind in _BLOCKS and statement.body_end == last:
            found.append(statement)
        statement = page.facts.statements[statement.parent] if statement.parent >= 0 else None
    return found
