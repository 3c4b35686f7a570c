r"""The page: a snippet with the remarks in its margin, read once and shared by all rules and features.

>>> from postil.records import Comment, CommentKind, Snippet
>>> page = Page.read(Snippet("def half(n):\n    return n / 2"), (Comment("Return n halved.", line_number=2),))
>>> page.aligned(0)[0].kind
'return'
"""

from __future__ import annotations

from functools import cached_property

from postil.alignment.align import align
from postil.alignment.model import Alignment
from postil.claims.docstring import read_docstring
from postil.claims.extract import extract_claims
from postil.claims.model import Claim, ClaimKind, DocSections
from postil.facts.model import Facts, Function, Statement
from postil.facts.registry import facts_of
from postil.names import known_names, salient_names
from postil.records import Comment, CommentKind, Snippet
from postil.text.mentions import find_mentions
from postil.text.model import Mention, Prose
from postil.text.prose import read_prose


class Page:
    """One snippet and its comments, with everything a rule may ask of them.

    Facts and alignment are made at once; claims, mentions and docstring sections when first asked for.
    A page is never changed after it was read; rules must treat it as immutable.
    """

    def __init__(
        self,
        snippet: Snippet,
        comments: tuple[Comment, ...],
        facts: Facts,
        alignments: tuple[Alignment, ...],
        language: str = "any",
    ) -> None:
        self.snippet = snippet
        self.comments = comments
        self.facts = facts
        self.alignments = alignments
        self.comment_language = language
        self._claims: dict[int, tuple[Claim, ...]] = {}
        self._mentions: dict[int, tuple[Mention, ...]] = {}
        self._docs: dict[int, DocSections] = {}

    @classmethod
    def read(cls, snippet: Snippet, comments: tuple[Comment, ...], language: str = "any") -> Page:
        """Read ``snippet`` and align ``comments`` to it.

        ``language`` is the natural language asked for: ``en``, ``zh`` or ``any``.
        """
        facts = facts_of(snippet.code, snippet.language)
        return cls(snippet, comments, facts, align(facts, comments), language)

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines of the snippet, without their ends."""
        return tuple(self.snippet.code.replace("\r\n", "\n").replace("\r", "\n").split("\n"))

    @cached_property
    def comment_kinds(self) -> frozenset[CommentKind]:
        """The kinds of the comments."""
        return frozenset([comment.kind for comment in self.comments])

    @cached_property
    def claim_kinds(self) -> frozenset[ClaimKind]:
        """The kinds of claims that some comment makes."""
        return frozenset([claim.kind for i in range(len(self.comments)) for claim in self.claims(i)])

    @cached_property
    def known_names(self) -> frozenset[str]:
        """Every name that a remark may use without inventing it."""
        return known_names(self.facts)

    @cached_property
    def salient_names(self) -> frozenset[str]:
        """The names that a good set of remarks speaks of."""
        return salient_names(self.facts)

    def claims(self, comment: int) -> tuple[Claim, ...]:
        """What comment number ``comment`` asserts."""
        if comment not in self._claims:
            self._claims[comment] = extract_claims(self.comments[comment].text)
        return self._claims[comment]

    def mentions(self, comment: int) -> tuple[Mention, ...]:
        """The code elements that comment number ``comment`` may name."""
        if comment not in self._mentions:
            self._mentions[comment] = find_mentions(self.comments[comment].text)
        return self._mentions[comment]

    def prose(self, comment: int) -> Prose:
        """The text of comment number ``comment`` taken apart."""
        return read_prose(self.comments[comment].text)

    def docstring(self, comment: int) -> DocSections:
        """The sections of comment number ``comment``, read as a docstring."""
        if comment not in self._docs:
            self._docs[comment] = read_docstring(self.comments[comment].text)
        return self._docs[comment]

    def aligned(self, comment: int) -> tuple[Statement, ...]:
        """The statements that comment number ``comment`` is about."""
        return tuple(self.facts.statements[i] for i in self.alignments[comment].statements)

    def documented(self, comment: int) -> Function | None:
        """The function that comment number ``comment`` documents as a whole, if any.

        It is the owner of a docstring, or the only function (at the top) of a snippet with a summary.
        """
        remark = self.comments[comment]
        if remark.kind not in ("docstring", "summary"):
            return None
        functions = self.facts.functions
        if remark.symbol is not None:
            return next((f for f in functions if f.qualname == remark.symbol), None)
        top = [f for f in functions if "." not in f.qualname]
        return top[0] if len(top) == 1 else (functions[0] if len(functions) == 1 else None)

    def line_of(self, comment: int | None) -> int:
        """The line (from 1) to report for a comment.

        The line where it stands in a source, else the one it claims if that exists, else the first one it
        is aligned to, else 1.
        """
        if comment is None:
            return 1
        remark = self.comments[comment]
        if remark.at_line is not None:
            return remark.at_line
        if remark.line_number is not None and 1 <= remark.line_number <= max(1, self.facts.lines):
            return remark.line_number
        lines = self.alignments[comment].lines
        return lines[0] if lines else 1
