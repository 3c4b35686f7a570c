"""What a Chinese remark says is so or not so (不是管理员，已过期，不在缓存中), held against an atom of a test."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TypeAlias

from postil.claims.conditions import Atom
from postil.text.identifiers import split_identifier
from postil.text.lazy import regex
from postil_rules.contradiction._han import meant_by, said_as_thing, said_first

_WITHIN = regex(
    r"(?<![存现所正否])(?:(?P<not>不再?|没有?|未|尚未|还没有?)|(?P<so>已经?))?在(?P<in>[^，。；：、\n]{1,16}?)(?:之?[中里内])"
    r"(?(not)|(?(so)|(?=时|的话|[，。；]|$)))"
)
_SAID = regex(
    r"(?P<not>并?不再?是|并非|不属于|不再?被?|尚未被?|还未被?|还没有?被?|没有?被?|未被?|非)(?P<what>[^，。；：、\n]{1,8})"
    r"|(?:已经?被?|(?<![不可能还就总若说要])是)(?!否)(?P<so>[^，。；：、\n]{1,8})"
)
_EMPTY = regex(r"(?P<of>[^，。；：、\n]{1,12}?)(?:(?P<not>不为|不是|非)|[为是])空(?![格间白行闲])")
TELLS = regex("[不没未非空]|[已在是](?!否)")
"""What each statement holds one of."""
ELSEWHERE = regex(
    r"跳过|忽略|略过|否则|不然|除非|确保|保证|必须|要求|需要|应[当该]|避免|防止|以免|虽然|尽管|即使|哪怕|但|而|才|只(?!要)|仅|是否|检查|判断|[原本先]来|以前|此前|之前|直到"
    r"|不[再用必需]|无[需须法]|或|[?？吗]"
)
"""Remarks that give a reason, an exception or another time."""
_DENYING = frozenset(
    "not non no un without never invalid missing empty none null disabled off fail failed error".split()
)
_ASKING = frozenset("is has can should need needs was will do must".split())
_HOLDS = {"in": True, "not in": False}
_HeldBy: TypeAlias = Callable[[re.Match[str], Atom], bool | None]


def denied_in_han(text: str, atoms: tuple[Atom, ...]) -> tuple[str, str] | None:
    """The words of ``text`` that contradict an atom, and the atom; nothing when any words bear one out."""
    found = None
    for said, held_by in _statements(text):
        for atom in atoms:
            held = held_by(said, atom)
            if held is not None and held is (said["not"] is None):
                return None
            if held is not None:
                found = found or (said.group(), atom.text)
    return found


def _statements(text: str) -> Iterator[tuple[re.Match[str], _HeldBy]]:
    """What ``text`` says of anything, each with the function that holds it against an atom."""
    for sign, pattern, held_by in (("在", _WITHIN, _within), ("空", _EMPTY, _empty), ("", _SAID, _asked)):
        for said in pattern.finditer(text) if sign in text else ():
            yield said, held_by


def _within(said: re.Match[str], atom: Atom) -> bool | None:
    """Whether the atom asks that something is in what is named; ``None`` when it asks something else."""
    if atom.operator not in _HOLDS:
        return None
    named = meant_by(split_identifier(atom.right.rpartition(".")[2]))
    return None if named.isdisjoint(said_first(said["in"])) else _HOLDS[atom.operator]


def _empty(said: re.Match[str], atom: Atom) -> bool | None:
    """Whether a bare operand asks that what is named is empty."""
    if atom.truthy is None or "(" in atom.text or not atom.words.isdisjoint(_ASKING):
        return None
    return not atom.truthy if meant_by(atom.words) & said_as_thing(said["of"]) else None


def _asked(said: re.Match[str], atom: Atom) -> bool | None:
    """Whether a bare operand asks for what is said, by the last of its names; ``None`` when it asks something else."""
    if atom.truthy is None or not atom.words.isdisjoint(_DENYING):
        return None
    name = atom.text.partition("(")[0].rpartition(".")[2]
    meant = meant_by(split_identifier(name))
    told = said_first(said["so"]) if said["not"] is None else said_first(said["what"], alone=True)
    return None if meant.isdisjoint(told) else atom.truthy
