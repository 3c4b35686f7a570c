"""Feedback and its answers from git alone: reverts, commits that answer a review, a suggestion, a tool or a report.

The words of the remark are not in git, except a revert's: ``text`` is then what the answer says of it. The code that it
points at is what the answer changed, as it was before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from postil_corpora.links.evidence import answering_change
from postil_corpora.links.messages import Source, answered, closed_numbers, is_bot_fix
from postil_corpora.links.patches import Edit, edits_of
from postil_corpora.schema import AnsweringChange, Commit, Feedback, FileChange, Issue, Lines, Provenance

Kind = Literal["review_comment", "review", "test_result", "bug_report", "suggestion", "revert"]
_KINDS: dict[Source, Kind] = {
    "revert": "revert", "suggestion": "suggestion", "review": "review", "tool": "test_result", "report": "bug_report",
}  # fmt: skip
_DOUBT = {
    "says that it reverts": 0.15,
    "takes back what was added": 0.2,
    "applied by the host": 0.1,
    "message tells of a review": 0.3,
    "a service mended what its check found": 0.03,
    "message tells of a check": 0.3,
    "closing keyword": 0.15,
    "rewrites lines of the same branch": 0.4,
    "changes a file of the same branch": 0.8,
    "changes code and tests": 0.6,
}
_TESTS = re.compile(r"(?:^|/)(?:tests?|testing)/|(?:^|/)test_[^/]*$|_tests?\.\w+$|(?:^|/)conftest\.py$")
_PROSE = re.compile(r"(?:^|/)(?:docs?|changelog|changes|news)/|\.(?:md|rst|txt)$|(?:^|/)[A-Z]+$")
_MOST_FILES = 15
_BACK = 20
_TAKEN_BACK = 0.8


class _Scene(NamedTuple):
    """A commit that answers, what came ``earlier`` on its branch, all commits ``kept``, and issues by number."""

    commit: Commit
    earlier: list[Commit]
    kept: Mapping[str, Commit]
    issues: Mapping[int, Issue]


def history_feedback(
    read: Callable[[], Iterable[Commit]], issues: Mapping[int, Issue] | None = None
) -> Iterator[Feedback]:
    """The feedback that commits answer, in the order of the commits.

    Args:
        read: gives the commits of one repository anew at each call; patches are held only where they are needed.
        issues: by number, for the words of reports.
    """
    parents, sources = dict[str, tuple[str, ...]](), dict[str, list[Source]]()
    reverts = dict[str, tuple[str, ...]]()
    for commit in read():
        parents[commit.sha] = commit.parents
        found: list[Source] = ["revert"] if commit.reverts else answered(commit.message, commit.co_authors)
        if found and len(commit.parents) == 1 and 0 < len(commit.files) <= _MOST_FILES:
            sources[commit.sha] = found
            reverts[commit.sha] = commit.reverts
    needed = {sha for found in reverts.values() for sha in found}
    for sha in sources:
        needed.update(_before(sha, parents))
    kept = {commit.sha: commit for commit in read() if commit.sha in needed}
    for commit in read():
        for source in sources.get(commit.sha, ()):
            earlier = [kept[sha] for sha in _before(commit.sha, parents) if sha in kept]
            yield from _MAKERS[source](_Scene(commit, earlier, kept, issues or {}))


def _before(sha: str, parents: Mapping[str, tuple[str, ...]]) -> list[str]:
    """The ancestors of a commit on its own branch: back to a merge, at most twenty."""
    found: list[str] = []
    while len(parents.get(sha, ())) == 1 and len(found) < _BACK:
        sha = parents[sha][0]
        found.append(sha)
    return found[:-1] if len(parents.get(sha, ())) > 1 else found


def _revert(scene: _Scene) -> Iterator[Feedback]:
    for sha in scene.commit.reverts:
        before = {file.path: file for file in scene.kept[sha].files} if sha in scene.kept else {}
        changes = []
        for file in scene.commit.files:
            was = before.get(file.path)
            exact = was is not None and _takes_back(edits_of(was.patch), edits_of(file.patch))
            facts = ["says that it reverts", *(["takes back what was added"] if exact else [])]
            changes.append(_change(scene.commit, file, facts))
        yield _row(scene.commit, "revert", changes, key=sha, sha=sha)


def _takes_back(was: Iterable[Edit], now: Iterable[Edit]) -> bool:
    """Whether nearly all lines that ``was`` added are removed by ``now``, and the other way round."""
    was, now = list(was), list(now)
    put = [line for edit in was for line in edit.added] + [line for edit in now for line in edit.added]
    taken = [line for edit in now for line in edit.removed] + [line for edit in was for line in edit.removed]
    gone = set(taken)
    return bool(put) and sum(line in gone for line in put) >= _TAKEN_BACK * len(put)


def _of_branch(scene: _Scene, source: Source, fact: str) -> Iterator[Feedback]:
    changes = []
    for file in scene.commit.files:
        edits = edits_of(file.patch)
        same = [edit for was in _versions(scene.earlier, file) for edit in edits_of(was.patch)]
        added = {line for edit in same for line in edit.added if line.strip()}
        rewritten = any(line in added for edit in edits for line in edit.removed)
        facts = [fact]
        if same:
            facts.append(
                "rewrites lines of the same branch" if rewritten else "changes a file of the same branch"
            )
        changes.append(_change(scene.commit, file, facts))
    yield _row(scene.commit, source, changes)


def _versions(earlier: Iterable[Commit], file: FileChange) -> Iterator[FileChange]:
    """What earlier commits did to a file."""
    names = {file.path, file.old_path}
    return (was for commit in earlier for was in commit.files if was.path in names)


def _suggestion(scene: _Scene) -> Iterator[Feedback]:
    return _of_branch(scene, "suggestion", "applied by the host")


def _review(scene: _Scene) -> Iterator[Feedback]:
    return _of_branch(scene, "review", "message tells of a review")


def _tool(scene: _Scene) -> Iterator[Feedback]:
    bot = is_bot_fix(scene.commit.message)
    fact = "a service mended what its check found" if bot else "message tells of a check"
    return _of_branch(scene, "tool", fact)


def _report(scene: _Scene) -> Iterator[Feedback]:
    files = scene.commit.files
    tests = sum(_TESTS.search(file.path) is not None for file in files)
    facts = ["closing keyword", *(["changes code and tests"] if 0 < tests < len(files) else [])]
    for number in closed_numbers(scene.commit.message):
        changes = [_change(scene.commit, file, facts) for file in files]
        yield _row(scene.commit, "report", changes, key=f"#{number}", issue=scene.issues.get(number))


_MAKERS: dict[Source, Callable[[_Scene], Iterator[Feedback]]] = {
    "revert": _revert, "suggestion": _suggestion, "review": _review, "tool": _tool, "report": _report,
}  # fmt: skip


def _change(commit: Commit, file: FileChange, facts: list[str]) -> AnsweringChange:
    return answering_change(commit.sha, file.path, file.patch, edits_of(file.patch), facts, _DOUBT)


def _row(
    commit: Commit,
    source: Source,
    changes: list[AnsweringChange],
    *,
    key: str = "",
    sha: str | None = None,
    issue: Issue | None = None,
) -> Feedback:
    """The row: ``key`` tells apart what one commit answers, ``sha`` is the code if it is not that right before."""
    best = sorted(changes, key=lambda change: (-change.confidence, _is_beside(change.path or "")))
    path, lines = _pointed_at(commit, best)
    origin = commit.provenance
    return Feedback(
        id=f"{origin.repository}@{commit.sha[:12]}:{source}{':' if key else ''}{key[:12]}",
        kind=_KINDS[source],
        text=f"{issue.question}\n\n{issue.body}" if issue else commit.message,
        provenance=Provenance(
            repository=origin.repository,
            collector=origin.collector,
            sha=commit.sha,
            path=path,
            lines=lines,
            api_id=issue.provenance.api_id if issue else None,
            licence=origin.licence,
            filters=origin.filters,
        ),
        trajectory=f"{origin.repository}{key}" if source == "report" else None,
        created_at=issue.created_at if issue else commit.authored_at,
        author=issue.author if issue else _remarker(commit, source),
        sha=sha or commit.parents[0],
        path=path,
        lines=lines,
        answered_by=tuple(best),
        resolution="resolved",
        confidence=best[0].confidence if best else None,
    )


def _remarker(commit: Commit, source: Source) -> str | None:
    """Who made the remark, as far as git knows: the one who reverts, the co-author whose suggestion was taken."""
    if source == "revert":
        return commit.author
    return commit.co_authors[0] if source == "suggestion" and commit.co_authors else None


def _pointed_at(commit: Commit, changes: list[AnsweringChange]) -> tuple[str | None, Lines | None]:
    """The file of the best change, and the lines that it replaces, as they were before."""
    for file in commit.files:
        if changes and file.path == changes[0].path:
            edits = [edit for edit in edits_of(file.patch) if edit.removed]
            lines = (edits[0].old_first, edits[-1].old_end - 1) if edits else None
            return file.old_path or file.path, lines
    return None, None


def _is_beside(path: str) -> bool:
    """Whether a file goes along with a change rather than makes it: tests, documentation, news."""
    return bool(_TESTS.search(path) or _PROSE.search(path))
