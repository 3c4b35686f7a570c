"""Locks: what a corpus was made from and what came out, so that a stranger can prove that he has the same.

A lock holds no rows and no code, only names, counts and checksums.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from postil._version import __version__
from postil.cli.output import open_output
from postil.errors import UsageError
from postil_corpora.recipe import ReadRecipe
from postil_corpora.schema import SCHEMA_VERSION

_BLOCK = 1 << 20


class LockedFile(Struct, frozen=True):
    """A file of a corpus: its name, its size in bytes, its lines, its sha256."""

    name: str
    size: int
    lines: int
    sha256: str


class Lock(Struct, frozen=True):
    """A corpus as it was made: by which version, from which recipe, with which files."""

    corpus: str
    recipe_sha256: str
    postil: str
    schema: int
    files: tuple[LockedFile, ...]


class Checksums(Struct, frozen=True):
    """The files of an export."""

    corpus: str
    version: str
    files: tuple[LockedFile, ...]


def lock_of(read: ReadRecipe, folder: Path, files: Sequence[Path]) -> Lock:
    """The lock of ``files`` in ``folder``, made by ``read``."""
    locked = tuple(locked_file(folder, path) for path in sorted(files))
    return Lock(read.recipe.corpus.name, read.sha256, __version__, SCHEMA_VERSION, locked)


def locked_file(folder: Path, path: Path) -> LockedFile:
    """``path`` as a lock has it, named from ``folder``."""
    digest, size, lines = hashlib.sha256(), 0, 0
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            digest.update(block)
            size, lines = size + len(block), lines + block.count(b"\n")
    return LockedFile(path.relative_to(folder).as_posix(), size, lines, digest.hexdigest())


def read_lock(path: Path) -> Lock:
    """The lock in ``path``.

    Raises:
        UsageError: there is none, or it is not one.
    """
    try:
        return msgspec.json.decode(path.read_bytes(), type=Lock)
    except (OSError, msgspec.DecodeError) as error:
        message = f"{path} is no lock of a corpus: {error}"
        raise UsageError(message) from error


def differences(lock: Lock, other: Lock) -> list[str]:
    """What is not the same in two locks, one line for each file."""
    found = []
    here, there = ({file.name: file for file in one.files} for one in (lock, other))
    for name in sorted(here.keys() | there.keys()):
        one, two = here.get(name), there.get(name)
        if one is None or two is None:
            found.append(f"{name}: {'not in the lock' if one is None else 'not made'}")
        elif one != two:
            found.append(
                f"{name}: {two.lines} lines, sha256 {two.sha256[:12]}; the lock says {one.lines}, {one.sha256[:12]}"
            )
    if lock.postil != other.postil:
        found.append(f"made by postil {other.postil}, the lock by {lock.postil}")
    return found


def write_json(path: Path, value: Struct) -> None:
    """Write ``value`` as indented JSON, whole or not at all."""
    with open_output(str(path)) as out:
        out.write(msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n")
