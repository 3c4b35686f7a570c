"""Makes fragments parse: a method without its class, code cut off before its last brackets.

Of several ways to read the text, the one with the fewest unreadable characters is taken, the plainest first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from postil.facts.model import SyntaxProblem
from postil.facts.treesitter.grammar import ERROR, Grammar
from postil.facts.treesitter.macros import first_branches, is_dialect, without_macros
from postil.facts.treesitter.source import Around, Source

_TOKEN = re.compile(
    r"""//[^\n]*|/\*.*?(?:\*/|\Z)|"{3}.*?(?:"{3}|\Z)|"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)'|`[^`]*`?
      |(?P<bracket>[()\[\]{}])""",
    re.VERBOSE | re.DOTALL,
)
_CLOSERS = {"(": ")", "[": "]", "{": "}"}
_MOST_OPEN = 200
_LONGEST_FRAGMENT = 20_000
_MOST_UNREAD = 10  # of a text, or of what was unread before: one part in so many
_ENDS = frozenset(";{},:)>/")
_WORD = re.compile(r"\s*([a-z]+)")
# What a block was opened with, told by the word behind its end.
_CONTINUED = {"else": "if (_) {", "catch": "try {", "finally": "try {", "while": "do {"}


def mended(text: str, grammar: Grammar) -> tuple[Source, list[SyntaxProblem]]:
    """``text`` parsed as well as can be, by ``grammar`` or its dialect, and what is wrong with it."""
    if grammar.dialect is not None and is_dialect(text):
        grammar = grammar.dialect
    best = Source(text, grammar)
    if not best.root.has_error:
        return best, []
    cost, cut_off = _cost(best), False
    for source, closes in _readings(text, grammar):
        other = _cost(source)
        if other < cost:
            best, cost, cut_off = source, other, closes
        if not cost:
            break
    if grammar.table.macros and cost * _MOST_UNREAD > len(text) and "#e" in text:
        source = Source(text, best.grammar, None, first_branches(without_macros(text)))
        best = source if _cost(source) * _MOST_UNREAD < cost else best
    problems = _problems(best, grammar.table.name)
    if cut_off:
        rows = text.count("\n") + 1
        problems.append(SyntaxProblem(rows, 0, "the code is cut off: brackets are never closed"))
    return best, problems


def _readings(text: str, grammar: Grammar) -> Iterator[tuple[Source, bool]]:
    """Ways to read ``text``, and whether each closes brackets that the text leaves open."""
    readable = without_macros(text) if grammar.table.macros else text
    for tried in filter(None, (grammar, grammar.dialect)):
        if tried is not grammar:
            yield Source(text, tried), False
        if readable != text:
            yield Source(text, tried, None, readable), False
        for around, closes in _ways(text, tried) if len(text) <= _LONGEST_FRAGMENT else ():
            yield Source(text, tried, around, readable), closes


def _ways(text: str, grammar: Grammar) -> list[tuple[Around, bool]]:
    """What may be put around ``text``, and whether that closes brackets that the text leaves open."""
    openers, closers = _unbalanced(text)
    end = "" if text.rstrip()[-1:] in _ENDS or grammar.table.tail_returns else ";"
    ways = []
    for before, behind in (("", ""), *grammar.table.fragments):
        if before and not openers:
            ways.append((Around(before, f"\n{behind}"), False))
        if end and not openers:
            ways.append((Around(before, f"\n{end}{behind}"), False))
        if openers or closers:
            ways.append((Around(before, f"\n{end}{closers}{behind}", openers), bool(closers)))
    return ways


def _unbalanced(text: str) -> tuple[str, str]:
    """What would open the brackets that ``text`` closes, and what would close those it leaves open."""
    stack: list[str] = []
    openers: list[str] = []
    for match in _TOKEN.finditer(text):
        bracket = match["bracket"]
        if bracket is None:
            continue
        if bracket in _CLOSERS:
            stack.append(_CLOSERS[bracket])
        elif bracket in stack:
            while stack.pop() != bracket:
                pass
        elif bracket == "}":
            following = _WORD.match(text, match.end())
            openers.append(_CONTINUED.get(following[1] if following else "", "{"))
    return "".join(reversed(openers[:_MOST_OPEN])), "".join(reversed(stack[-_MOST_OPEN:]))


def _cost(source: Source) -> int:
    """How many characters could not be read; a missing token counts for one."""
    return sum(max(1, node.end_byte - node.start_byte) for node in source.faults())


def _problems(source: Source, name: str) -> list[SyntaxProblem]:
    problems = []
    for node in source.faults():
        what = f"{node.type!r} is missing" if node.kind_id != ERROR else "cannot be read"
        first = source.of(node).strip().partition("\n")[0]
        quoted = first if len(first) <= 60 else f"{first[:57]}..."
        message = f"{what} as {name}{': ' if quoted else ''}{quoted}"
        problems.append(SyntaxProblem(node.start_point.row + 1, source.column(node), message))
    return problems
