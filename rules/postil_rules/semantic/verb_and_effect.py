"""SEM04: the verb of a summary and the effect of the body do not fit."""

from __future__ import annotations

from collections.abc import Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex
from postil_rules.contradiction._judged import Documented, documented, shortened

_CHANGES = regex(
    r"(?:Sets?|Updates?|Deletes?|Removes?|Saves?|Writes?|Prints?|Sends?|Clears?|Resets?|Appends?|Inserts?|Closes?|Registers?|Stores?)\b(?! of\b|-)(?=[ ]\w+)"
    r"|(?:设置|更新|删除|移除|保存|写入|打印|发送|清空|重置|追加|关闭|注册)(?!的|后|时|过|所)"
)
_ASKS = regex(
    r"(?:Checks? (?:if|whether)|Whether|Tests? (?:if|whether)|Determines? (?:if|whether)|Computes?|Calculates?|Counts?)\b|(?:判断|检查)[^，。]{0,20}是否|计算|统计"
)
_EFFECTS = frozenset({"store", "mutate", "delete", "io", "await"})


class VerbAndEffect(Rule):
    """Such as "Delete ..." on a body that only reads an attribute; "Check whether ..." on one that gives no answer."""

    code = "SEM04"
    name = "semantic/verb-and-effect"
    tier = 3
    dimension = "accuracy"
    penalty = 0.25
    comment_kinds = ("docstring", "summary")
    needs = ("docstring", "tree")
    title = "verb of the summary does not fit the body"
    why = "Callers expect an effect that does not happen, or an answer that never comes."
    source = "linguistic antipatterns (Arnaoudova et al. 2016)"
    good = (
        Example("def level(tank):\n    return tank.level", docstring="Level of the tank."),
        Example("def level(tank):\n    return tank.level", docstring="水箱液位。", language="zh"),
    )
    near_misses = (
        Example("def drop(tank):\n    return tank.remove()", docstring="Remove the tank."),
        Example(
            "def check(tank):\n    if tank.full:\n        raise Full(tank)",
            docstring="Check whether the tank is full.",
        ),
        Example(
            "def cleared(text):\n    return text[1:]",
            docstring="Removes the first sign and gives the rest back.",
        ),
    )
    bad = (
        Example("def level(tank):\n    return tank.level", docstring="Delete the tank."),
        Example("def level(tank):\n    return tank.level", docstring="删除水箱。", language="zh"),
    )
    paraphrases = (
        Example("def test(tank):\n    full = tank.level > 9", docstring="Check whether the tank is full."),
        Example("def test(tank):\n    full = tank.level > 9", docstring="判断水箱是否已满。", language="zh"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield at most one finding for each docstring."""
        for remark in documented(page):
            if remark.function.yields or remark.function.decorators:
                continue
            changes, asks = _CHANGES.match(remark.text), _ASKS.match(remark.text)
            said = changes or asks
            if said is None or not (_only_reads(remark) if changes else _no_answer(remark)):
                continue
            does = "only reads a value" if changes else "gives no answer"
            message = f"begins with {said.group()!r}, {remark.function.name} {does}"
            code = shortened(remark.body[-1].text)
            yield self.finding(
                page, remark.comment, message, f"comment: {shortened(remark.text)!r} | code: {code!r}"
            )


def _only_reads(remark: Documented) -> bool:
    """Whether the body is one return of a name or attribute: it can change nothing and makes nothing new."""
    only = remark.body[0] if len(remark.body) == 1 else None
    if only is None or only.value == "self":
        return False
    return only.kind == "return" and only.value.replace(".", "").replace("_", "").isalnum()


def _no_answer(remark: Documented) -> bool:
    """Whether no value is returned, nothing raised, and nothing outlives the call."""
    if any(found.value for found in remark.function.returns) or not remark.body:
        return False
    return all(
        s.kind in {"assign", "pass", "if", "else"} and not any(e.kind in _EFFECTS for e in s.effects)
        for s in remark.body
    )
