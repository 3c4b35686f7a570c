"""What the baseline without a model says to the tasks of the benchmark: the least that needs no understanding.

Each guess sees nothing but the question and is a rule of a few lines. A model that does not beat
them has learnt nothing that static analysis does not know.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

from postil.facts.model import Facts, Function, Statement
from postil.facts.registry import facts_of
from postil.reading.query import code_in_query
from postil.text.identifiers import split_identifier
from postil.text.lazy import regex
from postil.text.mentions import find_mentions

_HOLE = "____"
_ERROR = regex(r"\b[A-Z]\w*(?:Error|Exception|Interrupt)\b")


def docstring(question: str, language: str) -> str | None:
    """The name of the function in words, then what its header and body show: arguments, results, exceptions."""
    facts = facts_of(code_in_query(question), "python")
    if not facts.functions:
        return None
    one = facts.functions[0]
    name = " ".join(split_identifier(one.name))
    summary = f"{one.name}函数。" if language == "zh" else f"{name.capitalize()}."
    taken = [p.name for p in one.parameters if p.name not in ("self", "cls")]
    value = next((r.value for r in reversed(one.returns) if r.value), None)
    raised = list(dict.fromkeys(r.exception for r in one.raises if r.exception))
    shown = {
        "Args": [f"{name}: {_of(name, one, language)}" for name in taken],
        "Returns": [f"{value}。" if language == "zh" else f"The value of {value}."] if value else [],
        "Raises": [f"{name}: {'出错时。' if language == 'zh' else 'on bad input.'}" for name in raised],
    }
    parts = [
        f"{title}:\n" + "\n".join(f"    {line}" for line in lines) for title, lines in shown.items() if lines
    ]
    return "\n\n".join([summary, *parts])


def issue(question: str, language: str) -> str | None:
    """The names and errors of the question, with the advice to look there."""
    names = list(dict.fromkeys([*_ERROR.findall(question), *_calls(question), *_spans(question)]))[:3]
    if not names:
        return None
    listed = ("、" if language == "zh" else ", ").join(f"`{name}`" for name in names)
    if language == "zh":
        return f"请检查{listed}，并查阅其文档中关于默认值和返回值的说明。"
    return f"Check {listed}, and what its documentation says about defaults and results."


def generation(question: str, language: str) -> str | None:  # noqa: ARG001 - all guesses are called alike
    """The function that returns its first argument."""
    signature = next((line for line in question.split("\n") if line.startswith("def ")), "")
    functions = facts_of(f"{signature}\n    pass", "python").functions
    if not functions or not functions[0].parameters:
        return None
    return f"```python\n{signature}\n    return {functions[0].parameters[0].name}\n```"


def recommendation(question: str, language: str) -> str | None:  # noqa: ARG001 - all guesses are called alike
    """For the last line a return of what was bound first, else the line before again; names by how often they stand."""
    code = code_in_query(question)
    lines = code.split("\n")
    place = next((n for n, line in enumerate(lines) if line.strip() == _HOLE), None)
    if place is None:
        return None
    bound = _bound(facts_of(code, "python"))
    before = next((line.strip() for line in reversed(lines[:place]) if line.strip()), "")
    last = not any(line.strip() for line in lines[place + 1 :])
    returns = [f"return {name}" for name in bound[:2]]
    others = [before] if before and not before.endswith(":") else []
    return "\n".join([*returns, *others] if last else [*others, *returns]) or None


def review(question: str, language: str) -> str | None:
    """The first line that looks like one of a few well-known faults; else none."""
    code = code_in_query(question)
    if not code:
        return None
    facts = facts_of(code, "python")
    for statement in facts.statements:
        for suspicious, fix, english, chinese in _SUSPICIONS:
            if suspicious(statement, facts):
                reason = chinese if language == "zh" else english
                form = "第{}行：{}\n修改：{}" if language == "zh" else "Line {}: {}\nFix: {}"
                return form.format(statement.line, reason, fix(statement.text))
    return "没有错误。" if language == "zh" else "No fault."


def _of(name: str, one: Function, language: str) -> str:
    default = next((p.default for p in one.parameters if p.name == name), None)
    words = " ".join(split_identifier(name))
    if language == "zh":
        return f"参数{name}{f'，默认为{default}' if default else ''}。"
    return f"the {words}{f', by default {default}' if default else ''}."


def _calls(text: str) -> list[str]:
    facts = facts_of(code_in_query(text), "python")
    return [call.name.lstrip(".") for statement in facts.statements for call in statement.calls]


def _spans(text: str) -> list[str]:
    return [mention.text for mention in find_mentions(text) if mention.kind in ("code", "call")]


def _bound(facts: Facts) -> list[str]:
    """Names that the code assigns, the most used first; then the parameters."""
    used = Counter(name for statement in facts.statements for name in statement.names)
    assigned = [
        name for s in facts.statements if s.kind == "assign" for name in s.targets if name.isidentifier()
    ]
    taken = [p.name for one in facts.functions for p in one.parameters]
    return list(dict.fromkeys([*sorted(dict.fromkeys(assigned), key=lambda name: -used[name]), *taken]))


def _compares_none(statement: Statement, facts: Facts) -> bool:  # noqa: ARG001 - suspicions are called alike
    return any(one.right == "None" and one.operator in ("==", "!=") for one in statement.comparisons)


def _drops_last(statement: Statement, facts: Facts) -> bool:  # noqa: ARG001 - suspicions are called alike
    return any(
        call.name == "range" and any("len(" in a and "- 1" in a for a in call.arguments)
        for call in statement.calls
    )


def _strict_loop(statement: Statement, facts: Facts) -> bool:  # noqa: ARG001 - suspicions are called alike
    return statement.kind == "while" and any(one.operator in ("<", ">") for one in statement.comparisons)


_Suspicion = tuple[Callable[[Statement, Facts], bool], Callable[[str], str], str, str]
_SUSPICIONS: tuple[_Suspicion, ...] = (
    (
        _compares_none,
        lambda text: text.replace("== None", "is None"),
        "None is compared by value.",
        "用值比较None。",
    ),
    (
        _drops_last,
        lambda text: text.replace(" - 1", ""),
        "The last item is left out.",
        "漏掉了最后一个元素。",
    ),
    (
        _strict_loop,
        lambda text: text.replace("<", "<=").replace(">", ">="),
        "The bound itself is left out.",
        "没有包含边界本身。",
    ),
)

GUESSES: Mapping[str, Callable[[str, str], str | None]] = {
    "comment_function": docstring,
    "issue_answer": issue,
    "code_generation": generation,
    "recommendation": recommendation,
    "review": review,
}
