"""The tests of a statement, taken to atoms with their polarity.

>>> from postil.facts.registry import facts_of
>>> [atom.states for atom in conditions_of(facts_of("if not items: pass", "python").statements[0])]
[frozenset({'absent', 'empty', 'false', 'none', 'zero'})]
"""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from postil.claims.concepts import NEGATED, STATES
from postil.claims.memo import remembered
from postil.facts.model import Statement
from postil.text.identifiers import split_identifier
from postil.text.lazy import regex

_TRUTHY = frozenset({"nonempty", "present", "not_none", "true", "nonzero"})
_FALSY = frozenset(STATES[state] for state in _TRUTHY)
_LIMIT = 1_000
_IDENTIFIER = regex(r"[A-Za-z_][A-Za-z0-9_]*")
_COMPARISON = regex(
    r"(?P<left>.+?) (?P<operator>is not|not in|is|in|==|!=|<=|>=|<|>) (?P<right>.+)", re.DOTALL
)
_KEYWORDS = frozenset("not is in and or None True False if else lambda for await".split())
_EMPTY = frozenset({"''", '""', "[]", "{}", "()", "set()", "0", "b''", 'b""'})
_NOW = regex(
    r"(?:^|[^A-Za-z])(?:now|today|utcnow|monotonic)(?:$|[^A-Za-z])|\btime\(\)",
    hints=("now", "today", "monotonic", "time()"),
)
_PRESENCE = frozenset(
    "exists is_file is_dir isfile isdir hasattr lexists has contains containsKey contains_key includes hasOwnProperty"
    " isPresent is_some".split()
)
_CALLED: dict[str, str] = {
    **dict.fromkeys(("isinstance", "callable"), "instance"),
    **dict.fromkeys(("startswith", "startsWith", "starts_with", "HasPrefix"), "prefixed"),
    **dict.fromkeys(("endswith", "endsWith", "ends_with", "HasSuffix"), "suffixed"),
    **dict.fromkeys(("isEmpty", "is_empty", "empty", "isBlank"), "empty"),
    **dict.fromkeys(("isNull", "is_none", "is_null"), "none"),
    **dict.fromkeys(("equals", "equalsIgnoreCase"), "equal"),
}
_LENGTH = (".length", ".length()", ".size()", ".len()", ".Len()")


class Atom(Struct, frozen=True, gc=False):
    """One operand of a test: its text, the words of its names, what it proves when it holds.

    ``truthy`` says which truth value of a bare operand it asks for (``None`` for a comparison). Of a comparison
    there are the two sides and the operator, negated where it stands under a ``not``.
    """

    text: str
    words: frozenset[str]
    states: frozenset[str]
    truthy: bool | None = None
    left: str = ""
    operator: str = ""
    right: str = ""


@remembered
def conditions_of(statement: Statement) -> tuple[Atom, ...]:
    """The atoms of the test of an ``if``, ``elif``, ``while`` or guarded ``case``; else ()."""
    if statement.kind in {"if", "elif", "while"}:
        return atoms_of(statement.value)
    if "for" in statement.operators and "if" in statement.operators:
        return _filter_atoms(statement.text[-_LIMIT:])
    if statement.kind == "case" and " if " in statement.text:
        return atoms_of(statement.text.rpartition(" if ")[2].rstrip(": "))
    return ()


def _filter_atoms(text: str) -> tuple[Atom, ...]:
    """The atoms of the last filter of a comprehension, when nothing but closing brackets follows it."""
    if " else " in text or " for " not in text:
        return ()
    test = text.rpartition(" if ")[2]
    while (
        test
        and test[-1] in ")]}:"
        and test.count(test[-1]) > test.count({")": "(", "]": "[", "}": "{", ":": ""}[test[-1]] or "\0")
    ):
        test = test[:-1]
    return atoms_of(test) if test.count("(") == test.count(")") else ()


@lru_cache(maxsize=1024)
def atoms_of(test: str) -> tuple[Atom, ...]:
    """The atoms of a test as written; its first 1,000 characters are read."""
    return tuple(_atom(part) for part in _operands(test[:_LIMIT]) if part)


def is_disjunction(test: str) -> bool | None:
    """True when the operands of ``test`` are joined by ``or`` only, False for ``and`` only, else ``None``."""
    joined = set(re.findall(r"\b(and|or)\b", re.sub(r"'[^']*'|\"[^\"]*\"", "''", test)))
    return None if len(joined) != 1 else joined == {"or"}


