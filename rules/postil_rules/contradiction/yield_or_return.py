"""CON21: a remark says yields where the function returns, or the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postil.facts.model import Function
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex
from postil_rules._expressions import is_call, outline
from postil_rules.contradiction._judged import Documented, Judged, documented, function_at, judged, shortened

_LAZY = regex(
    r"(?i)\b(?:\w*(?:generator|iterator|iterable|iter|stream)s?|lazily|context manager|coroutine|awaitable|yield(?:s|ed|ing)?)\b|生成器|迭代器|惰性|上下文"
)
_MAY_BE_LAZY = regex(r"Iter|Gener|Any|object|Manager|Self|T\b|[\"']|Response|Stream")
_GENERATOR = regex(
    r"(?i)^(?!\W*(?:whether|true|false|if)\b).{0,30}?(?<!\bof )\b(?:an?|the) generator\b(?! (?:loss|network|model|class|instance|matrix|polynomial|name)\b)|(?:一个)?生成器(?!吗|与否)"
)
_YIELDS = regex(
    r"(?:Yields?|Generates? .{0,30}lazily)\b|(?:惰性地?)?(?:逐个)?(?:产出|生成并产出)|惰性地?(?:逐个)?(?:生成|返回)"
)
_CHOICE = regex(r" if .*? else | or ")
_EAGER = regex(
    r"(?:list|dict|set|tuple|sorted|len|sum|str|int|float|bool|frozenset|any|all|isinstance|max|min)\("
)
_RETURNS_LIST = regex(
    r"(?i)\breturns? (?:a |the )?(?:new )?(?:full |complete )?(?:list|tuple|dict|set)\b|一次性返回|收集成(?:列表|一个)|返回(?:一个)?列表"
)


class YieldOrReturn(Rule):
    """A generator is documented as returning, or a plain function as yielding."""

    code = "CON21"
    name = "contradiction/yield-or-return"
    tier = 2
    dimension = "accuracy"
    penalty = 0.35
    claim_kinds = ("yields", "returns")
    needs = ("docstring", "tree")
    code_languages = ("python", "javascript", "typescript")
    title = "yields where the comment says returns, or the reverse"
    why = "A generator does nothing until it is iterated, and only once."
    source = "DOC403/405, DAR; asked of the function's own scope"
    good = (
        Example("def f(xs):\n    for x in xs:\n        yield x", docstring="Go on.\n\nYields:\n    Each x."),
        Example("def f(xs):\n    return [x for x in xs]", ((1, "Return a list of all x."),)),
        Example(
            "def f(xs):\n    for x in xs:\n        yield x", ((3, "每次只产出一个元素。"),), language="zh"
        ),
    )
    near_misses = (
        Example(
            "def is_generator(self) -> bool:\n    found = self.yields\n    return bool(found)",
            docstring="Check it.\n\n:returns: Whether this is a generator function.",
        ),
        Example(
            "def yield_per(self, count):\n    self.count = count\n    return self",
            docstring="Yield only count rows at a time.",
        ),
        Example(
            "def batches(self, size):\n    found = self.reader.iter_batches(size)\n    return found",
            docstring="Read it.\n\nYields\n------\nBatch\n    The next one.",
        ),
        Example(
            "def f(xs):\n    for x in xs:\n        yield x",
            docstring="Go on.\n\nReturns\n-------\nA generator of :class:`X` instances.",
        ),
        Example(
            "def f(xs):\n    for x in xs:\n        yield x",
            docstring="Go on.\n\nReturns:\n    A generator over xs.",
        ),
        Example(
            "async def f(xs):\n    async for x in xs:\n        yield x",
            docstring="Return an AsyncGenerator over xs.\n\nReturns:\n    The members of xs.",
        ),
        Example(
            "def f(xs):\n    for x in xs:\n        yield x",
            docstring="Go on.\n\nReturns:\n    tuple: Yields each x, one at a time.",
        ),
        Example("def f(xs):\n    return (x for x in xs)", docstring="Yield each x."),
        Example("def f(xs):\n    return g(xs) if xs else []", docstring="Yield each x."),
        Example("def f(xs):\n    return chain(xs, xs)", docstring="Do.\n\nYields:\n    Each x twice."),
        Example("def f(n):\n    return n", ((1, "This yields a higher value than before."),)),
        Example(
            "def keep(test):\n    def kept(xs):\n        yield from filter(test, xs)\n    return kept",
            docstring="Yield only what passes the test.",
        ),
        Example(
            "def table():\n    import types_of_files\n    return types_of_files",
            docstring="惰性导入类型表，仅首次调用时执行。",
            language="zh",
        ),
        Example(
            "def loss(self, outputs):\n    made, seen = outputs\n    return seen",
            docstring="Of a step.\n\nReturns\n-------\nthe value of the generator loss for this input.",
        ),
        Example(
            "class Resampler:\n    def chance(self):\n        return self.kept",
            docstring="Of it.\n\nReturns\n-------\n{Generator, RandomState}\n    The Generator instance used.",
        ),
        Example(
            "def f(xs):\n    for x in xs:\n        yield x",
            docstring="Go on.\n\n:returns iter: All words of xs.",
        ),
    )
    bad = (
        Example(
            "def f(xs):\n    for x in xs:\n        yield x", docstring="Go on.\n\nReturns:\n    list: All x."
        ),
        Example(
            "def f(xs):\n    out = []\n    for x in xs:\n        out.append(x)\n    return out",
            ((1, "Yield the elements lazily."),),
        ),
        Example(
            "def f(xs):\n    for x in xs:\n        yield x",
            ((3, "把全部元素收集成列表，最后一次性返回。"),),
            language="zh",
        ),
    )
    paraphrases = (
        Example(
            "def batches(rows, size):\n    for start in range(0, len(rows), size):\n        yield rows[start:start + size]",
            docstring="Return a list of slices with size rows each.",
        ),
        Example(
            "def f(xs, n):\n    return g(x for x in xs) / n",
            docstring="Go on.\n\nYields:\n    What each has.",
        ),
        Example("def f(xs):\n    return {x: 1 for x in xs}", docstring="Go on.\n\nYields:\n    dict: Of xs."),
        Example("def f(xs):\n    out = list(xs)\n    return out", docstring="Go on.\n\nYields:\n    Each x."),
        Example(
            "def f(xs):\n    groups = {}\n    return groups",
            docstring="分组。\n\n:return: 一个生成器，逐组产出。",
            language="zh",
        ),
        Example("def f(xs):\n    for x in xs:\n        yield x", ((3, "Return x to the caller."),)),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each remark that takes one for the other."""
        for remark in documented(page):
            sections = page.docstring(remark.comment)
            said = " ".join(f"{one.name or ''} {one.text} {one.type or ''}" for one in sections.returns or ())
            claim = _of_docstring(
                remark,
                said,
                sections.summary,
                returns=bool(sections.returns) or _promises_list(remark, sections.summary),
                yields=bool(sections.yields),
            )
            if claim and not (claim == "yields" and _makes_generator(page, remark.function)):
                yield self._wrong(page, remark.comment, claim, said or sections.summary, remark.function)
        for line in judged(page):
            claim = None if line.in_source else _of_line(page, line)
            if claim:
                yield self._wrong(page, line.comment, claim, line.text, function_at(page, line.statements[0]))

    def _wrong(self, page: Page, comment: int, claim: str, text: str, function: Function | None) -> Finding:
        does = "returns" if claim == "yields" else "yields"
        yields = function.yields if function is not None else ()
        shown = f"line {yields[0]}: yield" if yields else does
        name = function.name if function is not None else "the code"
        return self.finding(
            page,
            comment,
            f"says that it {claim}, {name} {does}",
            f"comment: {shortened(text)!r} | code: {shown!r}",
        )


