r"""Cyclomatic complexity, counted by radon on Python's own syntax tree.

>>> complexity("def f(x):\n    return 1 if x else 2")
{'f': 2}
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from typing import Any


def complexity(code: str) -> dict[str, int]:
    """Cyclomatic complexity (McCabe 1976: independent paths) by qualified name of function.

    Empty when Python itself cannot parse ``code``.
    """
    from radon.visitors import ComplexityVisitor  # noqa: PLC0415 - heavy, loaded when asked for

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of the code's own escapes and comparisons
            visitor = ComplexityVisitor.from_code(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return {}
    found: dict[str, int] = {}
    _add_functions(visitor.functions, "", found)
    _add_classes(visitor.classes, "", found)
    return found


def _add_functions(functions: Iterable[Any], prefix: str, found: dict[str, int]) -> None:
    for function in functions:
        name = f"{prefix}{function.name}"
        found[name] = function.complexity
        _add_functions(function.closures, f"{name}.", found)


def _add_classes(classes: Iterable[Any], prefix: str, found: dict[str, int]) -> None:
    for owner in classes:
        name = f"{prefix}{owner.name}"
        _add_functions(owner.methods, f"{name}.", found)
        _add_classes(owner.inner_classes, f"{name}.", found)
