"""What can be told of functions and classes only when all their statements were read."""

from __future__ import annotations

from postil.facts.python_draft import Draft
from postil.facts.treesitter.walk import Walk

_REFUSALS = (
    "UnsupportedOperationException",
    "NotImplementedException",
    "NotImplementedError",
    "NotImplemented",
)
_REFUSING = ("todo", "unimplemented")


def settle(walk: Walk, lines: int) -> None:
    """Complete blocks' ends (none behind the last of ``lines``), yields, stubs and attributes."""
    for draft in reversed(walk.drafts):
        if draft.parent >= 0 and draft.body_end > walk.drafts[draft.parent].body_end:
            walk.drafts[draft.parent].body_end = draft.body_end
    for draft in walk.drafts:
        draft.end_line, draft.body_end = min(draft.end_line, lines), min(draft.body_end, lines)
        if draft.function >= 0:
            _settle_function(walk, draft)
        if draft.body_of >= 0 and draft.kind == "assign":
            attributes = walk.classes[draft.body_of].attributes
            attributes.update((target, None) for target in draft.targets if target.isidentifier())


def _settle_function(walk: Walk, draft: Draft) -> None:
    function = walk.functions[draft.function]
    if function.stub and draft.parent == function.header.index and not _refuses(draft):
        function.stub = False
    if draft.yields and draft is not function.header:
        function.yields.extend(draft.yields)
    if function.receiver_class >= 0:
        attributes = walk.classes[function.receiver_class].attributes
        for target in draft.targets:
            owner, _, name = target.replace("->", ".").partition(".")
            if owner in ("this", "self") and name.isidentifier():
                attributes[name] = None


def _refuses(draft: Draft) -> bool:
    """Whether a statement throws that something is not supported, or not yet."""
    names = [call.name for call in draft.calls]
    return (draft.kind == "raise" and any(name in _REFUSALS for name in names)) or names[:1] in (
        [name] for name in _REFUSING
    )
