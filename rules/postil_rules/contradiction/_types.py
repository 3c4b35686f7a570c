"""Which builtin types words, literals and uses speak for."""

from __future__ import annotations

import re
from functools import lru_cache

from postil.facts.model import Function, Statement
from postil.text.lazy import regex
from postil_rules._expressions import outline

_NUMBER = frozenset({"int", "float"})
_STR, _BOOL, _LIST, _DICT, _TUPLE, _INT = (
    frozenset({name}) for name in ("str", "bool", "list", "dict", "tuple", "int")
)
_FIRST = regex(
    r"(?i)\A(?:an?|the)?\s*(?:(?P<number>(?:(?:total |maximum |minimum )?number of|count of)(?! [^.,;]*\band\b)|integer\b)"
    r"|(?P<text>(?:sub)?string(?= (?:to|that|which|with|being|representing|containing|used)\b|[.,;]|\Z)|name of (?:the|an?)\b)"
    r"|(?P<truth>whether\b|true if\b|false if\b|if true\b|boolean\b)|(?P<dict>dict(?:ionary)?\b(?! or))|(?P<tuple>(?:\d-)?tuple\b(?! or))|(?P<list>list\b(?! or))"
    r"|if (?:\w+ is )?(?:an? )?(?P<named>int|str|float|dict|list|tuple|bool)\b)"
)
_SPOKEN = {
    "number": _NUMBER,
    "text": _STR,
    "truth": _BOOL,
    "dict": _DICT,
    "tuple": _TUPLE | _LIST,
    "list": _LIST | {"tuple", "set"},
}
_PROTOCOLS = {
    "__len__": _INT, "__hash__": _INT, "__index__": _INT, "__int__": _INT, "__length_hint__": _INT,
    "__str__": _STR, "__repr__": _STR, "__format__": _STR, "__bool__": _BOOL, "__contains__": _BOOL,
}  # fmt: skip
_TRUTH = regex(
    r"\bnot in\b|\bis\b|\bin\b|[=!]=|[<>]=?|\Anot |\A(?:isinstance|issubclass|hasattr|callable|any|all|bool)\(\)\Z"
)
_STORED = regex(r"(?:for |with .* as |\()?([\w, ]+?)(?:: [^=]+)? (?:[-+*/|&]?=|in|:=) (.*)", re.DOTALL)
_HINTS = (
    *("range(@)", "@ -", "@ //", "@ **", "@ <", "@ >", "- @", "// @", "** @"),
    *(
        "@.lower(",
        "@.upper(",
        "@.split(",
        "@.strip(",
        "@.startswith(",
        "@.endswith(",
        "@.encode(",
        "@.rpartition(",
    ),
    *("@.partition(", "@.append(", "@.extend(", "@.insert("),
    *("@.items()", "@.keys()", "@.values()", "@.setdefault()"),
)
"""Of what ``_uses`` finds each holds one of these, with the parameter for the sign; few parameters are used so."""
_COUNT = regex(r"\A(?:len|hash|ord|id|int)\(\)\Z|\A\d+\Z|\Asum\(\)\Z")


def spoken_types(text: str) -> frozenset[str]:
    """The types of which a description speaks first: ``The number of nodes`` is a number."""
    found = _FIRST.match(text)
    if found is None:
        return frozenset()
    return frozenset({found["named"].lower()}) if found["named"] else _SPOKEN[str(found.lastgroup)]


def literal_types(value: str) -> frozenset[str]:
    """The types for which a literal may stand as a default: a number for any number, a truth value for one."""
    if value[:1] in {"'", '"'}:
        return _STR
    if value in {"True", "False"}:
        return _BOOL | {"str", "int"}
    return _NUMBER | {"bool"} if value.lstrip("-").isdigit() else frozenset()


def result_types(function: Function, body: tuple[Statement, ...]) -> frozenset[str]:
    """The type of the result by the name of a protocol, or by all that is given back."""
    if function.name in _PROTOCOLS:
        return _PROTOCOLS[function.name]
    kinds = [
        _of_value(found.value) or _of_name(found.value, body) for found in function.returns if found.value
    ]
    return frozenset().union(*kinds) if kinds and all(kinds) else frozenset()


def _of_name(name: str, body: tuple[Statement, ...]) -> frozenset[str]:
    """The type of a variable by all that is assigned to it."""
    if not name.isidentifier():
        return frozenset()
    stored = [s for s in body if name in s.text and _STORED.match(s.text)]
    values = [found[2] for s in stored if (found := _STORED.match(s.text)) and name in found[1].split(", ")]
    kinds = [_of_value(value) for value in values]
    return frozenset().union(*kinds) if kinds and all(kinds) else frozenset()


def _of_value(value: str) -> frozenset[str]:
    shape = outline(value)
    if value in {"True", "False"} or (
        _TRUTH.search(shape) and " if " not in shape and " or " not in shape and " and " not in shape
    ):
        return _BOOL
    if _COUNT.match(shape):
        return _NUMBER
    if shape[:1] in {"'", '"'} or shape[:2] in {"f'", 'f"'}:
        return _STR if "%" not in shape and "." not in shape.rpartition(shape[-1:])[2] else frozenset()
    if shape == "[]":
        return _LIST
    return _DICT if shape == "{}" and (":" in value or value == "{}") else frozenset()


def used_types(name: str, body: tuple[Statement, ...]) -> frozenset[str]:
    """The types of a parameter of which the body makes one use only, and never stores to it or asks its type."""
    seen = "\n".join(statement.text for statement in body)
    if not any(use.replace("@", name) in seen for use in _HINTS):
        return frozenset()
    changed, *uses = _uses(name)
    if changed.search(seen):
        return frozenset()
    met = [
        types
        for types, use in zip((_NUMBER | {"bool"}, _STR, _LIST, _DICT), uses, strict=True)
        if use.search(seen)
    ]
    return met[0] if len(met) == 1 else frozenset()


@lru_cache(maxsize=512)
def _uses(name: str) -> tuple[re.Pattern[str], ...]:
    """What stores to a parameter or asks its type, and what uses it as a number, text, a list, a dictionary."""
    word = rf"(?<![\w.'\"]){re.escape(name)}(?!\w)"
    return (
        re.compile(
            rf"{word} (?:[-+*/|&]?=) |\b(?:isinstance|type|str|int|float|list|dict|callable)\({word}|\b(?:for|as) {word}"
        ),
        re.compile(rf"\brange\({word}\)|{word} (?:-|//|\*\*|[<>]=?) (?:\d|\()|\d (?:-|//|\*\*) {word}"),
        re.compile(rf"{word}\.(?:lower|upper|split|strip|startswith|endswith|encode|rpartition|partition)\("),
        re.compile(rf"{word}\.(?:append|extend|insert)\("),
        re.compile(rf"{word}\.(?:items|keys|values|setdefault)\(\)"),
    )
