"""Makes the rows of one commit after another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing

from msgspec import Struct

from postil._version import __version__
from postil_corpora.collect.git.log import Logged, with_renames
from postil_corpora.collect.git.merging import Merges
from postil_corpora.collect.git.messages import co_authors, picked, reverted
from postil_corpora.collect.git.objects import Objects
from postil_corpora.collect.git.patches import file_change, wanted
from postil_corpora.collect.git.source import Source, neutral_door
from postil_corpora.people import pseudonym_of
from postil_corpora.schema import Commit, Provenance

COLLECTOR = f"postil-git {__version__}"


def rows_of(source: Source, ids: Sequence[str]) -> Iterator[list[tuple[str, Struct]]]:
    """For each commit, in the order of ``ids``, its rows with their tables, its own last.

    What cannot be read says so in its row.
    """
    with neutral_door(source) as door, closing(Objects(door)) as objects:
        merges = Merges(door, objects)
        for commit in with_renames(door, ids, partial=source.partial):
            yield [("commits", _row(source, commit, objects, merges))]


def _row(source: Source, commit: Logged, objects: Objects, merges: Merges) -> Commit:
    blobs = objects.blobs(wanted(commit.changes))
    shallow = commit.sha in source.shallow
    return Commit(
        sha=commit.sha,
        provenance=Provenance(source.name, COLLECTOR, sha=commit.sha),
        tree=commit.tree,
        parents=_real_parents(objects, commit.sha) if shallow else commit.parents,
        author=pseudonym_of(*commit.author),
        committer=pseudonym_of(*commit.committer),
        co_authors=tuple(pseudonym_of(*person) for person in co_authors(commit.message)),
        authored_at=commit.authored_at or None,
        committed_at=commit.committed_at or None,
        message=commit.message,
        files=tuple(file_change(change, blobs) for change in commit.changes),
        merged=merges.files(commit),
        reverts=reverted(commit.message),
        picked_from=picked(commit.message),
        shallow=shallow,
        lossy=commit.lossy,
        unread=commit.unread,
    )


def _real_parents(objects: Objects, sha: str) -> tuple[str, ...]:
    """The parents that a commit at the edge of a shallow clone names; git hides them."""
    content = objects.commits([sha])[sha]
    header = content.split(b"\n\n", 1)[0].split(b"\n") if isinstance(content, bytes) else []
    return tuple(line[7:].decode("ascii", "replace") for line in header if line.startswith(b"parent "))
