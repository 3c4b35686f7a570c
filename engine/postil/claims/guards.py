"""Does a condition told in words fit a test in code?

>>> fits("amount is negative", "amount < 0"), fits("amount is positive", "amount < 0"), fits("all is well", "amount < 0")
(True, False, None)
"""

from __future__ import annotations

import re
from functools import lru_cache

from postil.claims.concepts import FLIPPED, NEGATED, STATES
from postil.claims.conditions import Atom, atoms_of
from postil.claims.extract import extract_claims
from postil.claims.model import Claim
from postil.text.identifiers import split_identifier
from postil.text.lazy import regex
from postil.text.numbers import find_numbers

_NAME = regex(r"[A-Za-z_][A-Za-z0-9_]*", re.ASCII)
_ARTICLES = frozenset({"a", "an", "the"})
_NOT_NAMES = frozenset("self cls len is not in and or none true false if any all isinstance str int".split())


@lru_cache(maxsize=4096)
def fits(condition: str, guard: str) -> bool | None:
    """Whether a part of ``condition`` says what ``guard`` tests.

    False when one says the contrary and no other part fits, ``None`` when they cannot be compared.
    """
    verdicts = []
    atoms = atoms_of(guard)
    for claim in extract_claims(condition[:300]):
        for atom in atoms:
            verdict = (
                _state(claim, atom, atoms)
                if claim.kind == "condition"
                else _bound(claim, atom)
                if claim.kind == "comparison"
                else None
            )
            if verdict is not None:
                verdicts.append(verdict)
    return None if not verdicts else any(verdicts)


def _state(claim: Claim, atom: Atom, atoms: tuple[Atom, ...]) -> bool | None:
    state = str(claim.value)
    if state.startswith("not:"):
        state = STATES.get(state.removeprefix("not:"), "")
    if state not in STATES:
        return None
    words = {word.rstrip("s") for word in re.findall(r"[a-z]+", (claim.subject or "").lower())} - {
        "if",
        "when",
        "the",
    }
    if not (
        words & {word.rstrip("s") for word in atom.words}
        or (len(atoms) == 1 and (not words or state in {"empty", "nonempty"}))
    ):
        return None
    if state in atom.states:
        return True
    return False if STATES[state] in atom.states else None


def _bound(claim: Claim, atom: Atom) -> bool | None:
    if atom.operator not in NEGATED:
        return None
    operator = _oriented(claim, atom)
    if operator is None:
        return None
    said = str(claim.value)
    if said == operator:
        return True
    return False if NEGATED[operator] == said or FLIPPED[operator][0] == said[0] else None


def _oriented(claim: Claim, atom: Atom) -> str | None:
    """The operator with the claimed bound on the right, ``None`` when neither side is the bound."""
    bound, subject = claim.condition or "", claim.subject or ""
    if (
        _is_named(bound, atom.right)
        and not _is_named(bound, atom.left)
        and (_is_named(subject, atom.left) or not subject.strip())
    ):
        return atom.operator
    if (
        _is_named(bound, atom.left)
        and not _is_named(bound, atom.right)
        and (_is_named(subject, atom.right) or not subject.strip())
    ):
        return FLIPPED[atom.operator]
    return None


def _is_named(text: str, side: str) -> bool:
    if re.fullmatch(r"-?[0-9]+(?:\.[0-9]+)?", side):
        text = text[:40]  # "Java 9" is no quantity, and yet a bound
        return side in text.split() or any(number.value == float(side) for number in find_numbers(text))
    words = set(re.findall(r"[a-z]+", text.lower()))
    return bool(words & names_of(side))


@lru_cache(maxsize=4096)
def names_of(code: str) -> frozenset[str]:
    """The lower-case words of the names in a piece of code, those of the language itself left out."""
    return frozenset(word for name in _NAME.findall(code) for word in split_identifier(name)) - _NOT_NAMES


def overlap(condition: str, guard: str) -> int:
    """How many words of the guard's names the condition has (plural or not); an article counts for no name."""
    words = {word.rstrip("s") for word in re.findall(r"[a-z]+", condition.lower())}
    return len(words & {name.rstrip("s") for name in names_of(guard)} - _ARTICLES)
