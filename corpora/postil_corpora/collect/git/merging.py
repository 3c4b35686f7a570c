"""What a merge resolved: git's own merge of each file that differs from all parents, held against what was committed."""

from __future__ import annotations

import pygit2

from postil_corpora.collect.git.library import UNREADABLE
from postil_corpora.collect.git.log import Combined, Logged
from postil_corpora.collect.git.objects import LARGEST, Objects, Unread
from postil_corpora.collect.git.patches import hunks, text_of_path
from postil_corpora.schema import MergedFile

_CONFLICT = "\n<<<<<<< "


class Merges:
    """Repeats merges of two parents, file by file."""

    def __init__(self, repository: pygit2.Repository | None, objects: Objects) -> None:
        self._repository, self._objects = repository, objects

    def files(self, commit: Logged) -> tuple[MergedFile, ...]:
        """The files that the merge ``commit`` had to decide."""
        if not commit.combined:
            return ()
        tree, why = self._base(commit.parents)
        return tuple(self._file(one, tree, why) for one in commit.combined)

    def _base(self, parents: tuple[str, ...]) -> tuple[pygit2.Tree | None, str | None]:
        """The tree that both parents come from (``None``: they share nothing), or why it is not known."""
        if self._repository is None:
            return None, "libgit2 cannot read this repository"
        if len(parents) != 2:
            return None, f"a merge of {len(parents)} parents"
        try:
            base = self._repository.merge_base(pygit2.Oid(hex=parents[0]), pygit2.Oid(hex=parents[1]))
            return (self._repository[base].peel(pygit2.Tree) if base is not None else None), None
        except UNREADABLE:
            return None, "the common ancestor of its parents cannot be read"

    def _file(self, one: Combined, base: pygit2.Tree | None, why: str | None) -> MergedFile:
        path, _ = text_of_path(one.path)
        known = tuple(name or "" for name in one.parents)
        try:
            merged = self._merge(one, base) if why is None else why
        except UNREADABLE:
            merged = self._what_is_wrong(one)
        committed = self._objects.blobs([one.after])[one.after] if one.after else b""
        if isinstance(merged, str) or isinstance(committed, Unread):
            reason = (
                merged
                if isinstance(merged, str)
                else committed.reason
                if isinstance(committed, Unread)
                else ""
            )
            return MergedFile(path, "unknown", known, one.after, unread=reason)
        clean, text = merged
        if clean and text == committed:
            return MergedFile(path, "automatic", known, one.after)
        count = 0 if clean else ("\n" + text.decode("utf-8", "replace")).count(_CONFLICT)
        made = hunks(text, committed)
        return MergedFile(path, "edited" if clean else "conflict", known, one.after, count, made.text or None)

    def _what_is_wrong(self, one: Combined) -> str:
        """Why a file cannot be merged again: what git says of the first of its versions that it cannot read."""
        versions = self._objects.blobs([*filter(None, one.parents), *filter(None, (one.after,))])
        reasons = [blob.reason for blob in versions.values() if isinstance(blob, Unread)]
        return reasons[0] if reasons else "the version it comes from cannot be read"

    def _merge(self, one: Combined, base: pygit2.Tree | None) -> tuple[bool, bytes] | str:
        """Whether git merges the file cleanly, and the text; or why that cannot be told."""
        if self._repository is None or None in one.parents or one.after is None:
            return "deleted on one side"
        if {*one.modes, one.mode} - {"100644", "100755"}:
            return "no ordinary file"
        path = one.path.decode("utf-8")
        sides = [
            pygit2.IndexEntry(path, pygit2.Oid(hex=str(name)), pygit2.enums.FileMode.BLOB)
            for name in one.parents
        ]
        before = base[path] if base is not None and path in base else None
        ancestor = None if before is None else pygit2.IndexEntry(path, before.id, pygit2.enums.FileMode.BLOB)
        for entry in (*sides, *([ancestor] if ancestor else [])):
            blob = self._repository[entry.id]
            if not isinstance(blob, pygit2.Blob) or blob.size > LARGEST or blob.is_binary:
                return "binary or too large"
        made = self._repository.merge_file_from_index(ancestor, sides[0], sides[1], use_deprecated=False)
        return made.automergeable, made.contents.encode()
