"""The rows of tasks: what is made of collected work, ready to be learnt from or to test with.

``split`` parts the rows of a table by repository, ``time_split`` by ``dated``, the day the work was published.
"""

from __future__ import annotations

from msgspec import Struct

from postil_corpora.schema import TABLES, Answer, CommentSample, Provenance, Split


class Parted(Struct, frozen=True, gc=False, omit_defaults=True, kw_only=True):
    """What all rows to learn from have last: the day of their work, and the side they are on, by repository and by it."""

    dated: str | None = None
    split: Split | None = None
    time_split: Split | None = None


class AsideComment(Struct, frozen=True, gc=False, omit_defaults=True):
    """A developer's comment that was not taken as an example: a row of the table ``comments_aside``.

    ``line`` is where it stands in the file, ``reason`` what speaks against it or makes its lines uncertain.
    """

    id: str
    text: str
    line: int
    reason: str
    provenance: Provenance
    symbol: str | None = None
    confidence: float | None = None


class SummarySample(Parted, frozen=True, gc=False, omit_defaults=True):
    """A function without its docstring, and the docstring's first paragraph: a row of the table ``summaries``."""

    id: str
    code_snippet: str
    comment: str
    docstring: str
    provenance: Provenance
    language: str = "python"
    symbol: str | None = None
    complexity: int | None = None


class CodeSample(Parted, frozen=True, gc=False, omit_defaults=True):
    """A function to be written from its signature and docstring: a row of the table ``code_generation``.

    ``tests`` are the project's own tests that call it, with the paths they stand in; they are held to run only
    where the project can be installed.
    """

    id: str
    prompt: str
    code: str
    tests: tuple[str, ...]
    test_paths: tuple[str, ...]
    provenance: Provenance
    language: str = "python"
    symbol: str | None = None
    module: str | None = None
    complexity: int | None = None


class PackageRow(Struct, frozen=True, gc=False, omit_defaults=True):
    """A pinned source package as it was read: a row of the table ``packages``."""

    id: str
    version: str
    files: int
    size: int
    provenance: Provenance
    dated: str | None = None


class IssueSample(Parted, frozen=True, gc=False, omit_defaults=True):
    """A question and its answers, best first, each written before the question was closed: a row of ``issue_answers``."""

    id: str
    question: str
    body: str
    answers: tuple[Answer, ...]
    provenance: Provenance
    user_login: str | None = None
    created_at: str | None = None
    updated_at: str | None = None
    edited_at: str | None = None


class ReviewSample(Parted, frozen=True, gc=False, omit_defaults=True):
    """A change and what a reviewer said of it: a row of ``reviews``.

    ``comment`` is ``None`` for a change that was merged without a word on its file: a negative. ``fixed`` is the patch
    that answered the comment, ``confidence`` how surely it did.
    """

    id: str
    diff: str
    provenance: Provenance
    comment: str | None = None
    fixed: str | None = None
    confidence: float | None = None
    resolution: str = ""


class MessageSample(Parted, frozen=True, gc=False, omit_defaults=True):
    """The patches of a commit and its message: a row of ``commit_messages``."""

    id: str
    diff: str
    subject: str
    message: str
    provenance: Provenance


class EditSample(Parted, frozen=True, gc=False, omit_defaults=True):
    """The patches of a piece of work so far, and the next one: a row of ``next_edits``."""

    id: str
    history: tuple[str, ...]
    path: str
    diff: str
    provenance: Provenance


class CoChangeSample(Parted, frozen=True, gc=False, omit_defaults=True):
    """A change of one file, and the other files that changed with it, among ``candidates``: a row of ``co_changes``.

    The candidates are files that had changed before that commit; what came later is not seen.
    """

    id: str
    path: str
    diff: str
    changed: tuple[str, ...]
    candidates: tuple[str, ...]
    provenance: Provenance


class CallSample(Parted, frozen=True, gc=False, omit_defaults=True):
    """Code up to a call that a commit added, and what was called: a row of ``api_calls``."""

    id: str
    prefix: str
    call: str
    provenance: Provenance
    language: str = "python"


class PreferencePair(Parted, frozen=True, gc=False, omit_defaults=True):
    """Code before and after the feedback that made it better: a row of ``preferences``."""

    id: str
    prompt: str
    chosen: str
    rejected: str
    provenance: Provenance
    confidence: float | None = None


SAMPLES: dict[str, type[Struct]] = {
    "comment_samples": CommentSample,
    "comments_aside": AsideComment,
    "summaries": SummarySample,
    "code_generation": CodeSample,
    "issue_answers": IssueSample,
    "reviews": ReviewSample,
    "commit_messages": MessageSample,
    "next_edits": EditSample,
    "co_changes": CoChangeSample,
    "api_calls": CallSample,
    "preferences": PreferencePair,
}
"""The tables of tasks and the kind of their rows."""
KINDS: dict[str, type[Struct]] = {**TABLES, **SAMPLES, "packages": PackageRow}
"""Every table there is, collected or made."""
