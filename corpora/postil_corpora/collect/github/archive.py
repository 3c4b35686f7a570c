"""All that the pages of one repository say, sorted by issue and pull request, and joined across pages."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any, Generic, TypeVar

from msgspec import json, structs

from postil_corpora.collect.github.queries import CONNECTIONS
from postil_corpora.collect.github.reading import read
from postil_corpora.collect.github.records import (
    Check,
    CommitSeen,
    Context,
    Happening,
    Issue,
    Project,
    Pull,
    Record,
    Remark,
    Review,
    ReviewRemark,
    Thread,
    Unread,
)
from postil_corpora.collect.github.store import Page, Store

RecordT = TypeVar("RecordT")


class Shelf(Generic[RecordT]):
    """Records by the number of their issue, each once, in the order in which they were first met."""

    def __init__(self) -> None:
        self._by_number: dict[int | None, dict[str, RecordT]] = defaultdict(dict)

    def put(self, number: int | None, key: str, record: RecordT) -> None:
        """Keep ``record``; a later one with the same key takes its place."""
        self._by_number[number][key] = record

    def of(self, number: int | None) -> list[RecordT]:
        """The records of an issue or pull request."""
        return list(self._by_number.get(number, {}).values())


class Archive:
    """The records of a store. Personal as they came: only the modules that make rows look in here."""

    def __init__(self) -> None:
        self.project: Project | None = None
        self.issues: dict[int, Issue] = {}
        self.pulls: dict[int, Pull] = {}
        self.remarks: Shelf[Remark] = Shelf()
        self.review_remarks: Shelf[ReviewRemark] = Shelf()
        self.reviews: Shelf[Review] = Shelf()
        self.threads: Shelf[Thread] = Shelf()
        self.happenings: Shelf[Happening] = Shelf()
        self.commits: Shelf[CommitSeen] = Shelf()
        self.patched: dict[str, CommitSeen] = {}
        self.checks: dict[str, dict[str, Check]] = defaultdict(dict)
        self._shelves: dict[type, Shelf[Any]] = {
            Remark: self.remarks,
            ReviewRemark: self.review_remarks,
            Review: self.reviews,
            Thread: self.threads,
            Happening: self.happenings,
        }
        self.unread: Counter[str] = Counter()
        self.missing: Counter[str] = Counter()

    def add(self, record: Record | Unread) -> None:
        """Put a record where it belongs."""
        match record:
            case Unread(shape=shape, lacks=lacks):
                self.unread[f"{shape} without {lacks}"] += 1
            case Project():
                self.project = self.project or record
            case Pull(number=number):
                self.pulls[number] = record
            case Issue(number=number):
                self.issues[number] = record
            case Check(sha=sha, key=key):
                self.checks[sha or ""][key] = record
            case CommitSeen():
                self._add_commit(record)
            case _:
                self._shelves[type(record)].put(record.number, record.key, record)

    def shas(self) -> set[str]:
        """The commits of all pull requests."""
        return {commit.sha for number in self.pulls for commit in self.commits.of(number)}

    def _add_commit(self, commit: CommitSeen) -> None:
        if commit.files:
            known = self.patched.get(commit.sha)
            files = {file.path: file for file in (*(known.files if known else ()), *commit.files)}
            self.patched[commit.sha] = structs.replace(commit, files=tuple(files.values()))
        elif commit.number is not None:
            self.commits.put(commit.number, commit.sha, commit)


def open_archive(store: Store) -> Archive:
    """Read all pages of a store; those that the host refused are counted in ``missing``."""
    archive, places = Archive(), dict[str, Context]()
    for page, body, status in _pages(store):
        if status >= 400:
            archive.missing[f"{page.kind}: status {status}"] += 1
            continue
        for record in read(json.decode(body), _context(page, places)):
            archive.add(record)
            _remember(record, places)
    return archive


def _pages(store: Store) -> Iterator[tuple[Page, bytes, int]]:
    """All pages, those of what contains before those of what is contained."""
    kinds = store.kinds()
    known = ["repository", *CONNECTIONS]
    for kind in [*(name for name in known if name in kinds), *(name for name in kinds if name not in known)]:
        for page, kept in store.pages(kind):
            yield page, kept.body, kept.status


def _context(page: Page, places: dict[str, Context]) -> Context:
    subject = page.subject
    if page.kind in {"timeline", "reviews", "pull_commits"} and subject.isdigit():
        return Context(number=int(subject))
    if page.kind in {"check_runs", "statuses"}:
        return Context(sha=subject)
    return places.get(subject, Context())


def _remember(record: Record | Unread, places: dict[str, Context]) -> None:
    match record:
        case Issue(key=key, number=number) | Remark(key=key, number=number):
            places[key] = Context(number)
        case Thread(key=key, number=number):
            places[key] = Context(number, key)
