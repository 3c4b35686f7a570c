"""COV08: a warning that a function issues and its docstring does not tell."""

from __future__ import annotations

from collections.abc import Iterator

from postil.facts.model import Call
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex
from postil_rules.coverage._body import own_statements

_TOLD = regex(
    r"(?i)warn|deprecat|obsolete|警告|弃用|废弃|过时|告警",
    hints=("warn", "deprecat", "obsolete", "警告", "弃用", "废弃", "过时", "告警"),
)
_CALLS = frozenset(("warnings.warn", "warn", "warnings.warn_explicit"))
_CODE = "def half(n):\n    if n % 2:\n        warnings.warn('rounded', RuntimeWarning)\n    return n // 2"
_HEAD = "Halve a number.\n\nArgs:\n    n: Any number.\n\nReturns:\n    Its half."


class WarningUndocumented(Rule):
    """The function calls ``warnings.warn``, its docstring has sections and never speaks of a warning."""

    code = "COV08"
    name = "coverage/warning-undocumented"
    tier = 3
    dimension = "logic"
    penalty = 0.05
    comment_kinds = ("docstring",)
    needs = ("tree", "docstring")
    title = "issued warning not documented"
    why = "Where warnings are errors the call fails, and nothing told the caller."
    source = "numpydoc Warns"
    good = (
        Example(_CODE, docstring=f"{_HEAD}\n\nWarns:\n    RuntimeWarning: If n is odd."),
        Example(_CODE, docstring="取一半。\n\n参数：\n    n: 数值，奇数时发出警告。", language="zh"),
    )
    near_misses = (
        Example(_CODE, docstring="Halve a number."),
        Example(_CODE, docstring=f"{_HEAD} Odd numbers are rounded with a warning."),
        Example(_CODE, docstring=f"{_HEAD}\n\nRaises:\n    RuntimeWarning: If n is odd."),
        Example("def half(n):\n    log.warn('rounded')\n    return n // 2", docstring=_HEAD),
    )
    bad = (
        Example(_CODE, docstring=_HEAD),
        Example(_CODE, docstring="取一半。\n\n参数：\n    n: 数值。\n\n返回：\n    一半。", language="zh"),
    )
    paraphrases = (
        Example(
            _CODE.replace("warnings.warn", "warn"), docstring="Halve.\n\n:param n: Any.\n:returns: Half."
        ),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each function with a warning that its docstring never speaks of."""
        if "warn" not in page.snippet.code:
            return
        for index in page.docstrings:
            function = page.documented(index)
            if function is None or page.docstring(index).style == "plain":
                continue
            if _TOLD.search(page.comments[index].text):
                continue
            for statement in own_statements(page, function):
                call = next((c for c in statement.calls if c.name in _CALLS), None)
                if call is not None:
                    message = f"{function.name} issues {_category(call)}, which is not documented"
                    evidence = f"code, line {statement.line}: {statement.text.splitlines()[0][:60]}"
                    yield self.finding(page, index, message, evidence)
                    break


def _category(call: Call) -> str:
    given = dict(call.keywords).get("category") or (call.arguments[1] if len(call.arguments) > 1 else "")
    return f"a {given}" if given.isidentifier() else "a warning"
