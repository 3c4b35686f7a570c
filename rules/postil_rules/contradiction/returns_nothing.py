"""CON20: a result is documented, nothing is returned."""

from __future__ import annotations

from collections.abc import Iterator

from postil.claims.model import DocItem
from postil.facts.model import Function
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.identifiers import split_identifier
from postil.text.lazy import regex
from postil_rules.contradiction._judged import Documented, documented, shortened

_NOTHING = regex(
    r"(?i)^(?:\W*:[\w:]+:)?\W*(?:None|nothing|no return|n/a|(?:Promise ?< ?)?(?:void|undefined)\b(?! ?\*| pointer)|无|没有|空|不返回)"
)
_NO_RESULT = regex(
    r"(?i)\b(?:never|only|(?:do|does|will|did)(?: not|n't)) returns?\b|\breturns? (?:only |nothing|None\b)|\bno (?:return|value|result)|\bmodif\w+ .{0,40}\bin[- ]place\b|\bin[- ]place\b|不(?:会)?返回|无返回"
)
_SUMMARY = regex(
    r"(?:Returns?|Gives? back|Hands? back)\b(?! (?:to|from|early|at once|\w+ly(?:[.,;]|$| (?:if|when|once|because|as|since|without|after|to)\b)|.{0,80} to (?:the|its|their|a|an|his) |(?:(?:an?|the|this|its) )?(?!path|link|reference|pointer|distance|key|index)\w+ to \w+|if|without|control|nothing|None|[^.;:]{1,80} to (?:waiting|idle|normal|defaults?|zero|(?:byte|position|offset|line|row|state|index) (?:\d|zero)|\d))\b)|返回(?!到|上|首页|类型|[^，。；\n]{0,9}给|前|主|值)"
)
# Decorators that hand on what the function returns.
# What a decorator's name ends with that hands on what the function gives.
_KEPT = (
    *("property", "setter", "method", "override", "final", "cache", "jit", "wraps"),
    *("unsafe", "required", "exempt", "deprecated", "atomic", "synchronized", "command"),
)
_PROMISE = regex(r"(?i)\b(?:promise|resolve[sd]?|fulfill?(?:s|ed)?)\b")
_SCRIPTS = frozenset(("javascript", "typescript"))
_OBJECT = regex(r"(?i)\b(?:objects?|instances?|self|new|constructed|initiali[sz]ed|class)\b|对象|实例")
_NAME = regex(r"[A-Za-z]\w*")


