"""COV04: what a generator yields, left out of its docstring."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postil.facts.model import Function
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex

_TOLD = regex(
    r"(?i)yield|generat|iter[ae]|return|stream|produc|one (?:by|at a)|each|生成|产出|迭代|遍历|逐|依次|返回|\A\W*(?:list|enumerate|walk|loop|traverse|similar to|like|same as)|列出|枚举"
)
_VALUE = regex(r"\byield\b(?!\s*(?:None\b\s*)?(?:$|[)\]};#]))")
_HANDED_ON = regex(r"\byield from (?:self\.)?(\w+)\(")
_OF_NONE = regex(r"['\"]?(?:\w+\.)*(?:Async)?(?:Generator|Itera(?:tor|ble))\[None\b")
_WRAPPED = ("contextmanager", "fixture", "hookimpl", "hookwrapper")
_CODE = "def pieces(text, size):\n    for start in range(0, len(text), size):\n        yield text[start:start + size]"
_ARGS = "Args:\n    text: What to cut.\n    size: How long the pieces are."


class YieldUndocumented(Rule):
    """A generator's docstring has sections, none of them for what it yields, and its text does not tell either."""

    code = "COV04"
    name = "coverage/yield-undocumented"
    tier = 2
    dimension = "logic"
    penalty = 0.12
    comment_kinds = ("docstring",)
    needs = ("tree", "docstring")
    title = "yielded value not documented"
    why = "Whoever loops over the generator wants to know what it gives, and that it is one."
    source = "DOC402"
    good = (
        Example(_CODE, docstring=f"Cut a text.\n\n{_ARGS}\n\nYields:\n    The next piece."),
        Example(_CODE, docstring=f"切分文本。\n\n{_ARGS}\n\n生成：\n    下一段。", language="zh"),
    )
    near_misses = (
        Example(_CODE, docstring=f"Yield pieces of a text.\n\n{_ARGS}"),
        Example(
            "def drag(event) -> Generator[None, None, None]:\n    yield from moves(event)",
            docstring="Drag it.\n\n:param event: Of the mouse.",
        ),
        Example(
            "def drag(event):\n    start(event)\n    yield\n    while event.moves:\n        yield None",
            docstring="Drag it.\n\n:param event: Of the mouse.",
        ),
        Example(
            "def wait(clock):\n    clock.tick()\n    yield\n\n\n"
            'def drag(clock):\n    """Drag it.\n\n    :param clock: Of all.\n    """\n    yield from wait(clock)\n'
        ),
        Example(f"@contextmanager\n{_CODE}", docstring=f"Cut a text.\n\n{_ARGS}"),
        Example(_CODE, docstring="Cut a text."),
        Example(_CODE, docstring=f"Cut a text into an iterable of its pieces.\n\n{_ARGS}"),
        Example(_CODE, docstring=f"List the pieces of a text.\n\n{_ARGS}"),
        Example(_CODE, docstring=f"Similar to `lines`, but for a text.\n\n{_ARGS}"),
        Example(_CODE, docstring=f"Produce the pieces of a text.\n\n{_ARGS}"),
        Example(_CODE, docstring=f"Cut a text.\n\n{_ARGS}\n\n>>> list(pieces('abc', 2))\n['ab', 'c']"),
    )
    bad = (
        Example(_CODE, docstring=f"Cut a text.\n\n{_ARGS}"),
        Example(_CODE, docstring=f"切分文本。\n\n{_ARGS}", language="zh"),
    )
    paraphrases = (
        Example(_CODE, docstring="Chop it.\n\n:param text: All of it.\n:param size: The length."),
        Example(
            "def drag(event):\n    yield\n    while event.moves:\n        yield event.place",
            docstring="Drag it.\n\n:param event: Of the mouse.",
        ),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each generator whose docstring lists parameters and not what comes out."""
        for index in page.docstrings:
            function = page.documented(index)
            if function is None or not function.yields or _is_wrapped(function):
                continue
            doc = page.docstring(index)
            text = page.comments[index].text
            if doc.parameters and doc.yields is None and not _TOLD.search(text):
                if _gives_nothing(page, function) or _is_shown(function.name, text):
                    continue
                line = function.yields[0]
                said = page.lines[line - 1].strip()[:60] if line <= len(page.lines) else "yield"
                message = f"what {function.name} yields is not documented"
                yield self.finding(page, index, message, f"code, line {line}: {said}")


def _gives_nothing(page: Page, function: Function) -> bool:
    """Whether it only pauses: by its annotation, or as it yields no value, nor does what it hands on to."""
    if _OF_NONE.match(function.return_annotation or ""):
        return True
    texts = _yielding(page, function)
    called = {found[1] for text in texts if (found := _HANDED_ON.search(text))}
    if not called:
        return not any(map(_VALUE.search, texts))
    delegates = [one for one in page.facts.functions if one.name in called and one.yields]
    own = [text for text in texts if not _HANDED_ON.search(text)]
    own += [text for one in delegates for text in _yielding(page, one)]
    return {one.name for one in delegates} == called and not any(map(_VALUE.search, own))


def _is_shown(name: str, text: str) -> bool:
    """Whether an example loops over it: ``>>> for piece in pieces(``, ``>>> list(pieces(``."""
    looped = rf"(?m)^[ \t]*(?:>>>|\.\.\.).*(?:\bin |\b(?:list|next|sorted|tuple|set)\(){re.escape(name)}\("
    return ">>>" in text and re.search(looped, text) is not None


def _yielding(page: Page, function: Function) -> list[str]:
    """The statements of a function that yield, each from its ``yield`` on."""
    found = [page.facts.at(line) for line in function.yields]
    return [one.text[max(0, one.text.find("yield")) :] if one else "yield it" for one in found]


def _is_wrapped(function: Function) -> bool:
    return any(word in decorator for decorator in function.decorators for word in _WRAPPED)
