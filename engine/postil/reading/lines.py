"""Physical lines of a stream of bytes: LF, CR LF and lone CR end a line, a BOM is no part of the first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

_BOM = b"\xef\xbb\xbf"
_CHUNK = 1 << 18


def physical_lines(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Number (from 1) and content, without its end, of every line.

    Memory holds one chunk and one line, however long the stream.
    """
    number = 0
    for lines in _batches(stream):
        for line in lines:
            number += 1
            if number == 1 and line.startswith(_BOM):
                line = line[len(_BOM) :]  # noqa: PLW2901 - the line without its mark
            yield number, line


def _batches(stream: BinaryIO) -> Iterator[list[bytes]]:
    """Whole lines, as they come. A CR that ends a chunk waits for the LF that may follow."""
    read = getattr(stream, "read1", stream.read)
    pending: list[bytes] = []
    while chunk := read(_CHUNK):
        pending.append(chunk)
        if b"\n" in chunk or b"\r" in chunk:
            text = b"".join(pending)
            whole = max(text.rfind(b"\n"), text.rfind(b"\r", 0, len(text) - 1)) + 1
            pending = [text[whole:]]
            yield text[:whole].splitlines()
    yield b"".join(pending).splitlines()


def column_of(line: bytes, offset: int) -> int:
    """The column, in characters from 1, of the byte at ``offset`` of ``line``."""
    return len(line[:offset].decode("utf-8", "replace")) + 1
