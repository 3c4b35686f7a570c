"""Real review threads out of a clone: those that git-appraise keeps as notes, linked like those of a host.

    postil corpora collect git CLONE -o TABLES
    python benchmarks/corpora/appraised.py CLONE TABLES -o FEEDBACK_DIR

The notes name commit, path and line of each remark, but neither threads nor whether they were resolved: remarks on the
same line are a thread, and the later commits are the descendants up to the last word of the review.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timezone
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import pygit2
from msgspec import DecodeError, json

from postil_corpora.links.gitlog import later_commit
from postil_corpora.links.threads import Asked, LaterCommit, Reply, answers
from postil_corpora.schema import Commit, Feedback, Provenance
from postil_corpora.tables import read_rows, write_rows

_NOTES = "refs/notes/devtools/"
_MOST = 15


class Said(NamedTuple):
    """A comment of a review."""

    at: int
    author: str
    text: str
    sha: str
    path: str
    line: int


def notes(clone: pygit2.Repository, kind: str) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The lines of JSON that each review has of a kind, by the commit that names the review."""
    reference = clone.references.get(f"{_NOTES}{kind}")
    trees = [("", reference.peel(pygit2.Tree))] if reference else []
    while trees:
        prefix, tree = trees.pop()
        for entry in tree:
            name = prefix + str(entry.name)
            if isinstance(entry, pygit2.Tree):
                trees.append((name, entry))
            elif isinstance(entry, pygit2.Blob):
                yield name, list(_objects(entry.data))


def _objects(data: bytes) -> Iterator[dict[str, Any]]:
    for line in data.split(b"\n"):
        try:
            value = json.decode(line) if line.startswith(b"{") else None
        except DecodeError:
            continue
        if isinstance(value, dict):
            yield value


def said(comments: list[dict[str, Any]]) -> list[Said]:
    """The remarks on lines, in order of time, each once."""
    found = set()
    for comment in comments:
        place = comment.get("location") or {}
        line = (place.get("range") or {}).get("startLine")
        if line and place.get("path") and str(comment.get("timestamp", "")).isdigit():
            author, text = str(comment.get("author")), str(comment.get("description"))
            found.add(
                Said(int(comment["timestamp"]), author, text.strip(), place["commit"], place["path"], line)
            )
    return sorted(found)


def linked(clone: pygit2.Repository, tables: Path) -> Iterator[Feedback]:
    """A row for each thread that somebody else than the author began."""
    commits = {row.sha: row for row in read_rows(tables, "commits", Commit)}
    children: dict[str, list[str]] = defaultdict(list)
    for row in commits.values():
        for parent in row.parents:
            children[parent].append(row.sha)
    requesters = {sha: {str(one.get("requester")) for one in found} for sha, found in notes(clone, "reviews")}
    for review, comments in sorted(notes(clone, "discuss")):
        threads: dict[tuple[str, int], list[Said]] = defaultdict(list)
        for one in said(comments):
            threads[one.path, one.line].append(one)
        ends = max((one.at for one in chain(*threads.values())), default=0)
        for (path, line), thread in sorted(threads.items()):
            if thread[0].author not in requesters.get(review, set()):
                later = _later(thread[0].sha, commits, children, ends)
                yield _row(f"{review}:{path}:{line}", thread, later, commits)


def _later(
    sha: str, commits: dict[str, Commit], children: dict[str, list[str]], ends: int
) -> list[LaterCommit]:
    """The descendants of a commit until a time, merges and what is behind them left out."""
    found, waiting = list[Commit](), list(children[sha])
    last = datetime.fromtimestamp(ends, timezone.utc).isoformat()
    while waiting and len(found) < _MOST:
        commit = commits[waiting.pop(0)]
        at = datetime.fromisoformat(commit.committed_at or "9999-01-01T00:00:00+00:00").astimezone(
            timezone.utc
        )
        if len(commit.parents) == 1 and at.isoformat() <= last:
            found.append(commit)
            waiting += children[commit.sha]
    return [later_commit(commit) for commit in found]


def _row(key: str, thread: list[Said], later: list[LaterCommit], commits: dict[str, Commit]) -> Feedback:
    first = thread[0]
    replies = tuple(Reply(one.text, one.author != first.author) for one in thread[1:])
    found = answers(Asked(first.text, first.path, (first.line, first.line), replies=replies), later)
    origin = next(iter(commits.values())).provenance
    talk = "\n".join(f"  > {reply.body}" for reply in replies)
    return Feedback(
        id=f"{origin.repository}:{key}",
        kind="review_comment",
        text=f"{first.text}\n{talk}".strip(),
        provenance=Provenance(
            origin.repository, "appraised", first.sha, first.path, (first.line, first.line)
        ),
        sha=first.sha,
        path=first.path,
        lines=(first.line, first.line),
        answered_by=found,
        confidence=found[0].confidence if found else None,
    )


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("clone", type=Path)
    parser.add_argument("tables", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    args = parser.parse_args()
    rows = list(linked(pygit2.Repository(str(args.clone)), args.tables))
    write_rows(args.output, "feedback", rows)
    print(f"{len(rows)} threads, {sum(bool(row.answered_by) for row in rows)} linked")


if __name__ == "__main__":
    main()
