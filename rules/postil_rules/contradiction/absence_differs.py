"""CON46: a summary tells another result for the case that there is none than the function can give."""

from __future__ import annotations

from collections.abc import Iterator

from postil.facts.model import Return
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex
from postil_rules.contradiction._judged import Documented, documented, has_number, shortened

_KINDS = {
    "null": "null", "nil": "null", "none": "null", "nullptr": "null", "nullopt": "null", "std::nullopt": "null", "undefined": "null",
    "空值": "null", "error": "error", "exception": "error", "错误": "error", "异常": "error",
    "string": "text", "空字符串": "text", "空串": "text", "list": "list", "array": "list", "slice": "list", "vector": "list", "空列表": "list",
    "空数组": "list", "空切片": "list", "dictionary": "map", "dict": "map", "map": "map", "object": "map", "空字典": "map", "空映射": "map",
    "空对象": "map", "false": "false", "true": "true",
}  # fmt: skip
_NUMBER = r"-?[0-9]{1,6}(?:\.[0-9]{1,3})?"
_SAID = (
    regex(
        rf"(?i)(?:\bor|\b(?:return|resolv|giv|yield)(?:s|es|e|ing)?(?: to| back)?|[,;]) (?:an? |the )?(?:(?P<e>error|exception)|empty (?P<m>string|list|array|slice|vector|dictionary|dict|map|object)"
        rf"|`?(?P<v>null|nil|none|nullptr|(?:std::)?nullopt|undefined|false|true|{_NUMBER})`?) (?:if|when|unless|for an? (?:empty|missing)|once|as soon as)\b",
        hints=("if", "when", "unless", "for ", "once", "as soon"),
    ),
    regex(
        rf"(?:返回|给出|得到) ?`?(?:(?P<e>错误|异常)|(?P<m>空(?:字符串|串|列表|数组|切片|字典|映射|对象))|(?P<v>(?i:null|nil|none|nullptr|(?:std::)?nullopt|undefined|false|true)|空值|{_NUMBER}))`?(?=[，。；]|$)",
        hints=("返回", "给出", "得到"),
    ),
)
_CONSTANTS = (
    ("null", regex(r"(?:None|std::nullopt|nullopt)$")),
    ("number", regex(rf"{_NUMBER}[fFdDL]?$")),
    ("text", regex(r"(?:''|\"\"|``|String::new\(\)|\"\"\.to_string\(\))$")),
    (
        "list",
        regex(
            r"(?:\[\]|list\(\)|vec!\[\]|Vec::new\(\)|(?:Collections\.empty|List\.of|new ArrayList)\w*(?:<\w*>)?\(\))$"
        ),
    ),
    (
        "map",
        regex(
            r"(?:\{\}|dict\(\)|Map\.of\(\)|Collections\.emptyMap\(\)|new \w*Map(?:<[\w, ]*>)?\(\)|HashMap::new\(\))$"
        ),
    ),
    ("true", regex(r"True$")),
    ("false", regex(r"False$")),
)
_UNJUDGED = frozenset({"null", "true", "false"})
_OPTIONS = ("Option<", "std::optional<", "Optional<")
_CLAUSE = regex(r"[.,;:，。；：]")
_NOT = regex(r"(?i)\b(?:not|no|none|nothing|missing|cannot|absent|\w+n't)\b")
_NOT_HAN = regex(r"[不没未无]")
_STRING = regex(r"\"[^\"\n]*\"|'[^'\n]*'")
_LEAST = regex(r"^(?:[\w.]+\.)?max\((?:0, .*|.*, 0)\)$")
_FAILS = regex(r"(?i)\berr|\bErr\(|error|exception|panic|throw|raise|\?(?=[;.)]|$)|unwrap\(|expect\(|assert")
_MOST = 40  # statements


