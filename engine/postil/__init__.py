r"""Postil judges generated code comments by what static analysis can prove about the code.

>>> from postil import score
>>> score("def half(n):\n    return n / 2", "Return n halved.").status
'scored'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from postil._version import __version__

if TYPE_CHECKING:
    from postil.records import Comment, Score, Snippet
    from postil.scoring.scorer import Scorer, score

__all__ = ["Comment", "Score", "Scorer", "Snippet", "__version__", "score"]

_HOMES = {
    "Comment": "postil.records",
    "Score": "postil.records",
    "Scorer": "postil.scoring.scorer",
    "Snippet": "postil.records",
    "score": "postil.scoring.scorer",
}


def __getattr__(name: str) -> Any:
    """Load a public name when it is first asked for, so that ``postil --version`` loads nothing."""
    if name not in _HOMES:
        message = f"module 'postil' has no attribute {name!r}"
        raise AttributeError(message)
    from importlib import import_module  # noqa: PLC0415 - only when a name is asked for

    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
