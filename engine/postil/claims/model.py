"""Claims: what a comment asserts, taken from its text alone (English or Chinese)."""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

ClaimKind: TypeAlias = Literal[
    "returns", "yields", "raises", "parameter", "default", "number", "comparison", "loop", "condition",
    "operation", "effect", "type", "definition",
]  # fmt: skip
DocStyle: TypeAlias = Literal["google", "numpy", "sphinx", "epytext", "plain"]


class Claim(Struct, frozen=True, gc=False):
    """One assertion.

    ``subject`` is the name it is about (a parameter, a variable, an exception), ``value`` what is said of
    it: for ``default`` and ``number`` the literal as Python source (``3``, ``'a'``, ``None``), for
    ``comparison`` the operator (``<=``), for ``operation`` a concept (``add``, ``max``, ``ascending``), for
    ``returns`` a literal or a concept, for ``effect`` ``in_place``, ``pure``, ``sorted`` ... ``condition`` is
    the text of the condition it is bound to; ``negated`` flips the whole. ``start``..``end`` are offsets in
    the comment's text: the evidence.
    """

    kind: ClaimKind
    subject: str | None
    value: str | None
    start: int
    end: int
    condition: str | None = None
    negated: bool = False


class DocItem(Struct, frozen=True, gc=False):
    """An entry of a docstring section: a parameter, an exception, a result.

    ``line`` counts from 0 in the docstring; ``type`` and ``default`` as written, or ``None``.
    """

    name: str | None
    text: str
    line: int
    type: str | None = None
    default: str | None = None


class DocSections(Struct, frozen=True, gc=False):
    """A docstring taken apart.

    ``plain`` style means that it has no sections; a section that is absent is ``None``, one that is present
    but empty is ``()``.
    """

    style: DocStyle
    summary: str
    parameters: tuple[DocItem, ...] | None = None
    returns: tuple[DocItem, ...] | None = None
    yields: tuple[DocItem, ...] | None = None
    raises: tuple[DocItem, ...] | None = None
    attributes: tuple[DocItem, ...] | None = None
