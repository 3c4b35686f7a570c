"""CON72: a summary begins with a word whose opposite stands in the name."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from postil.facts.model import Statement
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.identifiers import split_identifier
from postil.text.lazy import regex
from postil_rules.contradiction._judged import Documented, documented, shortened, summary_said, words_of
from postil_rules.contradiction._opposites import DEEDS, PLAIN, opposites, words_said

_FAMILIES = (
    "max maximum maximal largest biggest highest greatest | min minimum minimal smallest lowest least",
    "longest | shortest", "first initial | last final", "oldest earliest | newest latest youngest", "add adds added append appends insert inserts | remove removes removed delete deletes discard pop",
    "encode encodes encoded | decode decodes decoded", "encrypt encrypts | decrypt decrypts", "compress compresses | decompress decompresses",
    "open opens opened | close closes closed", "start starts started | stop stops stopped", "enable enables enabled | disable disables disabled",
    "append appends | prepend prepends", "load loads read reads | save saves write writes dump", "push pushes | pop pops", "upper uppercase | lower lowercase", "lock locks acquire | unlock unlocks release",
    "connect connects | disconnect disconnects", "attach attaches | detach detaches", "show shows | hide hides hidden", "left | right", "parent parents | child children",
    "row rows | column columns col cols", "prefix prefixes startswith | suffix suffixes endswith", "before | after", "ascending | descending", "union | intersection",
    "even | odd", "serialize serializes | deserialize deserializes", "escape escapes | unescape unescapes", "include includes | exclude excludes",
    "source src | target dest destination dst", "request requests | response responses", "input inputs | output outputs", "increase increment | decrease decrement",
    "upload uploads | download downloads", "import imports | export exports", "subscribe subscribes | unsubscribe unsubscribes", "forward forwards | backward backwards reverse",
    "internal | external", "local | remote", "public | private", "sync synchronous | async asynchronous", "horizontal horizontally | vertical vertically", "width | height",
)  # fmt: skip
_OPPOSITE: dict[str, tuple[frozenset[str], frozenset[str]]] = {}
for _family in _FAMILIES:
    _one, _other = (frozenset(side.split()) for side in _family.split("|"))
    _OPPOSITE |= dict.fromkeys(_one, (_one, _other)) | dict.fromkeys(_other, (_other, _one))
_WORD = regex(r"(?<![\w.`'\"-])[a-z]{3,14}(?![\w`'\"(-]|\.[a-z])")
_DENIED = regex(
    r"\b(?:not|never|no|without|instead|rather|unless|opposite|inverse|un\w+|than|until|otherwise|but)\b|n't\b"
)
_DENIED_HAN = regex(r"[不没未无非别反比除去]|取消|解除|撤销|相反|直到|否则")
_SENTENCE_END = regex(r"[。；！\n]")
_NOTHING = ("None", "null", "", None)
_EXTREME = regex(r"(?P<name>min|max)\(")
_BY_METHOD = regex(
    r"\.(?P<name>(?:min|max)(?:_by_key|_by|By)?)\((?:[^()]|\((?:[^()]|\([^()]{0,60}\)){0,60}\)){0,120}\)(?:\.(?:unwrap|cloned|copied|get)\(\))?$"
)
_LENGTHS = regex(r"\blen\b|\.len\(|[lL]ength|\bcount\(|\bsize\(")
_TIMES = regex(r"_at\b|At\b|[tT]ime|[dD]ate|[sS]tamp|created|Created|modified|updated|published")
_SHORT_HAN = 30
_FIRST = 10
_NEAR = 30
_NONE: frozenset[str] = frozenset()


class OppositeWord(Rule):
    """The summary begins "Smallest ...", the name says ``max``, and nothing in the body says ``min``."""

    code = "CON72"
    name = "contradiction/opposite-word"
    tier = 3
    dimension = "accuracy"
    penalty = 0.3
    needs = ("text", "tree")
    comment_kinds = ("docstring", "summary")
    title = "summary says the opposite of the name"
    why = "One wrong word, and the sentence tells the contrary."
    source = "name, docstring and body that disagree: linguistic antipatterns (Arnaoudova et al. 2016)"
    good = (
        Example("def max_price(rows):\n    return max(rows)", docstring="Return the largest price."),
        Example("def max_price(rows):\n    return max(rows)", docstring="返回最高价格。", language="zh"),
    )
    near_misses = (
        Example(
            "def max_price(rows):\n    return max(rows)", docstring="Largest price, the minimum is not kept."
        ),
        Example(
            "def add_row(rows, r):\n    rows.append(r)\n    del rows[0]",
            docstring="Drop the first row and add r.",
        ),
        Example(
            "def remove_row(rows, r):\n    rows.remove(r)", docstring="Remove what add_row added before."
        ),
        Example("def enable_cache(self):\n    self.cache = {}", docstring="缓存不再禁用。", language="zh"),
        Example(
            "def max_price(rows):\n    return max(rows)", docstring="最高价格，最低价格另算。", language="zh"
        ),
        Example("def unsubscribe(topic):\n    drop(topic)", docstring="取消订阅主题。", language="zh"),
        Example(
            "def chosen(rows, last):\n    return min(rows, key=lambda row: row.created - last)",
            docstring="Return the row nearest to the last one.",
        ),
    )
    bad = (
        Example("def max_price(rows):\n    return max(rows)", docstring="Return the smallest price."),
        Example("def enable_cache(self):\n    self.cache = {}", docstring="禁用缓存。", language="zh"),
    )
    paraphrases = (
        Example("def add_row(rows, r):\n    rows.append(r)", docstring="Remove a row from the table."),
        Example(
            "def chosen(rows):\n    return min(rows, key=lambda row: row.created)",
            docstring="Return the row that was created last.",
        ),
        Example(
            "def widest(rows):\n    return max(rows, key=len)", docstring="返回最短的一行。", language="zh"
        ),
        Example("def cheapest(rows):\n    return min(r.price for r in rows)", docstring="Greatest price."),
        Example(
            "def max_price(rows):\n    return max(rows)", docstring="max_price returns the smallest price."
        ),
        Example("def encode_name(name):\n    return name.encode()", docstring="Decode the name to bytes."),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield at most one finding for each docstring."""
        for remark in documented(page):
            named = _words(remark.function.name) | _chosen(remark)
            if named.isdisjoint(_OPPOSITE):
                continue
            head = summary_said(page, remark).split(". ")[0]
            found = _contrary(remark, head, named) if head.isascii() else _contrary_han(remark, head, named)
            if found is not None:
                word, met = found
                message = f"says {word!r}, {remark.function.name} says {met!r}"
                text = f"comment: {shortened(head)!r} | code: {remark.function.name!r}"
                yield self.finding(page, remark.comment, message, text)


