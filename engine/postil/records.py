"""The records that travel between rooms: what is read, what is said of it.

Everything here is plain, immutable data, so it can be pickled, compared, cached and written as JSON:

>>> Snippet(code="x = 1").language
'python'
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

CommentKind: TypeAlias = Literal["line", "block", "docstring", "summary"]
Severity: TypeAlias = Literal["error", "warning", "info"]
DimensionName: TypeAlias = Literal["format", "accuracy", "logic"]
Status: TypeAlias = Literal["scored", "unscored", "invalid"]
ReferenceMode: TypeAlias = Literal["best", "mean", "none"]
Cause: TypeAlias = Literal["input", "engine", "model"]

DIMENSIONS: tuple[DimensionName, ...] = ("format", "accuracy", "logic")


class Snippet(Struct, frozen=True, gc=False):
    """Code to be commented.

    ``first_line`` is the number of the first line of ``code`` in its file; line numbers in every other
    record count from 1 *in the snippet*.
    """

    code: str
    language: str = "python"
    path: str | None = None
    first_line: int = 1


class Comment(Struct, frozen=True, gc=False):
    """One remark in natural language.

    ``line_number`` is the line the comment *claims* (any integer, or ``None`` when it names none);
    ``end_line_number`` closes a claimed range. For comments read out of source files ``at_line`` and
    ``at_column`` say where the remark itself stands (1-based line, 0-based column), and ``symbol`` is the
    qualified name of the function or class that a docstring belongs to.
    """

    text: str
    kind: CommentKind = "line"
    line_number: int | None = None
    end_line_number: int | None = None
    at_line: int | None = None
    at_column: int | None = None
    symbol: str | None = None


class Answer(Struct, frozen=True, gc=False):
    """One answer to an issue, as it came: ``key`` is ``answer_1`` and so on."""

    key: str
    body: str
    author: str | None = None
    created_at: str | None = None


class Place(Struct, frozen=True, gc=False):
    """Where a row stands in its file: ``line`` and ``column`` count from 1."""

    path: str
    line: int
    column: int = 1


class Row(Struct, frozen=True, gc=False):
    """One readable row of input.

    ``comments`` are the candidates to be judged, ``references`` what they may be compared with. ``ignored``
    counts the characters of a model's answer that belong to no comment. ``missing`` says why there is
    nothing to judge, if so, and ``cause`` whose doing that is. ``source`` is the repository that the row says it is
    from: rows of one are not independent of each other.
    """

    id: str
    snippet: Snippet
    comments: tuple[Comment, ...] = ()
    references: tuple[Comment, ...] = ()
    description: str = ""
    answers: tuple[Answer, ...] = ()
    ignored: int = 0
    place: Place | None = None
    missing: str | None = None
    cause: Cause | None = None
    source: str | None = None


class Damage(Struct, frozen=True, gc=False):
    """A row that cannot be read: becomes one ``invalid`` result."""

    id: str
    place: Place
    reason: str


class Fix(Struct, frozen=True, gc=False):
    r"""A change of the snippet that removes a fault: ``text`` in the place of a span.

    The span begins with the character at ``line`` and ``column`` and ends before the one at ``end_line`` and
    ``end_column``; all count from 1, in characters, in the code with ``\n`` line ends. The column behind the
    last character of a line stands for its end; an empty span is an insertion.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    text: str


class Finding(Struct, frozen=True, gc=False, omit_defaults=True):
    """One fault in one place, with the fact and the claim that contradict each other as ``evidence``.

    ``line`` (and ``end_line``) count from 1 in the snippet, ``column`` from 1; ``comment`` is the index of
    the comment within its row, ``None`` for a fault of the whole set. ``fix`` is there only where the change
    is provably right and touches nothing but comments.
    """

    rule: str
    code: str
    severity: Severity
    line: int
    column: int
    end_line: int
    comment: int | None
    message: str
    evidence: str
    fix: Fix | None = None


class CommentResult(Struct, frozen=True, gc=False):
    """A comment as it was read and where it belongs.

    ``line_number`` is the claimed line, ``aligned_lines`` the lines of the code that the content fits,
    ``confidence`` in [0, 1]; ``runner_up`` is the first line of the next best place.
    """

    line_number: int | None
    text: str
    aligned_lines: tuple[int, ...]
    confidence: float
    kind: CommentKind
    runner_up: int | None = None


class Contribution(Struct, frozen=True, gc=False):
    """Points of the overall that one source gives or takes; all of a score's add up to its overall."""

    source: str
    dimension: DimensionName
    points: float


class Dimensions(Struct, frozen=True, gc=False):
    """The three dimensions, 0-100."""

    format: float
    accuracy: float
    logic: float


class Features(Struct, frozen=True, gc=False):
    """Numbers in [0, 1], each defined in docs/scoring.md; ``None`` is *not measured*, never zero."""

    identifier_recall: float | None = None
    identifier_precision: float | None = None
    statement_coverage: float | None = None
    alignment: float | None = None
    semantic_similarity: float | None = None
    reference_similarity: float | None = None
    specificity: float | None = None
    adequacy: float | None = None
    conciseness: float | None = None
    fluency: float | None = None
    match: float | None = None
    brevity: float | None = None


class AnswerScore(Struct, frozen=True, gc=False):
    """The score of one answer of an issue row."""

    key: str
    overall: float | None
    findings: tuple[Finding, ...] = ()


class Score(Struct, frozen=True, gc=False):
    """The judgement of one row: scored, or unscored or invalid with a reason."""

    id: str
    status: Status
    reason: str | None = None
    cause: Cause | None = None
    overall: float | None = None
    dimensions: Dimensions | None = None
    features: Features | None = None
    comments: tuple[CommentResult, ...] = ()
    findings: tuple[Finding, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    answers: tuple[AnswerScore, ...] | None = None
    signature: str = ""
