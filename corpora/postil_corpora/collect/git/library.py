"""libgit2 behind a neutral door, and the blobs it reads."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeAlias

import pygit2

from postil_corpora.collect.git.objects import LARGEST, Objects, Unread

Content: TypeAlias = bytes | pygit2.Blob
UNREADABLE = (pygit2.GitError, KeyError, ValueError)
"""What pygit2 raises for an object that is missing or damaged."""
_KINDS = {b"commit": 1, b"tree": 2, b"blob": 3, b"tag": 4}
_KEPT = 32_000_000  # bytes of blobs kept: a commit's "before" is mostly an earlier one's "after"


class _Loose(pygit2.OdbBackend):
    """Objects that are in no pack, as git reads them: libgit2 never comes back from one whose end is cut off."""

    def __init__(self, objects: Objects) -> None:
        super().__init__()
        self._objects = objects

    def read_cb(self, oid: pygit2.Oid | str) -> tuple[int, bytes]:
        """The kind of an object, by libgit2's numbers, and its content.

        Raises:
            ValueError: git cannot read it (a KeyError would end as an internal error in pygit2).
        """
        found = self._objects.typed(str(oid))
        if isinstance(found, Unread):
            raise ValueError(found.reason)  # noqa: TRY004 - not of a wrong type: git cannot read it
        kind, content = found
        return _KINDS[kind], content

    def read_header_cb(self, oid: pygit2.Oid | str) -> tuple[int, int]:
        """The kind and the size."""
        kind, content = self.read_cb(oid)
        return kind, len(content)

    def exists_cb(self, oid: pygit2.Oid | str) -> bool:
        """Whether git can read it."""
        return not isinstance(self._objects.typed(str(oid)), Unread)


@contextmanager
def library(door: Path, loose: Objects | None = None) -> Iterator[pygit2.Repository | None]:
    """The repository behind ``door`` for libgit2; ``None`` if it does not know the format, such as SHA-256.

    Objects come out of packs, others from git by ``loose`` if that is given. Contents are not hashed again when they are
    read, as git does not either. At the end the packs and caches are let go: a repository of pygit2 refers to itself,
    so that they would otherwise stay until garbage is collected.
    """
    try:
        repository = pygit2.Repository(str(door))
    except UNREADABLE:
        yield None
        return
    sources = pygit2.Odb()
    sources.add_backend(pygit2.OdbBackendPack(str(door / "objects")), 2)
    if loose is not None:
        sources.add_backend(_Loose(loose), 1)
    repository.set_odb(sources)
    pygit2.settings.enable_strict_hash_verification(False)
    try:
        yield repository
    finally:
        pygit2.settings.enable_strict_hash_verification(True)
        repository.free()


class Blobs:
    """Blobs to make patches of: as libgit2 has them, which spares it to hash them, otherwise as git reads them.

    ``repository`` is one of packs only.
    """

    def __init__(self, repository: pygit2.Repository | None, objects: Objects) -> None:
        self._repository, self._objects = repository, objects
        self._odb = repository.odb if repository is not None else None
        self._cache: OrderedDict[str, pygit2.Blob] = OrderedDict()
        self._weight = 0

    def read(self, ids: Iterable[str]) -> dict[str, Content | Unread]:
        """The blobs by id, or why one cannot be read."""
        found: dict[str, Content | Unread] = {}
        for name in dict.fromkeys(ids):
            blob = self._cache.get(name) or self._load(name)
            if blob is not None:
                self._cache.move_to_end(name)
                found[name] = blob
        left = [name for name in dict.fromkeys(ids) if name not in found]
        return {**found, **self._objects.blobs(left)} if left else found

    def _load(self, name: str) -> pygit2.Blob | None:
        """The blob, kept for later; ``None`` where git is to say what is the matter with it."""
        if self._repository is None or self._odb is None:
            return None
        with suppress(*UNREADABLE):
            oid = pygit2.Oid(hex=name)
            size = self._odb.read_header(oid)[1]
            blob = self._repository[oid] if size <= LARGEST else None
            if isinstance(blob, pygit2.Blob):
                self._keep(name, blob)
                return blob
        return None

    def _keep(self, name: str, blob: pygit2.Blob) -> None:
        self._cache[name] = blob
        self._weight += blob.size
        while self._weight > _KEPT:
            self._weight -= self._cache.popitem(last=False)[1].size
