"""CON26: a documented exception that the function does not raise."""

from __future__ import annotations

import builtins
import re
from collections.abc import Iterator

from postil.claims.guards import overlap
from postil.claims.model import DocItem
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil_rules.contradiction._judged import Documented, documented, shortened
from postil_rules.contradiction._raised import raises_said

# what raises without a raise statement
_IMPLICIT = {
    "KeyError": r"[\w)\]'\"]\[|\bdel\b|\.pop\(|\.remove\(", "IndexError": r"[\w)\]'\"]\[|\.pop\(|\.remove\(", "LookupError": r"[\w)\]'\"]\[|\.pop\(", "TypeError": r".",
    "AttributeError": r"\.", "ZeroDivisionError": r"[/%]", "ArithmeticError": r"[/%*]", "StopIteration": r"\bnext\(",
    "OverflowError": r"\*|int\(", "UnicodeError": r"code\(", "ValueError": r"\.index\(|int\(|float\(|,\s*\w+ =|\.remove\(|min\(|max\(|sum\(",
    "NullPointerException": r"[.\[]", "IndexOutOfBoundsException": r"\[", "ArrayIndexOutOfBoundsException": r"\[",
    "ClassCastException": r"\(", "NegativeArraySizeException": r"\[", "RangeError": r".",
    "AssertionError": r"\bassert\b", "NameError": r".", "RecursionError": r"\(", "MemoryError": r".",
}  # fmt: skip
_SAFE = frozenset(
    "len range isinstance str repr print list dict set tuple sorted enumerate zip bool type append extend items keys values join "
    "strip lower upper startswith endswith get setdefault add update format abs round super hasattr callable issubclass any all "
    "is_integer timedelta math.ceil math.floor math.fsum fsum floor ceil splitlines replace lstrip rstrip copy insert reversed hash id".split()
)
_SAFE_ABROAD = frozenset(
    "size length isEmpty toLowerCase toUpperCase trim startsWith endsWith isNaN isArray max min abs floor ceil round sqrt push map filter join "
    "concat includes println print log".split()
)
"""Of other languages than Python, where ``get`` and ``set`` refuse what they are given."""
_OF_ITEMS = frozenset("KeyError IndexError LookupError".split())
_LOOKED_UP = re.compile(r"\.[A-Za-z]\w*(?![\w(])|\bin\b|\bdel\b|\bsuper\(")
_ANYWHERE = frozenset(
    "ValueError TypeError KeyError IndexError AttributeError OSError IOError RuntimeError ImportError".split()
)


