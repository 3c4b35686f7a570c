"""The branches of a function and the filters of its statements, each with the only atom of its test."""

from __future__ import annotations

import re
from itertools import takewhile

from msgspec import Struct

from postil.claims.conditions import Atom, atoms_of, conditions_of
from postil.facts.model import Statement
from postil.page import Page
from postil.text.identifiers import canonical
from postil.text.lazy import regex
from postil.text.stems import stem
from postil.text.units import read_units
from postil_rules.contradiction._han import meant_by
from postil_rules.contradiction._opposites import words_shown

_FILTER = regex(
    r"\.(?:filter|retain|Where)\(\|?\(?[&\w]{1,20}\)?\|? ?(?:=>|->)? ?(?P<test>[^,{}=]{3,80})\)$",
    re.ASCII,
)
_STOPS = frozenset(
    "the a an of to in it its is be if or and for with that this return returns give gives get value self none true false from by on as one class exception error will".split()
)
_UNDONE = regex(
    r"(?i)\b(?:not|no|never|nothing|without|(?:bypass|skip|ignor|omit|suppress|disabl|exclud|avoid|prevent|drop)\w*|instead|should|must|may|might|could|expected)\b|n't\b|[不没未无非]|跳过|忽略|省略|避免|禁止"
)
_ROLE = regex(r":\w{1,12}:")
_HEADERS = frozenset({"if", "elif", "while"})
_FILTERS = (".filter(", ".retain(", ".Where(")
_AGAINST, _CONSTANT = frozenset({"==", ">="}), frozenset("'\"123456789")
_AROUND = 40
Meanings = frozenset[str]


class Branch(Struct, frozen=True):
    """A branch with the only atom of its test, its statements, and all others of the function."""

    atom: Atom
    header: Statement
    inside: tuple[Statement, ...]
    outside: tuple[Statement, ...]
    has_else: bool


def filter_of(statement: Statement) -> Atom | None:
    """The only atom of the test by which the statement keeps elements."""
    if statement.kind in _HEADERS:
        return None
    text = statement.value or statement.text
    found = _FILTER.search(text) if any(sign in text for sign in _FILTERS) else None
    if found is None and "for" not in statement.operators:
        return None
    atoms = conditions_of(statement) if found is None else atoms_of(found["test"])
    return atoms[0] if len(atoms) == 1 else None


def asked_by(header: Statement) -> Atom | None:
    """The only atom of the test of a branch, if it is one that words tell: not which of two numbers is larger."""
    atoms = conditions_of(header) if header.kind in _HEADERS else ()
    if len(atoms) != 1:
        return None
    atom = atoms[0]
    told = atom.truthy is not None or not atom.states <= {"equal", "different"} or atom.operator in _AGAINST
    return atom if told and atom.right[:1] not in _CONSTANT else None


def header_at(page: Page, statement: Statement) -> Statement | None:
    """The statement if it is the header of a branch, else the one whose first statement it is."""
    if statement.kind in _HEADERS:
        return statement
    if statement.parent < 0 or statement.parent != statement.index - 1:
        return None
    header = page.facts.statements[statement.parent]
    return header if header.kind in _HEADERS else None


def branch_at(page: Page, header: Statement, atom: Atom) -> Branch:
    """The branch of a header, among the statements behind it."""
    return branch_of(header, atom, page.facts.statements[header.index + 1 : header.index + _AROUND])


def branch_of(header: Statement, atom: Atom, around: tuple[Statement, ...]) -> Branch:
    """The branch of a header with a test of one atom, among the statements ``around`` it."""
    behind = [one for one in around if one.index > header.index]
    inside = tuple(
        takewhile(lambda one: one.line <= header.body_end and not _is_other_case(one, header), behind)
    )
    outside = tuple(one for one in around if not header.index <= one.index <= header.index + len(inside))
    has_else = any(_is_other_case(one, header) for one in behind[len(inside) : len(inside) + 1])
    return Branch(atom, header, inside, outside, has_else)


def _is_other_case(one: Statement, header: Statement) -> bool:
    """Whether a statement is what the header's test leaves: in some languages a part of its block."""
    return one.kind in {"else", "elif"} and one.parent in {header.parent, header.index}


def is_done_in(deed: str, branch: Branch) -> bool:
    """Whether words of the deed are in the branch, and none that are only outside of it."""
    said = _said(_ROLE.sub(" ", deed)) if _UNDONE.search(deed) is None else frozenset()
    if not said:
        return False
    inside, outside = _meanings(branch.inside), _meanings(branch.outside)
    return not said.isdisjoint(inside - outside) and said.isdisjoint(outside - inside)


def _said(deed: str) -> Meanings:
    """What the words of a deed may mean: stems, and concepts of Chinese ones."""
    if deed.isascii():
        return frozenset(
            stem(canonical(word)) for word in re.findall(r"[a-z]{3,}", deed.lower()) if word not in _STOPS
        )
    units = [unit for unit in read_units(deed) if unit.kind == "han" or unit.stems]
    return frozenset(f for unit in units for f in (*unit.stems, *(f"~{one}" for one in unit.concepts)))


def _meanings(statements: tuple[Statement, ...]) -> Meanings:
    done = (one for one in statements if one.kind != "raise")  # which tells what it refuses
    words = frozenset().union(*map(words_shown, done)) - _STOPS
    return frozenset(stem(canonical(word)) for word in words) | {f"~{one}" for one in meant_by(words)}
