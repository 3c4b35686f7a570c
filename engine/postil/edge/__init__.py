"""A small inference module for an edge box: scoring, embedding and generation behind one object.

Importing it is cheap, scoring draws numpy and tree-sitter at most, a language model is loaded when the first text
is asked for (``pip install 'postil[gguf]'``), and memory is bounded throughout.

>>> from postil.edge import Edge
>>> Edge().decide("x = items[-1]", ["Take the last of the items."]).good_enough
True
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from postil.edge.deciding import Decision, confidence, decide
    from postil.edge.generation import Generated, Generator
    from postil.edge.module import Edge
    from postil.edge.profiling import EdgeProfile, profile

__all__ = ["Decision", "Edge", "EdgeProfile", "Generated", "Generator", "confidence", "decide", "profile"]

_HOMES = {
    "Decision": "deciding",
    "Edge": "module",
    "EdgeProfile": "profiling",
    "Generated": "generation",
    "Generator": "generation",
    "confidence": "deciding",
    "decide": "deciding",
    "profile": "profiling",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    from importlib import import_module  # noqa: PLC0415 - each part loads what it needs when it is asked for

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
