"""Makes the rows of one commit after another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import lru_cache

from msgspec import Struct

from postil._version import __version__
from postil_corpora.collect.git.library import Blobs, library
from postil_corpora.collect.git.log import Logged, with_renames
from postil_corpora.collect.git.merging import Merges
from postil_corpora.collect.git.messages import co_authors, picked, reverted, without_logins
from postil_corpora.collect.git.objects import Objects
from postil_corpora.collect.git.patches import file_change, wanted
from postil_corpora.collect.git.source import Source, neutral_door
from postil_corpora.filters.redaction import redact
from postil_corpora.people import key_bytes, pseudonym_of
from postil_corpora.schema import Commit, FilterVerdict, Provenance

COLLECTOR = f"postil-git {__version__}"


class Extras(Struct, frozen=True):
    """What is made of a commit beside its row: ``refactorings``, and ``versions`` of code with its comments."""

    refactorings: bool = False
    versions: bool = False

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables that there are rows of."""
        chosen = {"refactorings": self.refactorings, "code_versions": self.versions}
        return ("commits", *(table for table, wanted_ in chosen.items() if wanted_))


def rows_of(source: Source, ids: Sequence[str], extras: Extras) -> Iterator[list[tuple[str, Struct]]]:
    """For each commit, in the order of ``ids``, its rows with their tables, its own last.

    What cannot be read says so in its row.
    """
    with (
        neutral_door(source) as door,
        closing(Objects(door)) as objects,
        library(door, objects) as repository,
        library(door) as packs,
    ):
        blobs, merges = Blobs(packs, objects), Merges(repository, objects)
        name_of = lru_cache(maxsize=4096)(pseudonym_of)
        for commit in with_renames(door, ids, partial=source.partial):
            row = _row(source, commit, objects, blobs, merges, name_of)
            yield [*_extra_rows(commit, row, objects, extras), ("commits", row)]


def _extra_rows(
    commit: Logged, row: Commit, objects: Objects, extras: Extras
) -> Iterator[tuple[str, Struct]]:
    """The rows that facts before and after give."""
    if not extras.refactorings and not extras.versions:
        return
    from postil_corpora.collect.git.texts import text_pairs  # noqa: PLC0415 - the engine is needed for these only
    from postil_corpora.collect.git.versions import code_versions  # noqa: PLC0415 - same
    from postil_corpora.refactorings.find import refactorings  # noqa: PLC0415 - same

    pairs = text_pairs(commit, objects)
    if extras.refactorings:
        python = [pair for pair in pairs if pair.path.endswith((".py", ".pyi"))]
        yield from (("refactorings", one) for one in refactorings(python, row.provenance))
    if extras.versions:
        yield from (("code_versions", one) for pair in pairs for one in code_versions(pair, row))


def _row(
    source: Source,
    commit: Logged,
    objects: Objects,
    blobs: Blobs,
    merges: Merges,
    name_of: Callable[[str, str], str],
) -> Commit:
    contents = blobs.read(wanted(commit.changes))
    shallow = commit.sha in source.shallow
    message = redact(without_logins(commit.message), key_bytes())
    filters = (
        (FilterVerdict("redaction", "changed", " ".join(sorted(set(message.found)))),)
        if message.found
        else ()
    )
    return Commit(
        sha=commit.sha,
        provenance=Provenance(source.name, COLLECTOR, sha=commit.sha, filters=filters),
        tree=commit.tree,
        parents=_real_parents(objects, commit.sha) if shallow else commit.parents,
        author=name_of(*commit.author),
        committer=name_of(*commit.committer),
        co_authors=tuple(name_of(*person) for person in co_authors(commit.message)),
        authored_at=commit.authored_at or None,
        committed_at=commit.committed_at or None,
        message=message.text,
        files=tuple(file_change(change, contents) for change in commit.changes),
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