class ExceptionNotRaised(Rule):
    """The Raises section names an exception that nothing in the body can raise, or one in place of another."""

    code = "CON26"
    name = "contradiction/exception-not-raised"
    tier = 3
    dimension = "accuracy"
    penalty = 0.3
    comment_kinds = ("docstring", "summary")
    needs = ("docstring", "tree")
    title = "documented exception is never raised"
    why = "Callers catch what never comes and miss what does."
    source = "DOC502; false alarms of ruff#20973, #23840 and pydoclint#238 are left out"
    good = (
        Example(
            "def f(n):\n    if n < 0:\n        raise ValueError(n)\n    return n",
            docstring="Do.\n\nRaises:\n    ValueError: If n is negative.",
        ),
        Example(
            "def f(n):\n    if n < 0:\n        raise ValueError(n)\n    return n",
            docstring="检查。\n\n异常：\n    ValueError：n为负数时抛出。",
            language="zh",
        ),
    )
    near_misses = (
        Example(
            "def fill(template, given):\n    try:\n        return template.format(**given)\n    except KeyError as key:\n        if template == key:\n            raise ValueError(template) from key\n        return key",
            docstring="Fill in. By itself format would raise a KeyError if a part of template is not given.",
        ),
        Example(
            "def find(users, email):\n    return users[email]",
            docstring="Return the user with this email, or raise KeyError if there is none.",
        ),
        Example(
            'def f(n):\n    """Do.\n\n    Raises:\n        KeyError: If it is not there.\n    """\n    del n.value\n'
        ),
        Example(
            'def f(n):\n    """Do.\n\n    Raises:\n        LookupError: If it is not there.\n    """\n    return n[0]\n'
        ),
        Example(
            "def f(n):\n    check(n)\n    return n",
            docstring="Do.\n\nRaises:\n    ValueError: If n is negative.",
        ),
        Example(
            'def f(self, value):\n    """Do.\n\n    Raises:\n        BadError: If it cannot be done.\n    """\n    return value\n'
        ),
        Example(
            '@dispatch\ndef f(graph):\n    """Do.\n\n    Raises:\n        IndexError: If the graph has none.\n    """\n    raise TypeError(graph)\n'
        ),
        Example(
            'def save(self, one):\n    """Do.\n\n    Raises:\n        TakenError: If it is there.\n    """\n'
            "    if not isinstance(one, Row):\n        raise TypeError(one)\n    self._save(one)\n"
        ),
        Example("def f(d, k):\n    return d[k]", docstring="Do.\n\nRaises:\n    KeyError: If k is missing."),
        Example(
            "def f(n, err):\n    if n:\n        raise err\n    return n",
            docstring="Do.\n\nRaises:\n    RuntimeError: If n is set.",
        ),
        Example(
            "def f(n):\n    if n:\n        raise FileNotFoundError(n)\n    return n",
            docstring="Do.\n\nRaises:\n    OSError: If n is set.",
        ),
    )
    bad = (
        Example(
            "def f(n):\n    if n < 0:\n        raise ValueError(n)\n    return n",
            docstring="Do.\n\nRaises:\n    RuntimeError: If n is negative.",
        ),
        Example(
            "def f(n):\n    if n < 0:\n        raise ValueError(n)\n    return n",
            docstring="检查。\n\n异常：\n    RuntimeError：n为负数时抛出。",
            language="zh",
        ),
    )
    paraphrases = (
        Example(
            "def find(users, email):\n    for user in users:\n        if user.email == email:\n            return user\n    return None",
            docstring="Return the user with this email, or raise KeyError if there is none.",
        ),
        Example(
            "def find(users, email):\n    for user in users:\n        if user.email == email:\n            return user\n    return None",
            docstring="返回邮箱等于email的用户，找不到时抛出KeyError。",
            language="zh",
        ),
        Example(
            'def f(n):\n    """Do.\n\n    :raises IndexError: if there are too few\n    """\n    return len(n) + 1\n'
        ),
        Example(
            "def f(n):\n    if n < 0:\n        raise ValueError(g(n))\n    return n",
            docstring="Do.\n\n:raises KeyError: if n is below zero",
        ),
        Example("def f(n):\n    return n + 1", docstring="Do.\n\nRaises\n------\nRuntimeError\n    Always."),
        Example(
            'def f(n):\n    """Do.\n\n    Raises:\n        KeyError: If it is not there.\n    """\n    return n.value in [1, 2]\n'
        ),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each entry that is refuted."""
        for remark in documented(page):
            function = remark.function
            items = raises_said(page, remark)
            if not items or page.facts.problems or any(found.exception is None for found in function.raises):
                continue
            mistaken = _mistaken(items, remark) if remark.in_source else None
            names = {(item.name or "").rpartition(".")[2] for item in items}
            for item in items:
                if remark.in_source and _is_contract(item, remark):
                    continue
                if item is mistaken or self._refuted(
                    item, names, remark, python=page.facts.language == "python"
                ):
                    raised = (
                        ", ".join(sorted({str(found.exception) for found in function.raises})) or "nothing"
                    )
                    message = f"documents {item.name}, {function.name} raises {raised}"
                    shown = f"comment: {shortened(f'{item.name}: {item.text}')!r} | code: 'raises {raised}'"
                    yield self.finding(page, remark.comment, message, shown)

    def _refuted(self, item: DocItem, names: set[str], remark: Documented, *, python: bool) -> bool:
        function, body = remark.function, remark.body
        name = (item.name or "").rpartition(".")[2]
        if remark.in_source and hasattr(builtins, name) and name not in {"NotImplementedError", *_OF_ITEMS}:
            return False  # out of any call or operator
        if not name.isidentifier() or any(_related(name, str(found.exception)) for found in function.raises):
            return False
        if _another_is_raised_for_it(item, names, remark):
            return True
        implicit = _IMPLICIT.get(name)
        if (
            implicit is None
            and hasattr(builtins, name)
            and name not in {"RuntimeError", "NotImplementedError", "PermissionError"}
        ):
            return False
        foreign = remark.in_source and not hasattr(
            builtins, name
        )  # may come out of any module that is called
        risky = any(not _is_safe(call) or (foreign and "." in call) for call in _called(remark))
        if (risky if python else not _is_safe_abroad(remark)) or any(
            s.kind in {"import", "with"} or (s.kind == "yield" and name not in _OF_ITEMS) for s in body
        ):
            return False
        return implicit is None or not any(re.search(implicit, s.text) for s in body)


def _another_is_raised_for_it(item: DocItem, names: set[str], remark: Documented) -> bool:
    """Whether the body raises an undocumented exception on what the entry tells, and looks up nothing that may fail."""
    looked_up = item.name in _OF_ITEMS and any(_LOOKED_UP.search(s.text) for s in remark.body)
    if (
        remark.in_source
        and not hasattr(builtins, item.name or "")
        and not all(map(_is_safe, _called(remark)))
    ):
        return False  # it may come out of what is called
    return not (remark.in_source and looked_up) and any(
        str(found.exception).rpartition(".")[2] not in names
        and found.guards
        and not found.caught
        and overlap(item.text, found.guards[-1])
        for found in remark.function.raises
    )


def _is_contract(item: DocItem, remark: Documented) -> bool:
    """Whether others do what is documented: those that override a body without one, or those dispatched to."""
    body = [statement for statement in remark.body if statement.kind not in {"docstring", "pass"}]
    names = {parameter.name for parameter in remark.function.parameters}
    if len(body) != 1:
        return False
    if body[0].kind == "raise":
        return bool(remark.function.decorators)
    return body[0].kind == "return" and body[0].value in names and not hasattr(builtins, item.name or "")


def _called(remark: Documented) -> list[str]:
    return [call.name for statement in remark.body for call in statement.calls]


def _is_safe(callee: str) -> bool:
    return callee in _SAFE or callee.rpartition(".")[2] in _SAFE or callee.endswith(("Error", "Exception"))


def _is_safe_abroad(remark: Documented) -> bool:
    """Whether nothing is called in another language than Python that may refuse, the other constructor included."""
    return not any(s.text.startswith(("this(", "super(")) for s in remark.body) and all(
        ("." in name and name.rpartition(".")[2] in _SAFE_ABROAD) or name.endswith(("Error", "Exception"))
        for name in _called(remark)
    )


def _related(documented_name: str, raised: str) -> bool:
    """Whether one is the other, or an ancestor of it among the built-in exceptions."""
    raised = raised.rpartition(".")[2]
    if documented_name == raised:
        return True
    one, other = getattr(builtins, documented_name, None), getattr(builtins, raised, None)
    if isinstance(one, type) and isinstance(other, type):
        return issubclass(one, other) or issubclass(other, one)
    return documented_name in {"Exception", "BaseException"} or other is None


def _mistaken(items: tuple[DocItem, ...], remark: Documented) -> DocItem | None:
    """The only documented exception that is not raised, where the only raised one is not documented."""
    raised = {str(f.exception).rpartition(".")[2] for f in remark.function.raises if not f.caught}
    told = {(item.name or "").rpartition(".")[2]: item for item in items}
    missing, untold = told.keys() - raised, raised - told.keys()
    if len(missing) != 1 or len(untold) != 1 or len(told) != len(items):
        return None
    name = next(iter(missing))
    if (
        not hasattr(builtins, name)  # others come out of what is called, too
        or issubclass(getattr(builtins, name), OSError)  # out of any file
        or name in _IMPLICIT
        or name in _ANYWHERE
        or _related(name, next(iter(untold)))
    ):
        return None
    return told[name]
