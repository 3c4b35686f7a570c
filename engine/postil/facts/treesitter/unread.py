"""Lines that no parser could read, and text that is read by lines alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from postil.facts.model import Facts, Statement, SyntaxProblem
from postil.facts.python_draft import Draft
from postil.facts.treesitter.grammar import Grammar
from postil.facts.treesitter.values import literal_of
from postil.facts.treesitter.walk import Walk

MOST_CHARACTERS = 1_000_000
MOST_STATEMENTS = 25_000  # as told by line ends and semicolons
_MOST_OF_LINE = 100_000
_SURELY_SMALL = 2_000
_DEEPEST = 1_000  # brackets inside each other
_MOST_AMBIGUOUS = (
    500  # signs in one statement that a grammar may read in two ways (``a < b > c``, ``x => y``)
)
_SIGN = re.compile(r"[()\[\]{};<?]|[-=]>")
_TOKEN = re.compile(
    r"""//.*|(?P<string>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`)|(?P<number>\d[\w.]*)|(?P<name>[^\W\d]\w*)"""
)


def excess(text: str, rows: Sequence[str]) -> str | None:
    """What ``text`` has too much of, or ``None``."""
    if len(text) > MOST_CHARACTERS:
        return f"more than {MOST_CHARACTERS} characters"
    if len(rows) + text.count(";") > MOST_STATEMENTS:
        return f"more than {MOST_STATEMENTS} statements"
    return None if len(text) <= _SURELY_SMALL else _tangle(text)


def _tangle(text: str) -> str | None:
    """What would take a parser more than linear time."""
    depth = ambiguous = 0
    for sign in _SIGN.findall(text):
        if sign in "([{":
            depth += 1
        elif sign in ")]}":
            depth = max(0, depth - 1)
        if sign in ";{}":
            ambiguous = 0
        elif sign in "<?" or len(sign) == 2:
            ambiguous += 1
        if depth > _DEEPEST:
            return f"more than {_DEEPEST} brackets inside each other"
        if ambiguous > _MOST_AMBIGUOUS:
            return f"more than {_MOST_AMBIGUOUS} ambiguous signs in one statement"
    return None


def read_leftovers(rows: Sequence[str], bare: set[int], walk: Walk) -> None:
    """Make a statement of kind ``error`` of each line that was not read."""
    covered = {row for draft in walk.drafts for row in range(draft.line - 1, draft.end_line)}
    left = [row for row in range(len(rows)) if row not in covered and row not in bare]
    if not left:
        return
    old = {draft.index: draft for draft in walk.drafts}
    walk.drafts.extend(unread(row, rows[row], walk.grammar) for row in left)
    walk.drafts.sort(key=lambda draft: draft.line)
    parents = [old.get(draft.parent) for draft in walk.drafts]
    for index, draft in enumerate(walk.drafts):
        draft.index = index
    for draft, parent in zip(walk.drafts, parents, strict=True):
        draft.parent = -1 if parent is None else parent.index


def unread(row: int, line: str, grammar: Grammar) -> Draft:
    """A line by itself, with the names and constants in it."""
    at, text = row + 1, line.strip()
    draft = Draft(-1, "error", at, at, at, len(line) - len(line.lstrip()), 0, -1, -1, text)
    keywords = grammar.keywords
    for match in _TOKEN.finditer(text, 0, _MOST_OF_LINE):
        kind, token = match.lastgroup, match[0]
        if kind == "name" and token not in keywords:
            draft.names.append(token)
        elif kind in ("string", "number"):
            draft.literals.append(literal_of("string" if kind == "string" else "number", token))
    return draft


def facts_by_lines(rows: Sequence[str], grammar: Grammar, message: str) -> Facts:
    """The facts of text too large to be parsed: each line is a statement of its own, with its names."""
    statements: list[Statement] = []
    owners = [-1] * len(rows)
    for row, line in enumerate(rows):
        if line.strip() and not line.lstrip().startswith(("//", "/*", "*")):
            owners[row] = len(statements)
            draft = unread(row, line, grammar)
            draft.index = owners[row]
            statements.append(draft.freeze())
    return Facts(
        language=grammar.table.name,
        lines=len(rows),
        statements=tuple(statements),
        symbols=frozenset(name for statement in statements for name in statement.names),
        line_statements=tuple(owners),
        problems=(SyntaxProblem(1, 0, message),),
    )
