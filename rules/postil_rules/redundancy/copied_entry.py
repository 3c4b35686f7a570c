"""RED17: the entry of a parameter begins with the words of another parameter of another kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, takewhile

from postil.claims.model import DocItem
from postil.facts.model import Function, Parameter
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.identifiers import split_identifier
from postil.text.lazy import regex
from postil_rules.contradiction._judged import documented, shortened

_LEAST = 8
_TYPE = 12
_AROUND = ".,:;`*'\"()"
_ANYTHING = frozenset({"None", "Optional", "Any", "Union"})
_WORDS = 5  # as many at the beginning, or the whole of the first
_MOST = 60
"""Parameters that are compared with each other."""
_NAME = regex(r"[A-Za-z_]\w*")
_REFERS = regex(
    r"(?i)\b(?:see|as (?:in|for)|same|passed|forwarded|ignored|deprecated|compatib\w+|not used|unused|instead|raises|no effect|only applies)\b"
    r"|参见|参阅|同上|忽略|兼容|弃用|传给"
)
_KINDS = {"True": "bool", "False": "bool", "(": "tuple", "[": "list", "{": "dict", "'": "str", '"': "str"}
_CODE = "def order(rows, key='name', reverse=False):\n    return sort(rows, key, reverse)"


class CopiedEntry(Rule):
    """Two entries have the same first line, and the signature says that the two take values of different kinds."""

    code = "RED17"
    name = "redundancy/copied-entry"
    tier = 3
    dimension = "accuracy"
    penalty = 0.15
    comment_kinds = ("docstring", "summary")
    needs = ("docstring",)
    code_languages = ("python",)
    title = "entry begins with the words of another parameter's"
    why = "An entry that was copied and not changed tells nothing of its own parameter, and what it tells is wrong."
    source = "RepliComment (Blasi and Gorla 2018), for the first lines of entries"
    good = (
        Example(
            _CODE,
            docstring="Sort.\n\nArgs:\n    key: What the rows are sorted by.\n    reverse: Whether the largest comes first.",
        ),
        Example(
            _CODE,
            docstring="排序。\n\n参数：\n    key：用来取出排序依据的函数对象。\n    reverse：是否从大到小排列所有的行。",
            language="zh",
        ),
    )
    near_misses = (
        Example(
            "def plot(x, y=0, z=0):\n    return x, y, z",
            docstring="Plot.\n\nArgs:\n    y: The place along its own axis.\n    z: The place along its own axis.",
        ),
        Example(
            _CODE,
            docstring="Sort.\n\nArgs:\n    key: See the class.\n    reverse: See the class.",
        ),
        Example(
            _CODE,
            docstring="Sort.\n\nArgs:\n    key, reverse: What is passed on to the built-in function.",
        ),
    )
    bad = (
        Example(
            _CODE,
            docstring="Sort.\n\nArgs:\n    rows: All.\n    key: What the rows are sorted by.\n    reverse: What the rows are sorted by.",
        ),
        Example(
            _CODE,
            docstring="排序。\n\n参数：\n    key：用来取出每一行排序依据的那个函数对象。\n    reverse：用来取出每一行排序依据的那个函数对象。",
            language="zh",
        ),
    )
    paraphrases = (
        Example(
            "def pad(text: str, width: int):\n    return text.ljust(width)",
            docstring="Pad.\n\n:param text: the text to be filled up\n:param width: the text to be filled up\n    with spaces at its end",
        ),
        Example(
            "def find(rows, limit=10):\n    return rows[:limit]",
            docstring="Find.\n\nParameters\n----------\nrows : object\n    The rows among which it looks for them.\nlimit : int\n    The rows among which it looks for them.",
        ),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield at most one finding for each entry, for the first other one whose words or type it has."""
        for remark in documented(page):
            known = _first_entries(page.docstring(remark.comment).parameters or (), remark.function)
            for at, (item, parameter) in enumerate(known):
                for other, kin in known[:at]:
                    if other.line != item.line and _copied(other, kin, item, parameter):
                        message = f"describes {item.name} as {other.name} is"
                        text = shortened(f"{item.type}: {item.text}" if item.type else item.text)
                        yield self.finding(page, remark.comment, message, f"comment: {text!r}")
                        break


def _first_entries(items: Sequence[DocItem], function: Function) -> list[tuple[DocItem, Parameter]]:
    """The first entry of each plain parameter with that parameter, in the order of the entries, ``_MOST`` at most."""
    parameters = {
        parameter.name: parameter for parameter in function.parameters if "star" not in parameter.kind
    }
    first: dict[str, DocItem] = {}
    for item in items:
        if item.name in parameters:
            first.setdefault(item.name, item)
    return [(item, parameters[name]) for name, item in islice(first.items(), _MOST)]


def _copied(one: DocItem, first: Parameter, other: DocItem, second: Parameter) -> bool:
    """Whether two entries begin alike, or have the same long type, although the signature tells them apart."""
    if one.type and one.type == other.type and len(one.type) >= _TYPE and _apart(first, second):
        return True
    if one.text[:_LEAST] != other.text[:_LEAST] or len(one.text) < _LEAST:
        return False
    words, others = one.text.lower().split(), other.text.lower().split()
    common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(words, others, strict=False)))
    if common < min(_WORDS, len(words)) or _REFERS.search(" ".join(words[:common])):
        return False
    apart = _apart(first, second)
    return _names_first(words[:common], first.name, second.name) if apart is None else apart


def _names_first(words: list[str], one: str, other: str) -> bool:
    """Whether the words name the one parameter and not the other."""
    named, meant = set(split_identifier(one)), set(split_identifier(other))
    said = {word.strip(_AROUND) for word in words}
    return not said.isdisjoint(named - meant) and said.isdisjoint(meant)


def _apart(one: Parameter, other: Parameter) -> bool | None:
    """Whether the defaults of two parameters are of different kinds, or their annotations have no name in common."""
    kinds = {_kind(one), _kind(other)}
    if None not in kinds:
        return len(kinds) > 1
    types = [set(_NAME.findall(one.annotation or "")), set(_NAME.findall(other.annotation or ""))]
    return types[0].isdisjoint(types[1] - _ANYTHING) if all(types) else None


def _kind(parameter: Parameter) -> str | None:
    """The kind of value that the default is."""
    default = parameter.default or ""
    if default.lstrip("-")[:1].isdigit():
        return "number"
    return _KINDS.get(default) or _KINDS.get(default[:1])
