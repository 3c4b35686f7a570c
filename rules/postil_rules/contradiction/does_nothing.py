"""CON34: a function is said to do nothing or not to be implemented, and its body does something."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postil.facts.model import Statement
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex
from postil_rules.contradiction._judged import Documented, documented, shortened

_NOTHING = regex(
    r"(?i)(?:this (?:method|function) |it )?(?:does|do) nothing\s*(?:[.;]|$)|(?:a |this is a )?no-?op(?: \w+)?\s*(?:[.;]|$)"
    r"|(?:本|该|此)?(?:函数|方法)?(?:什么(?:也|都)不做|不做任何事情?|空操作|空实现)\s*(?:[。；]|$)"
)
_UNDONE = regex(
    r"(?i)(?:this (?:method|function) is )?not (?:yet )?implemented(?: yet)?\s*(?:[.;]|$)|(?:尚未|暂未|还没有?|未)实现\s*(?:[。；]|$)"
)
_ABSTRACT = regex(r"(?i)(?:an? )?abstract method\b(?! for\b)|抽象方法")
_EMPTY = regex(r"None|True|False|NotImplemented|-?[\d.]+|[\[({][\])}]|['\"].*['\"]|super\(\).*", re.DOTALL)
_DOES = frozenset({"store", "mutate", "delete", "io"})
_CODE = "def close(self):\n    self.handle.close()\n    self.handle = None"


class DoesNothing(Rule):
    """The summary is "Does nothing.", "Not implemented." or "Abstract method", the body is a real one."""

    code = "CON34"
    name = "contradiction/does-nothing"
    tier = 3
    dimension = "accuracy"
    penalty = 0.35
    comment_kinds = ("docstring", "summary")
    needs = ("docstring", "tree")
    title = "says that it does nothing, the body does something"
    why = "The body was filled in and the docstring of the stub stayed; readers skip the function."
    source = "pylint 2044"
    good = (
        Example(_CODE, docstring="Close the handle."),
        Example(_CODE, docstring="关闭句柄。", language="zh"),
    )
    near_misses = (
        Example('def ignore(event, source):\n    """No-op."""\n    del event\n    del source\n'),
        Example(
            "def run(self, job):\n    self.job = job\n    return job.start()",
            docstring="Abstract method for running any job.",
        ),
        Example(_CODE, docstring="Does nothing if the handle is closed."),
        Example("def close(self):\n    return None", docstring="Does nothing."),
        Example("def close(self):\n    return super().close()", docstring="Do nothing."),
        Example("def clean(self, value):\n    return value", docstring="Do nothing."),
        Example("def copy(*args):\n    return run(later.copy(*args))", docstring="Not implemented."),
        Example("def close(self):\n    raise Missing(self)", docstring="Not implemented."),
    )
    bad = (
        Example(_CODE, docstring="Does nothing."),
        Example(_CODE, docstring="空操作。", language="zh"),
    )
    paraphrases = (
        Example(_CODE, docstring="This method is not implemented yet."),
        Example(
            "def dense(self):\n    return asarray(self, self.kind)", docstring="This function does nothing."
        ),
        Example(
            "def cyclic(g):\n    try:\n        sort(g)\n    except Loop:\n        return True\n    return False",
            docstring="A no-op.",
        ),
        Example("def empty(self):\n    return not self.items", docstring="什么都不做。", language="zh"),
        Example(_CODE, docstring="Abstract method: close the handle."),
        Example(_CODE, docstring="尚未实现。", language="zh"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield at most one finding for each docstring."""
        if not page.holding(
            "nothing", "noop", "no-op", "implemented", "abstract", "不做", "空", "实现", "抽象"
        ):
            return
        for remark in documented(page):
            said = _NOTHING.match(remark.text) or _UNDONE.match(remark.text) or _ABSTRACT.match(remark.text)
            code = _deed(remark) if said else None
            if said and code:
                message = f"says {said.group().strip(' .。')!r}, {remark.function.name} does something"
                text = f"comment: {shortened(remark.text)!r} | code: {shortened(code)!r}"
                yield self.finding(page, remark.comment, message, text)


def _deed(remark: Documented) -> str | None:
    """A statement that changes something or works out a result, in a body that is neither abstract nor only raises."""
    function = remark.function
    abstract = any("abstract" in decorator for decorator in function.decorators)
    if not remark.body or abstract or any("NotImplemented" in s.text for s in remark.body):
        return None
    given = {parameter.name for parameter in function.parameters}
    made = (s.text for s in remark.body if s.kind == "return" and _is_result(s.value, given))
    if len(remark.body) < 2:
        if any(call.name.rpartition(".")[2] == function.name for call in remark.body[0].calls):
            return None  # what it hands on to its namesake is told there
        return next(made, None)
    deeds = (s.text for s in remark.body if any(e.kind in _DOES for e in s.effects) and not _drops(s, given))
    values = {s.value for s in remark.body if s.kind == "return" and s.value in {"True", "False"}}
    return (
        next(deeds, None) or next(made, None) or ("return True ... return False" if len(values) > 1 else None)
    )


def _drops(statement: Statement, given: set[str]) -> bool:
    """Whether a statement only lets arguments go, which tells linters that they are not used."""
    words = statement.text.replace(",", " ").split()
    return words[:1] == ["del"] and given.issuperset(words[1:])


def _is_result(value: str, given: set[str]) -> bool:
    """Whether what is returned is worked out or looked up: no constant, no argument as it came."""
    return bool(value) and value not in given and _EMPTY.fullmatch(value) is None
