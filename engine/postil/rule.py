"""Rules: what a rule is, what cases it must carry, and how rules are found.

A rule is a class in a file of its own. Its examples are its tests and its page in the docs:

    class ParameterUnknown(Rule):
        code = "CON01"
        name = "contradiction/parameter-unknown"
        ...
        def check(self, page: Page) -> Iterator[Finding]:
            ...
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal, TypeAlias

from msgspec import Struct

from postil.claims.model import ClaimKind
from postil.page import Page
from postil.records import CommentKind, Finding, Severity

Need: TypeAlias = Literal["text", "tree", "docstring", "symbols", "flow", "git", "embedding"]
Tier: TypeAlias = Literal[1, 2, 3]
SEVERITIES: dict[Tier, Severity] = {1: "error", 2: "warning", 3: "info"}


class Example(Struct, frozen=True):
    """A case of a rule: code and its comments.

    ``lines`` maps claimed line numbers to comments (a list of pairs, so that a line may recur or be
    ``None``); ``docstring`` is a remark about the whole function, given apart from the code. With neither,
    the comments and docstrings that stand in ``code`` itself are the ones to judge. ``language`` is the
    natural language, of which a rule that reads prose must show both.
    """

    code: str
    lines: tuple[tuple[int | None, str], ...] = ()
    docstring: str | None = None
    language: Literal["en", "zh"] = "en"
    asked: Literal["en", "zh", "any"] = "any"


class Rule:
    """Judges the comments of one page.

    Class attributes every rule sets: ``code`` (``CON01``), ``name`` (``group/what-is-wrong``), ``tier``
    (1 provable, 2 low noise, 3 heuristic), ``languages`` of prose it reads, ``needs`` (what it costs),
    ``title`` (one line: the fault), ``why`` (why it matters), ``penalty`` (share of its dimension that one
    finding takes, in (0, 1)), ``dimension``, and its cases: ``good``, ``near_misses`` (what a naive pattern
    would flag; at least two), ``bad`` and ``paraphrases`` (the bad case in other words).

    ``comment_kinds`` and ``claim_kinds``, if given, say that the rule finds nothing on a page without a comment
    of one of these kinds, or on which no comment makes a claim of one of these kinds: it is not asked then.
    """

    code: ClassVar[str]
    name: ClassVar[str]
    tier: ClassVar[Tier]
    dimension: ClassVar[Literal["format", "accuracy", "logic"]]
    penalty: ClassVar[float]
    languages: ClassVar[tuple[str, ...]] = ("en", "zh")
    needs: ClassVar[tuple[Need, ...]] = ("text",)
    title: ClassVar[str]
    why: ClassVar[str]
    default: ClassVar[bool] = True
    reads_prose: ClassVar[bool] = True
    comment_kinds: ClassVar[tuple[CommentKind, ...]] = ()
    claim_kinds: ClassVar[tuple[ClaimKind, ...]] = ()
    source: ClassVar[str] = ""
    good: ClassVar[tuple[Example, ...]] = ()
    near_misses: ClassVar[tuple[Example, ...]] = ()
    bad: ClassVar[tuple[Example, ...]] = ()
    paraphrases: ClassVar[tuple[Example, ...]] = ()

    def concerns(self, page: Page) -> bool:
        """Whether ``check`` can find anything on ``page``, as far as its kinds of comments and claims tell."""
        return not (
            (self.comment_kinds and page.comment_kinds.isdisjoint(self.comment_kinds))
            or (self.claim_kinds and page.claim_kinds.isdisjoint(self.claim_kinds))
        )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each fault of ``page``. Pure: no state, no input but the page."""
        raise NotImplementedError

    def finding(
        self,
        page: Page,
        comment: int | None,
        message: str,
        evidence: str,
        line: int | None = None,
        column: int = 1,
        end_line: int | None = None,
    ) -> Finding:
        """A finding of this rule; without ``line`` it stands where ``Page.line_of`` puts the comment."""
        at = line if line is not None else page.line_of(comment)
        return Finding(
            rule=self.name,
            code=self.code,
            severity=SEVERITIES[self.tier],
            line=at,
            column=column,
            end_line=end_line if end_line is not None else at,
            comment=comment,
            message=message,
            evidence=evidence,
        )
