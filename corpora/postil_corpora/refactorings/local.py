"""Refactorings inside one function: its signature, its parameters, its variables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher

from postil_corpora.refactorings.model import Place
from postil_corpora.schema import RefactoringKind

Found = tuple[RefactoringKind, str, str, str]
"""Kind, what it was, what it became, evidence."""
_NAME = re.compile(r"[^\W\d]\w*")
_LEAST = 6
"""Shorter expressions occur by chance."""


def in_function(was: Place, now: Place) -> Iterator[Found]:
    """What changed its form between two versions of one function."""
    parameters = list(_parameters(was, now))
    yield from parameters
    gone = list((Counter(was.body) - Counter(now.body)).elements())
    come = list((Counter(now.body) - Counter(was.body)).elements())
    yield from _variables(was, now, gone, come)
    for value, name, old, new in _taken_out(was, now, gone, come):
        yield "extract_variable", value, name, f"{old[:200]} -> {new[:200]}"
    for value, name, new, old in _taken_out(now, was, come, gone):
        yield "inline_variable", name, value, f"{old[:200]} -> {new[:200]}"


def _parameters(was: Place, now: Place) -> Iterator[Found]:
    """Each parameter that was renamed, or else the signature that changed."""
    before = [(one.name, str(one.kind)) for one in was.function.parameters]
    after = [(one.name, str(one.kind)) for one in now.function.parameters]
    if before == after or was.function.stub or now.function.stub:
        return
    pairs = [(old, new) for (old, _), (new, _) in zip(before, after, strict=False) if old != new]
    kept = {name for name, _ in before} & {name for name, _ in after}
    same_shape = [kind for _, kind in before] == [kind for _, kind in after]
    if same_shape and all(_is_renamed(was, now, *pair) and not {*pair} & kept for pair in pairs):
        for old, new in pairs:
            yield "rename_parameter", old, new, "same place, used in the same statements"
    else:
        yield "change_signature", _shown(before), _shown(after), "the parameters differ"


def _is_renamed(was: Place, now: Place, old: str, new: str) -> bool:
    """Whether ``old`` is gone, ``new`` was not there, and most statements are the same but for the name."""
    if old in now.names or new in was.names:
        return False
    users = [text for text in was.body if old in _NAME.findall(text)]
    present = Counter(now.body)
    same = sum(present[_swapped(text, old, new)] > 0 for text in users)
    return bool(users) and 2 * same >= len(users)


def _variables(was: Place, now: Place, gone: list[str], come: list[str]) -> Iterator[Found]:
    """Variables renamed: every statement that had the old name is there with the new one."""
    parameters = {one.name for one in (*was.function.parameters, *now.function.parameters)}
    present = Counter(come)
    for old in sorted(was.bound - now.names - parameters):
        users = [text for text in gone if old in _NAME.findall(text)]
        for new in sorted(now.bound - was.names - parameters):
            if _NAME.fullmatch(old) and _NAME.fullmatch(new) and len(users) > 1:
                wanted = Counter(_swapped(text, old, new) for text in users)
                if not wanted - present:
                    yield (
                        "rename_variable",
                        old,
                        new,
                        f"{len(users)} statements are the same but for the name",
                    )
                    break


def _taken_out(
    was: Place, now: Place, gone: list[str], come: list[str]
) -> Iterator[tuple[str, str, str, str]]:
    """Each variable, new to ``was``, that stands where it had an expression: that, its name, the statement then and now."""
    for text, name, value in _new_variables(was, now, come):
        pairs = ((old, new) for old in gone if value in old for new in come if new != text)
        pair = next((one for one in pairs if _is_put_in(*one, value, name)), None)
        if pair is not None:
            yield value, name, *pair


def _new_variables(was: Place, now: Place, come: list[str]) -> Iterator[tuple[str, str, str]]:
    """Assignments of an expression to a name that ``was`` did not have: statement, name, expression."""
    taken = was.names | {one.name for one in now.function.parameters}
    for text in come:
        name, equals, value = text.partition(" = ")
        if (
            equals
            and _NAME.fullmatch(name)
            and name not in taken
            and len(value) >= _LEAST
            and _NAME.search(value)
        ):
            yield text, name, value


def _is_put_in(old: str, new: str, value: str, name: str) -> bool:
    """Whether ``new`` is ``old`` with ``value`` replaced by ``name``, once or everywhere, or nearly."""
    if name not in _NAME.findall(new):
        return False
    swapped = old.replace(value, name)
    return swapped == new or SequenceMatcher(None, swapped, new, autojunk=False).ratio() > 0.95


def _swapped(text: str, old: str, new: str) -> str:
    return re.sub(rf"(?<![\w.]){re.escape(old)}(?!\w)", new, text)


def _shown(parameters: list[tuple[str, str]]) -> str:
    marks = {"star": "*", "double_star": "**"}
    return "(" + ", ".join(f"{marks.get(kind, '')}{name}" for name, kind in parameters) + ")"
