"""CON44: a summary gives the result, or the values of a dictionary, another shape than the declared type or the code does."""

from __future__ import annotations

from collections.abc import Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex
from postil_rules.contradiction._judged import Documented, documented, shortened

_WORDS = {
    "list": "list", "array": "list", "slice": "list", "vector": "list", "列表": "list", "数组": "list", "切片": "list",
    "map": "map", "dictionary": "map", "dict": "map", "mapping": "map", "hash map": "map", "字典": "map", "映射": "map", "哈希表": "map",
    "set": "set", "集合": "set", "tuple": "tuple", "元组": "tuple", "string": "text", "字符串": "text", "boolean": "truth", "bool": "truth", "布尔值": "truth",
}  # fmt: skip
_KIND = r"list|array|slice|vector|map|dictionary|dict|mapping|hash map|set|tuple|string|boolean|bool"
_KIND_HAN = "列表|数组|切片|字典|映射|哈希表|集合|元组|字符串|布尔值"
_SAID = regex(
    rf"(?i)\breturn(?:s|ing)? (?:(?:it|them|these|those|all|both|the \w+) as )?(?:an? )(?:new |sorted |plain |nested |hash )?(?P<kind>{_KIND})(?=[.,;:`]|$| (?:of|with|that|containing|from|in|and|which|where|for|by|to|whose|when|if|as|mapping|keyed|representing)\b)"
    rf"|返回[^，。；或]{{0,30}}?(?P<zh>{_KIND_HAN})(?=[，。；]|$)|以(?P<as>{_KIND_HAN})(?:的)?形式返回",
    hints=("return", "返回"),
)
_VALUES = regex(
    r"(?i)\b(?:dictionary|dict|map|mapping|maps)\b[^.;\n]{0,60}?\bto (?:an? |its |their |the )?(?:\w+ )?(?P<kind>lists?|sets?|tuples?) of\b"
    r"|[到至](?:其|它的|对应的?|相应的?)?[^，。；到]{0,10}?(?P<zh>列表|数组|集合|元组)的(?:字典|映射|哈希表)",
    hints=("dict", "map", "字典", "映射", "哈希表"),
)
_OUTER = regex(
    r"^(?:Promise|Task|ValueTask|CompletableFuture|Future|Optional|Awaitable|Result|Option|std::optional|optional|ValueTask)[<\[](?P<in>.*)[>\]]$"
)
_DECLARED = (
    ("truth", regex(r"(?i)bool(?:ean)?$")),
    ("text", regex(r"(?:string|String|str|&(?:'\w+ )?str|std::string)$")),
    (
        "map",
        regex(
            r"(?:ReadonlyMap|\w*Map|Record|map|[Dd]ict|defaultdict|Mapping|std::(?:unordered_)?map|Dictionary)\b *[<\[(]"
        ),
    ),
    ("set", regex(r"(?:ReadonlySet|\w*Set|set|frozenset|std::(?:unordered_)?set)\b *[<\[]")),
    ("tuple", regex(r"(?:[Tt]uple|std::(?:tuple|pair))\b *[<\[]|\(.*,.*\)$")),
    ("list", regex(r"(?:\w*List|Array|ReadonlyArray|Vec|list|std::vector)\b *[<\[]|\[\](?!$)\w*|.*\[\]$")),
)
_UNION = regex(r"^[^<\[(]*\||[>\])][^<\[(]*\|")
_MADE = (
    regex(r"\bdefaultdict\((?P<kind>list|set|tuple)\)"),
    regex(r"\.setdefault\([^()\n]{1,60}, (?P<made>\[\]|set\(\))\)"),
    regex(
        r"(?:\w*Map|[Dd]ict|map)[<\[][^<>\[\],]{1,30}[,\]] ?(?P<kind>(?:\w*List|\w*Set|Vec|list|set)\b|\[\])"
    ),
    regex(r"computeIfAbsent\([^\n]{1,60}new \w*(?P<kind>List|Set)\b"),
)
_MADE_KINDS = {"[]": "list", "set()": "set", "vec": "list"}
_LOOSE = frozenset({frozenset({"list", "tuple"})})
"""Kinds that are taken for each other in prose."""


