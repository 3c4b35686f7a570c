"""How a name in a docstring may stand for parameters that are called otherwise."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from postil.text.identifiers import split_identifier

_FEWEST = 4
"""So many letters have two words in common of which one is short for the other."""


def family_of(name: str, taken: AbstractSet[str]) -> frozenset[str]:
    """The parameters, two or more, that are ``name`` with a letter put in, in the place of an ``x`` or before its last word.

    ``stride_d`` is short for ``stride_qd`` and ``stride_kd``, and so is ``stride_xd``.
    """
    head, _, last = name.rpartition("_")
    ends = {last, last[1:]} if last[:1] in {"x", "X"} else {last}
    kin = {one for one in taken if one.startswith(f"{head}_") and one[len(head) + 2 :] in ends - {""}}
    return frozenset(kin) if head and len(kin) > 1 else frozenset()


def spelt_alike(name: str, taken: AbstractSet[str]) -> frozenset[str]:
    """The parameters that differ from ``name`` by underscores and capitals only: ``maxlen`` and ``max_len``."""
    return frozenset(one for one in taken if _folded(one) == _folded(name))


def are_alike(one: str, other: str) -> bool:
    """Whether two names begin or end with one word, or one of which the other's is short: ``y_pred`` and ``prediction``."""
    said, meant = split_identifier(one), split_identifier(other)
    if not said or not meant:
        return False
    return any(
        a == b or (min(len(a), len(b)) >= _FEWEST and (a.startswith(b) or b.startswith(a)))
        for a, b in ((said[0], meant[0]), (said[-1], meant[-1]))
    )


def _folded(name: str) -> str:
    return name.replace("_", "").lower()
