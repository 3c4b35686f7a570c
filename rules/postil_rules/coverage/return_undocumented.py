"""COV03: a result that the docstring leaves out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postil.facts.model import Function, Return
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.identifiers import canonical, split_identifier
from postil.text.lazy import regex
from postil.text.stems import stem
from postil_rules._tags import inherits

_TOLD = regex(r"\breturn(?:s|ed|ing)?\b|\byields?\b|:rtype:|返回|回傳|得到|结果为|是否", re.IGNORECASE)
_TOLD_AT_ONCE = regex(
    r"\bwhether\b|\bchecks? if\b|\b(?:is|tests?|determines?) if\b|\A(?:an? )?(?:static )?factory\b|\bresult|\A(?:like|same as|an?|the|true|false|decorator|context manager)\b"
    r"|\A(?:given [^,]{1,80}, )?(?:this )?(?:(?:function|method) )?(?:gets?|predicts?|computes?|calculates?|creates?|generates?|constructs?|builds?|makes?|produces?"
    r"|converts?|turns?|evaluates?|finds?|derives?|provides?|counts?)\b|\A[\w-]+(?: (?!an?\b|the\b)[\w-]+){0,3} of\b"
    r"|\A(?:计算|获[取得]|生成|创建|构造|求出?|查找)|[, ，]计算|\bfactory (?:method|function)\b|工厂(?:方法|函数)|的描述\Z|[;,] ``?None``? (?:if|when)\b|\binto an?\b|\bdecorator\W*\Z|(?:转换?|变换?)[为成]",
    re.IGNORECASE,
)
_AGAIN = regex(r"(?m)^[ \t]*Parameters[ \t]*\n[ \t]*-{3,}")
_GENERIC = frozenset(
    stem(word)
    for word in "any callable dict int iterable iterator none object optional self str type typing union".split()
)
_PROPERTIES = ("property", "contextmanager", "fixture", "validator", "overload")
_NAME = regex(r"[A-Za-z_]\w*")
_NOTHING = regex(
    r"['\"]?(?:[\w.]+\[(?:Any, Any, )?)?(?:None|NoReturn|Never|Self|void)\]?['\"]?|(?:Promise<)?(?:void|undefined|never|this)>?"
)
_TELLS = regex(r"(?m)^[ \t]*(?!@)\S")
_CLOSURE = regex(r"(?:async )?(?:function\b|(?:\w+|\([^()]*\)) ?=>)")
_ITSELF = (None, "None", "self", "cls", "this", "*this", "_this")
_CALL = regex(r"[\w.]+\(")
_EITHER_WAY = regex(
    r"(\w+) if (?:not )?\w+(?: is None)? else \1\(\w+\)|(\w+)\(\w+\) if \w+(?: is not None)? else \2"
)
_CODE = "def scale(value, factor):\n    return value * factor"
_ARGS = "Args:\n    value: What to scale.\n    factor: By how much."


class ReturnUndocumented(Rule):
    """The docstring has sections, none of them says what comes back, and nor does its text."""

    code = "COV03"
    name = "coverage/return-undocumented"
    tier = 2
    custom_share = 0.9
    dimension = "logic"
    penalty = 0.12
    comment_kinds = ("docstring", "summary")
    needs = ("tree", "docstring")
    title = "parameters have a section, the return value has none"
    code_languages = ("python", "java", "javascript", "typescript", "c", "cpp")
    why = "The caller wants the result; its meaning and type are the first thing to tell."
    source = "DOC201"
    good = (
        Example(_CODE, docstring=f"Scale it.\n\n{_ARGS}\n\nReturns:\n    The scaled value."),
        Example(_CODE, docstring=f"缩放。\n\n{_ARGS}\n\n返回：\n    缩放后的值。", language="zh"),
    )
    near_misses = (
        Example("def save(path) -> None:\n    return path", docstring="Save.\n\n:param path: Where to."),
        Example(f"@fixture\n{_CODE}", docstring=f"Scale it.\n\n{_ARGS}"),
        Example(
            "def log(text):\n    if not text:\n        return\n    print(text)",
            docstring="Log.\n\n:param text: It.",
        ),
        Example(_CODE, docstring=f"Return the value scaled.\n\n{_ARGS}"),
        Example(_CODE, docstring="Scale a value."),
        Example(_CODE, docstring=f"Scale it.\n\n>>> scale(2, 3)\n6\n\n{_ARGS}"),
        Example(_CODE, docstring=f"Like :meth:`grow`, but the other way.\n\n{_ARGS}"),
        Example(_CODE, docstring=f"获得缩放后的值。\n\n{_ARGS}", language="zh"),
        Example(_CODE, docstring=f"Get the product of the two.\n\n{_ARGS}"),
        Example(
            "def __new__(cls, size):\n    made = build(size)\n    return made",
            docstring="Build it.\n\n:param size: How big.",
        ),
        Example("def save(path):\n    return write(path)", docstring="Save.\n\n:param path: Where to."),
        Example(_CODE, docstring=f"A scaled value.\n\n{_ARGS}"),
        Example(_CODE, docstring=f"Factory method. Will give one of the value.\n\n{_ARGS}"),
        Example(_CODE, docstring=f"工厂方法，按值缩放。\n\n{_ARGS}", language="zh"),
        Example(
            "def often(times):\n    def wrap(function):\n        return function\n    return wrap",
            docstring="Run it often.\n\n:param times: How often.",
        ),
        Example(
            "def often(function=None, *, times=2):\n    def wrap(function):\n        return function\n"
            "    return wrap if function is None else wrap(function)",
            docstring="Run it often.\n\n:param times: How often.",
        ),
        Example(
            "def often(function=None, *, times=2):\n    def wrap(function):\n        return function\n"
            "    return wrap if function is None else wrap(function)",
            docstring="多次运行。\n\n:param times: 次数。",
            language="zh",
        ),
        Example(_CODE, docstring=f"Calculate the scaled value.\n\n{_ARGS}"),
        Example(_CODE, docstring=f"计算缩放后的值。\n\n{_ARGS}", language="zh"),
        Example(
            "def ready(sock) -> Awaitable[None]:\n    return wait(sock)",
            docstring="Wait.\n\n:param sock: For which.",
        ),
        Example(
            _CODE,
            docstring="Scale it.\n\nParameters\n----------\nvalue : int\n    What.\n\n"
            "Parameters\n----------\nint\n    The product.",
        ),
        Example(_CODE, docstring=f"Scale decorator.\n\n{_ARGS}"),
        Example(
            "def best(length):\n    chunk_size = length // 8\n    return chunk_size",
            docstring="Uses the length to find the chunk_size.\n\n:param length: Of all.",
        ),
        Example(_CODE, docstring=f"|coro|\n\nGets the value scaled.\n\n{_ARGS}"),
        Example(_CODE, docstring=f"This computes a value scaled.\n\n{_ARGS}"),
        Example(_CODE, docstring=f"比例的描述\n\n{_ARGS}", language="zh"),
        Example(
            "def widths(box):\n    return [n for n in box.sides if n]",
            docstring="Given a :class:`Box`, count its sides.\n\nArgs:\n    box: Which one.",
        ),
        Example(
            "def vwap(price, volume):\n    return price * volume / volume",
            docstring="成交量加权平均价 VWAP。\n\nArgs:\n    price: 价格。\n    volume: 成交量。",
            language="zh",
        ),
        Example("def even(n):\n    return n % 2 == 0", docstring="True if n is even.\n\nArgs:\n    n: Any."),
        Example(_CODE, docstring=f"Scaled copy of a value\n\n{_ARGS}"),
        Example(
            "def resolve(groups) -> tuple[Requirement, ...]:\n    return tuple(read(groups))",
            docstring="Resolve groups to a tuple of requirements.\n\n:param groups: Which ones.",
        ),
    )
    bad = (
        Example(_CODE, docstring=f"Scale it.\n\n>>> scale(2, 3)\n\n{_ARGS}"),
        Example(_CODE, docstring=f"Scale it.\n\n{_ARGS}"),
        Example(_CODE, docstring=f"按比例缩放。\n\n{_ARGS}", language="zh"),
    )
    paraphrases = (Example(_CODE, docstring="Stretch.\n\n:param value: Start.\n:param factor: How much."),)

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each function that gives a value its docstring does not speak of."""
        for index in range(len(page.comments)):
            function = page.documented(index)
            given = [] if function is None else untold_values(page, index, function)
            if function is not None and given:
                message = f"no section tells what {function.name} returns"
                yield self.finding(
                    page, index, message, f"code, line {given[0].line}: return {given[0].value}"
                )

    def custom(self, page: Page) -> tuple[int, int]:
        """How many docstrings with parameters tell the result of a function in a section, and how many have none."""
        told = untold = 0
        for index in page.docstrings:
            doc, function = page.docstring(index), page.documented(index)
            if doc.parameters and function is not None and _given(function):
                told += doc.returns is not None
                untold += doc.returns is None
        return told, untold