class ReturnsNothing(Rule):
    """The docstring has a Returns section (or begins with Return), but no path returns a value."""

    code = "CON20"
    name = "contradiction/returns-nothing"
    tier = 2
    dimension = "accuracy"
    penalty = 0.35
    comment_kinds = ("docstring", "summary")
    needs = ("docstring", "tree")
    title = "documented result, but nothing is returned"
    why = "The caller works on None."
    source = "DOC202; false alarms on abstract bodies as in ruff#12893 are left out"
    good = (
        Example(
            "def f(n):\n    return n + 1", docstring="Return the successor.\n\nReturns:\n    int: One more."
        ),
        Example(
            "def f(n):\n    return n + 1", docstring="返回后继。\n\n返回：\n    加一后的数。", language="zh"
        ),
    )
    near_misses = (
        Example("def stop(self):\n    self.on = False", docstring="Stop.\n\nReturns:\n    :const:`None`"),
        Example("def stop(self):\n    self.on = False", docstring="Stop.\n\n:return: :py:data:`None`"),
        Example(
            "def f(n):\n    raise NotImplementedError",
            docstring="Return the successor.\n\nReturns:\n    int: One more.",
        ),
        Example("def f(n):\n    print(n)", docstring="Print it.\n\nReturns:\n    None"),
        Example(
            "@guvectorize(kinds)\ndef f(n, out):\n    out[0] = n",
            docstring="Do.\n\nReturns:\n    int: The sum.",
        ),
        Example(
            "@shop.component\ndef show(n):\n    Table(n)",
            docstring="Show it.\n\nReturns:\n    A component that shows the table.",
        ),
        Example("def f(n):\n    print(n)", docstring="返回值没有被接收时输出。", language="zh"),
        Example(
            'class Box:\n    def __init__(self, n):\n        """Fill it.\n\n        Returns:\n            Box: One of n.\n        """\n        self.n = n'
        ),
        Example("def f(n):\n    send(n)", docstring="返回文件数据给客户端。", language="zh"),
        Example("def f(n):\n    yield n", docstring="Return an iterator over n."),
        Example("def f(n):\n    go(n)", docstring="Return to the start page."),
        Example("def f(n):\n    go(n)", docstring="Go.\n\n:param n:\n:return:\n:rtype:"),
        Example("def return_buffer(self, frame):\n    self.write(frame)", docstring="Return the buffer."),
        Example("def wait(n):\n    del n", docstring="Return immediately because nothing is full."),
        Example("def give_back(task):\n    task.state = WAITING", docstring="Return a task to waiting."),
        Example(
            "def again(sent):\n    for one in sent:\n        one.seek(0)",
            docstring="Return every part of a file to byte 0 so that it can be read again.",
        ),
        Example(
            "def preempt(queue):\n    queue.clear()",
            docstring="Return tasks refused in the last run to waiting.",
        ),
        Example("def visit_return(self, node):\n    self.look(node)", docstring="Return node visitor."),
        Example("def f(c):\n    c.place = c.home", docstring="Return corners to their original places."),
        Example(
            "def fit(self, data):\n    self.sums = sums(data)",
            docstring="Fit it.\n\nReturns\n-------\nNone: The sums are added to the model.",
        ),
        Example(
            "async def serve(port):\n    await listen(port)",
            docstring="Listen.\n\nReturns:\n    This function only returns when it is cancelled.",
        ),
        Example(
            "def sort_up(xs):\n    xs.sort()",
            docstring="排序。\n\n返回：\n    该函数不返回任何值，直接修改列表。",
            language="zh",
        ),
        Example("def f(n) -> int:\n    refuse(n)", docstring="Count.\n\nReturns:\n    int: The number."),
        Example(
            "def reset(self, seed=None) -> tuple[int, dict]:\n    if seed is not None:\n        self.rng = make(seed)",
            docstring="Reset.\n\nReturns:\n    The first observation and the facts.",
        ),
    )
    bad = (
        Example("def f(n):\n    print(n + 1)", docstring="Add one.\n\nReturns:\n    int: The sum."),
        Example("def f(n):\n    print(n + 1)", docstring="加一。\n\n返回：\n    相加的结果。", language="zh"),
    )
    paraphrases = (
        Example(
            "@login_required\ndef shell(user):\n    start(user)",
            docstring="Start it.\n\nReturns:\n    The number of commands.",
        ),
        Example(
            "@command\ndef shell() -> None:\n    start()",
            docstring="Start it.\n\nReturns:\n    The number of commands.",
        ),
        Example(
            'class Box:\n    def __init__(self, n):\n        """Fill it.\n\n        Returns:\n            int: How much fits.\n        """\n        self.n = n'
        ),
        Example("def f(n):\n    n += 1\n    return", docstring="Add one.\n\n:returns: the sum"),
        Example("def f(n):\n    print(n + 1)", docstring="Return the sum of n and one."),
        Example("def f(n):\n    print(n + 1)", docstring="Return the number of bytes to read."),
        Example("def f(n):\n    print(n)", docstring="返回n的后继。", language="zh"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield at most one finding for each docstring."""
        for remark in documented(page):
            function = remark.function
            if _returns(function) or page.facts.problems or function.name.startswith("test"):
                continue
            if _has_no_result(remark):
                continue
            sections = page.docstring(remark.comment)
            said = [
                item
                for item in sections.returns or ()
                if any(map(str.isalnum, f"{item.type or ''}{item.text}"))
            ]
            if _constructs(function, page.facts.language) and (not said or _makes_itself(function, said)):
                continue
            nothing = any(_says_nothing(item) for item in said) or (
                page.facts.language in _SCRIPTS and function.is_async and _promises_only(said)
            )
            promised = sections.returns is None and _promises(sections.summary, function)
            if (said and not nothing) or (promised and not _may_fill(page, function)):
                text = said[0].text or said[0].type or "" if said else sections.summary
                message = f"says what {function.name} returns, it returns nothing"
                yield self.finding(
                    page,
                    remark.comment,
                    message,
                    f"comment: {shortened(text)!r} | code: '{function.name} has no return with a value'",
                )


def _may_fill(page: Page, function: Function) -> bool:
    """Whether a function of C has pointers or references for what it gives back."""
    head = "\n".join(page.lines[function.line - 1 : max(function.line, function.body_line)]).partition("{")[0]
    return page.facts.language in {"c", "cpp"} and not {"*", "&"}.isdisjoint(head)


def _promises(summary: str, function: Function) -> bool:
    """Whether a summary says that a result comes back; ``visit_return`` may well speak of the statement."""
    return _SUMMARY.match(summary) is not None and "return" not in split_identifier(function.name)


def _says_nothing(item: DocItem) -> bool:
    """Whether an entry tells that there is no result: ``None: it is filled``, ``returns only when cancelled``."""
    told = (item.name, item.type, item.text)
    return any(_NOTHING.match(text or "") for text in told) or _NO_RESULT.search(item.text) is not None


def _has_no_result(remark: Documented) -> bool:
    """Whether the body is for others to fill, as the annotation of a result in it tells, or always raises."""
    body = remark.body
    last = body[-1] if body else None
    always = last is not None and last.kind == "raise" and last.depth == body[0].depth
    promised = (remark.function.return_annotation or "None") not in {"None", "NoReturn", "Never", "void"}
    return (
        always
        or promised
        or (remark.in_source and all(statement.kind in {"return", "pass"} for statement in body))
    )


def _returns(function: Function) -> bool:
    """Whether any path returns or yields, or the body is for a subclass to fill."""
    plain = function.return_annotation == "None"  # whatever decorates it
    abstract = any(
        (not plain and not decorator.partition("(")[0].endswith(_KEPT))
        or any(mark in decorator for mark in ("abstract", "overload"))
        for decorator in function.decorators
    )
    valued = any(found.value is not None for found in function.returns)
    unfinished = any((found.exception or "").endswith("NotImplementedError") for found in function.raises)
    return valued or bool(function.yields) or abstract or unfinished


def _constructs(function: Function, language: str) -> bool:
    """Whether the function is called to make an object: ``__init__``, one named as its class, a capital in JavaScript."""
    owner, name = function.qualname.split(".")[-2:-1], function.name
    capital = language in _SCRIPTS and (name == "constructor" or name[:1].isupper())
    return name == "__init__" or owner == [name] or capital


def _promises_only(items: list[DocItem]) -> bool:
    """Whether what is told of a result is that it is a promise, which every ``async`` function of JavaScript gives."""
    return any(_PROMISE.search(item.text) and "<" not in item.text for item in items)


def _makes_itself(function: Function, items: list[DocItem]) -> bool:
    """Whether the result told of a constructor is the new object, which its call gives."""
    owner = function.qualname.lower()
    told = " ".join(f"{item.name} {item.type} {item.text}" for item in items)
    return _OBJECT.search(told) is not None or any(
        len(name) > 2 and name.lower() in owner for name in _NAME.findall(told)
    )
