"""What can be told of functions, classes and blocks only when all their statements were read."""

from __future__ import annotations

from postil.facts.python_draft import Draft
from postil.facts.python_reading import Reading


def settle(reading: Reading) -> None:
    """Complete blocks' ends, yields, stubs and attributes."""
    drafts = reading.drafts
    for draft in reversed(drafts):
        if draft.parent >= 0 and draft.body_end > drafts[draft.parent].body_end:
            drafts[draft.parent].body_end = draft.body_end
    for draft in drafts:
        if draft.function >= 0:
            _settle_function(reading, draft)
        if draft.body_of >= 0 and draft.kind == "assign":
            attributes = reading.classes[draft.body_of].attributes
            attributes.update((target, None) for target in draft.targets if target.isidentifier())


def _settle_function(reading: Reading, draft: Draft) -> None:
    function = reading.functions[draft.function]
    if function.stub and draft.parent == function.header.index and not _says_nothing(draft):
        function.stub = False
    if draft.yields and draft is not function.header:
        function.yields.extend(draft.yields)
    if function.receiver and draft.targets:
        attributes = reading.classes[function.receiver_class].attributes
        start = f"{function.receiver}."
        for target in draft.targets:
            name = target.removeprefix(start)
            if name is not target and name.isidentifier():
                attributes[name] = None


def _says_nothing(draft: Draft) -> bool:
    """A statement of a body that only stands for one."""
    if draft.kind in ("docstring", "pass"):
        return True
    if draft.kind == "raise":
        return draft.value.partition("(")[0] == "NotImplementedError"
    return draft.text == "..."