def _summary(summary: str, text: str) -> str:
    """The summary, or what stands behind one that is a substitution alone (``|coro|``)."""
    if not summary.startswith("|"):
        return summary
    return text.partition("\n\n")[2].partition("\n\n")[0]


def untold_values(page: Page, index: int, function: Function) -> list[Return]:
    """What a function gives back, where its docstring has entries of parameters and does not speak of it."""
    doc = page.docstring(index)
    given = _given(function) if doc.parameters and doc.returns is None else []
    if not given:
        return []
    text = page.comments[index].text
    if (
        "retval" in text
        or _is_shown(text, function.name)
        or _TOLD.search(text)
        or len(_AGAIN.findall(text)) > 1  # the second one is the result's, under the wrong title
        or _TOLD_AT_ONCE.search(_summary(doc.summary, text))
    ):
        return []
    named = {r.value for r in given if r.value and "_" in r.value}
    told = (
        hands_out_its_own(page, function, given)
        or _tells_of_its_own(text, given)
        or inherits(page, index, function)
        or _names_the_type(doc.summary, function)
        or _spells_the_name(doc.summary, function.name)
        or not named.isdisjoint(_NAME.findall(doc.summary))
    )
    return [] if told else given


def _is_shown(text: str, name: str) -> bool:
    """Whether an example calls the function and shows what comes back."""
    if ">>>" not in text:
        return False
    return re.search(rf">>> [^\n]*\b{re.escape(name)}\([^\n]*\n[ \t]*(?!>>>|\.\.\.)\S", text) is not None


