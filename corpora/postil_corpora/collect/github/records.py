"""What GitHub said, in our own few words: the same for GraphQL, REST and webhooks.

Nothing here is redacted: these records live between the raw store and the rows (:mod:`.rows`), never on disk.
"""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from msgspec import Struct

from postil_corpora.schema import Lines


class Context(NamedTuple):
    """Where an object stands: in which issue, thread, commit. A continuation begins with what it continues."""

    number: int | None = None
    thread: str | None = None
    sha: str | None = None


class Person(Struct, frozen=True, gc=False):
    """Somebody at the host; ``is_bot`` as far as the host says so."""

    login: str
    is_bot: bool = False


class Written(Struct, frozen=True, kw_only=True):
    """Whatever a person wrote: ``role`` is what they are to the project, ``reactions`` counts those of others."""

    key: str
    body: str = ""
    author: Person | None = None
    role: str = ""
    created_at: str | None = None
    updated_at: str | None = None
    edited_at: str | None = None
    url: str | None = None
    reactions: dict[str, int] = {}


class Issue(Written, frozen=True, kw_only=True):
    """An issue, a discussion, or a pull request as the list of issues shows it."""

    number: int
    title: str
    kind: Literal["issue", "pull_request", "discussion"] = "issue"
    state: str = ""
    closed_at: str | None = None
    labels: tuple[str, ...] = ()
    accepted: str | None = None


class Pull(Issue, frozen=True, kw_only=True):
    """A pull request; ``closes`` are the issues it says it settles."""

    merged_at: str | None = None
    merge_commit: str | None = None
    head: str | None = None
    base: str | None = None
    ref: str = ""
    closes: tuple[int, ...] = ()


class Remark(Written, frozen=True, kw_only=True):
    """A comment on an issue, a pull request or a discussion; ``hidden`` says why it was folded away, if it was."""

    number: int | None = None
    hidden: str | None = None
    accepted: bool = False
    upvotes: int = 0
    reply_to: str | None = None


class ReviewRemark(Remark, frozen=True, kw_only=True):
    """A comment on lines of a pull request.

    ``lines`` are those of ``commit`` as the host shows them now, ``original_lines`` those of ``original_commit``, on
    which it was written; ``hunk`` is the diff above and at the place.
    """

    path: str = ""
    lines: Lines | None = None
    original_lines: Lines | None = None
    commit: str | None = None
    original_commit: str | None = None
    hunk: str | None = None
    review: str | None = None
    thread: str | None = None
    outdated: bool | None = None


class Review(Written, frozen=True, kw_only=True):
    """A review as a whole: ``state`` is ``approved``, ``changes_requested``, ``commented`` or ``dismissed``."""

    number: int | None = None
    state: str = ""
    commit: str | None = None


class Thread(Struct, frozen=True, kw_only=True):
    """A thread on lines of a pull request. REST does not know threads: there ``resolved`` is never said."""

    key: str
    number: int | None = None
    resolved: bool | None = None
    outdated: bool | None = None
    resolved_by: Person | None = None
    remarks: tuple[str, ...] = ()


class Happening(Struct, frozen=True, kw_only=True):
    """An event of a timeline.

    ``kind`` is in the words of REST (``closed``, ``referenced`` ...), ``other`` the issue or pull request at the other
    end, ``sha`` the commit.
    """

    key: str
    kind: str
    number: int | None = None
    actor: Person | None = None
    created_at: str | None = None
    sha: str | None = None
    other: int | None = None
    closes: bool = False
    detail: str = ""


class Check(Struct, frozen=True, kw_only=True):
    """What a check run or a status says of a commit."""

    key: str
    name: str
    sha: str | None = None
    conclusion: str = ""
    at: str | None = None
    app: str = ""
    text: str = ""


class Changed(Struct, frozen=True, gc=False):
    """A file of a commit, with its patch if the host gives one."""

    path: str
    patch: str | None = None
    status: str = ""
    old_path: str | None = None


class CommitSeen(Struct, frozen=True, kw_only=True):
    """A commit as the host shows it; ``number`` is the pull request in which it was met."""

    sha: str
    message: str = ""
    author: Person | None = None
    at: str | None = None
    number: int | None = None
    parents: tuple[str, ...] = ()
    files: tuple[Changed, ...] = ()


class Project(Struct, frozen=True, kw_only=True):
    """The repository: ``licence`` is the SPDX id that the host found."""

    key: str
    name: str
    licence: str | None = None
    head: str | None = None


Record: TypeAlias = (
    Issue | Pull | Remark | ReviewRemark | Review | Thread | Happening | Check | CommitSeen | Project
)


class Unread(Struct, frozen=True, gc=False):
    """An object that looks like one of ours but lacks what makes it one."""

    shape: str
    lacks: str