class ShapeDiffers(Rule):
    """The summary says that an array is returned, the declared type is ``Map``; lists of tickets are told as sets."""

    code = "CON44"
    name = "contradiction/shape-differs"
    tier = 2
    dimension = "accuracy"
    penalty = 0.3
    comment_kinds = ("docstring", "summary")
    needs = ("docstring", "tree")
    title = "result has another shape"
    why = "A caller indexes what has keys, or looks for order where there is none."
    good = (
        Example(
            "def grouped(rows):\n    groups = defaultdict(list)\n    for row in rows:\n        groups[row.owner].append(row)\n    return groups",
            docstring="Return a dictionary that maps each owner to a list of rows.",
        ),
        Example(
            "def grouped(rows):\n    groups = defaultdict(set)\n    for row in rows:\n        groups[row.owner].add(row)\n    return groups",
            docstring="返回从负责人到行集合的字典。",
            language="zh",
        ),
    )
    near_misses = (
        Example("def pair(a, b) -> tuple[int, int]:\n    c = a + b\n    return c, b", docstring="Return a list of both."),
        Example(
            "def names(rows) -> set[str]:\n    found = load(rows)\n    return found", docstring="Return a set of names."
        ),
        Example(
            "def found(rows) -> dict[str, int]:\n    made = load(rows)\n    return made",
            docstring="Load what is found; the caller may return a list or a dict.",
        ),
        Example(
            "def grouped(rows):\n    groups = defaultdict(list)\n    seen = defaultdict(set)\n    return join(groups, seen, rows)",
            docstring="Return a dictionary that maps each owner to a set of rows.",
        ),
        Example(
            "def settings(names) -> list[str] | dict[str, str]:\n    found = load(names)\n    return found",
            docstring="Without names, return a dictionary of all settings.",
        ),
        Example(
            "def trimmed(texts) -> list[str]:\n    made = trim(texts)\n    return made",
            docstring="Trim the texts and return a new string array.",
        ),
        Example("def text_of(row) -> str:\n    text = row.text\n    return text", docstring="Return a string for the row."),
    )  # fmt: skip
    bad = (
        Example(
            "def grouped(rows):\n    groups = defaultdict(list)\n    for row in rows:\n        groups[row.owner].append(row)\n    return groups",
            docstring="Return a dictionary that maps each owner to a set of rows.",
        ),
        Example(
            "def grouped(rows):\n    groups = defaultdict(list)\n    for row in rows:\n        groups[row.owner].append(row)\n    return groups",
            docstring="返回从负责人到行集合的字典。",
            language="zh",
        ),
    )
    paraphrases = (
        Example(
            "def found(rows) -> dict[str, int]:\n    made = load(rows)\n    return made",
            docstring="Load the rows and return a list of what is found.",
        ),
        Example(
            "def found(rows) -> dict[str, int]:\n    made = load(rows)\n    return made",
            docstring="加载各行，返回由名称和数量组成的数组。",
            language="zh",
        ),
        Example(
            "def names(rows) -> set[str]:\n    found = load(rows)\n    return found",
            docstring="Collect the names and return them as an array.",
        ),
        Example(
            "def names(rows) -> set[str]:\n    found = load(rows)\n    return found",
            docstring="收集名称，以数组形式返回。",
            language="zh",
        ),
        Example(
            "def grouped(rows):\n    groups = {}\n    for row in rows:\n        groups.setdefault(row.owner, []).append(row)\n    return groups",
            docstring="Group the rows: a dict from owner to its set of rows.",
        ),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield at most one finding for each remark given as a row."""
        if page.is_source:
            return
        for remark in documented(page):
            found = _of_result(remark) or _of_values(remark)
            if found is not None:
                said, shown, code = found
                evidence = f"comment: {shortened(remark.text)!r} | code: {shortened(code)!r}"
                yield self.finding(page, remark.comment, f"says {said}, the code has a {shown}", evidence)


def _of_result(remark: Documented) -> tuple[str, str, str] | None:
    """The kind that is told as the result, and the declared one if it is another."""
    declared = remark.function.return_annotation
    said = _SAID.search(remark.text) if declared else None
    if said is None or declared is None:
        return None
    word, shown = said["kind"] or said["zh"] or said["as"], _kind_of(declared)
    kind = _WORDS[word.lower()]
    if (
        shown is None
        or kind == shown
        or {kind, shown} in _LOOSE
        or (kind == "set" and _is_loose_set(remark, said.end()))
    ):
        return None
    return word, shown, declared


def _is_loose_set(remark: Documented, end: int) -> bool:
    """Whether *a set of* is said of any collection."""
    return remark.text[end:].startswith(" of ") or not remark.text.isascii()


def _kind_of(declared: str) -> str | None:
    """The kind of a declared type, that of what a promise or an option holds."""
    declared = declared.strip()
    for _ in range(3):
        outer = _OUTER.match(declared)
        if outer is None:
            break
        declared = outer["in"].strip()
    declared = declared.removesuffix("| null").removesuffix("| None").removesuffix("| undefined").strip()
    if _UNION.search(declared):
        return None
    return next((kind for kind, pattern in _DECLARED if pattern.match(declared)), None)


def _of_values(remark: Documented) -> tuple[str, str, str] | None:
    """The kind that is told of the values of a dictionary, and the only one that the code makes if it is another."""
    said = _VALUES.search(remark.text)
    if said is None:
        return None
    code = "\n".join([remark.function.return_annotation or "", *(one.text for one in remark.body)])
    made = {_made_kind(match.groupdict()) for pattern in _MADE for match in pattern.finditer(code)}
    word = said["kind"] or said["zh"]
    kind = _WORDS[word.lower().removesuffix("s")]
    if len(made) != 1 or kind in made or {kind, *made} in _LOOSE:
        return None
    shown = made.pop()
    evidence = next(
        (one.text for one in remark.body if any(pattern.search(one.text) for pattern in _MADE)), code
    )
    return word, shown, evidence


def _made_kind(found: dict[str, str | None]) -> str:
    kind = (found.get("kind") or found.get("made") or "").lower()
    return _MADE_KINDS.get(kind) or (
        "set" if kind.endswith("set") else "tuple" if kind == "tuple" else "list"
    )
