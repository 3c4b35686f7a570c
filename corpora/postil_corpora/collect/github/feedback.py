"""Review comments, reviews and failed checks as feedback, each with the change that answered it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from msgspec import structs

from postil_corpora.collect.github.privacy import Privacy, name_of
from postil_corpora.collect.github.records import Check, CommitSeen, Pull, Review, ReviewRemark, Thread
from postil_corpora.collect.github.rows import COLLECTOR, Rows
from postil_corpora.links.patches import last_line
from postil_corpora.links.suggestions import suggestions
from postil_corpora.links.threads import Asked, Change, LaterCommit, Reply, answers, commits_after
from postil_corpora.schema import AnsweringChange, Feedback, Lines, Provenance

_FAILED = frozenset({"failure", "error", "timed_out", "action_required", "startup_failure"})
_PASSED = frozenset({"success", "neutral", "skipped"})
Resolution = Literal["resolved", "unresolved", "outdated", "merged", "abandoned", "unknown"]


def feedback_rows(rows: Rows, commits: Mapping[str, LaterCommit] | None = None) -> Iterator[Feedback]:
    """The feedback on every pull request, by number and time.

    Args:
        rows: of the repository.
        commits: further commits with patches, such as those of the git tables; by sha.

    Yields:
        A row for each remark that begins a thread, each review with words, each failed check.
    """
    known = {**(commits or {}), **{sha: _later(commit) for sha, commit in rows.archive.patched.items()}}
    for _, pull in sorted(rows.archive.pulls.items()):
        work = _Work(rows, pull, known)
        yield from sorted(work.feedback(), key=lambda row: (row.created_at or "", row.id))


class _Work:
    """One pull request and what was said of it."""

    def __init__(self, rows: Rows, pull: Pull, commits: Mapping[str, LaterCommit]) -> None:
        archive, number = rows.archive, pull.number
        self._rows, self._pull, self._commits = rows, pull, commits
        self._seen: list[CommitSeen] = archive.commits.of(number)
        self._remarks: list[ReviewRemark] = archive.review_remarks.of(number)
        self._reviews: list[Review] = archive.reviews.of(number)
        self._threads = {thread.key: thread for thread in archive.threads.of(number)}
        self._shas = [commit.sha for commit in self._seen]

    def feedback(self) -> Iterator[Feedback]:
        for remark in self._remarks:
            if not self._is_reply(remark) and remark.body.strip():
                yield self._remark(remark)
        for review in self._reviews:
            if review.body.strip() or review.state == "changes_requested":
                yield self._review(review)
        yield from self._failures()

    def _is_reply(self, remark: ReviewRemark) -> bool:
        thread = self._thread(remark)
        return remark.reply_to is not None or bool(thread and thread.remarks[:1] != (remark.key,))

    def _thread(self, remark: ReviewRemark) -> Thread | None:
        return self._threads.get(remark.thread or "")

    def _remark(self, remark: ReviewRemark) -> Feedback:
        thread, privacy = self._thread(remark), Privacy()
        line = last_line(remark.hunk)
        lines = remark.original_lines or ((line, line) if line else None)
        asked = Asked(
            remark.body,
            remark.path,
            lines,
            thread.resolved if thread else None,
            thread.outdated if thread else remark.outdated,
            tuple(self._replies(remark)),
        )
        seen = remark.original_commit or remark.commit
        found = answers(asked, commits_after(self._shas, self._commits, seen))
        answered = tuple(_redacted(change, privacy) for change in found)
        text, hunk = privacy.text(remark.body), privacy.optional(remark.hunk)
        return Feedback(
            id=remark.key,
            kind="suggestion" if suggestions(remark.body) else "review_comment",
            text=text,
            provenance=self._provenance(privacy, remark.key, remark.url, seen, remark.path, lines),
            trajectory=self._rows.work_id(self._pull.number),
            created_at=remark.created_at,
            author=name_of(remark.author),
            sha=seen,
            path=remark.path,
            lines=lines,
            hunk=hunk,
            thread=thread.key if thread else None,
            state=remark.hidden or "",
            answered_by=answered,
            resolution=self._resolution(thread, asked),
            resolved_by=name_of(thread.resolved_by) if thread else None,
            confidence=answered[0].confidence if answered else None,
        )

    def _replies(self, remark: ReviewRemark) -> Iterator[Reply]:
        author = self._pull.author.login if self._pull.author else None
        for other in self._remarks:
            together = remark.thread is not None and other.thread == remark.thread
            if other.key != remark.key and (together or _is_reply_to(other, remark)):
                yield Reply(other.body, other.author is not None and other.author.login == author)

    def _resolution(self, thread: Thread | None, asked: Asked) -> Resolution:
        if thread is not None and thread.resolved:
            return "resolved"
        if asked.outdated:
            return "outdated"
        if self._pull.merged_at:
            return "merged"
        if self._pull.closed_at:
            return "abandoned"
        return "unresolved" if thread is not None and thread.resolved is False else "unknown"

    def _review(self, review: Review) -> Feedback:
        privacy = Privacy()
        text = privacy.text(review.body)
        dismissed = review.state == "dismissed"
        return Feedback(
            id=review.key,
            kind="review",
            text=text,
            provenance=self._provenance(privacy, review.key, review.url, review.commit),
            trajectory=self._rows.work_id(self._pull.number),
            created_at=review.created_at,
            author=name_of(review.author),
            sha=review.commit,
            state=review.state,
            resolution="resolved" if dismissed else self._resolution(None, Asked("", "", None)),
        )

    def _failures(self) -> Iterator[Feedback]:
        """Checks that failed on one commit and passed on a later one, which is the change that answered them."""
        checks = self._rows.archive.checks
        for place, commit in enumerate(self._seen):
            for check in checks.get(commit.sha, {}).values():
                if check.conclusion in _FAILED:
                    yield self._failure(check, place)

    def _failure(self, check: Check, place: int) -> Feedback:
        privacy, later = Privacy(), self._shas[place + 1 :]
        told = [self._conclusion(sha, check.name) for sha in later]
        first = next((at for at, conclusion in enumerate(told) if conclusion), None)
        passed = first is not None and told[first] in _PASSED
        only = self._commits.get(later[0]) if first == 0 and passed else None
        answered = (
            tuple(_redacted(_whole(change, only.sha), privacy) for change in only.changes) if only else ()
        )
        text = privacy.text("\n".join(part for part in (check.name, check.text) if part))
        return Feedback(
            id=check.key,
            kind="test_result",
            text=text,
            provenance=self._provenance(privacy, check.key, None, self._shas[place]),
            trajectory=self._rows.work_id(self._pull.number),
            created_at=check.at,
            author=check.app or None,
            sha=self._shas[place],
            state=check.conclusion,
            answered_by=answered,
            resolution="resolved" if passed else self._resolution(None, Asked("", "", None)),
            confidence=answered[0].confidence if answered else None,
        )

    def _conclusion(self, sha: str, name: str) -> str | None:
        """What the check of that name said of a commit; of several runs, the last that passed or else the last."""
        runs = [
            check.conclusion
            for check in self._rows.archive.checks.get(sha, {}).values()
            if check.name == name
        ]
        return next((run for run in runs if run in _PASSED), runs[-1] if runs else None)

    def _provenance(
        self,
        privacy: Privacy,
        key: str,
        url: str | None,
        sha: str | None,
        path: str | None = None,
        lines: Lines | None = None,
    ) -> Provenance:
        project = self._rows.archive.project
        return Provenance(
            repository=self._rows.repository,
            collector=COLLECTOR,
            sha=sha,
            path=path,
            lines=lines,
            api_id=key,
            url=url,
            licence=project.licence if project else None,
            filters=privacy.verdicts,
        )


def _later(commit: CommitSeen) -> LaterCommit:
    files: Sequence[Change] = [Change(file.path, file.patch, file.old_path) for file in commit.files]
    return LaterCommit(commit.sha, commit.message, tuple(files))


def _whole(change: Change, sha: str) -> AnsweringChange:
    fact = "the check passes after this commit alone"
    return AnsweringChange(sha, change.path, None, change.patch, 0.8, fact)


def _redacted(change: AnsweringChange, privacy: Privacy) -> AnsweringChange:
    return structs.replace(change, patch=privacy.optional(change.patch))


def _is_reply_to(other: ReviewRemark, remark: ReviewRemark) -> bool:
    """GraphQL names the comment replied to by its node id, REST by the number that ends its address."""
    to = other.reply_to or ""
    return to == remark.key or (to.isdigit() and (remark.url or "").endswith(f"discussion_r{to}"))
