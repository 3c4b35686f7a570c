"""STA05: a docstring that stayed while what it documents got another contract."""

from __future__ import annotations

from collections.abc import Iterator

from postil.facts.model import Function
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule

_BEFORE = (
    'def fetch(url, retries=3):\n    """Fetch a page, with a few retries."""\n    return get(url, retries)\n'
)
_DEFAULT = _BEFORE.replace("retries=3", "retries=5")
_CHINESE = 'def fetch(url, retries=3):\n    """抓取页面，失败时重试几次。"""\n    return get(url, retries)\n'


class ContractChanged(Rule):
    """The parameters, results or exceptions of a function changed since the revision, its docstring did not."""

    code = "STA05"
    name = "staleness/contract-changed"
    tier = 2
    dimension = "accuracy"
    penalty = 0.15
    needs = ("tree", "docstring", "git")
    title = "docstring unchanged while the contract of its function changed"
    why = "Callers read the docstring and rely on the contract of yesterday."
    source = "staledocs and doc-drift ledgers"
    good = (
        Example(_DEFAULT.replace("a few", "five"), earlier=_BEFORE),
        Example(_CHINESE.replace("=3", "=5").replace("几次", "五次"), language="zh", earlier=_CHINESE),
    )
    near_misses = (
        Example(_BEFORE.replace("get(url", "get_page(url"), earlier=_BEFORE),
        Example("import time\n\n\n" + _BEFORE, earlier=_BEFORE),
        Example(_BEFORE.replace("retries=3", "retries: int = 3"), earlier=_BEFORE),
        Example(_BEFORE.replace("retries=3", "retries=3, *, _cache=None"), earlier=_BEFORE),
    )
    bad = (
        Example(_BEFORE.replace(", retries=3", ", retries=3, timeout=None"), earlier=_BEFORE),
        Example(
            _CHINESE.replace(", retries=3", ", retries=3, timeout=None"), language="zh", earlier=_CHINESE
        ),
    )
    paraphrases = (
        Example(_DEFAULT, earlier=_BEFORE),
        Example(
            _BEFORE.replace("    return", "    if not url:\n        raise ValueError(url)\n    return"),
            earlier=_BEFORE,
        ),
        Example(_BEFORE.replace("    return get", "    yield from get"), earlier=_BEFORE),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each docstring that stayed behind."""
        earlier = page.earlier
        if earlier is None:
            return
        for index in page.docstrings:
            function = page.documented(index)
            then = earlier.then(page.comments[index]) if function is not None else None
            before = earlier.owner(then) if then is not None else None
            if function is None or not isinstance(before, Function):
                continue
            changes = list(_changes(before, function))
            if changes:
                message = f"is as it was, but {function.name} changed: {'; '.join(changes[:3])}"
                yield self.finding(page, index, message, f"code: {changes[0]} | docstring: unchanged")


def _changes(before: Function, now: Function) -> Iterator[str]:
    """What a caller must know that has changed, in words."""
    old, new = _parameters(before), _parameters(now)
    yield from (f"parameter {name!r} is new" for name in new if name not in old)
    yield from (f"parameter {name!r} is gone" for name in old if name not in new)
    for name in new:
        if name in old and old[name] != new[name]:
            yield f"the default of {name!r} is {new[name] or 'gone'}"
    if bool(before.yields) != bool(now.yields):
        yield "it yields" if now.yields else "it no longer yields"
    elif _gives(before) != _gives(now) and not before.stub:
        yield "it returns a value" if _gives(now) else "it no longer returns a value"
    yield from (f"it raises {name}" for name in sorted(_raised(now) - _raised(before)))


def _parameters(function: Function) -> dict[str, str | None]:
    return {one.name: one.default for one in function.parameters if not one.name.startswith("_")}


def _gives(function: Function) -> bool:
    return any(one.value not in (None, "None") for one in function.returns)


def _raised(function: Function) -> set[str]:
    return {one.exception for one in function.raises if one.exception and not one.caught}
