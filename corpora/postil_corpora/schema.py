"""The rows of the dataset: what a collector found, and what is made from it.

Every row is plain, immutable data and says where it comes from. Times are ISO 8601 with their offset, lines count from
1, people are pseudonyms (:mod:`postil_corpora.people`), ``None`` is *not known*, never zero or empty.

>>> Event(kind="merge", sha="c0ffee").at is None
True
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

from postil.records import CommentKind

SCHEMA_VERSION = 1
"""Raised when a field changes its meaning or goes; a new field with a default does not raise it."""

Lines: TypeAlias = tuple[int, int]
"""The first and the last line of a passage, both included."""
ChangeKind: TypeAlias = Literal["added", "deleted", "modified", "renamed", "copied", "retyped"]
EventKind: TypeAlias = Literal[
    "branch", "commit", "push", "merge", "revert", "cherry_pick", "refactoring", "tool",
    "opened", "closed", "reopened", "review", "comment", "check", "label", "reference",
]  # fmt: skip
RefactoringKind: TypeAlias = Literal[
    "rename_function", "rename_class", "rename_parameter", "rename_variable", "rename_module",
    "extract_function", "inline_function", "move_function", "move_class",
    "change_signature", "extract_variable", "inline_variable",
]  # fmt: skip
Life: TypeAlias = Literal["born", "kept", "moved", "edited", "stale", "died"]
Split: TypeAlias = Literal["train", "validation", "test"]


class FilterVerdict(Struct, frozen=True, gc=False, omit_defaults=True):
    """What one filter said of a row: ``verdict`` is ``kept``, ``dropped`` or ``changed``."""

    name: str
    verdict: Literal["kept", "dropped", "changed"]
    reason: str = ""


class Provenance(Struct, frozen=True, gc=False, omit_defaults=True):
    """Where a row comes from: enough for a stranger to make it again.

    ``repository`` is ``owner/name`` or the name and version of a package, ``sha`` the revision, ``api_id`` the node id
    at the host, ``licence`` the SPDX expression at that revision, ``collector`` the program and its version.
    """

    repository: str
    collector: str
    sha: str | None = None
    path: str | None = None
    lines: Lines | None = None
    api_id: str | None = None
    url: str | None = None
    licence: str | None = None
    filters: tuple[FilterVerdict, ...] = ()
    schema: int = SCHEMA_VERSION


class FileChange(Struct, frozen=True, gc=False, omit_defaults=True):
    """One file of a commit, against the first parent.

    ``before`` and ``after`` are the ids of the blobs. ``patch`` holds unified hunks; it is ``None`` for a binary file, a
    submodule, a pure rename, or when ``unread`` says why there is none. ``similarity`` of a rename is in percent.
    ``lossy``: bytes that are no UTF-8 were replaced, in the path or the patch.
    """

    path: str
    kind: ChangeKind
    old_path: str | None = None
    similarity: int | None = None
    before: str | None = None
    after: str | None = None
    old_mode: str | None = None
    mode: str | None = None
    added: int | None = None
    removed: int | None = None
    patch: str | None = None
    binary: bool = False
    lossy: bool = False
    unread: str | None = None


class MergedFile(Struct, frozen=True, gc=False, omit_defaults=True):
    """A file that a merge made different from each of its parents.

    ``resolution``: git's own merge gives the same (``automatic``), a person resolved ``conflicts`` of them
    (``conflict``), changed what had merged cleanly (``edited``), or it cannot be told (``unknown``, see ``unread``).
    ``patch`` leads from git's merge, conflict marks included, to what was committed.
    """

    path: str
    resolution: Literal["automatic", "conflict", "edited", "unknown"]
    parents: tuple[str, ...] = ()
    after: str | None = None
    conflicts: int = 0
    patch: str | None = None
    unread: str | None = None


class Commit(Struct, frozen=True, gc=False, omit_defaults=True):
    """One commit: a row of the table ``commits``, keyed by ``sha``.

    ``files`` are those of an ordinary commit, ``merged`` those a merge had to decide. ``shallow``: its parents were
    not cloned, so ``files`` are all of its tree. ``unread`` says why a commit has no files at all.
    """

    sha: str
    provenance: Provenance
    tree: str = ""
    parents: tuple[str, ...] = ()
    author: str = ""
    committer: str = ""
    co_authors: tuple[str, ...] = ()
    authored_at: str | None = None
    committed_at: str | None = None
    message: str = ""
    files: tuple[FileChange, ...] = ()
    merged: tuple[MergedFile, ...] = ()
    reverts: tuple[str, ...] = ()
    picked_from: tuple[str, ...] = ()
    shallow: bool = False
    lossy: bool = False
    unread: str | None = None


class Ref(Struct, frozen=True, gc=False, omit_defaults=True):
    """A name that the clone had for a commit: a row of the table ``refs``."""

    name: str
    sha: str
    provenance: Provenance


class Refactoring(Struct, frozen=True, gc=False, omit_defaults=True):
    """A change of form that facts before and after show: a row of the table ``refactorings``.

    ``before`` and ``after`` name the symbol, ``lines_before`` and ``lines_after`` where it stands in ``old_path`` and
    ``path``; ``confidence`` in [0, 1]; ``evidence`` is what was compared.
    """

    id: str
    kind: RefactoringKind
    before: str
    after: str
    provenance: Provenance
    path: str = ""
    old_path: str = ""
    lines_before: Lines | None = None
    lines_after: Lines | None = None
    confidence: float = 1.0
    evidence: str = ""


class Event(Struct, frozen=True, gc=False, omit_defaults=True):
    """One thing that happened in a piece of work.

    ``proof`` says how it is known where that is not obvious (a push is only provable as the state that a ref had),
    ``detail`` is its kind's own word: the ref, the tool, the state of a review, the conclusion of a check. A row of
    the table ``events`` says which ``trajectory`` (or issue) it belongs to; within a trajectory that is clear.
    """

    kind: EventKind
    at: str | None = None
    actor: str | None = None
    sha: str | None = None
    paths: tuple[str, ...] = ()
    lines: Lines | None = None
    text: str | None = None
    detail: str = ""
    proof: str = ""
    id: str | None = None
    trajectory: str | None = None
    provenance: Provenance | None = None


class Trajectory(Struct, frozen=True, gc=False, omit_defaults=True):
    """The ordered events of one piece of work: a row of the table ``trajectories``.

    ``base`` is where it left the main line, ``head`` its last commit, ``landed`` the commit of the main line that took
    it over. ``outcome``: ``merged`` by a merge, ``applied`` (its changes are on the main line under other ids: squashed,
    rebased or picked), ``unmerged``, or ``unknown``.
    """

    id: str
    kind: Literal["pull_request", "branch"]
    events: tuple[Event, ...]
    provenance: Provenance
    ref: str = ""
    number: int | None = None
    title: str | None = None
    body: str | None = None
    base: str | None = None
    head: str | None = None
    landed: str | None = None
    outcome: Literal["merged", "applied", "unmerged", "unknown"] = "unknown"
    started_at: str | None = None
    ended_at: str | None = None
    actors: tuple[str, ...] = ()
    closes: tuple[int, ...] = ()


class AnsweringChange(Struct, frozen=True, gc=False, omit_defaults=True):
    """A change that answered feedback: the lines of ``path`` after it, and how the link is known."""

    sha: str
    path: str | None = None
    lines: Lines | None = None
    patch: str | None = None
    confidence: float = 0.0
    evidence: str = ""


class Feedback(Struct, frozen=True, gc=False, omit_defaults=True):
    """A remark on work, and what became of it: a row of the table ``feedback``.

    ``sha``, ``path`` and ``lines`` are the code it points at, ``hunk`` that code as the reviewer saw it;
    ``resolution`` is how it ended, ``answered_by`` the changes that answered it, best first; ``confidence`` is that
    of the first of them.
    """

    id: str
    kind: Literal["review_comment", "review", "test_result", "bug_report", "suggestion", "revert"]
    text: str
    provenance: Provenance
    trajectory: str | None = None
    created_at: str | None = None
    author: str | None = None
    sha: str | None = None
    path: str | None = None
    lines: Lines | None = None
    hunk: str | None = None
    in_reply_to: str | None = None
    thread: str | None = None
    state: str = ""
    answered_by: tuple[AnsweringChange, ...] = ()
    resolution: Literal["resolved", "unresolved", "outdated", "merged", "abandoned", "unknown"] = "unknown"
    resolved_by: str | None = None
    confidence: float | None = None


class CommentLife(Struct, frozen=True, gc=False, omit_defaults=True):
    """One comment or docstring in one step of its life.

    ``line`` is where it stands (in the version before, for one that died), ``code_lines`` the lines that its place makes
    it be about and ``confidence`` how surely its content agrees, ``was`` its earlier text; ``reason`` says what made it
    stale.
    """

    life: Life
    kind: CommentKind
    text: str
    line: int
    symbol: str | None = None
    code_lines: tuple[int, ...] = ()
    confidence: float | None = None
    was: str | None = None
    reason: str = ""


class CodeVersion(Struct, frozen=True, gc=False, omit_defaults=True):
    """A file, or one symbol of it, before and after a commit: a row of the table ``code_versions``.

    ``added`` and ``changed`` are lines of ``after``, ``removed`` and ``replaced`` lines of ``before`` (``changed`` took
    the place of ``replaced``). ``first_line`` (before, after) is where a symbol begins in its file; other lines
    count within the text.
    """

    id: str
    path: str
    language: str
    provenance: Provenance
    symbol: str | None = None
    old_path: str | None = None
    old_symbol: str | None = None
    before: str | None = None
    after: str | None = None
    first_line: tuple[int | None, int | None] = (1, 1)
    added: tuple[int, ...] = ()
    changed: tuple[int, ...] = ()
    removed: tuple[int, ...] = ()
    replaced: tuple[int, ...] = ()
    comments: tuple[CommentLife, ...] = ()
    committed_at: str | None = None


class Answer(Struct, frozen=True, gc=False, omit_defaults=True):
    """An answer to an issue; ``rank`` counts from 1, ``evidence`` is what speaks for its acceptance."""

    body: str
    author: str | None = None
    created_at: str | None = None
    updated_at: str | None = None
    rank: int | None = None
    score: float | None = None
    evidence: tuple[str, ...] = ()
    api_id: str | None = None


class Issue(Struct, frozen=True, gc=False, omit_defaults=True):
    """A question with any number of answers, best first: a row of the table ``issues``.

    ``updated_at`` is when anything happened to it, an answer too; ``edited_at`` when its text was changed last, where the
    host says that.
    """

    id: str
    question: str
    body: str
    provenance: Provenance
    author: str | None = None
    created_at: str | None = None
    updated_at: str | None = None
    edited_at: str | None = None
    state: str = ""
    labels: tuple[str, ...] = ()
    number: int | None = None
    closed_by: tuple[str, ...] = ()
    answers: tuple[Answer, ...] = ()


class Annotation(Struct, frozen=True, gc=False, omit_defaults=True):
    """A remark on line ``line_number`` of the code that it goes with; ``confidence`` is that of the alignment."""

    line_number: int
    annotation: str
    end_line_number: int | None = None
    kind: CommentKind = "line"
    confidence: float | None = None


class CommentSample(Struct, frozen=True, gc=False, omit_defaults=True):
    """Code with remarks on its lines: a row of the table ``comment_samples``; the code holds no remarks itself.

    ``salient`` are the lines that by the facts most deserve a remark, ``dated`` is when the code was published;
    ``split`` parts the samples by repository, ``time_split`` by that date.
    """

    id: str
    code_snippet: str
    annotations: tuple[Annotation, ...]
    provenance: Provenance
    language: str = "python"
    description: str = ""
    symbol: str | None = None
    complexity: int | None = None
    salient: tuple[int, ...] = ()
    dated: str | None = None
    split: Split | None = None
    time_split: Split | None = None
    score: float | None = None


TABLES: dict[str, type[Struct]] = {
    "commits": Commit,
    "refs": Ref,
    "events": Event,
    "refactorings": Refactoring,
    "trajectories": Trajectory,
    "feedback": Feedback,
    "code_versions": CodeVersion,
    "issues": Issue,
    "comment_samples": CommentSample,
}
"""The tables and the kind of their rows. A collector or a task may add tables of rows of its own."""
