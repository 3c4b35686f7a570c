"""Records -> rows: issues with ranked answers, events, trajectories of pull requests. Every text is redacted here."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import structs

from postil import __version__
from postil_corpora.collect.github.archive import Archive
from postil_corpora.collect.github.privacy import Privacy, name_of
from postil_corpora.collect.github.ranking import Ranked, rank
from postil_corpora.collect.github.records import (
    Check,
    CommitSeen,
    Happening,
    Issue,
    Pull,
    Remark,
    Review,
    ReviewRemark,
    Written,
)
from postil_corpora.schema import Answer, Event, EventKind, Provenance, Trajectory
from postil_corpora.schema import Issue as IssueRow

COLLECTOR = f"postil-github {__version__}"
_KINDS: dict[str, EventKind] = {
    "closed": "closed",
    "reopened": "reopened",
    "merged": "merge",
    "labeled": "label",
    "referenced": "reference",
    "cross-referenced": "reference",
    "marked_as_duplicate": "reference",
    "head_ref_force_pushed": "push",
}


class Rows:
    """Makes rows of an archive."""

    def __init__(self, archive: Archive, repository: str) -> None:
        self.archive = archive
        self.repository = archive.project.name if archive.project else repository

    def provenance(self, privacy: Privacy, written: Written, sha: str | None = None) -> Provenance:
        """Where a row comes from. The licence is the one that the host names today."""
        return Provenance(
            repository=self.repository,
            collector=COLLECTOR,
            sha=sha,
            api_id=written.key,
            url=written.url,
            licence=self.archive.project.licence if self.archive.project else None,
            filters=privacy.verdicts,
        )

    def work_id(self, number: int) -> str:
        """The name of an issue or pull request among all repositories."""
        return f"{self.repository}#{number}"

    def issues(self) -> Iterator[IssueRow]:
        """Issues and discussions by number; pull requests are trajectories."""
        for number, issue in sorted(self.archive.issues.items()):
            if issue.kind != "pull_request" and number not in self.archive.pulls:
                yield self._issue(issue)

    def _issue(self, issue: Issue) -> IssueRow:
        privacy, number = Privacy(), issue.number
        happenings = self.archive.happenings.of(number)
        ranked = rank(issue, self.archive.remarks.of(number), happenings)
        answers = tuple(_answer(found, place, privacy) for place, found in enumerate(ranked, 1))
        question, body = privacy.text(issue.title), privacy.text(issue.body)
        return IssueRow(
            id=self.work_id(number),
            question=question,
            body=body,
            provenance=self.provenance(privacy, issue),
            author=name_of(issue.author),
            created_at=issue.created_at,
            updated_at=issue.updated_at,
            edited_at=issue.edited_at,
            state=issue.state,
            labels=tuple(privacy.text(label) for label in issue.labels),
            number=number,
            closed_by=tuple(dict.fromkeys(_closers(happenings, self.repository))),
            answers=answers,
        )

    def trajectories(self) -> Iterator[Trajectory]:
        """Pull requests by number, merged or not, with all that happened to them."""
        for _, pull in sorted(self.archive.pulls.items()):
            privacy = Privacy()
            events = tuple(self.events_of(pull, privacy))
            title, body = privacy.text(pull.title), privacy.text(pull.body)
            yield Trajectory(
                id=self.work_id(pull.number),
                kind="pull_request",
                events=events,
                provenance=self.provenance(privacy, pull, pull.head),
                ref=privacy.text(pull.ref),
                number=pull.number,
                title=title,
                body=body,
                base=pull.base,
                head=pull.head,
                landed=pull.merge_commit,
                outcome="merged" if pull.merged_at else "unmerged" if pull.closed_at else "unknown",
                started_at=pull.created_at,
                ended_at=pull.merged_at or pull.closed_at,
                actors=tuple(sorted({event.actor for event in events if event.actor})),
                closes=pull.closes,
            )

    def events(self) -> Iterator[Event]:
        """Everything that happened to issues and pull requests, by number and time."""
        for _, issue in sorted({**self.archive.issues, **self.archive.pulls}.items()):
            privacy = Privacy()
            for event in self.events_of(issue, privacy):
                source = self.provenance(privacy, issue, event.sha)
                yield structs.replace(event, trajectory=self.work_id(issue.number), provenance=source)

    def events_of(self, issue: Issue, privacy: Privacy) -> list[Event]:
        """The events of one issue or pull request in order of time; those of unknown time come first."""
        number, archive = issue.number, self.archive
        found = [Event("opened", issue.created_at, name_of(issue.author), id=issue.key)]
        found += [_commit(commit, privacy) for commit in archive.commits.of(number)]
        for commit in archive.commits.of(number) if isinstance(issue, Pull) else ():
            found += [_check(check, privacy) for check in archive.checks.get(commit.sha, {}).values()]
        found += [_comment(remark, privacy) for remark in archive.remarks.of(number)]
        found += [_comment(remark, privacy) for remark in archive.review_remarks.of(number)]
        found += [_review(review, privacy) for review in archive.reviews.of(number)]
        found += [
            _happening(event, privacy) for event in archive.happenings.of(number) if event.kind in _KINDS
        ]
        return sorted(found, key=lambda event: (event.at or "", event.kind, event.id or ""))


def _answer(found: Ranked, place: int, privacy: Privacy) -> Answer:
    remark = found.remark
    return Answer(
        body=privacy.text(remark.body),
        author=name_of(remark.author),
        created_at=remark.created_at,
        updated_at=remark.updated_at,
        rank=place,
        score=found.score,
        evidence=found.evidence,
        api_id=remark.key,
    )


def _closers(happenings: list[Happening], repository: str) -> Iterator[str]:
    for event in happenings:
        if event.kind == "closed" and event.other is not None:
            yield f"{repository}#{event.other}"
        elif event.kind == "closed" and event.sha:
            yield event.sha


def _commit(commit: CommitSeen, privacy: Privacy) -> Event:
    text = privacy.text(commit.message)
    return Event("commit", commit.at, name_of(commit.author), commit.sha, text=text, id=commit.sha)


def _comment(remark: Remark, privacy: Privacy) -> Event:
    actor, text = name_of(remark.author), privacy.text(remark.body)
    event = Event("comment", remark.created_at, actor, text=text, id=remark.key)
    if isinstance(remark, ReviewRemark):
        return structs.replace(event, paths=(remark.path,), lines=remark.original_lines)
    return event


def _review(review: Review, privacy: Privacy) -> Event:
    text = privacy.text(review.body) or None
    actor = name_of(review.author)
    return Event(
        "review", review.created_at, actor, review.commit, text=text, detail=review.state, id=review.key
    )


def _check(check: Check, privacy: Privacy) -> Event:
    detail = f"{privacy.text(check.name)}: {check.conclusion}"
    text = privacy.text(check.text) or None
    return Event("check", check.at, None, check.sha, text=text, detail=detail, id=check.key)


def _happening(event: Happening, privacy: Privacy) -> Event:
    other = f"#{event.other}" if event.other is not None else ""
    detail = " ".join(part for part in (event.kind, other, privacy.text(event.detail)) if part)
    actor = name_of(event.actor)
    return Event(_KINDS[event.kind], event.created_at, actor, event.sha, detail=detail, id=event.key)