def _contrary(remark: Documented, head: str, named: frozenset[str]) -> tuple[str, str] | None:
    """The first word of an English summary whose opposite alone is among the ``named``, and that."""
    said = frozenset(_WORD.findall(head))
    for found in _WORD.finditer(" ".join(head.split()[:_FIRST])):
        own, opposite = _OPPOSITE.get(found[0], (_NONE, _NONE))
        met = named & opposite
        if (
            met
            and not own & (named | _shown(remark.body))
            and not opposite & said
            and not any(known in head for known in met)
            and not _DENIED.search(head[max(0, found.start() - _NEAR) : found.end() + _NEAR])
        ):
            return found[0], min(met)
    return None


def _contrary_han(remark: Documented, head: str, named: frozenset[str]) -> tuple[str, str] | None:
    """The same of the first sentence of a Chinese one."""
    first = _SENTENCE_END.split(head)[0]
    words, table = words_said(first), opposites(f"{PLAIN};{DEEDS}")
    if len(first) > _SHORT_HAN or _DENIED_HAN.search(first):
        return None
    for word in words:
        own, opposite = table.get(word, (_NONE, _NONE))
        met = named & opposite
        if met and not own & (named | _shown(remark.body)) and opposite.isdisjoint(words):
            return word, min(met)
    return None


@lru_cache(maxsize=1024)
def _words(name: str) -> frozenset[str]:
    return frozenset(split_identifier(name))


def _chosen(remark: Documented) -> frozenset[str]:
    """``min`` or ``max`` where that is the only result, taken of one collection (of two values it sets a limit).

    By a length it is also the longest, by a time the newest, which is the last one.
    """
    values = {found.value or "" for found in remark.function.returns if found.value not in _NOTHING}
    last = remark.body[-1] if remark.body and len(values) == 1 else None
    if (
        last is None
        or last.kind != "return"
        or not last.calls
        or not ("min" in last.value or "max" in last.value)
    ):
        return _NONE
    called = _EXTREME.match(last.value) or _BY_METHOD.search(last.value)
    call = next((one for one in last.calls if called and one.name.endswith(called["name"])), None)
    if called is None or call is None or len(call.arguments) > 1 or any("*" in one for one in call.arguments):
        return _NONE
    key = dict(call.keywords).get("key", "") or "".join(call.arguments if called.start() else ())
    largest = called["name"].startswith("max")
    extreme = {"max" if largest else "min"}
    if _LENGTHS.search(key):
        extreme.add("longest" if largest else "shortest")
    if _TIMES.search(key):
        extreme |= {"newest", "last"} if largest else {"oldest", "first"}
    return frozenset(extreme)


def _shown(statements: tuple[Statement, ...]) -> frozenset[str]:
    """The words of the names of ``statements``."""
    return frozenset().union(*(words_of(statement) for statement in statements))
