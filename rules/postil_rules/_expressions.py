"""The shape of an expression, from its text."""

from __future__ import annotations

from postil.text.lazy import regex

_CALL = regex(r"(?:await )?[\w.()\[\]]*\w\(\)")


def outline(expression: str) -> str:
    """An expression without what stands in its brackets: ``all(x for x in y) == 1`` is ``all() == 1``."""
    kept = []
    depth = 0
    for sign in expression:
        closing = sign in ")]}"
        depth -= closing
        if depth <= 0:
            kept.append(sign)
        depth += sign in "([{"
    return "".join(kept)


def is_call(outlined: str) -> bool:
    """Whether an outline is that of one call, or of a chain of calls."""
    return _CALL.fullmatch(outlined) is not None
