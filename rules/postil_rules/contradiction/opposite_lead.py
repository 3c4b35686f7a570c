"""CON87: a summary begins with the contrary of what the name of its function begins with."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postil.facts.model import Function
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.identifiers import split_identifier
from postil.text.lazy import regex
from postil_rules.contradiction._judged import shortened
from postil_rules.contradiction._opposites import DEEDS, PLAIN, Words, opposites, words_said, words_shown

_LEAD = regex(r"[a-z]{3,14}(?![\w`(/.-])")
_DENIED = regex(
    r"\b(?:not|never|no|without|instead|rather|unless|opposite|inverse|until|before|after|un|undo\w*|counterpart)\b|n't\b|[不非未无反]"
)
_NEAR = 60
_MOST = 60  # statements: a longer body has every word
_NONE: Words = frozenset()


class OppositeLead(Rule):
    """``def connect`` is "Disconnect from the server": CON72 for what it leaves out.

    That is a method without a body, and a summary in which the word of the name is a part of another word.
    """

    code = "CON87"
    name = "contradiction/opposite-lead"
    tier = 3
    dimension = "accuracy"
    penalty = 0.2
    comment_kinds = ("docstring", "summary")
    needs = ("docstring", "tree")
    in_source = True
    title = "summary begins with the contrary of the name"
    why = "One of the two is wrong, and callers read the sentence."
    source = "CON72, for methods that others implement"
    good = (
        Example(
            'class Feed:\n    def add_row(self, row):\n        """Add a row."""\n        raise NotImplementedError\n'
        ),
        Example(
            'class Feed:\n    def add_row(self, row):\n        """添加一行。"""\n        raise NotImplementedError\n',
            language="zh",
        ),
    )
    near_misses = (
        Example(
            'class Feed:\n    def add_row(self, row):\n        """Remove the old row and add it."""\n        pass\n'
        ),
        Example(
            'class Feed:\n    def add_row(self, row):\n        """Removed rows are not wanted here."""\n        pass\n'
        ),
        Example('class Feed:\n    def stop(self):\n        """Start no more tasks."""\n        pass\n'),
        Example(
            'class Feed:\n    def drop_row(self, row):\n        """Open for others to implement."""\n        pass\n'
        ),
        Example(
            'def connect(url):\n    """Disconnect what was connected, and do it again."""\n    disconnect(url)\n    return dial(url)\n'
        ),
    )
    bad = (
        Example(
            'class Feed:\n    def add_row(self, row):\n        """Remove a row."""\n        raise NotImplementedError\n'
        ),
        Example(
            'class Feed:\n    def add_row(self, row):\n        """删除一行。"""\n        raise NotImplementedError\n',
            language="zh",
        ),
    )
    paraphrases = (
        Example('def connect(url):\n    """Disconnect from it. A connection is kept for long."""\n    return dial(url)\n'),
        Example('class Feed:\n    def open(self):\n        """Closes the feed for the time being."""\n'),
    )  # fmt: skip

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield at most one finding for each docstring."""
        for number, comment in enumerate(page.comments):
            if comment.kind not in {"docstring", "summary"}:
                continue
            function = page.documented(number)
            summary = page.docstring(number).summary.lower()
            met = _contrary(page, function, summary) if function is not None else None
            if function is not None and met is not None:
                lead, word = met
                message = f"begins with {lead!r}, {function.name} with {word!r}"
                text = f"comment: {shortened(summary)!r} | code: {function.name!r}"
                yield self.finding(page, number, message, text)


def _contrary(page: Page, function: Function, summary: str) -> tuple[str, str] | None:
    """The word that a summary begins with, where it is the contrary of the first one of the name, and that."""
    words = split_identifier(function.name)
    same, contrary = opposites(f"{PLAIN};{DEEDS}").get(_lead(summary), (_NONE, _NONE))
    if not words or words[0] not in contrary or not same.isdisjoint(words):
        return None
    inside = [one for one in contrary if one in summary]
    if not (function.stub or inside) or _DENIED.search(summary[:_NEAR]):
        return None  # the one is CON72's
    if any(re.search(rf"(?<![a-z]){re.escape(one)}(?!ion)", summary) for one in inside):
        return None
    body = [one for one in page.facts.inside(function) if one.kind != "docstring"]
    shown = frozenset().union(*map(words_shown, body[:_MOST]))
    return None if len(body) > _MOST or not same.isdisjoint(shown) else (_lead(summary), words[0])


def _lead(summary: str) -> str:
    """The first word of a lower-case summary, as the table of opposites has it."""
    if not summary[:1].isascii():
        return next((word for word in words_said(summary)[:1] if summary.startswith(word)), "")
    found = _LEAD.match(summary)
    word = found[0] if found else ""
    table = opposites(f"{PLAIN};{DEEDS}")
    return word if word in table else word.removesuffix("s")
