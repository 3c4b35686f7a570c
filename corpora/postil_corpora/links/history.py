"""Feedback and its answers from git alone: reverts, commits that answer a review, a suggestion, a tool or a report.

The words of the remark are not in git, except a revert's: ``text`` is then what the answer says of it. The code that it
points at is what the answer changed, as it was before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Literal

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
_MOST_FILES = 15
_BACK = 20
_TAKEN_BACK = 0.8


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
            yield from _MAKERS[source](commit, earlier, kept, issues or {})


def _before(sha: str, parents: Mapping[str, tuple[str, ...]]) -> list[str]:
    """The ancestors of a commit on its own branch: back to a merge, at most twenty."""
    found: list[str] = []
    while len(parents.get(sha, ())) == 1 and len(found) < _BACK:
        sha = parents[sha][0]
        found.append(sha)
    return found[:-1] if len(parents.get(sha, ())) > 1 else found


def _revert(
    commit: Commit, earlier: list[Commit], kept: Mapping[str, Commit], issues: Mapping[int, Issue]
) -> Iterator[Feedback]:
    for sha in commit.reverts:
        before = {file.path: file for file in kept[sha].files} if sha in kept else {}
        changes = []
        for file in commit.files:
            was = before.get(file.path)
            facts = ["says that it reverts"]
            if was is not None and _takes_back(edits_of(was.patch), edits_of(file.patch)):
                facts.append("takes back what was added")
            changes.append(_change(commit, file, facts))
        yield _row(commit, "revert", changes, key=sha, sha=sha)


def _takes_back(was: Iterable[Edit], now: Iterable[Edit]) -> bool:
    """Whether nearly all lines that ``was`` added are removed by ``now``, and the other way round."""
    was, now = list(was), list(now)
    put = [line for edit in was for line in edit.added] + [line for edit in now for line in edit.added]
    taken = [line for edit in now for line in edit.removed] + [line for edit in was for line in edit.removed]
    gone = set(taken)
    return bool(put) and sum(line in gone for line in put) >= _TAKEN_BACK * len(put)


def _of_branch(
    commit: Commit, earlier: list[Commit], source: Source, fact: str
) -> Iterator[Feedback]:
    changes = []
    for file in commit.files:
        edits = edits_of(file.patch)
        same = [edit for other in earlier for was in other.files if was.path in {file.path, file.old_path} for edit in edits_of(was.patch)]
        added = {line for edit in same for line in edit.added if line.strip()}
        rewritten = any(line in added for edit in edits for line in edit.removed)
        facts = [fact]
        if same:
            facts.append("rewrites lines of the same branch" if rewritten else "changes a file of the same branch")
        changes.append(_change(commit, file, facts))
    yield _row(commit, source, changes)


def _suggestion(
    commit: Commit, earlier: list[Commit], kept: Mapping[str, Commit], issues: Mapping[int, Issue]
) -> Iterator[Feedback]:
    yield from _of_branch(commit, earlier, "suggestion", "applied by the host")


def _review(
    commit: Commit, earlier: list[Commit], kept: Mapping[str, Commit], issues: Mapping[int, Issue]
) -> Iterator[Feedback]:
    yield from _of_branch(commit, earlier, "review", "message tells of a review")


def _tool(
    commit: Commit, earlier: list[Commit], kept: Mapping[str, Commit], issues: Mapping[int, Issue]
) -> Iterator[Feedback]:
    bot = is_bot_fix(commit.message)
    fact = "a service mended what its check found" if bot else "message tells of a check"
    yield from _of_branch(commit, earlier, "tool", fact)


def _report(
    commit: Commit, earlier: list[Commit], kept: Mapping[str, Commit], issues: Mapping[int, Issue]
) -> Iterator[Feedback]:
    tests = [file for file in commit.files if "test" in file.path.lower()]
    both = bool(tests) and len(tests) < len(commit.files)
    facts = ["closing keyword", *(["changes code and tests"] if both else [])]
    for number in closed_numbers(commit.message):
        changes = [_change(commit, file, facts) for file in commit.files]
        yield _row(commit, "report", changes, key=f"#{number}", issue=issues.get(number))


_MAKERS: dict[Source, Callable[..., Iterator[Feedback]]] = {
    "revert": _revert, "suggestion": _suggestion, "review": _review, "tool": _tool, "report": _report,
}  # fmt: skip


def _change(commit: Commit, file: FileChange, facts: list[str]) -> AnsweringChange:
    doubt = 1.0
    for fact in facts:
        doubt *= _DOUBT[fact]
    ranges = [edit.new_lines or (edit.new_first, edit.new_first) for edit in edits_of(file.patch)]
    lines = (min(first for first, _ in ranges), max(last for _, last in ranges)) if ranges else None
    return AnsweringChange(
        commit.sha, file.path, lines, file.patch, round(1.0 - doubt, 4), "; ".join(facts)
    )