def _promises_list(remark: Documented, summary: str) -> bool:
    """Whether a summary given as a row begins by returning a collection: in one lies no loose word for *yield*."""
    return not remark.in_source and _RETURNS_LIST.match(summary) is not None


def _makes_generator(page: Page, function: Function) -> bool:
    """Whether a generator is defined inside: the remark tells what the function that is handed out does."""
    within = f"{function.qualname}."
    return any(inner.yields and inner.qualname.startswith(within) for inner in page.facts.functions)


def _is_generator(function: Function) -> bool:
    return bool(function.yields)


def _may_yield(function: Function) -> bool:
    """Whether the result may be lazy although there is no ``yield``: a generator expression or a call."""
    return any(_may_be_lazy(found.value or "") for found in function.returns)


def _may_be_lazy(value: str) -> bool:
    """Whether an expression, or one that it chooses from, is a generator expression or a call of what may give one."""
    while outline(value) == "()" and " for " not in outline(value[1:-1]):
        value = value[1:-1].strip()
    parts = (part.rpartition(" and ")[2].strip() for part in _CHOICE.split(outline(value)))
    return any(
        (part == "()" and " for " in value) or (is_call(part) and not _EAGER.match(part)) for part in parts
    )


def _hands_on(remark: Documented) -> bool:
    """Whether a name that comes back was given what may be lazy: ``rows = read(path)``, ``return rows``."""
    named = {found.value for found in remark.function.returns}
    return any(not named.isdisjoint(s.targets) and _may_be_lazy(s.value) for s in remark.body)


def _of_docstring(remark: Documented, said: str, summary: str, *, returns: bool, yields: bool) -> str | None:
    function = remark.function
    if function.name in {"next", "__next__", "send", "__anext__"} or function.name.startswith("yield_"):
        return None
    if _is_generator(function):
        wrong = (
            returns
            and not yields
            and not _LAZY.search(said)
            and not any(found.value for found in function.returns)
        )
        return "returns" if wrong and not _LAZY.search(summary) and not function.decorators else None
    if not (yields or _GENERATOR.search(said[:30]) or _YIELDS.match(summary)):
        return None
    annotated = function.return_annotation or ""
    eager = yields and bool(annotated) and not _MAY_BE_LAZY.search(annotated)
    gives = any(found.value for found in function.returns)
    return "yields" if gives and (eager or not (_may_yield(function) or _hands_on(remark))) else None


def _of_line(page: Page, remark: Judged) -> str | None:
    statement = remark.statements[0]
    said = {claim.kind for claim in remark.of("yields", "returns")}
    if not said:
        return None
    if statement.kind == "yield" or (statement.kind == "expression" and statement.text.startswith("yield ")):
        literal = any(claim.kind == "returns" and claim.value is None for claim in remark.claims)
        heads = re.match(r"(?:Returns?|Gives? back)\b|返回", remark.text) or _RETURNS_LIST.search(remark.text)
        return (
            "returns" if said == {"returns"} and literal and heads and not _LAZY.search(remark.text) else None
        )
    function = function_at(page, statement) if statement.kind in {"return", "function"} else None
    if (
        function is not None
        and not function.yields
        and any(found.value for found in function.returns)
        and not _may_yield(function)
    ):
        return "yields" if _YIELDS.match(remark.text) and "yields" in said else None
    return None
