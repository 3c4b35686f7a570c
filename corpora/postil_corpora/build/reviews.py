"""Tasks from reviews: what to say of a change, how to answer what was said, and which code is the better one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from postil_corpora.build.commits import commits_of
from postil_corpora.build.patches import MOST_CHARACTERS, before_after, diff_of
from postil_corpora.samples import PreferencePair, ReviewSample
from postil_corpora.schema import AnsweringChange, Commit, Feedback, Trajectory
from postil_corpora.tables import read_rows, tables

_KINDS = ("review_comment", "suggestion")
_LEAST_CONFIDENCE = 0.5
_FEWEST_WORDS = 3


def reviews(folder: Path, git: Path) -> Iterator[ReviewSample]:
    """Hunks with what reviewers said of them; then as many that were merged without a word on their files."""
    found = [one for one in _feedback(folder) if one.hunk and len(one.hunk) <= MOST_CHARACTERS]
    for one in found:
        answer = _answer(one)
        yield ReviewSample(
            id=one.id,
            diff=one.hunk or "",
            provenance=one.provenance,
            comment=one.text,
            fixed=answer.patch if answer else None,
            confidence=answer.confidence if answer else None,
            resolution=one.resolution,
            dated=one.created_at,
        )
    yield from _clean(folder, git, found)


def _feedback(folder: Path) -> Iterator[Feedback]:
    """Remarks of people on code, the first of each thread."""
    rows = read_rows(folder, "feedback", Feedback) if "feedback" in tables(folder) else iter(())
    for one in rows:
        if one.kind in _KINDS and one.in_reply_to is None and len(one.text.split()) >= _FEWEST_WORDS:
            yield one


def _answer(feedback: Feedback) -> AnsweringChange | None:
    """The change that most surely answered the remark, if one did and its patch is there."""
    sure = [one for one in feedback.answered_by if one.patch and one.confidence >= _LEAST_CONFIDENCE]
    return sure[0] if sure else None


def _clean(folder: Path, git: Path, found: list[Feedback]) -> Iterator[ReviewSample]:
    """Changes in merged work on files that nobody remarked on, as many as there are remarks, oldest first."""
    if not found:
        return
    remarked = {(one.trajectory, one.path) for one in _feedback(folder)}
    reviewed = {one.trajectory for one in found}
    by_sha: dict[str, Commit] = {commit.sha: commit for commit in commits_of(git)}
    left = len(found)
    rows = read_rows(folder, "trajectories", Trajectory) if "trajectories" in tables(folder) else iter(())
    for work in rows:
        if work.id not in reviewed or work.outcome not in ("merged", "applied"):
            continue
        for event in work.events:
            commit = by_sha.get(event.sha or "") if event.kind == "commit" else None
            for change in commit.files if commit else ():
                diff = diff_of(change)
                if commit is None or diff is None or (work.id, change.path) in remarked:
                    continue
                yield ReviewSample(
                    f"{work.id}:{commit.sha}:{change.path}",
                    diff,
                    commit.provenance,
                    resolution="merged",
                    dated=commit.committed_at,
                )
                left -= 1
                if not left:
                    return


def preferences(folder: Path, _git: Path) -> Iterator[PreferencePair]:
    """Code before and after the change that answered a remark: rejected and chosen."""
    for one in _feedback(folder):
        answer = _answer(one)
        if answer is None or answer.patch is None or len(answer.patch) > MOST_CHARACTERS:
            continue
        rejected, chosen = before_after(answer.patch)
        if rejected.split() != chosen.split():
            yield PreferencePair(
                id=one.id,
                prompt=one.text,
                chosen=chosen,
                rejected=rejected,
                provenance=one.provenance,
                confidence=answer.confidence,
                dated=one.created_at,
            )
