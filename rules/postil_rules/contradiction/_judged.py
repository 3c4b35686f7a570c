"""What a remark is judged against: the statements it is about, and those that may speak for it.

A claim is refuted by ``statements`` alone (what the comment stands at), but anything in ``scope`` may support it:
the block behind a header, the branches around a statement.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from postil.claims.memo import remembered
from postil.claims.model import Claim
from postil.claims.operations import operations_of
from postil.facts.model import Facts, Function, Statement
from postil.page import Page
from postil.records import Comment
from postil.text.identifiers import split_identifier
from postil.text.lazy import regex

_HEADERS = frozenset(
    {"if", "elif", "else", "except", "case", "for", "while", "with", "try", "finally", "match"}
)
_JUMPS = frozenset({"return", "raise", "continue", "break", "pass"})
_BRANCHES = frozenset({"if", "elif", "else", "except", "case"})
_LONGEST = 400
_SHORT = 100
_SENTENCES = regex(r"[.!?;:] |[。！？；：].")
_SHOWN = regex(
    r"(?ms)^[ \t]*(?P<fence>`{3,})[^`\n]*\n.*?(?:^[ \t]*(?P=fence)`*|\Z)|^[ \t]*@example\b.*?(?=^[ \t]*@|\Z)"
)
_SIGN = regex(r"\S")
_ENDS = regex(r"[.!?;](?=\s)|[。！？；]")
NAME_SIGNS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_")
DIGITS = frozenset("0123456789")
NUMBER_SIGNS = DIGITS | {"."}


class Judged(Struct, frozen=True):
    """A remark on lines.

    ``jump`` is the only statement of the branch that a header opens, if it leaves; ``affirmed`` the kinds of the
    claims that are not denied. ``in_source``: the remark stands in the code itself, written by people who give
    reasons, so that only what names the operand is held against the line.
    """

    comment: int
    text: str
    claims: tuple[Claim, ...]
    statements: tuple[Statement, ...]
    scope: tuple[Statement, ...]
    jump: Statement | None = None
    affirmed: frozenset[str] = frozenset()
    in_source: bool = False

    def of(self, *kinds: str) -> list[Claim]:
        """The claims of these kinds that are not denied."""
        if self.affirmed.isdisjoint(kinds):
            return []
        return [claim for claim in self.claims if claim.kind in kinds and not claim.negated]


class Documented(Struct, frozen=True):
    """A remark on a whole function, with the statements of its body."""

    comment: int
    text: str
    function: Function
    body: tuple[Statement, ...]
    in_source: bool = False


def judged(page: Page) -> tuple[Judged, ...]:
    """The remarks of ``page`` on lines, and a summary of a single statement; others on a whole are left out."""
    return page.once(_judged)


def _judged(page: Page) -> tuple[Judged, ...]:
    found = []
    for number, comment in enumerate(page.comments):
        if comment.kind in {"docstring", "summary"} and len(page.facts.statements) != 1:
            continue
        statements = _about(page, number)
        if statements and (comment.at_line is None or _speaks_of_one(comment, statements[0])):
            scope, jump = _scope(page.facts, statements), _jump(page.facts, statements[0])
            claims = page.claims(number)
            affirmed = frozenset(claim.kind for claim in claims if not claim.negated)
            in_source = comment.at_line is not None
            found.append(
                Judged(number, page.said[number], claims, statements, scope, jump, affirmed, in_source)
            )
    return tuple(found)


def documented(page: Page) -> tuple[Documented, ...]:
    """The remarks of ``page`` on whole functions, with the function; stubs left out."""
    return page.once(_documented)


def _documented(page: Page) -> tuple[Documented, ...]:
    found = []
    for number, comment in enumerate(page.comments):
        function = page.documented(number) if comment.kind in {"docstring", "summary"} else None
        if function is not None and not function.stub:
            body = [
                one
                for one in page.facts.inside(function)
                if one.line >= function.body_line and one.kind != "docstring"
            ]
            in_source = comment.at_line is not None
            text = without_examples(page.said[number])
            found.append(Documented(number, text, function, tuple(body[:_LONGEST]), in_source))
    return tuple(found)


def without_examples(text: str) -> str:
    """``text`` with spaces for what a fence or ``@example`` shows, which tells of single values: all else keeps its place."""
    if "```" not in text and "@example" not in text:
        return text
    return _SHOWN.sub(lambda match: _SIGN.sub(" ", match[0]), text)


def summary_said(page: Page, remark: Documented) -> str:
    """The summary in lower case, without the function's own name, with which Go begins it: a name asserts nothing."""
    summary = page.docstring(remark.comment).summary
    return summary.removeprefix(remark.function.name).lstrip().lower()


