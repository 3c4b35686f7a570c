"""What a call of Python changes, told by its name: input and output, and methods that change their object."""

from __future__ import annotations

from collections.abc import Callable

from postil.facts.model import Effect
from postil.facts.python_draft import Draft
from postil.facts.python_syntax import PLACES, SyntaxNode, field

MUTATING = frozenset(
    "append extend add update pop remove clear sort reverse insert setdefault discard popitem write".split()
)
IO_FUNCTIONS = frozenset(("print", "open", "input"))
IO_METHODS = frozenset(
    "read readline readlines write writelines read_text write_text read_bytes write_bytes".split()
)
_EFFECTIVE = MUTATING | IO_METHODS
# Modules whose functions are named like mutating methods: ``os.remove`` does not change ``os``.
_MODULES = frozenset(("os", "shutil", "np", "numpy", "operator", "heapq", "bisect"))
_OBJECT = field("object")


def note_effects(callee: SyntaxNode, name: str, draft: Draft, excerpt: Callable[[SyntaxNode], str]) -> None:
    """Note what the call of ``callee``, named ``name``, changes; ``excerpt`` gives the text of a node."""
    if name in IO_FUNCTIONS:
        draft.effects.append(Effect("io", name))
    last = name.rpartition(".")[2]
    receiver = callee.child_by_field_id(_OBJECT) if last in _EFFECTIVE else None
    if receiver is None:
        return
    if last in IO_METHODS:
        draft.effects.append(Effect("io", name))
    if last in MUTATING and receiver.kind_id in PLACES:
        target = excerpt(receiver)
        if target not in _MODULES:
            draft.effects.append(Effect("mutate", target))
