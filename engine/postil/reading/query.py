r"""The code inside the text of a query: fenced, in quotes, or simply standing there.

>>> code_in_query('Here is a function "def f(n):\n    return n". Please comment it.')
'def f(n):\n    return n'
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice

from postil.facts.registry import facts_of
from postil.reading.fences import fences
from postil.text.lazy import regex

_LONGEST = 1_000_000
_QUOTES = (
    ('"', '"'),
    ("“", "”"),
    ("「", "」"),
    ("『", "』"),
    ("`", "`"),
    ("'", "'"),
    ("‘", "’"),
    ("《", "》"),
)
_CODE_LINE = regex(
    r"[ \t]*(?:(?:async[ \t]+)?def[ \t]+\w+|class[ \t]+\w+[ \t]*[:(]|@\w|import[ \t]+\w|from[ \t]+[\w.]+[ \t]+import\b"
    r"|(?:if|elif|while|for|with|try|else|except|finally|match)\b[^\n]{0,2000}:[ \t]*(?:#[^\n]*)?$"
    r"|(?:return|raise|yield|assert|del|global|lambda|await)\b"
    r"|[\w.\[\]'\", ]{1,200}[-+*/%|&^@]?=[^=]|[\w.]{1,200}\([^\n]*\)[ \t]*(?:#[^\n]*)?$)"
)
_DEFINITION = regex(
    r"(?:^[ \t]*@\w[^\n]*\n)?(?:\basync[ \t]+)?\b(?:def[ \t]+\w+[ \t]*\(|class[ \t]+\w+[ \t]*[:(])",
    re.MULTILINE,
)
_QUOTED_CODE = regex(rf"\s{{0,20}}(?:{_CODE_LINE.pattern}|[^\n]{{0,200}}[(\[=])")
_EXPRESSION = regex(r"[(\[=]")
_GOES_ON = (" ", "\t", ")", "]", "}")
_TRIES = 4
_OPENERS = 20
_BUDGET = 100_000


def code_in_query(query: str) -> str:
    """The code in ``query``, or an empty string when it holds none.

    Fenced blocks, else a definition in quotes, else the longest stretch without a syntax error that stands
    in quotes or on lines of its own.
    """
    if len(query) > _LONGEST:
        return ""
    blocks = [block.text.strip("\n") for block in fences(query)]
    if any(block.strip() for block in blocks):
        return "\n".join([block for block in blocks if looks_like_code(block)] or blocks)
    quoted = [text for marks in _QUOTES for text in _quoted(query, *marks)]
    certain = [text for text in quoted if _DEFINITION.match(text)]
    others = sorted([*_standing(query), *quoted], key=len, reverse=True)
    return _soundest(list(dict.fromkeys([*certain, *others])))


def _soundest(candidates: list[str]) -> str:
    """The first candidate without a syntax error, else the first of those with the fewest.

    Candidates are parsed only as far as a fixed budget of characters goes.
    """
    budget = _BUDGET
    best, fewest = "", None
    for text in candidates:
        budget -= len(text)
        if best and budget < 0:
            break
        problems = _problems(text) if budget >= 0 else len(text)
        if fewest is None or problems < fewest:
            best, fewest = text, problems
        if problems == 0:
            break
    return best


def looks_like_code(text: str) -> bool:
    """Whether any line of ``text`` is a statement by its looks."""
    return any(_CODE_LINE.match(line) for line in text.split("\n"))


def _quoted(query: str, opener: str, closer: str) -> list[str]:
    """What stands between an opening mark that code follows and the last few closing ones."""
    starts = [match.start() for match in islice(re.finditer(rf"(?<![A-Za-z0-9]){opener}", query), _OPENERS)]
    start = next((start for start in starts if _QUOTED_CODE.match(query, start + 1)), -1)
    found: list[str] = []
    end = len(query)
    while start >= 0 and len(found) < _TRIES and (end := query.rfind(closer, start + 1, end)) > 0:
        found.append(query[start + 1 : end].strip("\n"))
    return [text for text in found if looks_like_code(text) or _EXPRESSION.search(text)]


@lru_cache(maxsize=64)
def _problems(text: str) -> int:
    return len(facts_of(text, "python").problems)


def _standing(query: str) -> list[str]:
    """The lines from the first to the last that look like code, with what is indented below them.

    And the same from the first definition on, wherever it begins; once more only as far as it is indented.
    """
    lines = query.split("\n")
    marked = [index for index, line in enumerate(lines) if _CODE_LINE.match(line)]
    found = ["\n".join(lines[marked[0] : _end_of_code(lines, marked[-1])])] if marked else []
    definition = _DEFINITION.search(query)
    if definition:
        tail = query[definition.start() :].split("\n")
        code = [index for index, line in enumerate(tail) if _CODE_LINE.match(line)]
        behind = (index for index, line in enumerate(tail) if line.strip() and not _in_definition(line))
        found += ["\n".join(tail[: _end_of_code(tail, max(code, default=0))])]
        found += ["\n".join(tail[: next(behind, len(tail))]).rstrip()]
    return found


def _in_definition(line: str) -> bool:
    return line.startswith((*_GOES_ON, "@", "def ", "class ", "async "))


def _end_of_code(lines: list[str], last: int) -> int:
    while last + 1 < len(lines) and lines[last + 1][:1] in _GOES_ON and lines[last + 1].strip():
        last += 1
    return last + 1
