"""What is raised where the code itself is wrong, or the machine lacks what every machine has: no caller handles that."""

from __future__ import annotations

from itertools import takewhile

from postil.facts.model import Function, Raise, Statement
from postil.page import Page
from postil.text.lazy import regex

_OWN_FAULT = regex(
    r"(?i)\b(?:logic|internal|programming) error\b|\bunreachable\b"
    r"|\b(?:should|can|could)(?: ?not|n't) (?:happen|be reached)\b|\bnever (?:ever )?(?:happens?|be reached|reached|get here|thrown)\b"
    r"|\bimpossible happens\b|不应(?:该)?(?:发生|到达)|不(?:可能|会)(?:发生|到达|走到)|内部错误",
)
_PLAIN = frozenset(
    "IllegalStateException IllegalArgumentException UnsupportedOperationException RuntimeException Error".split()
)
_NEVER = frozenset(("NoSuchAlgorithmException", "UnsupportedEncodingException", "CloneNotSupportedException"))
"""Declared by the library of Java, and never raised for a name that every machine knows."""


def guards_against_a_fault(page: Page, function: Function, raised: Raise) -> bool:
    """Whether ``raised`` is there for a fault of the code alone: an assertion, what cannot happen, a value of no enum."""
    name = (raised.exception or "").rpartition(".")[2]
    java = page.facts.language == "java"
    if name == "AssertionError" or (name == "RuntimeError" and function.name.startswith("_")):
        return True
    statement = _statement_of(page, raised)
    if statement is None:
        return False
    if statement.kind != "raise" or statement.parent < 0:
        return _OWN_FAULT.search(statement.text) is not None
    parent = page.facts.statements[statement.parent]
    if _OWN_FAULT.search(_with_remarks(page, statement, parent)):
        return True
    return java and ((name in _PLAIN and _is_no_enum(page, parent)) or _is_never_caught(page, parent))


def _statement_of(page: Page, raised: Raise) -> Statement | None:
    """What raises, also behind the header of its branch on one line; the function's header for what that declares."""
    first = page.facts.at(raised.line)
    if first is None or first.kind != "case":
        return first
    behind = takewhile(lambda one: one.line == raised.line, page.facts.statements[first.index :])
    return next((one for one in behind if one.kind == "raise"), first)


def _with_remarks(page: Page, statement: Statement, parent: Statement) -> str:
    """A statement with the remarks right above and behind it, and those behind the header of its branch."""
    first = statement.line
    while first > 1 and page.lines[first - 2].lstrip().startswith(("//", "/*", "*", "#")):
        first -= 1
    if first - 1 == parent.end_line:
        first -= 1
    return "\n".join([*page.lines[first - 1 : statement.end_line], statement.text])


def _is_no_enum(page: Page, case: Statement) -> bool:
    """Whether a branch is the ``default`` of a ``switch`` over the constants of an enum, which has all of them."""
    if case.kind != "case" or case.text != "default":
        return False
    labels = [
        name
        for other in page.facts.statements
        if other.kind == "case" and other.parent == case.parent and other is not case
        for name in other.names
        if not other.literals
    ]
    constants = {s.targets[0] for s in page.facts.statements if s.kind == "assign" and s.targets and s.value}
    return len(labels) > 1 and all(name.isupper() and name not in constants for name in labels)


def _is_never_caught(page: Page, handler: Statement) -> bool:
    """Whether a handler is for what is declared and does not come: ``getInstance("MD5")``, ``super.clone()``."""
    caught = handler.value.replace("|", " ").split()
    if handler.kind != "except" or not caught or not _NEVER.issuperset(caught):
        return False
    before = page.facts.statements[: handler.index]
    start = max((s.index for s in before if s.kind == "try" and s.parent == handler.parent), default=0)
    calls = [call for statement in before[start:] for call in statement.calls]
    return any(call.name.endswith("clone") or any(one[:1] == '"' for one in call.arguments) for call in calls)
