"""Tasks from commits: their messages, the files that change together, the next edit of a piece of work."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from postil_corpora.build.patches import diff_of, diff_of_all
from postil_corpora.samples import CoChangeSample, EditSample, MessageSample
from postil_corpora.schema import Commit, Trajectory
from postil_corpora.tables import read_rows, tables

_TOLD_BY_TOOLS = re.compile(
    r"(?i)merge\b|revert\b|bump\b|wip\b|fixup!|squash!|release\b|prepare\b.*release|update changelog|v?\d+[.\d]*\s*$|"
    r"\[pre-commit|update dependency|chore\(deps"
)
_FEWEST_WORDS, _MOST_SUBJECT = 3, 120
_MOST_CANDIDATES, _MOST_HISTORY = 50, 5


def commits_of(folder: Path) -> list[Commit]:
    """The commits of ``folder``, oldest first; commits of the same second by their ids."""
    found = read_rows(folder, "commits", Commit) if "commits" in tables(folder) else iter(())
    return sorted(found, key=lambda one: (moment(one.committed_at), one.sha))


def moment(written: str | None) -> float:
    """A time as seconds since 1970, whatever its offset; one that is not known or cannot be read comes first."""
    try:
        return datetime.fromisoformat((written or "").replace("Z", "+00:00")).timestamp()
    except (ValueError, OverflowError):
        return float("-inf")


def commit_messages(_folder: Path, git: Path) -> Iterator[MessageSample]:
    """Commits of one parent whose message a person wrote about these patches."""
    for commit in commits_of(git):
        subject, _, body = commit.message.partition("\n")
        long = len(subject) > _MOST_SUBJECT or len(subject.split()) < _FEWEST_WORDS
        if len(commit.parents) != 1 or long or commit.reverts or _TOLD_BY_TOOLS.match(subject):
            continue
        diff = diff_of_all(commit.files)
        if diff is not None:
            message = f"{subject}\n{body}".strip()
            yield MessageSample(
                commit.sha, diff, subject.strip(), message, commit.provenance, dated=commit.committed_at
            )


def co_changes(_folder: Path, git: Path) -> Iterator[CoChangeSample]:
    """For a file of a commit the others that changed with it, among files that had changed before."""
    known: dict[str, None] = {}
    for commit in commits_of(git):
        paths = [change.path for change in commit.files]
        if len(commit.parents) == 1 and len(paths) > 1:
            yield from _co_changes(commit, paths, known)
        known.update(dict.fromkeys(paths))


def _co_changes(commit: Commit, paths: Sequence[str], known: Collection[str]) -> Iterator[CoChangeSample]:
    ranked = sorted((path for path in known if path not in paths), key=lambda path: _rank(commit.sha, path))
    for change in commit.files:
        diff = diff_of(change)
        others = tuple(path for path in paths if path != change.path and path in known)
        if diff is not None and others and len(ranked) >= len(others):
            drawn = ranked[: max(0, _MOST_CANDIDATES - len(others))]
            yield CoChangeSample(
                f"{commit.sha}:{change.path}",
                change.path,
                diff,
                others,
                tuple(sorted({*others, *drawn})),
                commit.provenance,
                dated=commit.committed_at,
            )


def _rank(sha: str, path: str) -> bytes:
    """An order of paths that no one chose, the same whenever it is asked for."""
    return hashlib.blake2b(f"{sha}\0{path}".encode("utf-8", "surrogatepass"), digest_size=8).digest()


def next_edits(folder: Path, git: Path) -> Iterator[EditSample]:
    """For each commit of a piece of work but its first: the patches up to there, and the largest of its own."""
    by_sha = {commit.sha: commit for commit in commits_of(git)}
    trajectories = (
        read_rows(folder, "trajectories", Trajectory) if "trajectories" in tables(folder) else iter(())
    )
    for trajectory in trajectories:
        shas = [event.sha for event in trajectory.events if event.kind == "commit" and event.sha in by_sha]
        history: list[str] = []
        for commit in [by_sha[sha] for sha in shas if sha is not None]:
            diffs = [(diff_of(change), change.path) for change in commit.files]
            readable = [(diff, path) for diff, path in diffs if diff is not None]
            if history and readable:
                diff, path = max(readable, key=lambda one: (len(one[0]), one[1]))
                yield EditSample(
                    f"{trajectory.id}:{commit.sha}",
                    tuple(history[-_MOST_HISTORY:]),
                    path,
                    diff,
                    commit.provenance,
                    dated=commit.committed_at,
                )
            history += [diff for diff, _ in readable]
