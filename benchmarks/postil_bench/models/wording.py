"""The sentences in which the baseline says what a statement does, in English and in Chinese."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from postil.facts.model import Comparison, Function, Parameter, Statement

_LONGEST = 80


class Wording(Struct, frozen=True):
    """One language: sentences by kind of statement, phrases for conditions, and how lists and lines are written."""

    sentences: Mapping[str, str]
    empty: Mapping[str, str]
    updates: Mapping[str, str]
    comparisons: Mapping[str, str]
    numbered: str
    joiner: str
    last: str
    default: str
    nothing: str

    def line(self, number: int, remark: str) -> str:
        """A remark with its line."""
        return self.numbered.format(number=number, remark=remark)

    def remark(self, statement: Statement, function: Function | None) -> str:
        """What ``statement`` does, or nothing for one that needs no words."""
        if function is not None:
            return self.sentences["function"].format(
                name=function.name, taken=self._taken(function.parameters)
            )
        parts = {
            "value": self._value(statement),
            "targets": self.listed(statement.targets),
            "call": statement.calls[0].name if statement.calls else "",
        }
        if statement.kind == "augassign":
            pattern = self.updates.get(
                statement.operators[0] if statement.operators else "", self.updates["="]
            )
        elif statement.kind == "expression" and statement.calls:
            given = self.listed([_short(argument) for argument in statement.calls[0].arguments])
            pattern = self.sentences["call"] if given else self.sentences["bare call"]
            parts["value"] = given
        else:
            table = self.sentences if parts["value"] or statement.kind not in self.empty else self.empty
            pattern = table.get(statement.kind, "")
        return pattern.format(**parts)

    def listed(self, items: Sequence[str]) -> str:
        """``a, b and c``."""
        if len(items) < 2:
            return "".join(items)
        return f"{self.joiner.join(items[:-1])}{self.last}{items[-1]}"

    def _taken(self, parameters: Sequence[Parameter]) -> str:
        named = [
            f"{p.name}{self.default.format(default=_short(p.default))}" if p.default else p.name
            for p in parameters
            if p.name not in ("self", "cls")
        ]
        return self.listed(named) or self.nothing

    def _value(self, statement: Statement) -> str:
        compared = statement.comparisons
        simple = len(compared) == 1 and not {"and", "or", "not", "if"} & set(statement.operators)
        if statement.kind in ("if", "elif", "while", "assert") and simple:
            return self._compared(compared[0])
        return _short(statement.value)

    def _compared(self, comparison: Comparison) -> str:
        words = self.comparisons.get(comparison.operator, comparison.operator)
        return words.format(left=_short(comparison.left), right=_short(comparison.right))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}..."


ENGLISH = Wording(
    sentences={
        "function": "Define {name}, which takes {taken}.",
        "class": "Define the class {targets}.",
        "if": "Check whether {value}.",
        "elif": "Otherwise check whether {value}.",
        "else": "In every other case.",
        "for": "Go through {value}, each time as {targets}.",
        "while": "Repeat as long as {value}.",
        "try": "Try the following.",
        "except": "On {value} go on here.",
        "finally": "Do this in any case.",
        "with": "Open {value} for this block.",
        "match": "Compare {value} with the following cases.",
        "return": "Return {value}.",
        "yield": "Yield {value}.",
        "raise": "Raise {value}.",
        "assert": "Assert that {value}.",
        "assign": "Set {targets} to {value}.",
        "delete": "Delete {value}.",
        "break": "Leave the loop.",
        "continue": "Go on with the next item.",
        "call": "Call {call} with {value}.",
        "bare call": "Call {call}.",
    },
    empty={
        "return": "Return without a value.",
        "raise": "Raise the error again.",
        "except": "Catch any error.",
    },
    updates={
        "+=": "Add {value} to {targets}.",
        "-=": "Subtract {value} from {targets}.",
        "*=": "Multiply {targets} by {value}.",
        "/=": "Divide {targets} by {value}.",
        "=": "Update {targets} with {value}.",
    },
    comparisons={
        "==": "{left} equals {right}",
        "!=": "{left} differs from {right}",
        "<": "{left} is less than {right}",
        "<=": "{left} is at most {right}",
        ">": "{left} is greater than {right}",
        ">=": "{left} is at least {right}",
        "in": "{left} is in {right}",
        "not in": "{left} is not in {right}",
        "is": "{left} is {right}",
        "is not": "{left} is not {right}",
    },
    numbered="Line {number}: {remark}",
    joiner=", ",
    last=" and ",
    default=" (by default {default})",
    nothing="nothing",
)

CHINESE = Wording(
    sentences={
        "function": "定义函数{name}，参数：{taken}。",
        "class": "定义类{targets}。",
        "if": "判断{value}。",
        "elif": "否则判断{value}。",
        "else": "其他情况。",
        "for": "遍历{value}，每次取出{targets}。",
        "while": "当{value}时重复。",
        "try": "尝试执行以下语句。",
        "except": "捕获{value}。",
        "finally": "无论如何都执行。",
        "with": "在此代码块中打开{value}。",
        "match": "将{value}与以下情况比较。",
        "return": "返回{value}。",
        "yield": "产生{value}。",
        "raise": "抛出{value}。",
        "assert": "断言{value}。",
        "assign": "将{targets}设为{value}。",
        "delete": "删除{value}。",
        "break": "跳出循环。",
        "continue": "继续处理下一项。",
        "call": "用{value}调用{call}。",
        "bare call": "调用{call}。",
    },
    empty={"return": "返回，不带值。", "raise": "重新抛出异常。", "except": "捕获任何异常。"},
    updates={
        "+=": "将{targets}加上{value}。",
        "-=": "将{targets}减去{value}。",
        "*=": "将{targets}乘以{value}。",
        "/=": "将{targets}除以{value}。",
        "=": "用{value}更新{targets}。",
    },
    comparisons={
        "==": "{left}是否等于{right}",
        "!=": "{left}是否不等于{right}",
        "<": "{left}是否小于{right}",
        "<=": "{left}是否不大于{right}",
        ">": "{left}是否大于{right}",
        ">=": "{left}是否不小于{right}",
        "in": "{left}是否在{right}中",
        "not in": "{left}是否不在{right}中",
        "is": "{left}是否为{right}",
        "is not": "{left}是否不为{right}",
    },
    numbered="第{number}行：{remark}",
    joiner="、",
    last="和",
    default="（默认{default}）",
    nothing="无",
)

WORDINGS: Mapping[str, Wording] = {"en": ENGLISH, "zh": CHINESE}
