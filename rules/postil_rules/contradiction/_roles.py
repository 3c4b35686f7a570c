"""Which of two named things the code copies into which, and which of two merged ones keeps its value."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from postil.facts.model import Call, Statement
from postil.text.lazy import regex

Names = frozenset[str]
_NAME = regex(r"[A-Za-z_]\w*", re.ASCII)
_PLAIN = regex(r"[&*]*(?:[A-Za-z_]\w*(?:\.|->|::|\[\w{0,20}\])?){1,6}", re.ASCII)
_OWNERS = frozenset(("self", "this", "cls", "mut"))
_FORWARDS = frozenset(
    "copy2 copyfile copytree copyFile copyFileSync rename renameSync renameFile move arraycopy copy_file".split()
)
"""Called with what is copied first."""
_FORWARD_COPIES = frozenset(("shutil", "fs", "Files", "filesystem", "std.fs"))
_BACKWARDS = frozenset(
    "memcpy memmove strcpy strncpy strlcpy stpcpy wcscpy copy_from_slice clone_from_slice copyFrom".split()
)
"""Called with what is copied into first."""
_ELEMENT = regex(r"(?P<name>[A-Za-z_]\w*)\[(?P<at>\w{1,20})\]", re.ASCII)
_SPREAD = regex(r"(?:\.\.\.|\*\*) ?(?P<name>[A-Za-z_]\w*(?:\.\w+)*)(?![\w(.\[])", re.ASCII)
_TWO = regex(r"(?P<one>[A-Za-z_]\w*) (?P<sign>\||\?\?|or) (?P<other>[A-Za-z_]\w*)", re.ASCII)
_COPIED = regex(
    r"(?:dict|copy|deepcopy|copy\.copy|copy\.deepcopy|maps\.Clone|new \w+(?:<[\w, ]{0,40}>)?)\((?P<of>[A-Za-z_]\w*)\)"
    r"|(?P<own>[A-Za-z_]\w*)\.(?:copy|clone)\(\)|\{ ?\.\.\.(?P<spread>[A-Za-z_]\w*) ?\}",
    re.ASCII,
)
_UPDATES = frozenset(("update", "putAll", "extend", "merge"))
_KEEPS = regex(
    r"\bnot in\b|\bnot \w+(?:\.\w+)*\.(?:has|contains|containsKey|contains_key)\(|setdefault\(|putIfAbsent\(|or_insert"
)
_FEW = 2


class Roles(Struct, frozen=True):
    """``one`` is copied into ``other``, or keeps its value over that of ``other``, by ``statement``."""

    one: Names
    other: Names
    statement: Statement


def names_in(text: str) -> Names:
    """The names in a piece of code or of a remark, the owner of a method left out."""
    return frozenset(_NAME.findall(text)) - _OWNERS


def copied(statements: tuple[Statement, ...]) -> Iterator[Roles]:
    """What is copied into what."""
    for statement in statements:
        pairs = [_transferred(call) for call in statement.calls]
        if statement.kind == "assign" and len(statement.targets) == 1:
            into, of = _ELEMENT.fullmatch(statement.targets[0]), _ELEMENT.fullmatch(statement.value)
            pairs += [(of["name"], into["name"])] if into and of and into["at"] == of["at"] else []
        for pair in pairs:
            if pair is not None and all(map(_PLAIN.fullmatch, pair)):
                yield from _roles(*pair, statement)


def _transferred(call: Call) -> tuple[str, str] | None:
    """What a call copies, and into what."""
    owner, _, name = call.name.replace("::", ".").rpartition(".")
    given = call.arguments
    if name in _BACKWARDS and len(given) == 1 and owner:
        return given[0], owner
    if len(given) == 1 and name in {"rename", "copyTo", "copy_to", "renameTo", "transferTo"} and owner:
        return owner, given[0]
    if len(given) < _FEW:
        return None
    if name in _BACKWARDS or call.name == "io.Copy":
        return given[1], given[0]
    if name in _FORWARDS or (name in {"copy", "cp", "replace"} and owner in {*_FORWARD_COPIES, "os"}):
        return given[0], given[_FEW if name == "arraycopy" and len(given) > _FEW else 1]
    return None


def prevailing(statements: tuple[Statement, ...]) -> Iterator[Roles]:
    """Which of two things merged keeps its value where both have one."""
    bases: dict[str, str] = {}
    for statement in statements:
        value = statement.value.rstrip(";")
        yield from _in_order(statement, value)
        found = _COPIED.fullmatch(value) if statement.kind == "assign" else None
        if found and len(statement.targets) == 1:
            bases[statement.targets[0].rpartition(" ")[2]] = next(filter(None, found.groups()))
    yield from _updated(statements, bases)


def _in_order(statement: Statement, value: str) -> Iterator[Roles]:
    """What one expression tells: ``{**a, **b}``, ``Object.assign({}, a, b)``, ``a | b``, ``a ?? b``."""
    parts = [found["name"] for found in _SPREAD.finditer(value)] if value[:1] in "{d" else []
    calls = {call.name: call.arguments for call in statement.calls}
    parts = (
        parts
        if len(parts) >= _FEW
        else [one for one in calls.get("Object.assign", ()) if _PLAIN.fullmatch(one)]
    )
    chained = [
        one for one in calls.get("ChainMap", calls.get("collections.ChainMap", ())) if _PLAIN.fullmatch(one)
    ]
    parts = parts or chained[::-1]
    two = _TWO.fullmatch(value)
    if two is not None:
        parts = [two["one"], two["other"]] if two["sign"] == "|" else [two["other"], two["one"]]
    if len(parts) == _FEW:
        yield from _roles(parts[1], parts[0], statement)


def _updated(statements: tuple[Statement, ...], bases: dict[str, str]) -> Iterator[Roles]:
    """What is put into a copy of another: at once, or one by one in a loop."""
    for statement in statements:
        for call in statement.calls:
            owner, _, name = call.name.rpartition(".")
            if name in _UPDATES and len(call.arguments) == 1 and _PLAIN.fullmatch(call.arguments[0]):
                yield from _roles(call.arguments[0], bases.get(owner, owner), statement)
            elif call.name == "maps.Copy" and len(call.arguments) == _FEW:
                yield from _roles(call.arguments[1], bases.get(call.arguments[0], ""), statement)
        if statement.kind == "for" and bases:
            yield from _looped(statements, statement, bases)


def _looped(statements: tuple[Statement, ...], loop: Statement, bases: dict[str, str]) -> Iterator[Roles]:
    """A loop over one thing that puts all it has into a copy of the other."""
    inside = [one for one in statements if loop.line < one.line <= loop.body_end]
    for target, base in bases.items():
        puts = [
            one
            for one in inside
            if one.text.startswith((f"{target}[", f"{target}.put(", f"{target}.set(", f"{target}.insert("))
        ]
        over = names_in(loop.value) - {target, base, "items", "entries", "Object", "entrySet", "iter"}
        if len(puts) == 1 and len(over) == 1 and not any(_KEEPS.search(one.text) for one in inside):
            yield from _roles(next(iter(over)), base, puts[0])


def _roles(one: str, other: str, statement: Statement) -> Iterator[Roles]:
    first, second = names_in(one), names_in(other)
    if first and second and first.isdisjoint(second):
        yield Roles(first, second, statement)
