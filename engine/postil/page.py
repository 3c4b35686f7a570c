r"""The page: a snippet with the remarks in its margin, read once and shared by all rules and features.

>>> from postil.records import Comment, Snippet
>>> page = Page.read(Snippet("def half(n):\n    return n / 2"), (Comment("Return n halved.", line_number=2),))
>>> page.aligned(0)[0].kind
'return'
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Any, TypeVar

from postil.alignment.align import align
from postil.alignment.model import Alignment
from postil.alignment.sources import by_convention
from postil.claims.docstring import read_docstring
from postil.claims.extract import claims_of_kind, extract_claims
from postil.claims.layout import Layout, read_layout
from postil.claims.model import Claim, ClaimKind, DocSections, DocStyle
from postil.claims.styles import majority, style_of
from postil.facts.model import Class, CommentToken, Facts, Function, Statement
from postil.facts.registry import facts_of
from postil.names import known_names, salient_names
from postil.project.model import Module, Reference
from postil.project.reading import Source, read_module
from postil.project.references import find_references
from postil.project.view import Project
from postil.records import Comment, CommentKind, Snippet
from postil.text.mentions import find_like_code, find_mentions
from postil.text.model import Mention, Prose
from postil.text.prose import read_prose
from postil.text.simplified import simplified

if TYPE_CHECKING:
    from postil.history.view import Earlier

Answer = TypeVar("Answer")
_LONG = 20_000
"""Characters of remarks on one page, more than most have."""


class Page:
    """One snippet and its comments, with everything a rule may ask of them.

    Facts are made at once; alignment, claims, mentions and docstring sections when first asked for. ``project``
    are the symbol tables of the tree that the snippet is a file of, ``earlier`` that file at the revision that is
    compared with; both are ``None`` when not there.
    A page is never changed after it was read; rules must treat it as immutable.
    """

    def __init__(
        self,
        snippet: Snippet,
        comments: tuple[Comment, ...],
        facts: Facts,
        language: str = "any",
        project: Project | None = None,
        earlier: Earlier | None = None,
        *,
        in_place: bool = False,
    ) -> None:
        self.snippet = snippet
        self.comments = comments
        self.facts = facts
        self.comment_language = language
        self.project = project
        self.earlier = earlier
        self._in_place = in_place
        self._claims: dict[int, tuple[Claim, ...]] = {}
        self._mentions: dict[int, tuple[Mention, ...]] = {}
        self._docs: dict[int, DocSections] = {}
        self._answers: dict[Callable[[Page], Any], Any] = {}

    @classmethod
    def read(
        cls,
        snippet: Snippet,
        comments: tuple[Comment, ...],
        language: str = "any",
        project: Project | None = None,
        earlier: Earlier | None = None,
        *,
        in_place: bool = False,
    ) -> Page:
        """The page of ``snippet`` and ``comments``.

        ``language`` is the natural language asked for: ``en``, ``zh`` or ``any``. ``in_place``: the comments stand in
        the snippet, and where they stand is what they are about.
        """
        facts = facts_of(snippet.code, snippet.language)
        return cls(snippet, comments, facts, language, project, earlier, in_place=in_place)

    @cached_property
    def alignments(self) -> tuple[Alignment, ...]:
        """The place of each comment, in order: by content, or by convention where comments are in place."""
        return (by_convention if self._in_place else align)(self.facts, self.comments)

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines of the snippet, without their ends."""
        return tuple(self.snippet.code.replace("\r\n", "\n").replace("\r", "\n").split("\n"))

    @cached_property
    def is_source(self) -> bool:
        """Whether the comments stand in the snippet itself, as those of a source file do."""
        return not self.comments or self.comments[0].at_line is not None

    @cached_property
    def tokens(self) -> tuple[CommentToken, ...]:
        """The comments of a Python source as they are written, in order; none where they were generated."""
        if not self.is_source or self.facts.language != "python" or "#" not in self.snippet.code:
            return ()
        from postil.facts.python_comments import comment_tokens  # noqa: PLC0415 - only for source files
        from postil.facts.python_syntax import normalise  # noqa: PLC0415 - same

        return comment_tokens(normalise(self.snippet.code))

    @cached_property
    def docstrings(self) -> tuple[int, ...]:
        """The numbers of the comments that are docstrings."""
        return tuple([i for i, comment in enumerate(self.comments) if comment.kind == "docstring"])

    @cached_property
    def docstring_style(self) -> DocStyle | None:
        """The style that the docstrings of this page keep to, if they agree on one."""
        return majority(style_of(self.comments[index].text) for index in self.docstrings)

    @cached_property
    def docstring_statements(self) -> dict[int, Statement]:
        """The docstrings of a source as they are written, by the number of their comment."""
        written = {s.line: s for s in self.facts.statements if s.kind == "docstring"}
        return {
            index: written[comment.at_line]
            for index, comment in enumerate(self.comments)
            if comment.kind == "docstring" and comment.at_line in written
        }

    @cached_property
    def _functions_by_docstring(self) -> dict[int | None, Function]:
        functions = self.facts.functions
        return {f.docstring_line: f for f in functions if f.docstring_line is not None}

    @cached_property
    def comment_kinds(self) -> frozenset[CommentKind]:
        """Which of line, block, docstring and summary are there."""
        return frozenset([comment.kind for comment in self.comments])

    @cached_property
    def claim_kinds(self) -> frozenset[ClaimKind]:
        """The kinds of claims that some comment makes."""
        return frozenset([claim.kind for i in range(len(self.comments)) for claim in self.claims(i)])

    @cached_property
    def folded(self) -> str:
        """All remarks in lower case, one behind the other."""
        return "\n".join([comment.text for comment in self.comments]).lower()

    @cached_property
    def folded_words(self) -> tuple[str, ...]:
        """What stands between the spaces of ``folded``."""
        return tuple(self.folded.split())

    def holding(self, *hints: str) -> tuple[int, ...]:
        """The comments that hold one of ``hints`` (lower-case) in any case: the others need no closer look."""
        folded = self.folded
        told = [*filter(folded.__contains__, self.likely(hints))]
        if not told:
            return ()
        starts = self._starts
        found: set[int] = set()
        for hint in told:
            at = folded.find(hint)
            while at >= 0:
                index = bisect_right(starts, at) - 1
                found.add(index)
                at = folded.find(hint, starts[index + 1])
        return tuple(sorted(found))

    def likely(self, hints: tuple[str, ...]) -> Sequence[str]:
        """Those of ``hints`` (lower-case) that may stand in ``folded``: in a short text all, which are soon looked for.

        Each word of a hint must stand in a word of the remarks, and the different words are a small part of a long text.
        """
        if len(self.folded) < _LONG:
            return hints
        vocabulary = self._vocabulary
        return [hint for hint in hints if all(word in vocabulary for word in hint.split())]

    @cached_property
    def _vocabulary(self) -> str:
        return "\n".join(set(self.folded_words))

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        """Where each comment begins in ``folded``, and where one more would."""
        sizes = [len(comment.text.lower()) + 1 for comment in self.comments]
        return tuple(accumulate(sizes, initial=0))

    @cached_property
    def known_names(self) -> frozenset[str]:
        """Every name that a remark may use without inventing it."""
        return known_names(self.facts)

    @cached_property
    def salient_names(self) -> frozenset[str]:
        """The names that a good set of remarks speaks of."""
        return salient_names(self.facts)

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """What the remarks name and the snippet does not have."""
        found = find_references(self.comments, self.known_names, self._like_code)
        if not found or not self.snippet.path:
            return found
        from postil.project.kin import with_kin  # noqa: PLC0415 - only for a file that names what it has not

        return with_kin(found, self.comments, self.facts)

    def _like_code(self, comment: int) -> tuple[Mention, ...]:
        """The mentions of a comment, where they are not known yet without most of its plain words."""
        known = self._mentions.get(comment)
        return find_like_code(self.comments[comment].text) if known is None else known

    @cached_property
    def module(self) -> Module:
        """The symbol table of the snippet, as other files of its project see it."""
        lines = tuple(self.line_of(number) for number in range(len(self.comments)))
        return read_module(
            Source(
                path=self.snippet.path or "",
                lines=self.lines,
                facts=self.facts,
                comments=self.comments,
                names=self.known_names,
                sections=self.docstring,
                references=self.references,
                remark_lines=lines,
            )
        )

    def once(self, question: Callable[[Page], Answer]) -> Answer:
        """What ``question`` answers for this page; it is asked once."""
        if question not in self._answers:
            self._answers[question] = question(self)
        answer: Answer = self._answers[question]
        return answer

    @cached_property
    def said(self) -> tuple[str, ...]:
        """The texts of the comments, traditional Chinese as simplified: what their words are looked for in."""
        return tuple([simplified(comment.text) for comment in self.comments])

    def claims(self, comment: int, kind: ClaimKind | None = None) -> tuple[Claim, ...]:
        """What comment number ``comment`` asserts, of all kinds or of one; to ask for one costs less."""
        if kind is not None:
            return claims_of_kind(self.said[comment], kind)
        if comment not in self._claims:
            self._claims[comment] = extract_claims(self.said[comment])
        return self._claims[comment]

    def mentions(self, comment: int) -> tuple[Mention, ...]:
        """The code elements that comment number ``comment`` may name."""
        if comment not in self._mentions:
            self._mentions[comment] = find_mentions(self.comments[comment].text)
        return self._mentions[comment]

    def read_remarks(self) -> None:
        """Find mentions and prose of all comments now, not when first asked for."""
        for comment in range(len(self.comments)):
            self.mentions(comment)
            self.prose(comment)

    def prose(self, comment: int) -> Prose:
        """The text of comment number ``comment`` taken apart."""
        return read_prose(self.comments[comment].text)

    def docstring(self, comment: int) -> DocSections:
        """The sections of comment number ``comment``, read as a docstring."""
        if comment not in self._docs:
            self._docs[comment] = read_docstring(self.said[comment])
        return self._docs[comment]

    def layout(self, comment: int) -> Layout:
        """How comment number ``comment``, a docstring, is laid out."""
        return read_layout(self.comments[comment].text)

    def aligned(self, comment: int) -> tuple[Statement, ...]:
        """The statements that comment number ``comment`` is about."""
        statements = self.facts.statements
        return tuple([statements[i] for i in self.alignments[comment].statements])

    def documented(self, comment: int) -> Function | None:
        """The function that comment number ``comment`` documents as a whole, if any.

        It is the owner of a docstring, or the only function (at the top) of a snippet with a summary; the
        docstring of a module that stands in it documents none.
        """
        remark = self.comments[comment]
        if remark.kind not in ("docstring", "summary"):
            return None
        functions = self.facts.functions
        own = self._functions_by_docstring.get(remark.at_line or 0)
        if own is not None:
            return own
        if remark.symbol is not None:
            return next((f for f in functions if f.qualname == remark.symbol), None)
        if remark.at_line is not None:
            return None
        top = [f for f in functions if "." not in f.qualname]
        return top[0] if len(top) == 1 else (functions[0] if len(functions) == 1 else None)

    def documented_class(self, comment: int) -> Class | None:
        """The class that comment number ``comment`` documents, if any."""
        remark = self.comments[comment]
        if remark.kind not in ("docstring", "summary") or not self.facts.classes:
            return None
        classes = self.facts.classes
        if remark.symbol is not None:
            return next((c for c in classes if c.qualname == remark.symbol), None)
        if remark.at_line is not None:
            return None
        top = [s for s in self.facts.statements if s.parent < 0 and s.kind in ("class", "function")]
        return next((c for c in classes if len(top) == 1 and c.statement == top[0].index), None)

    def line_in(self, comment: int, number: int) -> int:
        """The line (from 1) to report for line ``number`` (from 0) of the text of a comment."""
        statement = self.docstring_statements.get(comment) if self.is_source else None
        if statement is None:
            return self.line_of(comment)
        first = statement.text.lstrip("rRuU").lstrip("'\"").split("\n", 1)[0].strip()
        shift = 0 if first else 1
        return min(statement.line + number + shift, statement.end_line)

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
