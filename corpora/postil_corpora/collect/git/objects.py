"""Reads objects through one ``git cat-file --batch`` that stays open."""

from __future__ import annotations

import subprocess
from collections import OrderedDict
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import IO, TypeAlias, cast

from msgspec import Struct

from postil_corpora.collect.git.process import environment

LARGEST = 8_000_000
"""Larger blobs are not read: they are data, and their diffs cost minutes."""
_KEPT = 32_000_000  # bytes of blobs kept: a commit's "before" is mostly an earlier one's "after"
_ROUND = 500  # ids asked for at a time: they and git's headers must fit into a pipe


class Unread(Struct, frozen=True):
    """Why an object could not be read."""

    reason: str


Typed: TypeAlias = tuple[bytes, bytes]
"""The kind of an object, such as ``blob``, and its content."""


class Objects:
    """The objects behind a neutral door. To be closed; not for several threads."""

    def __init__(self, door: Path) -> None:
        self._door = door
        self._process: subprocess.Popen[bytes] | None = None
        self._cache: OrderedDict[str, bytes | Unread] = OrderedDict()
        self._weight = 0

    def close(self) -> None:
        """End git."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.communicate()

    def blobs(self, ids: Iterable[str]) -> dict[str, bytes | Unread]:
        """The contents of blobs by id, or why one is not there."""
        return self._read(ids, b"blob")

    def commits(self, ids: Iterable[str]) -> dict[str, bytes | Unread]:
        """Commits as they are stored, by id."""
        return self._read(ids, b"commit")

    def tags(self, ids: Iterable[str]) -> dict[str, bytes | Unread]:
        """Annotated tags as they are stored, by id."""
        return self._read(ids, b"tag")

    def trees(self, ids: Iterable[str]) -> dict[str, bytes | Unread]:
        """Trees as they are stored, by id."""
        return self._read(ids, b"tree")

    def typed(self, name: str) -> Typed | Unread:
        """An object of any kind, not kept."""
        return self._ask([name])[name]

    def _read(self, ids: Iterable[str], kind: bytes) -> dict[str, bytes | Unread]:
        found: dict[str, bytes | Unread] = {}
        wanted = []
        for name in dict.fromkeys(ids):
            if kind == b"blob" and name in self._cache:
                self._cache.move_to_end(name)
                found[name] = self._cache[name]
            else:
                wanted.append(name)
        for start in range(0, len(wanted), _ROUND):
            for name, answer in self._ask(wanted[start : start + _ROUND]).items():
                found[name] = content = _of_kind(answer, kind)
                if kind == b"blob":
                    self._keep(name, content)
        return found

    def _keep(self, name: str, content: bytes | Unread) -> None:
        self._cache[name] = content
        self._weight += _weight(content)
        while self._weight > _KEPT:
            self._weight -= _weight(self._cache.popitem(last=False)[1])

    def _ask(self, ids: list[str]) -> dict[str, Typed | Unread]:
        """Ask for ``ids``; git dies of a damaged object, so the rest are asked for again."""
        found: dict[str, Typed | Unread] = {}
        while len(found) < len(ids):
            left = ids[len(found) :]
            pipe = self._start()
            with suppress(BrokenPipeError):  # what it said before it died is still read
                cast("IO[bytes]", pipe.stdin).write("".join(f"{name}\n" for name in left).encode("ascii"))
                cast("IO[bytes]", pipe.stdin).flush()
            for name in left:
                content = _answer(cast("IO[bytes]", pipe.stdout))
                found[name] = Unread("damaged: git cannot read it") if content is None else content
                if content is None:
                    self.close()
                    break
        return found

    def _start(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            command = ["git", f"--git-dir={self._door}", "cat-file", "--batch"]
            quiet = environment(GIT_CONFIG_NOSYSTEM="1", GIT_CONFIG_GLOBAL="/dev/null")
            self._process = subprocess.Popen(  # noqa: S603 - a fixed program, arguments of our own making
                command, env=quiet, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
        return self._process


def _weight(content: bytes | Unread) -> int:
    return 100 + (len(content) if isinstance(content, bytes) else 0)


def _of_kind(answer: Typed | Unread, kind: bytes) -> bytes | Unread:
    if isinstance(answer, Unread):
        return answer
    found, content = answer
    return content if found == kind else Unread(f"no {kind.decode()}: a {found.decode()}")


def _answer(stream: IO[bytes]) -> Typed | Unread | None:
    """The next answer of ``cat-file --batch``; ``None`` when it died."""
    header = stream.readline().split()
    if header[1:] == [b"missing"]:
        return Unread("missing: not in this clone")
    if len(header) != 3:
        return None
    size = int(header[2])
    if size > LARGEST:
        whole = _skip(stream, size + 1)
        return Unread(f"too large: {size} bytes") if whole else None
    content = stream.read(size + 1)
    if len(content) != size + 1:
        return None
    return header[1], content[:-1]


def _skip(stream: IO[bytes], size: int) -> bool:
    while size > 0:
        block = stream.read(min(size, 1 << 20))
        if not block:
            return False
        size -= len(block)
    return True
