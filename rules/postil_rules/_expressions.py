"""The shape of an expression, from its text."""

from __future__ import annotations

from postil.text.lazy import regex

_BRACKET = regex(r"(?P<opens>[(\[{])|[)\]}]")
_CALL = regex(r"(?:await )?[\w.()\[\]]*\w\(\)")


def outline(expression: str) -> str:
    """An expression without what stands in its brackets: ``all(x for x in y) == 1`` is ``all() == 1``."""
    kept = []
    depth = start = 0
    for bracket in _BRACKET.finditer(expression):
        opens, at = bracket.lastgroup == "opens", bracket.start()
        if depth <= 0:
            kept.append(expression[start : at + opens])
        depth += 1 if opens else -1
        if depth <= 0 and not opens:
            kept.append(bracket.group())
        start = at + 1
    return "".join(kept) + (expression[start:] if depth <= 0 else "")


def is_call(outlined: str) -> bool:
    """Whether an outline is that of one call, or of a chain of calls."""
    return _CALL.fullmatch(outlined) is not None
