"""CON01: a documented parameter that the function does not have."""

from __future__ import annotations

from collections.abc import Iterator

from postil.claims.docstring import section_named
from postil.facts.model import Function
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.identifiers import split_identifier
from postil.text.lazy import regex
from postil_rules._parameters import family_of
from postil_rules._tags import documents_another, is_misread, overloads

_NO_NAMES = frozenset(
    "note notes todo warning http https see default optional returns yields raises examples".split()
)
_SCRIPTS = frozenset(("javascript", "typescript"))
_HEAD = regex(r"(?:async )?(?:function\b[^()\n]*\([^()]*\)|(?:\([^()]*\)|\w+) ?=>)")
_WORD = regex(r"[A-Za-z_]\w*")
_CODE = "def shorten(text, limit=60, marker='...'):\n    return text[:limit] + marker"


class ParameterUnknown(Rule):
    """The docstring documents a parameter that is not in the signature."""

    code = "CON01"
    name = "contradiction/parameter-unknown"
    tier = 2
    dimension = "accuracy"
    penalty = 0.4
    comment_kinds = ("docstring", "summary")
    needs = ("docstring", "tree")
    title = "documented parameter does not exist"
    why = "A caller who passes it gets a TypeError."
    source = "DOC102/103, DAR102, PR02"
    good = (
        Example(
            _CODE,
            docstring="Shorten.\n\nArgs:\n    text: What to cut.\n    limit: Its length.\n    marker: Put at the end.",
        ),
        Example(
            _CODE,
            docstring="截短文本。\n\n参数：\n    text：待截短的文本。\n    limit：最大长度。",
            language="zh",
        ),
    )
    near_misses = (
        Example(
            "@renamed('txt', 'text')\ndef shorten(text):\n    return text[:9]",
            docstring="Shorten.\n\n:param txt: What to cut.",
        ),
        Example(
            "def f(x, **options):\n    return x",
            docstring="Do it.\n\nArgs:\n    x: In.\n    color: One of the options.",
        ),
        Example(
            "def f(*args, flag=False):\n    return args",
            docstring="Do it.\n\nArgs:\n    *args: In.\n    flag (bool, optional): On.",
        ),
        Example(
            "class A:\n    def f(self, x):\n        return x",
            docstring="Do it.\n\n:param self: the object\n:param x: in",
        ),
        Example(
            "class A:\n    def f(self, *pairs):\n        return dict(pairs)",
            docstring="Pair them.\n\nArgs:\n    key: The first of each pair.\n    value: The second of it.",
        ),
        Example(
            _CODE,
            docstring="Shorten.\n\nParameters\n----------\ntext\n    What.\nlimit, optional\n    Its length.",
        ),
        Example(
            _CODE, docstring="截短。\n\n:param text: 文本\n:param limit 上限：不超过的长度", language="zh"
        ),
        Example(
            "def checked(make):\n    def run(points, seed=None):\n        return make(shake(points, seed))\n    return run\n\n\n"
            '@checked\ndef hull(points):\n    """Make it.\n\n    Args:\n        points: Any.\n        seed: Of chance.\n    """\n'
            "    return around(points)\n"
        ),
        Example(
            "def add(key, value, **options):\n    return key, value, options",
            docstring="Add.\n\n:param value: What.\n:param key_width: How wide, if at all.",
        ),
        Example(
            "def f(other):\n    return other",
            docstring="Meet it.\n\nParameters\n----------\nPoint, Line, list",
        ),
        Example(
            "def f(text):\n    return text",
            docstring="Do.\n\nParameters\n----------\ntext : str\n    It.\n\nReturns:\n    pd.DataFrame",
        ),
        Example(
            "def insert(doc):\n    return HEAD + doc",
            docstring="Insert it.\n\nParameters\n----------\ndoc : str\n    It.\n\nExamples\n--------\n"
            ">>> print(insert(doc))\nParameters\n----------\ninfile : str\n    Where from.",
        ),
        Example(
            "def f(frame):\n    return frame",
            docstring="Turn.\n\nParameters\n==========\nframe : Frame\n    What turns.\n\n"
            "Caveat\n======\n\nLoop : bad\n    If it is one.\n\nTODO: none",
        ),
        Example(
            "def turn(frame):\n    return str(frame)",
            docstring="Turn.\n\nParameters\n----------\nframe : Frame\n    What turns.\n\nReturns\nturned : str\n    It.",
        ),
        Example(
            "def turn(frame):\n    return str(frame)",
            docstring="转换。\n\nParameters\n----------\nframe : Frame\n    对象。\n\nReturns\nturned : str\n    结果。",
            language="zh",
        ),
        Example(
            "def kernel(size, step_qd, step_kd, step_qh, step_kh):\n    return size",
            docstring="Do.\n\nArgs:\n    size: Of it.\n    step_d: From one row on.\n    step_xh: From one head on.",
        ),
    )
    bad = (
        Example(_CODE, docstring="Shorten.\n\nArgs:\n    text: What to cut.\n    suffix: Put at the end."),
        Example(
            _CODE,
            docstring="截短文本。\n\n参数：\n    text：待截短的文本。\n    length：最大长度。",
            language="zh",
        ),
    )
    paraphrases = (
        Example(
            "def add(key, value, **options):\n    return key, value, options",
            docstring="Add.\n\n:param key_value: Of which name.\n:param value: What.",
        ),
        Example(
            "def kernel(size, step_qd):\n    return size + step_qd",
            docstring="Do.\n\nArgs:\n    size: Of it.\n    step_d: From one row on.",
        ),
        Example(_CODE, docstring="Shorten.\n\n:param txt: what to cut"),
        Example(_CODE, docstring="Shorten.\n\nParameters\n----------\ntail : str\n    Put at the end."),
        Example(_CODE, docstring="截短文本。\n\n:param 文本: 无\n:param max_len: 最大长度", language="zh"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each entry without a parameter of its name.

        A function with ``**`` may take it, unless the entry stands in the place of the one parameter that is not told.
        Properties are exempt, as their value may be what takes the parameters.
        """
        for index, comment in enumerate(page.comments):
            function = page.documented(index) if comment.kind in {"docstring", "summary"} else None
            if function is None or _takes_any(page, function) or _is_attribute(function):
                continue
            taken = [parameter.name for parameter in function.parameters]
            unknown = list(_unknown_names(page, index, function))
            if any(parameter.kind == "double_star" for parameter in function.parameters):
                unknown = unknown if _is_slip(page, index, function, unknown) else []
            for name in unknown:
                yield self._unknown(page, index, name, taken, function)

    def _unknown(self, page: Page, comment: int, name: str, taken: list[str], function: Function) -> Finding:
        from difflib import get_close_matches  # noqa: PLC0415 - only for an unknown name

        near = get_close_matches(name, taken, n=1, cutoff=0.6)
        hint = f"; did you mean {near[0]}?" if near else ""
        message = f"documents the parameter {name}, {function.name} has no such parameter{hint}"
        shown = ", ".join(taken)
        return self.finding(page, comment, message, f"comment: {name!r} | code: '{function.name}({shown})'")


def _unknown_names(page: Page, index: int, function: Function) -> Iterator[str]:
    """The documented names that neither the function has nor one within it, nor one that decorates it."""
    items = page.docstring(index).parameters or ()
    if not items or is_misread(function) or documents_another(page.comments[index].text, items, function):
        return
    known = _known(page, function)
    lines = page.comments[index].text.split("\n")
    for item in items:
        names = (item.name or "").replace("*", "")
        if "{" in names or not (item.type or item.text) or _is_printed(lines, item.line):
            continue  # a name without a word beside it may be a type
        if item.line and section_named(lines[item.line - 1].strip()) not in {None, "Args"}:
            continue  # the rule below the header of another section was forgotten
        for name in _listed(names, known, page.facts.language):
            bare = name.strip()
            if (
                not bare.isidentifier()
                or bare in known
                or bare.lower() in _NO_NAMES
                or family_of(bare, known)
            ):
                continue
            if not any(f"{mark}{bare}{mark}" in one for one in function.decorators for mark in "'\""):
                yield bare  # no decorator spells it, as one that knows an old name does


def _known(page: Page, function: Function) -> set[str]:
    """The names of its parameters, of those of its overloads, of a function within it or that decorates it."""
    known = {parameter.name for one in (function, *overloads(page, function)) for parameter in one.parameters}
    if page.facts.language in _SCRIPTS:
        known |= {name.lstrip("_") for name in known}  # what a compiler renames
    known |= {"self", "cls"} | _inner(page, function.qualname) | _handed_out(function)
    return known.union(*(_inner(page, decorator.partition("(")[0]) for decorator in function.decorators))


def _listed(names: str, known: set[str], language: str) -> list[str]:
    """The names of one entry; what Doxygen and its kin have behind a known one and a comma is its text: ``size,Bytes``."""
    listed = names.split(",")
    return listed[:1] if language != "python" and listed[0].strip() in known else listed


def _is_slip(page: Page, index: int, function: Function, unknown: list[str]) -> bool:
    """Whether the one unknown name stands where the one parameter without an entry would, and has words of it."""
    documented = [(item.name or "").strip() for item in page.docstring(index).parameters or ()]
    plain = [one.name for one in function.parameters if "star" not in one.kind][function.is_method :]
    missing = [name for name in plain if name not in documented]
    if len(unknown) != 1 or len(missing) != 1 or unknown[0] not in documented:
        return False
    words = set(split_identifier(unknown[0]))
    return documented.index(unknown[0]) == plain.index(missing[0]) and words >= set(
        split_identifier(missing[0])
    )


def _is_attribute(function: Function) -> bool:
    return any(one.endswith("property") or "fixture" in one for one in function.decorators)


def _takes_any(page: Page, function: Function) -> bool:
    """Whether all arguments come as one tuple (or JavaScript's ``arguments``): the names say what stands at its places."""
    own = [parameter for parameter in function.parameters if parameter.name not in {"self", "cls"}]
    return [parameter.kind for parameter in own] == ["star"] or (
        page.facts.language in _SCRIPTS
        and any("arguments" in statement.names for statement in page.facts.inside(function))
    )


def _is_printed(lines: list[str], number: int) -> bool:
    """Whether a line is what an example prints: it follows a line of ``>>>`` without an empty one between."""
    for line in reversed(lines[: number + 1]):
        if not line.strip() or line.lstrip().startswith(">>>"):
            return bool(line.strip())
    return False


def _handed_out(function: Function) -> set[str]:
    """The words in the heads of functions without a name that are given back: a factory documents what it makes."""
    heads = (_HEAD.match(one.value or "") for one in function.returns)
    return {word for head in heads if head is not None for word in _WORD.findall(head[0])}


def _inner(page: Page, qualname: str) -> set[str]:
    """The parameters of functions defined inside: what a factory documents, or a decorator adds, may be theirs."""
    within = f"{qualname}."
    return {p.name for f in page.facts.functions if f.qualname.startswith(within) for p in f.parameters}
