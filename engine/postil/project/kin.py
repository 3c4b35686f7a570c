"""Names of the code around a comment that are, but for one word, a name that the comment gives."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from postil.facts.model import Facts, Function, Statement
from postil.project.model import Reference
from postil.records import Comment
from postil.text.identifiers import split_identifier
from postil.text.lazy import regex

_COMPOUND = regex(r"_?[a-z]{2,}(?:_[a-z]{2,})+")
_PLAIN = regex(r"(?<![\w.`'\"(\[])[A-Za-z][a-z]+(?![\w.`'\"(\[=])|[\u4e00-\u9fff]")
_CODE = regex(r"\s*(?::\s|=(?!=)|[-+*/%|&]=)")
_ELSEWHERE = regex(
    r"(?i)\b(?:instead of|rather than|unlike|(?:similar|equivalent|identical) to|like|e\.g\.)[\s`]*$|不同于[\s`]*$"
)
"""What stands before a name that may well be another project's."""
_FEWEST = 3
"""Plain words of a line that is prose, not code."""
_LOCAL = 2  # words: a name of as many has kin only beside the comment
_MOST = 3  # names of kin that are kept
_WINDOW = 2_000  # statements of one function
MARKED = frozenset({"code", "link", "call"})
"""Kinds of mentions that are marked as names."""
_ASKED = 200
"""Names of one file that kin is looked for; a file that names more which it has not is no source to be helped so."""


def with_kin(
    references: Sequence[Reference], comments: Sequence[Comment], facts: Facts
) -> tuple[Reference, ...]:
    """``references`` with the kin of each compound name that a comment inside a function gives in a line of prose.

    Kin of a name of two words stands in a statement beside the comment or in the header around it; of a longer name, or
    one that is marked as code, anywhere in the function. The comment itself does not tell it.
    """
    asked = [at for at, one in enumerate(references) if _may_have_kin(one, comments[one.comment])][:_ASKED]
    found = list(references)
    for at in asked:
        comment = comments[found[at].comment]
        if _is_prose(comment.text, found[at].text):
            found[at] = _with_kin(found[at], comment, facts)
    return tuple(found)


def _may_have_kin(reference: Reference, comment: Comment) -> bool:
    return (
        comment.kind in {"line", "block"}
        and comment.at_line is not None
        and _COMPOUND.fullmatch(reference.text) is not None
    )


def _with_kin(reference: Reference, comment: Comment, facts: Facts) -> Reference:
    line, words = comment.at_line or 0, split_identifier(reference.text)
    function = _function_around(facts, line)
    if function is None:
        return reference
    near = (
        _beside(facts, line)
        if len(words) <= _LOCAL and reference.kind not in MARKED
        else [facts.statements[function.statement], *facts.inside(function)[:_WINDOW]]
    )
    met = dict.fromkeys(one for statement in near for one in _names_in(statement))
    kin = [one for one in met if _differs_in_one(words, one) and one not in comment.text]
    return replace(reference, kin=tuple(kin[:_MOST])) if kin else reference


def _is_prose(text: str, name: str) -> bool:
    """Whether the line of a comment that has the name is a sentence, in which it is neither set nor set apart."""
    row = next((one for one in text.split("\n") if name in one), "")
    before, _, behind = row.partition(name)
    alone = before.endswith("(") and behind.startswith(")")  # a shape, or a note
    given = _CODE.match(behind) is not None or _ELSEWHERE.search(before) is not None
    return not (alone or given) and len(_PLAIN.findall(row)) >= _FEWEST


def _function_around(facts: Facts, line: int) -> Function | None:
    """The innermost function in whose body the line is."""
    around = [one for one in facts.functions if one.line < line <= one.end_line]
    return max(around, key=lambda one: one.line, default=None)


def _beside(facts: Facts, line: int) -> Iterator[Statement]:
    """The statement on or below a line, the ones before and behind it, and the header around it."""
    place = bisect_left(facts.statements, line, key=lambda one: one.end_line)
    if place < len(facts.statements):
        at = facts.statements[place]
        yield from facts.statements[at.index : at.index + 2]
        yield from facts.statements[max(0, at.index - 1) : at.index]
        if at.parent >= 0:
            yield facts.statements[at.parent]


def _names_in(statement: Statement) -> Iterator[str]:
    """The names of a statement, and its strings, which may be names."""
    yield from statement.names
    yield from (str(one.value) for one in statement.literals if one.kind == "string")


def _differs_in_one(words: Sequence[str], name: str) -> bool:
    if "_" not in name or re.fullmatch(r"[a-z_]+", name) is None:
        return False
    others = split_identifier(name)
    return len(others) == len(words) and sum(map(str.__ne__, words, others)) == 1
