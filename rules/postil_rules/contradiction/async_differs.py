"""CON31: a remark says coroutine where the function is an ordinary one, or the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postil.facts.model import Function
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex
from postil_rules.contradiction._judged import documented, function_at, judged, shortened

_ASYNC = regex(
    r"(?i)^\W*(?:an? |the |this is an? |define (?:an? |the )?)?(?:async(?:hronous)?(?:ly)?|coroutine)\b|^(?:这是)?(?:一个)?(?:定义)?(?:一个)?(?:异步|协程)"
    r"|^(?!返回|获取|取得|得到|创建|生成|构造|包装|运行|执行|启动|调度|等待|当前)[^，。；：、\n]{2,30}?的(?:协程(?:函数)?|异步(?:函数|方法))(?=[。，；]|$)"
)
_AWAITED = regex(
    r"(?i)\bthis (?:function |method )?is a coroutine\b|\bmust be awaited\b|必须(?:用)?\s?await|需要\s?await|(?:这|本函数)是(?:一个)?协程",
    hints=("coroutine", "await", "协程"),
)
_SYNC = regex(
    r"(?i)^\W*(?:an? |the |this is an? )?(?:synchronous(?:ly)?|blocking|ordinary \(not async\))\b|^(?:一个)?(?:同步|阻塞式?)(?:地|的|函数|执行|读取|下载|发送|等待)"
)
_PLAIN = regex(
    r"None|True|False|bool|int|str|float|bytes|(?:list|dict|set|tuple)(?:\[.*\])?|['\"\d\[({].*|not .*",
    re.DOTALL,
)
_MAYBE = regex(r"Await|Corout|Future|Task|Any\b|object|Callable|Self|Deferred|Promise|\bT\b|[\"']|_T|T_|Func")
_MADE = regex(
    r"(?:len|isinstance|str|repr|bool|int|float|sorted|list|tuple|set|dict|sum|min|max|any|all|type|hash|frozenset)\("
    r"|[\w.]+$|[\w.]+ (?:==|!=|<|>|<=|>=|in|is|not in|is not|\+|-|\*|/|%) |f['\"]"
)
_AWAITABLE = regex(
    r"\byield\b|create_task|ensure_future|Future|run_coroutine|get_event_loop|asyncio|executor|Thread|submit|callback",
    re.IGNORECASE,
)


class AsyncDiffers(Rule):
    """Such as "Asynchronously fetch" on a plain ``def``, "blocking" on ``async def``."""

    code = "CON31"
    name = "contradiction/async-differs"
    tier = 3
    dimension = "accuracy"
    penalty = 0.3
    needs = ("text", "tree")
    code_languages = ("python",)
    title = "async claim differs from the function"
    why = "A missing await is a coroutine that never runs."
    good = (
        Example("async def f(u):\n    return await get(u)", docstring="Asynchronously fetch u."),
        Example("async def f(u):\n    return await get(u)", ((1, "异步下载u。"),), language="zh"),
    )
    near_misses = (
        Example("def f(u):\n    return get(u)", docstring="Fetch u. The result must be awaited."),
        Example("def f(u) -> Awaitable[str]:\n    return get(u)", docstring="Fetch u. It must be awaited."),
        Example("def f(u):\n    return asyncio.create_task(get(u))", docstring="Asynchronously fetch u."),
        Example(
            "class A:\n    @property\n    def coro(self):\n        return self._coro",
            docstring="The coroutine object that was handed over.",
        ),
        Example("def async_process(key):\n    return post(key)", docstring="异步处理。", language="zh"),
        Example("def f(u):\n    return tasks[u]", docstring="获取负责下载u的协程。", language="zh"),
        Example("def f(u):\n    return u", docstring="Turn u into the form that async callers want."),
    )
    bad = (
        Example("def f(u):\n    return get(u)", docstring="Asynchronously fetch u."),
        Example("async def f(u):\n    return await get(u)", ((1, "Blocking download of u."),)),
        Example("def f(u):\n    return get(u)", ((1, "异步下载u。"),), language="zh"),
    )
    paraphrases = (
        Example("def f(u) -> str:\n    return get(u)", docstring="Fetch u.\n\nThis function is a coroutine."),
        Example("def f(u):\n    size = len(u)\n    return size", docstring="Measure u; must be awaited."),
        Example("def f(u):\n    return get(u)", docstring="A coroutine that fetches u."),
        Example("async def f(u):\n    return await get(u)", docstring="同步下载u。", language="zh"),
        Example("def f(u):\n    return get(u)", docstring="下载u内容的协程。", language="zh"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield at most one finding for each remark on a function."""
        for remark in documented(page):
            yield from self._judge(page, remark.comment, remark.text, remark.function)
        for line in judged(page):
            function = (
                function_at(page, line.statements[0]) if line.statements[0].kind == "function" else None
            )
            if function is not None:
                yield from self._judge(page, line.comment, line.text, function)

    def _judge(self, page: Page, comment: int, text: str, function: Function) -> Iterator[Finding]:
        if "property" in function.decorators or (not function.is_async and "async" in function.name.lower()):
            return  # what it holds is a coroutine; what it starts goes on elsewhere
        match = (_SYNC if function.is_async else _ASYNC).match(text)
        if match is None and not function.is_async and _gives_plain(function):
            match = _AWAITED.search(text)
        if match is None or (not function.is_async and _hands_over(page, function)):
            return
        does = "async def" if function.is_async else "def"
        message = f"says {match.group().strip()!r}, {function.name} is a plain `{does}`"
        yield self.finding(
            page, comment, message, f"comment: {shortened(text)!r} | code: '{does} {function.name}'"
        )


def _gives_plain(function: Function) -> bool:
    """Whether nothing that could be awaited is returned."""
    given = function.return_annotation or ""
    if _PLAIN.fullmatch(given) or (given and not _MAYBE.search(given)):
        return True
    return all(
        found.value is None or _PLAIN.fullmatch(found.value) or _MADE.match(found.value)
        for found in function.returns
    )


def _hands_over(page: Page, function: Function) -> bool:
    """Whether a plain function works asynchronously by other means, or belongs to an asynchronous decorator."""
    return any(_AWAITABLE.search(line) for line in page.lines[function.line - 1 : function.end_line])
