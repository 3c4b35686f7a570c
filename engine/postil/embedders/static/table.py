"""The table of vectors, mapped from its file: nothing is read before it is asked for.

The file is a line of JSON (``Header``), padded with spaces; the 64-bit keys of the words in order; one row of
bytes for each word, each Chinese word and each bucket of unknown words; and the words and the Chinese words, one a
line, in the order of their rows.
"""

from __future__ import annotations

import mmap
import sys
import zlib
from bisect import bisect_left
from functools import cached_property
from pathlib import Path

from msgspec import DecodeError, Struct, json

from postil.embedders.base import Calibration
from postil.errors import UsageError

HEADER_BYTES = 1024


class Header(Struct, frozen=True):
    """What a table is: ``sha`` is the SHA-256 of everything behind the header."""

    sha: str
    words: int
    han: int
    buckets: int
    width: int
    calibration: Calibration


class Table:
    """Rows of signed bytes, found by word."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            with path.open("rb") as file:
                self._bytes = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
            self.header = json.decode(bytes(self._bytes[:HEADER_BYTES]), type=Header)
        except (OSError, ValueError, DecodeError) as error:
            message = f"{path}: no table of a static embedder ({error}); install postil again"
            raise UsageError(message) from None
        if sys.byteorder != "little":
            message = "the static embedder needs a little-endian machine; choose embedder 'lexical'"
            raise UsageError(message)
        behind_keys = HEADER_BYTES + 8 * self.header.words
        first_bucket = self.header.words + self.header.han
        self.unknown = range(first_bucket, first_bucket + self.header.buckets)
        self._behind_rows = behind_keys + self.unknown.stop * self.header.width
        self._keys = self._bytes[HEADER_BYTES:behind_keys].cast("Q")
        self.rows = self._bytes[behind_keys : self._behind_rows].cast("b")

    def find(self, word: str) -> int:
        """The row of ``word``, or -1."""
        key = key_of(word)
        at = bisect_left(self._keys, key)
        return at if at < len(self._keys) and self._keys[at] == key else -1

    def find_han(self, word: str) -> int:
        """The row of a Chinese word, or -1."""
        return self._han.get(word, -1)

    @cached_property
    def _han(self) -> dict[str, int]:
        """All Chinese words: a run of characters asks for so many that a dict pays at once."""
        words = bytes(self._bytes[self._behind_rows :]).decode().split("\n")
        return {word: row for row, word in enumerate(words) if row >= self.header.words}


def key_of(word: str) -> int:
    """64 bits of a word: its checksum forwards and backwards."""
    data = word.encode("utf-8", "surrogatepass")
    return zlib.crc32(data) << 32 | zlib.crc32(data[::-1] + b"<")