def _given(function: Function) -> list[Return]:
    """The values that a function provably means to give back."""
    if function.stub or function.yields or function.name in ("__new__", "operator="):
        return []
    given = [r for r in function.returns if r.value not in _ITSELF]
    return given if given and _is_a_value(function, given) else []


def hands_out_its_own(page: Page, function: Function, given: list[Return]) -> bool:
    """Whether what comes back is a function or class defined inside: a decorator is told by what it does."""
    within = f"{function.qualname}."
    inner = [f.qualname for f in page.facts.functions] + [c.qualname for c in page.facts.classes]
    return all(f"{within}{_handed_out(r.value or '')}" in inner for r in given)


def _handed_out(value: str) -> str:
    """What is given back, of a decorator that may stand without brackets its name: ``w if f is None else w(f)``."""
    either = _EITHER_WAY.fullmatch(value)
    return (either[1] or either[2]) if either else value


def _tells_of_its_own(text: str, given: list[Return]) -> bool:
    """Whether what comes back is a function without a name, and the text has more than tags: it is of that one."""
    return _TELLS.search(text) is not None and all(_CLOSURE.match(r.value or "") for r in given)


def _names_the_type(summary: str, function: Function) -> bool:
    """Whether a summary speaks of what the annotation of the result names: ``to a tuple of requirements``."""
    said, shown = (_stems(text) - _GENERIC for text in (summary, function.return_annotation or ""))
    return not said.isdisjoint(shown)


def _spells_the_name(summary: str, name: str) -> bool:
    """Whether a function is named by the abbreviation of what it gives, and the summary has that: ``the RSI``."""
    return len(name) > 1 and name.upper() in _NAME.findall(summary)


def _stems(text: str) -> set[str]:
    words = (word for name in _NAME.findall(text) for word in split_identifier(name))
    return {stem(canonical(word)) for word in words if len(word) > 2}


def _is_a_value(function: Function, given: list[Return]) -> bool:
    """Whether what comes back is provably meant: by an annotation, or as something else than a call's result."""
    if any(word in decorator for decorator in function.decorators for word in _PROPERTIES):
        return False
    if function.return_annotation is not None:
        return _NOTHING.fullmatch(function.return_annotation) is None
    return any(not _CALL.match(r.value or "") for r in given)
