"""RED12: a label above what is its own label."""

from __future__ import annotations

from collections.abc import Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex

_LABELS = (
    (regex(r"(?i)imports?|import (?:modules|libraries|packages|statements)|导入(?:模块|库|包)?"), frozenset({"import"})),
    (regex(r"(?i)(?:the )?(?:constructor|initiali[sz]er|init(?: method)?)|构造(?:函数|方法)|初始化(?:方法|函数)"), frozenset({"function"})),
    (regex(r"(?i)(?:the )?(?:function|method|helper)(?: definition| declaration)?|(?:函数|方法)(?:定义|声明)?"), frozenset({"function"})),
    (regex(r"(?i)(?:the )?class(?: definition| declaration)?|类(?:定义|声明)?"), frozenset({"class"})),
    (regex(r"(?i)(?:the )?(?:return|return statement)|返回语句"), frozenset({"return"})),
    (regex(r"(?i)(?:the )?(?:for |while )?loop|循环(?:语句)?"), frozenset({"for", "while"})),
    (regex(r"(?i)(?:the )?(?:variables?|variable declarations?)|变量(?:声明|定义)?"), frozenset({"assign"})),
)  # fmt: skip
_LONGEST = 24
_CODE = "import json\n\ndef load(path):\n    return json.loads(path.read_text())"


class SectionLabel(Rule):
    """Such as "Imports", "Constructor", "Return statement" on exactly such a statement."""

    code = "RED12"
    name = "redundancy/section-label"
    tier = 3
    dimension = "logic"
    penalty = 0.08
    needs = ("text", "tree")
    title = "label of what is plain to see"
    why = "Every reader of code knows an import when he sees one."
    source = "Stirling"
    good = (
        Example(_CODE, ((1, "The faster parser is not on all machines."),)),
        Example(_CODE, ((4, "文件很小，一次读完。"),), language="zh"),
    )
    near_misses = (
        Example(_CODE, ((3, "Imports"),)),
        Example(_CODE, ((1, "Imports of the standard library only."),)),
        Example(_CODE, ((4, "返回整个文档。"),), language="zh"),
    )
    bad = (
        Example(_CODE, ((1, "Imports"), (3, "Function definition"))),
        Example(_CODE, ((1, "导入模块"),), language="zh"),
    )
    paraphrases = (
        Example(_CODE, ((4, "Return statement."),)),
        Example(_CODE, ((3, "函数定义。"),), language="zh"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each label on a statement of its own kind."""
        for index, comment in enumerate(page.comments):
            if len(comment.text) > _LONGEST or comment.kind != "line" or comment.line_number is None:
                continue
            text = comment.text.strip(" .。:：-=")
            statement = page.facts.at(comment.line_number)
            if statement and any(
                statement.kind in kinds and label.fullmatch(text) for label, kinds in _LABELS
            ):
                message = f"labels what is plainly {statement.kind}"
                yield self.finding(
                    page, index, message, f"comment: {comment.text!r} | code: {statement.text[:60]!r}"
                )
