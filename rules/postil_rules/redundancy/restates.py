"""RED01: a remark that repeats its statement word for word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postil.alignment.evidence import shown
from postil.facts.model import Facts, Statement
from postil.page import Page
from postil.records import Comment, Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex
from postil.text.stems import stem
from postil.text.units import Unit, read_units

_REASON = regex(
    r"\b(?:because|since|so\ that|otherwise|to\ avoid|in\ case|needed|ensure|prevent|only|without|until|why|note"
    r"|first|last|all|every|each|both|same|new|again)\b|[0-9?:;(]|因为|以便|以免|否则|避免|防止|确保|为了|只|仅|所有|每",
    re.IGNORECASE,
)
_VERBS = frozenset(
    stem(word)
    for word in (
        "set assign store save get take call use return give raise throw import define declare create make loop "
        "iterate check test if when increment increase add decrement subtract print show open close delete remove "
        "value variable function method class statement equal to from module object result the"
    ).split()
)
_VERBS_HAN = frozenset(
    "设置 赋值 存储 保存 获取 取 调用 使用 返回 抛出 导入 定义 声明 创建 循环 遍历 检查 判断 如果 增加 加 减少 减 打印 "
    "打开 关闭 删除 值 变量 函数 方法 类 等于 为 模块 对象 结果".split()
)
_LONGEST = 6
_PART = 0.4
_TELLS = regex(
    r"(?i)\b(?:which|where|that|must|may|if|by|when|would|before|after|without|can|should|'s|be)\b|[#/]|'s\b"
)
_SIMPLE = frozenset({"assign", "augassign", "return", "expression", "raise", "import", "delete"})
_CODE = "counter = 0\nreport = render(summary)\nreturn report"

_FORMULA = regex(r"[\[\]{}=<>()]")


class Restates(Rule):
    """Every content word of a short remark stands in the statement, or is the plain verb of its kind."""

    code = "RED01"
    name = "redundancy/restates"
    tier = 3
    dimension = "logic"
    penalty = 0.08
    needs = ("text", "tree")
    title = "comment restates the statement"
    why = "The line says it already; a second copy has to be kept in step and explains nothing."
    source = "gruff 53: about 97 % precision on 1.09 MLOC; Steidl 2013"
    good = (
        Example(_CODE, ((2, "Plain text, ready for the mail body."), (3, "The caller sends it."))),
        Example(_CODE, ((2, "生成可直接放入邮件的正文。"), (3, "由调用者发送。")), language="zh"),
    )
    near_misses = (
        Example(_CODE, ((1, "Set counter to 0 because each report starts afresh."),)),
        Example(_CODE, ((2, "Render the summary as plain text."),)),
        Example("retry(3)", ((1, "Retry: the first call often fails."),)),
        Example("pairs = Poly(list(ordered(series.args))[:-1], x).as_dict()", ((1, "Remove the order."),)),
        Example("total += price * count", ((1, "Add the cost of this position to the total."),)),
        Example(_CODE, ((2, "将汇总渲染成纯文本报告。"),), language="zh"),
    )
    bad = (
        Example(_CODE, ((2, "Render summary."), (3, "Return report."))),
        Example(_CODE, ((3, "返回report。"),), language="zh"),
    )
    paraphrases = (
        Example(_CODE, ((2, "Set report to render summary."),)),
        Example("self.handler = handler", ((1, "Assign the handler."),)),
        Example("import json", ((1, "Import the json module."),)),
        Example(_CODE, ((1, "设置counter变量。"),), language="zh"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each short remark that adds nothing to its one statement."""
        for index, comment in enumerate(page.comments):
            if comment.kind != "line" or (page.is_source and not _is_sentence(comment.text)):
                continue
            statements = page.aligned(index)
            if len(statements) != 1:
                continue
            if page.is_source and not _on_one_line(page.facts, comment, statements[0]):
                continue
            words = [unit for unit in read_units(comment.text) if unit.kind not in ("weak", "phrase")]
            if not 0 < len(words) <= _LONGEST or _REASON.search(comment.text[:400]):
                continue
            if self._adds_nothing(words, shown(statements[0]).terms):
                message = "restates the statement and adds nothing"
                evidence = f"comment: {comment.text[:60]!r} | code: {statements[0].text.strip()[:60]}"
                yield self.finding(page, index, message, evidence)

    def _adds_nothing(self, words: list[Unit], terms: frozenset[str]) -> bool:
        repeats = False
        for unit in words:
            repeated = self._repeats(unit, terms)
            if not repeated:
                return False
            repeats = repeats or repeated is True
        return repeats and _most_of(words, terms)

    def _repeats(self, unit: Unit, terms: frozenset[str]) -> bool | str:
        """True for a word of the statement, ``"verb"`` for the plain verb of its kind, False for news."""
        if unit.stems:
            if f"n{unit.text}" in terms or all(f"s{part}" in terms for part in unit.stems):
                return True
            return "verb" if all(part in _VERBS for part in unit.stems) else False
        return "verb" if unit.text in _VERBS_HAN else False


def _most_of(words: list[Unit], terms: frozenset[str]) -> bool:
    """Whether the words are a good part of those that the names of the statement are made of."""
    parts = {term for term in terms if term[0] == "s"}
    said = {f"s{part}" for unit in words for part in unit.stems}
    return not parts or len(parts & said) >= _PART * len(parts)


def _is_sentence(text: str) -> bool:
    """Whether a comment in a source is a short and plain sentence: labels head more than their line."""
    words = len(text.split())
    return (
        words <= _LONGEST
        and not _FORMULA.search(text)
        and (words > 1 or not text.isascii())
        and not _TELLS.search(text)
    )


def _on_one_line(facts: Facts, comment: Comment, statement: Statement) -> bool:
    """Whether a comment in a source is on one simple statement."""
    single = statement.line == statement.end_line and statement.kind in _SIMPLE
    behind = facts.at(statement.end_line + 1)
    if behind is not None and behind.column == statement.column:
        return False
    return single and comment.at_line != statement.line and comment.end_line_number == statement.end_line
