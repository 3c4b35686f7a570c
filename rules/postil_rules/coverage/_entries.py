"""For which parameters the entries of a docstring stand, also under names that are not theirs."""

from __future__ import annotations

from collections.abc import Iterator

from postil.claims.model import DocSections
from postil.facts.model import Function, Parameter
from postil.text.lazy import regex
from postil_rules._parameters import are_alike, family_of, spelt_alike

_JOINED = regex(r"[,/]|\s(?:or|and)\s")


def under_old_names(function: Function, doc: DocSections) -> int:
    """How many entries are of names that the function does not have."""
    taken = {parameter.name for parameter in function.parameters} | {"self", "cls", "optional"}
    entries = (set(names_in(item.name or "")) for item in doc.parameters or ())
    return sum(
        names.isdisjoint(taken) and not any(meant_by(one, taken) for one in names) for names in entries
    )


def renamed(function: Function, doc: DocSections, missing: list[Parameter]) -> set[str]:
    """The missing parameters in whose places the docstring has entries under other names like theirs, which are CON01's."""
    found: set[str] = set()
    places = {one.name: place for place, one in enumerate(function.parameters)}
    last = 0 if function.is_method else -1
    for item in doc.parameters or ():
        known = [places[name] for name in names_in(item.name or "") if name in places]
        last = max(known) if known else last + 1
        here = function.parameters[last] if not known and last < len(places) else None
        if here is not None and here in missing and are_alike(item.name or "", here.name):
            found.add(here.name)
    return found


def meant_by(name: str, taken: set[str]) -> frozenset[str]:
    """The parameters that an entry under a name of none is about."""
    return spelt_alike(name, taken) or family_of(name, taken)


def names_in(written: str) -> Iterator[str]:
    """The names of one entry: ``a, b``, ``*rest``, or a name with its type behind it."""
    for part in _JOINED.split(written.replace("\\", "")):
        words = part.partition("=")[0].split()
        if words:
            yield words[0].partition("(")[0]
            yield words[0].strip("*`'\"()[]")
            yield words[-1].strip("*`'\"()[]")
