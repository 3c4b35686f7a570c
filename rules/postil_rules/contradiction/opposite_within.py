"""CON84: a summary says a word whose opposite is in the names of the function, and none of them says the word."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from postil.facts.model import Statement
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.identifiers import split_identifier
from postil.text.lazy import regex
from postil_rules.contradiction._judged import Documented, documented, has_word, shortened, summary_said
from postil_rules.contradiction._opposites import FAMILIES, PLAIN, Words, opposites, words_said, words_shown

_DENIED = regex(
    r"\b(?:not|never|no|without|instead|rather|unless|opposite|inverse|than|until|otherwise|but|at (?:first|last))\b|n't\b|[非未无反]|不(?![足同断仅过])"
)
_LONGEST = 300
_NONE: Words = frozenset()
_NEAR = 30
_TELLING = 5  # letters
_SMALL = 8  # statements of a body that is about one thing
_MOST = 40  # statements: a longer body has every word


class OppositeWithin(Rule):
    """The summary says "the last column", the function has ``first_column``, and nothing in it says ``last``."""

    code = "CON84"
    name = "contradiction/opposite-within"
    tier = 3
    dimension = "accuracy"
    penalty = 0.25
    comment_kinds = ("docstring", "summary")
    needs = ("docstring", "tree")
    title = "summary says the opposite of a name in the function"
    why = "One wrong word, and the sentence tells the contrary of the code."
    source = "the opposites of CON72, in names of the whole function"
    good = (
        Example(
            "def reset(log):\n    log.first_row = 0\n    return log",
            docstring="Begin anew with the first row.",
        ),
        Example(
            "def top(rows):\n    found = max(rows)\n    return found",
            docstring="取出最大的一个。",
            language="zh",
        ),
    )
    near_misses = (
        Example(
            "def reset(log):\n    log.first_row = 0\n    return log", docstring="Undo what was done at last."
        ),
        Example(
            "def reset(log):\n    log.first_row, log.last_row = 0, 0\n    return log",
            docstring="Begin anew with the last row.",
        ),
        Example(
            "def reset(log):\n    log.first_row = 0\n    return log",
            docstring="Begin anew with the first row, not the last row.",
        ),
        Example(
            "def joined(one, other):\n    if other is None:\n        raise TypeError('no union of one')\n"
            "    return lib.relate(one, other)",
            docstring="Give the intersection matrix of both.",
        ),
    )
    bad = (
        Example(
            "def reset(log):\n    log.first_row = 0\n    return log",
            docstring="Begin anew with the last row.",
        ),
        Example(
            "def top(rows):\n    found = max(rows)\n    return found",
            docstring="取出最小的一个。",
            language="zh",
        ),
    )
    paraphrases = (
        Example(
            "def tail(frame):\n    return frame.output_size - 1", docstring="Tell the input size, less one."
        ),
        Example(
            "def joined(one, other):\n    if other is None:\n        raise TypeError('the union matrix needs two')\n"
            "    return lib.relate(one, other)",
            docstring="Give the intersection matrix of both.",
        ),
        Example("def row_at(table, n):\n    return table[n]", docstring="Look up a column by its number."),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield at most one finding for each docstring."""
        for remark in documented(page):
            summary = summary_said(page, remark)[:_LONGEST]
            if len(remark.body) > _MOST:
                continue
            found = _opposed(page, remark, summary, words_said(summary))
            if found is not None:
                word, name, statement = found
                message = f"says {word!r}, the function has {name!r}"
                text, code = shortened(summary), shortened(statement.text)
                yield self.finding(page, remark.comment, message, f"comment: {text!r} | code: {code!r}")


def _opposed(
    page: Page, remark: Documented, summary: str, said: list[str]
) -> tuple[str, str, Statement] | None:
    """The first word of the summary with only its opposite in the function, that opposite, and where it stands."""
    function = remark.function
    code = "\n".join(page.lines[function.line - 1 : function.end_line]).lower()
    met = [one for one in _candidates(said, summary) if any(word in code for word in one[2])]
    if not met:
        return None
    statements = (page.facts.statements[function.statement], *remark.body)
    shown = frozenset().union(*map(words_shown, statements))
    named = frozenset(split_identifier(function.name))
    for at, same, contrary, plain in met:
        if contrary.isdisjoint(shown) or same & shown:
            continue
        far = (plain and len(remark.body) <= _SMALL) or not contrary.isdisjoint(named)
        beside = (said[at - 1] if at else "", said[at + 1] if at + 1 < len(said) else "")
        where = next((one for one in statements if _has(one, contrary, None if far else beside)), None)
        if where is None and plain:
            where = next((one for one in statements if _has_phrase(one, contrary, beside)), None)
        if where is not None:
            return said[at], min(contrary & words_shown(where)), where
    return None


def _candidates(said: list[str], summary: str) -> Iterator[tuple[int, Words, Words, bool]]:
    """The places of words that have a contrary of which the summary says nothing, with both, and if they are plain."""
    for families in FAMILIES:
        table = opposites(families)
        for at, word in enumerate(said):
            same, contrary = table.get(word, (_NONE, _NONE))
            if contrary and not any(one in summary for one in contrary) and not _denied(summary, word):
                yield at, same, contrary, families is PLAIN


def _denied(summary: str, word: str) -> bool:
    place = summary.find(word)
    around = summary[max(0, place - _NEAR) : place + _NEAR]
    return _DENIED.search(around) is not None or summary.startswith((f"{word} time", f"{word} of all"), place)


def _has_phrase(statement: Statement, contrary: Words, beside: tuple[str, str]) -> bool:
    """Whether a string of the statement has one of ``contrary`` where a telling word of the summary is beside it."""
    strings = [str(one.value)[:100].lower() for one in statement.literals if one.kind == "string"]
    if not strings:
        return False
    before, behind = (word if len(word) >= _TELLING else "" for word in beside)
    said = [f"{one} {behind}" for one in contrary if behind] + [
        f"{before} {one}" for one in contrary if before
    ]
    return any(has_word(text, phrase) for text in strings for phrase in said)


def _has(statement: Statement, contrary: Words, beside: tuple[str, str] | None) -> bool:
    """Whether a name of the statement has one of ``contrary``, beside the word that is ``beside`` it in the summary."""
    if contrary.isdisjoint(words_shown(statement)):
        return False
    parts = [split_identifier(name) for name in statement.names if not name.endswith(("Error", "Exception"))]
    if beside is None:
        return any(part in contrary for name in parts for part in name)
    before, behind = beside
    return any(
        (other in contrary and one == before) or (one in contrary and other == behind)
        for name in parts
        for one, other in pairwise(name)
    )
