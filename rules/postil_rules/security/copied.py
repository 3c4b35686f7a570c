"""SEC04: code that was copied from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex

_COPIED = regex(
    r"(?i)\b(?P<said>(?:shamelessly )?(?:copied|taken|stolen|lifted|borrowed|adapted|ripped|copy-?pasted)(?: almost| more or less)?(?: verbatim| directly| straight)? (?:and (?:adapted|modified) )?(?:from|off)\s*:?\s+(?:https?://\S+|stack ?overflow\b|this (?:answer|gist|blog|post)\b)"
    r"|(?:copied|stolen|copy-?pasted) from\b(?! (?:the )?(?:input|source|original|parent|one|self|left|right|other|buffer|memory|request|template)))"
    r"|(?P<zh>(?:抄|复制|拷贝|摘|借鉴|照搬)自\s*(?:https?://|网上|网络|某)|代码来自\s*(?:https?://|网上|网络))"
)
_CODE = "def half(n):\n    return n / 2"


class Copied(Rule):
    """The remark says that the code was copied from a web page or another project."""

    code = "SEC04"
    name = "security/copied"
    tier = 3
    default = False
    dimension = "format"
    penalty = 0.05
    title = "code copied from elsewhere"
    why = "Its licence came along and is not told."
    source = "scancode's idea"
    good = (
        Example(_CODE, ((2, "The method is described at https://example.org/half."),)),
        Example(_CODE, ((2, "方法见 https://example.org/half 。"),), language="zh"),
    )
    near_misses = (
        Example(_CODE, ((2, "The rows are copied from the input."),)),
        Example(_CODE, ((2, "Values taken from the table."),)),
    )
    bad = (
        Example(_CODE, ((1, "Copied from https://example.org/answers/7."),)),
        Example(_CODE, ((1, "抄自 https://example.org/answers/7"),), language="zh"),
    )
    paraphrases = (
        Example(_CODE, ((1, "Shamelessly stolen from Stack Overflow."),)),
        Example(_CODE, ((1, "代码来自网上。"),), language="zh"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield at most one finding for each remark."""
        for index in page.holding(
            "copied", "taken", "stolen", "lifted", "borrowed", "adapted", "ripped", "past", "自", "来自"
        ):
            said = _COPIED.search(page.comments[index].text)
            if said is not None:
                yield self.finding(
                    page, index, "says that the code was copied", f"comment: {said.group()[:80]!r}"
                )
