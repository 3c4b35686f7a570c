"""RED10: a comment narrates the steps of a walk through the code."""

from __future__ import annotations

from collections.abc import Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex

_STEP = regex(
    r"(?i)\A\s*(?P<said>step \d+\s*[:.)-]|now,? (?:we(?!'re| know| have| can| use| are)|let'?s|let us|I)\b|next,? (?:we|let'?s|let us|I)\b|then,? (?:we(?!'re| are| know)|let'?s|I)\b|finally,? (?:we|let'?s|I)\b"
    r"|first(?:ly)?,? (?:we|let'?s|let us|I)\b|let'?s (?!encrypt)|let us\b"
    r"|第[一二三四五六七八九十\d]+步\s*[:：,，.。]|步骤\s*[一二三四五六七八九十\d]+\s*[:：,，.。]|(?:首先|接着|接下来|然后|最后)[，,]?\s*(?:我们|让我们)|(?:现在)[，,]?\s*我们|让我们|我们(?:先|首先|接着|接下来|然后|现在|最后))",
    hints=("step", "we", "let", " i ", "第", "步骤", "我们"),
)
_CODE = "rows = load(path)\ntotal = sum(row.price for row in rows)"


class Narration(Rule):
    """Such as "Step 2:", "Now we", "Next, let's": the order is the code's own.

    In a source it is silent: there such words head the parts of a long function, and a reason mostly follows.
    """

    code = "RED10"
    name = "redundancy/narration"
    tier = 3
    dimension = "logic"
    penalty = 0.06
    title = "comment narrates its steps"
    why = "The order of the lines is told by the lines; the numbers must be changed with every step added."
    source = "Stirling CMT003"
    good = (
        Example(_CODE, ((1, "Prices are in cents."), (2, "Refunds count as negative."))),
        Example(_CODE, ((1, "价格以分计。"), (2, "退款按负数计。")), language="zh"),
    )
    near_misses = (
        Example(_CODE, ((1, "First row: the header."), (2, "Steps 1 and 2 of RFC 7 in one."))),
        Example(_CODE, ((1, "Next rows follow."), (2, "Now in cents."))),
        Example(_CODE, ((1, "最后一行是合计。"),), language="zh"),
        Example("# Step 1: load the rows.\nrows = load(path)\n"),
    )
    bad = (
        Example(_CODE, ((1, "Step 1: load the rows."), (2, "Step 2: add the prices."))),
        Example(_CODE, ((1, "第一步：读取数据行。"), (2, "第二步：累加价格。")), language="zh"),
    )
    paraphrases = (
        Example(_CODE, ((1, "First, we load the rows."), (2, "Now let's add the prices."))),
        Example(_CODE, ((1, "首先，我们读取数据行。"),), language="zh"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each generated remark on lines that begins so."""
        if page.is_source:
            return
        hints = ("step", "now", "next", "then", "finally", "first", "let", "步", "我们")
        for index in page.holding(*hints):
            comment = page.comments[index]
            said = _STEP.search(comment.text) if comment.kind in {"line", "block"} else None
            if said is not None:
                shown = said["said"]
                yield self.finding(page, index, f"narrates: {shown!r}", f"comment: {comment.text[:60]!r}")