class AbsenceDiffers(Rule):
    """The summary says that -1 comes back if there is nothing, where 0 does; an error, where the type is ``Option``."""

    code = "CON46"
    name = "contradiction/absence-differs"
    tier = 2
    dimension = "accuracy"
    penalty = 0.3
    comment_kinds = ("docstring", "summary")
    needs = ("docstring", "tree")
    title = "result for nothing is another one"
    why = "It is what a caller tests for, and the test never holds."
    good = (
        Example(
            "def mean(xs):\n    if not xs:\n        return 0.0\n    return sum(xs) / len(xs)",
            docstring="Return the mean, or 0 if there are none.",
        ),
        Example(
            "def mean(xs):\n    if not xs:\n        return None\n    return sum(xs) / len(xs)",
            docstring="返回平均值，没有值时返回 None。",
            language="zh",
        ),
    )
    near_misses = (
        Example(
            "def price(shop, name):\n    if name not in shop:\n        return None\n    return shop[name].price",
            docstring="Return the price, which is 0 if it is free, or None if there is no such thing.",
        ),
        Example(
            "def rank(xs):\n    if not xs:\n        return 0\n    return table.get(xs[0])",
            docstring="Return the rank, or None if it is not in the table.",
        ),
        Example(
            "def mean(xs):\n    if not xs:\n        return default_of(xs)\n    return sum(xs) / len(xs)",
            docstring="Return the mean, or -1 if there are none.",
        ),
        Example(
            "def sign(x):\n    if x < 0:\n        return -1\n    return int(x > 0)",
            docstring="Return the sign: -1 if x is negative, or 1 if it is positive.",
        ),
        Example(
            "def names(row):\n    if not row:\n        return []\n    check(row)\n    return row.names",
            docstring="Return the names, or an error if they are wrong.",
        ),
    )
    bad = (
        Example(
            "def mean(xs):\n    if not xs:\n        return 0.0\n    return sum(xs) / len(xs)",
            docstring="Return the mean, or -1 if there are none.",
        ),
        Example(
            "def mean(xs):\n    if not xs:\n        return None\n    return sum(xs) / len(xs)",
            docstring="返回平均值，没有值时返回 0。",
            language="zh",
        ),
    )
    paraphrases = (
        Example(
            "def value_of(sign):\n    if sign.isdigit():\n        return ord(sign) - ord('0')\n    return -1",
            docstring="The value of a digit, or 0 if it is not one.",
        ),
        Example(
            "def shared(one, other):\n    return max(one.end - other.start, 0)",
            docstring="两段重叠的长度，不重叠时返回 -1。",
            language="zh",
        ),
        Example(
            "def names(path):\n    if not path:\n        return []\n    return sorted(path)",
            docstring="Give the names in order; returns an empty string if there is no path.",
        ),
        Example(
            "def names(path):\n    if not path:\n        return []\n    return sorted(path)",
            docstring="按顺序给出名称，没有路径时返回空字典。",
            language="zh",
        ),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield at most one finding for each remark given as a row."""
        if page.is_source:
            return
        for remark in documented(page):
            told = _told(page.docstring(remark.comment).summary)
            shown = _wrong(remark, told) if told and len(remark.body) <= _MOST else None
            if shown is not None:
                said, other = shown
                evidence = f"comment: {shortened(remark.text)!r} | code: {other!r}"
                yield self.finding(page, remark.comment, f"says {said}, the code gives {other}", evidence)


def _told(text: str) -> list[tuple[str, bool]]:
    """What is told to come back in some case, as a kind or a number, and whether that case is that something is not."""
    found = []
    for pattern in _SAID:
        for match in pattern.finditer(text):
            word = (match["e"] or match["m"] or match["v"]).lower()
            before, behind = _CLAUSE.split(text[: match.start()])[-1], _CLAUSE.split(text[match.end() :])[0]
            missed = (_NOT if match[0].isascii() else _NOT_HAN).search(
                behind if match[0].isascii() else before
            )
            found.append((_KINDS.get(word) or f"{float(word):g}", missed is not None))
    return found


def _wrong(remark: Documented, told: list[tuple[str, bool]]) -> tuple[str, str] | None:
    """What is told and cannot be, and what the function gives instead."""
    returns, declared = remark.function.returns, remark.function.return_annotation or ""
    code = _STRING.sub("''", "\n".join([one.text for one in remark.body]))
    kinds = [_constant(one.value or "None") for one in returns]
    guarded = [kind for kind, one in zip(kinds, returns, strict=True) if one.guards and kind]
    untold = [kind for kind in guarded if kind not in {*(said for said, _ in told), "true", "false"}]
    for said, missed in told:
        if said == "error":
            if declared.startswith(_OPTIONS) and not _FAILS.search(code):
                return said, declared
            continue
        if said in {*_UNJUDGED, *kinds}:
            continue
        last = _last(returns, kinds) if missed else None
        if last is not None and last not in {"null", "true", "false", *(one for one, _ in told)}:
            return said, last
        loose = [one.value or "" for kind, one in zip(kinds, returns, strict=True) if kind is None]
        if untold and not _may_give(said, loose, code):
            return said, untold[0]
        if (
            missed
            and said.startswith("-")
            and loose
            and len(loose) == len(returns)
            and all(map(_LEAST.search, loose))
        ):
            return said, loose[-1]
    return None


def _last(returns: tuple[Return, ...], kinds: list[str | None]) -> str | None:
    """The constant that comes back where none of the conditions of all other returns holds."""
    if len(returns) > 1 and not returns[-1].guards and all(one.guards for one in returns[:-1]):
        return kinds[-1]
    return None


def _constant(value: str) -> str | None:
    """The kind, or the number, of a constant that is returned."""
    kind = next((kind for kind, pattern in _CONSTANTS if pattern.match(value)), None)
    return f"{float(value.rstrip('fFdDL')):g}" if kind == "number" else kind


def _may_give(said: str, values: list[str], code: str) -> bool:
    """Whether a value that is no constant may be what is told, such as a number that is in the code."""
    if said in {"text", "list", "map"}:
        return any(value.isidentifier() for value in values)
    plain = any(value.isidentifier() or ("(" not in value and "/" not in value) for value in values)
    return plain or has_number(code, said)
