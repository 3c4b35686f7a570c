"""What is in a source package, read without unpacking it: nothing is written and nothing is run.

Links and devices are passed over. A name that leads out of the archive, more files or more bytes than any source
package has, or a size that its compressed form cannot honestly have: the archive is refused as a whole.
"""

from __future__ import annotations

import bz2
import gzip
import lzma
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from io import BufferedIOBase
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, cast

from msgspec import Struct

from postil.errors import PostilError

_OPENERS: dict[str, Callable[[Path], Any]] = {
    ".gz": gzip.open,
    ".tgz": gzip.open,
    ".bz2": bz2.open,
    ".xz": lzma.open,
}
_DAMAGE = (tarfile.TarError, zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError)


class ArchiveError(PostilError):
    """An archive that is damaged or that means harm."""


class Limits(Struct, frozen=True):
    """What an archive may hold at most: ``files`` members, ``size`` bytes in all, ``once`` bytes in one read.

    Members larger than ``member`` bytes are passed over, not refused.
    """

    files: int = 100_000
    size: int = 2 << 30
    once: int = 64 << 20
    member: int = 4 << 20


class Member(Struct, frozen=True):
    """A regular file: its ``path`` below the archive's top, with ``/``, and its bytes."""

    path: str
    data: bytes


class _Bounded(BufferedIOBase):
    """A stream of which only so much may be read, at once and in all."""

    def __init__(self, stream: BinaryIO, limits: Limits) -> None:
        self._stream, self._limits = stream, limits

    def read(self, size: int | None = -1) -> bytes:
        if size is None or size < 0 or size > self._limits.once:
            message = "one part of it is too large to be read"
            raise ArchiveError(message)
        return self._stream.read(size)

    def seek(self, offset: int, whence: int = 0) -> int:
        if offset > self._limits.size:
            message = "it is too large when unpacked"
            raise ArchiveError(message)
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        return self._stream.tell()

    def seekable(self) -> bool:
        return True

    def readable(self) -> bool:
        return True


def members(path: Path, wanted: Callable[[str], bool], limits: Limits | None = None) -> Iterator[Member]:
    """The regular files of the archive whose names (below its top folder) are ``wanted``, in its own order.

    Raises:
        ArchiveError: the archive is damaged, or holds what no honest one holds.
    """
    bounds = limits or Limits()
    read = _zip_members if path.suffix == ".zip" else _tar_members
    try:
        yield from read(path, wanted, bounds)
    except ArchiveError as error:
        message = f"{path}: {error}; it is left alone"
        raise ArchiveError(message) from error
    except _DAMAGE as error:
        message = f"{path}: not a whole archive ({type(error).__name__}: {error}); fetch it again"
        raise ArchiveError(message) from error


def _tar_members(path: Path, wanted: Callable[[str], bool], limits: Limits) -> Iterator[Member]:
    opener = _OPENERS.get(path.suffix)
    if opener is None:
        message = f"archives end in {', '.join(_OPENERS)} or .zip"
        raise ArchiveError(message)
    with opener(path) as stream:
        bounded = cast("BinaryIO", _Bounded(stream, limits))
        with tarfile.open(fileobj=bounded, mode="r:") as archive:
            size = 0
            for count, info in enumerate(archive):
                size += max(0, info.size)
                _check(count, size, limits)
                name = _below_top(info.name)
                plain = info.type in (tarfile.REGTYPE, tarfile.AREGTYPE) and not info.issparse()
                if plain and name and info.size <= limits.member and wanted(name):
                    file = archive.extractfile(info)
                    yield Member(name, file.read() if file else b"")


def _zip_members(path: Path, wanted: Callable[[str], bool], limits: Limits) -> Iterator[Member]:
    with zipfile.ZipFile(path) as archive:
        size = 0
        for count, info in enumerate(archive.infolist()):
            size += info.file_size
            _check(count, size, limits)
            name = _below_top(info.filename)
            plain = (
                not info.is_dir() and not stat.S_ISLNK(info.external_attr >> 16) and not info.flag_bits & 1
            )
            if plain and name and info.file_size <= limits.member and wanted(name):
                yield Member(name, archive.read(info))


def _check(count: int, size: int, limits: Limits) -> None:
    if count >= limits.files or size > limits.size:
        message = "it holds more than any source package does"
        raise ArchiveError(message)


def _below_top(name: str) -> str:
    """``name`` without the archive's one top folder.

    Raises:
        ArchiveError: the name leads out of the archive.
    """
    parts = PurePosixPath(name.replace("\\", "/")).parts
    if ".." in parts or name.startswith(("/", "\\")) or "\0" in name or (parts and parts[0].endswith(":")):
        message = f"the name {name[:80]!r} leads out of it"
        raise ArchiveError(message)
    return "/".join(parts[1:])
