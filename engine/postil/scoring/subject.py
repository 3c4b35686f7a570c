r"""The subject of a remark: what of the code its traits are held against, in any language.

>>> from postil.page import Page
>>> from postil.records import Comment, Snippet
>>> page = Page.read(Snippet("def half(n):\n    return n / 2"), (Comment("Halve n.", kind="summary"),))
>>> subject = subject_of(page, 0)
>>> subject.name, subject.parameters, sorted(subject.names)
('half', ('n',), ['half', 'n'])
"""

from __future__ import annotations

import builtins
from functools import lru_cache

from msgspec import Struct

from postil.facts.model import Function, Statement
from postil.names import RECEIVERS, salient_in
from postil.page import Page
from postil.text.identifiers import canonical, split_identifier
from postil.text.stems import stem
from postil.text.telling import GENERIC
from postil.text.units import Unit, read_units

_BRANCHES = frozenset({"if", "elif", "else", "for", "while", "case", "except"})
_CHOICES = frozenset({"and", "or", "&&", "||", "if", "?"})
_IMPLICIT = {"python": frozenset(name for name in dir(builtins) if name.endswith("Error"))}


class Subject(Struct, frozen=True, gc=False):
    """Code as a remark on the whole of it sees it.

    ``name`` is the function's, '' when the code is none; ``parameters`` its own, without the receiver;
    ``names`` the salient identifiers and ``words`` the telling stems they are made of; ``stems`` and
    ``concepts`` all that its text holds; ``size`` counts identifiers as they occur, ``branches`` the places
    where the code decides; ``text`` is the code without the function's own docstring. ``implicit`` are the
    exceptions that the language's built-in functions raise by themselves.
    """

    name: str
    parameters: tuple[str, ...]
    names: frozenset[str]
    words: frozenset[str]
    stems: frozenset[str]
    concepts: frozenset[str]
    size: int
    branches: int
    text: str
    implicit: frozenset[str]


def subject_of(page: Page, comment: int) -> Subject:
    """What comment number ``comment``, a docstring or summary, is about."""
    function = page.documented(comment)
    statements = _statements(page, function)
    names = salient_in(statements, page.facts.language)
    text = _text(page, function)
    stems, concepts = _vocabulary(text)
    return Subject(
        name=function.name if function else "",
        parameters=_parameters(function),
        names=names,
        words=frozenset([word for name in names for word in spoken(name) if word not in GENERIC]),
        stems=stems,
        concepts=concepts,
        size=sum([len(statement.names) for statement in statements]),
        branches=sum([_decisions(statement) for statement in statements]),
        text=text,
        implicit=_IMPLICIT.get(page.facts.language, frozenset()),
    )


@lru_cache(maxsize=4_096)
def spoken(name: str) -> tuple[str, ...]:
    """The stems of the words of an identifier, written in full; single letters are left out."""
    stems = [stem(canonical(part)) for part in split_identifier(name)]
    return tuple([word for word in stems if len(word) > 1 and not word.isdigit()])


def is_known(unit: Unit, subject: Subject) -> bool:
    """Whether the code holds the word, or one that means the same."""
    return not (subject.stems.isdisjoint(unit.stems) and subject.concepts.isdisjoint(unit.concepts))


def is_generic(unit: Unit) -> bool:
    """Whether the word would fit any code."""
    return GENERIC.issuperset(unit.stems) if unit.stems else False


def _statements(page: Page, function: Function | None) -> tuple[Statement, ...]:
    if function is None:
        return page.facts.statements
    return tuple([s for s in page.facts.statements if function.line <= s.line <= function.end_line])


def _text(page: Page, function: Function | None) -> str:
    """The code, without the docstring of the function: a remark must not be held against itself."""
    if function is None:
        return page.snippet.code
    lines = page.lines[function.line - 1 : function.end_line]
    text = "\n".join(lines)
    if function.docstring is None or function.docstring_line is None:
        return text
    start = function.docstring_line - function.line
    if start <= 0:
        return text
    size = function.docstring.count("\n") + 1
    return "\n".join([*lines[:start], *lines[start + size :]])


def _parameters(function: Function | None) -> tuple[str, ...]:
    return tuple([p.name for p in function.parameters if p.name not in RECEIVERS]) if function else ()


def _decisions(statement: Statement) -> int:
    return (statement.kind in _BRANCHES) + sum([operator in _CHOICES for operator in statement.operators])


@lru_cache(maxsize=64)
def _vocabulary(code: str) -> tuple[frozenset[str], frozenset[str]]:
    """All stems and concepts of a text of code."""
    units = [unit for unit in read_units(code) if unit.kind != "phrase"]
    return (
        frozenset([part for unit in units for part in unit.stems]),
        frozenset([concept for unit in units for concept in unit.concepts]),
    )