def _speaks_of_one(comment: Comment, statement: Statement) -> bool:
    """Whether a remark that stands in a source can only be about ``statement``: one short sentence, one statement.

    Remarks of people give reasons, and speak of what a run of statements comes to; neither is refuted by one line.
    """
    if comment.kind != "line" or len(comment.text) > _SHORT or _SENTENCES.search(comment.text):
        return False
    behind = comment.at_line is not None and comment.at_line >= statement.line
    return behind or comment.end_line_number == statement.end_line


def _about(page: Page, number: int) -> tuple[Statement, ...]:
    """The statement on the claimed line, where the reader meets the remark; without one, the first aligned."""
    line = page.comments[number].line_number
    claimed = page.facts.at(line) if line is not None else None
    return (claimed,) if claimed is not None else page.aligned(number)[:1]


def _scope(facts: Facts, statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
    scope = list(statements)
    for statement in statements:
        if statement.kind in _HEADERS or statement.kind in {"function", "class", "decorator"}:
            scope += _block(facts, statement)
        parent = statement.parent
        while parent >= 0 and facts.statements[parent].kind not in {"function", "class"}:
            scope.append(facts.statements[parent])
            parent = facts.statements[parent].parent
    return tuple(scope)


def _block(facts: Facts, header: Statement) -> list[Statement]:
    behind = facts.statements[header.index + 1 : header.index + 1 + _LONGEST]
    return [statement for statement in behind if statement.line <= header.body_end]


def _jump(facts: Facts, header: Statement) -> Statement | None:
    if header.kind not in _BRANCHES:
        return None
    block = _block(facts, header)
    return block[0] if len(block) == 1 and block[0].kind in _JUMPS else None


def function_at(page: Page, statement: Statement) -> Function | None:
    """The function whose header ``statement`` is, or the one that it stands in."""
    for function in page.facts.functions:
        if function.statement == statement.index:
            return function
    return (
        page.facts.functions[statement.function]
        if 0 <= statement.function < len(page.facts.functions)
        else None
    )


@remembered
def words_of(statement: Statement) -> frozenset[str]:
    """The lower-case words of all names of a statement."""
    return frozenset(word for name in statement.names for word in split_identifier(name))


def places(
    text: str, word: str, before: frozenset[str] = NAME_SIGNS, behind: frozenset[str] = NAME_SIGNS
) -> Iterator[int]:
    """Where ``word`` stands in ``text`` with none of the given characters beside it."""
    position = text.find(word) if word else -1
    while position >= 0:
        end = position + len(word)
        apart = text[position - 1 : position] not in before and text[end : end + 1] not in behind
        if apart:
            yield position
        position = text.find(word, end if apart else position + 1)


def has_word(text: str, word: str) -> bool:
    """Whether ``word`` stands in ``text`` with no letter, digit or underscore of ASCII beside it."""
    return next(places(text, word), None) is not None


def has_number(text: str, digits: str, behind: frozenset[str] = NUMBER_SIGNS) -> bool:
    """Whether the number ``digits`` stands in ``text``, not as a part of another."""
    return next(places(text, digits, NUMBER_SIGNS, behind), None) is not None


def proved(statements: tuple[Statement, ...]) -> frozenset[str]:
    """All that ``statements`` prove."""
    return frozenset().union(*map(operations_of, statements))


def evidence(text: str, claim: Claim, code: str) -> str:
    """The claim and the code that refutes it, side by side."""
    start, end = max(0, claim.start - 30), min(len(text), claim.end + 40)
    said = ("…" if start else "") + " ".join(text[start:end].split()) + ("…" if end < len(text) else "")
    return f"comment: {said!r} | code: {shortened(code)!r}"


def shortened(code: str, limit: int = 80) -> str:
    """``code`` in one line of at most ``limit`` characters."""
    line = " ".join(code.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def sentence_around(text: str, match: re.Match[str]) -> str:
    """The sentence of ``text`` in which ``match`` begins."""
    start = max((found.end() for found in _ENDS.finditer(text, 0, match.start() + 2)), default=0)
    ending = _ENDS.search(text, match.end())
    return text[start : ending.end() if ending else len(text)]