def _operands(test: str) -> list[str]:
    """The operands of ``and`` and ``or`` at the outermost level."""
    test = test.strip()
    while _wrapped(test):
        test = test[1:-1].strip()
    if " and " not in test and " or " not in test:
        return [test]
    parts, depth, start, quote = [], 0, 0, ""
    position = 0
    while position < len(test):
        char = test[position]
        if quote:
            quote = "" if char == quote else quote
        elif char in "'\"":
            quote = char
        elif char in "([{":
            depth += 1
        elif char in ")]}":
            depth -= 1
        elif char == " " and depth == 0:
            word = next((w for w in (" and ", " or ") if test.startswith(w, position)), "")
            if word:
                parts.append(test[start:position].strip())
                position += len(word) - 1
                start = position
        position += 1
    return [*parts, test[start:].strip()]


def _atom(part: str) -> Atom:
    truthy = True
    while part.startswith("not ") or _wrapped(part):
        if part.startswith("not "):
            truthy, part = not truthy, part[4:].strip()
        else:
            part = part[1:-1].strip()
    words = frozenset(
        w for name in _IDENTIFIER.findall(part) if name not in _KEYWORDS for w in split_identifier(name)
    )
    match = _COMPARISON.fullmatch(part) if " " in part else None
    if match is not None and match.group("left").count("(") == match.group("left").count(")"):
        left, operator, right = match.group("left", "operator", "right")
        states = _compared(left, operator, right)
        held = operator if truthy else NEGATED.get(operator, "")
        return Atom(part, words, states if truthy else _opposite(states), None, left, held, right)
    return Atom(part, words, _bare_states(part, truthy=truthy), truthy)


def _wrapped(part: str) -> bool:
    """Whether one pair of brackets holds the whole of ``part``."""
    if not (part.startswith("(") and part.endswith(")")):
        return False
    depth = 0
    for position, char in enumerate(part):
        depth += (char == "(") - (char == ")")
        if depth == 0:
            return position == len(part) - 1
    return False


def _bare_states(part: str, *, truthy: bool) -> frozenset[str]:
    callee = part.partition("(")[0].rpartition(".")[2] if part.endswith(")") else ""
    if re.search(r" % 2$", part):
        return frozenset({"odd", "nonzero"} if truthy else {"even", "zero"})
    if callee in _PRESENCE:
        states = frozenset({"present", "true"})
    elif callee in _CALLED:
        states = frozenset({_CALLED[callee], "true"})
    elif callee and callee not in {"len", "get", "any", "list", "set"}:
        states = frozenset({"true"})
    else:
        states = _TRUTHY
    return states if truthy else _opposite(states)


def _opposite(states: frozenset[str]) -> frozenset[str]:
    return frozenset(STATES[state] for state in states if state in STATES)


_TESTED: dict[tuple[str, str], frozenset[str]] = {
    ("is", "None"): frozenset({"none", "absent"}),
    ("==", "None"): frozenset({"none", "absent"}),
    ("is", "True"): frozenset({"true"}),
    ("==", "True"): frozenset({"true"}),
    ("is", "False"): frozenset({"false"}),
    ("==", "False"): frozenset({"false"}),
}


def _compared(left: str, operator: str, right: str) -> frozenset[str]:  # noqa: PLR0911 - a table of cases
    """The states that ``left operator right`` proves."""
    if operator in {"is not", "!=", "not in"}:
        positive = {"is not": "is", "!=": "==", "not in": "in"}[operator]
        return _opposite(_compared(left, positive, right))
    if operator == "in":
        return frozenset({"present"})
    known = _TESTED.get((operator, right))
    if known:
        return known
    if operator == "==":
        return _equals(left, right)
    if operator in {"<", ">", "<=", ">="}:
        time = _in_time(left, operator, right)
        if time:
            return time
    if operator == "<" and right == "1" and _is_length(left):
        return frozenset({"empty"})
    if operator in {">", ">="} and (operator, right) in {(">", "0"), (">=", "1")}:
        return frozenset({"nonempty"} if _is_length(left) else {"positive"} if right == "0" else ())
    if right == "0":
        return {
            "<": frozenset({"negative"}),
            ">=": frozenset({"nonnegative"}),
            "<=": frozenset({"nonpositive"}),
        }.get(operator, frozenset())
    return frozenset()


def _is_length(code: str) -> bool:
    return code.startswith("len(") or code.endswith(_LENGTH)


def _in_time(left: str, operator: str, right: str) -> frozenset[str]:
    """Whether a time lies in the past or the future: it is compared with now."""
    if _NOW.search(left) is not None:
        return frozenset({"past" if operator[0] == ">" else "future"})
    if _NOW.search(right) is None or " - " in right or " + " in right:
        return frozenset()
    return frozenset({"past" if operator[0] == "<" else "future"})


def _equals(left: str, right: str) -> frozenset[str]:
    if left.endswith("% 2"):
        return frozenset({"even", "zero"} if right == "0" else {"odd"} if right == "1" else ())
    if right == "0" and not _is_length(left):
        return frozenset({"zero", "equal"})
    if right in _EMPTY:
        return frozenset({"empty"})
    return frozenset({"equal"})
