"""CON03: the documented type is not the annotated one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from postil.facts.model import Function
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex
from postil_rules.contradiction._judged import documented

_ALIASES = {
    "string": "str", "text": "str", "integer": "int", "boolean": "bool", "dictionary": "dict", "mapping": "dict",
    "number": "float", "real": "float", "double": "float", "callable": "callable", "function": "callable",
    "mutablemapping": "dict", "defaultdict": "dict", "ordereddict": "dict", "nonetype": "none", "字符串": "str", "整数": "int",
    "整型": "int", "布尔": "bool", "布尔值": "bool", "列表": "list", "字典": "dict", "元组": "tuple", "集合": "set", "浮点数": "float",
}  # fmt: skip
_PLAIN = frozenset(
    {"str", "int", "bool", "float", "dict", "list", "tuple", "set", "frozenset", "bytes", "complex", "none"}
)
_WIDER = {"float": {"int"}, "complex": {"int", "float"}}
_UNION = regex(r"\s*(?:\||,|\bor\b|/|或)\s*")


class TypeDiffers(Rule):
    """Docstring and annotation (of a parameter or the result) name builtin types that have nothing in common."""

    code = "CON03"
    name = "contradiction/type-differs"
    tier = 3
    dimension = "accuracy"
    penalty = 0.25
    comment_kinds = ("docstring", "summary")
    needs = ("docstring", "tree")
    title = "type in the docstring differs from the annotation"
    why = "One of the two is wrong, and tools believe the annotation."
    source = "DOC105; asked for as a comparison of meaning in pydoclint#30"
    good = (
        Example(
            "def f(n: int) -> str:\n    return str(n)",
            docstring="Do.\n\nArgs:\n    n (int): In.\n\nReturns:\n    str: Out.",
        ),
        Example(
            "def f(n: int) -> str:\n    return str(n)",
            docstring="转换。\n\n参数：\n    n (int)：数值。",
            language="zh",
        ),
    )
    near_misses = (
        Example(
            "from typing import Optional\ndef f(n: Optional[int] = None):\n    return n",
            docstring="Do.\n\nArgs:\n    n (int, optional): In.",
        ),
        Example(
            "def f(xs: 'List[str]'):\n    return xs", docstring="Do.\n\nArgs:\n    xs (list of str): In."
        ),
        Example("def f(n: float):\n    return n", docstring="Do.\n\n:param int n: in"),
        Example(
            "def f(n) -> tuple[Kind, str]:\n    return kind(n), 'get'",
            docstring="Do.\n\nReturns\n-------\nkind, verb : str\n    Both.",
        ),
        Example("def f(n=1):\n    return n", docstring="Do.\n\n:param n: whether\n:type n: bool"),
        Example(
            "def f(size='default'):\n    return size",
            docstring="Do.\n\nArgs:\n    size (int): In bytes, 'default' for that of the class.",
        ),
        Example("def f(n: Path):\n    return n", docstring="Do.\n\n:param str n: in"),
        Example("def f(n: str | None):\n    return n", docstring="Do.\n\n:param n: in\n:type n: str or None"),
        Example(
            "def f(*names: str):\n    return names",
            docstring="Do.\n\nArgs:\n    names (List[str]): All of them.",
        ),
    )
    bad = (
        Example("def f(n: int):\n    return n", docstring="Do.\n\nArgs:\n    n (str): In."),
        Example("def f(n: int) -> list[int]:\n    return [n]", docstring="Do.\n\nReturns:\n    dict: Out."),
        Example(
            "def f(n: int):\n    return n", docstring="转换。\n\n参数：\n    n (str)：数值。", language="zh"
        ),
    )
    paraphrases = (
        Example("def f(n: int):\n    return n", docstring="Do.\n\n:param n: in\n:type n: string"),
        Example(
            "def f(n: int):\n    return n",
            docstring="转换。\n\n:param n: 数值\n:type n: 字符串",
            language="zh",
        ),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each entry whose type shares nothing with the annotation."""
        for remark in documented(page):
            function, sections = remark.function, page.docstring(remark.comment)
            annotations = {p.name: p.annotation for p in function.parameters if "star" not in p.kind}
            defaults = {p.name: _type_of(p.default) for p in function.parameters if p.default}
            words = {p.name: p.default for p in function.parameters if p.default and p.default[0] in "'\""}
            for item in sections.parameters or ():
                annotation = annotations.get(item.name or "") or defaults.get(item.name or "")
                if words.get(item.name or "", "\0") in item.text.replace('"', "'"):
                    continue  # a word for what the function chooses
                if annotation and item.type and _excluded(item.type, annotation):
                    yield self._differs(page, remark.comment, item.name or "", item.type, annotation)
            if function.return_annotation and not function.yields:
                for item in sections.returns if sections.returns and len(sections.returns) == 1 else ():
                    several = "," in (item.name or "")
                    if item.type and not several and _excluded(item.type, function.return_annotation):
                        yield self._differs(
                            page, remark.comment, _result(function), item.type, function.return_annotation
                        )

    def _differs(self, page: Page, comment: int, what: str, said: str, annotation: str) -> Finding:
        message = f"says that {what} is {said}, the signature makes it {annotation}"
        return self.finding(page, comment, message, f"comment: {said!r} | code: {annotation!r}")


def _result(function: Function) -> str:
    return f"the result of {function.name}"


def _type_of(default: str) -> str | None:
    """The type of a default that leaves no doubt: a number may stand for another kind of number."""
    if default[:1] in {"'", '"'} and len(default) > 2:
        return "str"
    return "float" if default.replace(".", "", 1).isdigit() and default not in {"0", "1"} else None


def _excluded(said: str, annotation: str) -> bool:
    """Whether both name builtin types only, without one in common."""
    documented_types, annotated = plain_types(said), plain_types(annotation)
    if not documented_types or not annotated or documented_types == annotated:
        return False
    return not common(documented_types, annotated) - {"none"}


def common(said: frozenset[str], shown: frozenset[str]) -> frozenset[str]:
    """The types of ``said`` that are met in ``shown``; a number may stand for another kind of number."""
    widened = shown | {narrow for wide in shown for narrow in _WIDER.get(wide, ())}
    return said & (widened | {wide for wide, narrow in _WIDER.items() if narrow & shown})


@lru_cache(maxsize=2048)
def plain_types(written: str) -> frozenset[str]:
    """The plain builtin types of a type as written; empty when any part is something else."""
    text = re.sub(r"[\"'`\s]+", " ", written).strip().lower()
    if len(text) > 200:
        return frozenset()
    text = re.sub(r"\b(?:typing|t|collections|abc)\.", "", text)
    text = re.sub(
        r",?\s*(?:optional|required|default[^,]*|defaults to [^,]*|\(default[^,]*\)|optional \(default[^,]*\))$",
        "",
        text,
    )
    optional = re.fullmatch(r"optional\[(.*)\]", text)
    text = optional.group(1) if optional else text
    union = re.fullmatch(r"union\[(.*)\]", text)
    text = union.group(1) if union else text
    for _ in range(4):
        text = re.sub(r"\[[^\[\]]*\]", "", text)
    parts = [re.sub(r"\s+(?:of|with|from|to|in)\b.*$", "", part).strip() for part in _UNION.split(text)]
    names = frozenset(_ALIASES.get(part, part) for part in parts if part)
    return names if names <= _PLAIN else frozenset()
