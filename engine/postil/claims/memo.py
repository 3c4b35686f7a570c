"""A memory for questions about statements."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from postil.facts.model import Statement

_MOST = 4096
Answer = TypeVar("Answer")


def remembered(question: Callable[[Statement], Answer]) -> Callable[[Statement], Answer]:
    """``question``, asked once for each statement.

    The memory goes by the identity of the statement, which it holds: to hash a statement by all its fields takes
    longer than most questions about it.
    """
    kept: dict[int, tuple[Statement, Answer]] = {}

    @wraps(question)
    def ask(statement: Statement) -> Answer:
        known = kept.get(id(statement))
        if known is None:
            if len(kept) >= _MOST:
                kept.clear()
            known = kept[id(statement)] = statement, question(statement)
        return known[1]

    return ask
