"""Rows of two tables of a corpus, ``code_generation`` and ``reviews``, as items of the tasks of that name.

They have fields of their own (tests, diffs), so they are read as they stand. A row that lacks what its task needs gives no
item, and is counted under the reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

import msgspec
from msgspec import Struct

from postil.reading.files import opened
from postil.text.lazy import regex
from postil_bench.tasks.items import Item, Language

R = TypeVar("R", bound=Struct)
_HAN = regex("[\u4e00-\u9fff]")


class Unsuited(Exception):  # noqa: N818 - no error: it is told and counted
    """A row does not suit its task; its message says why."""


class Origin(Struct, frozen=True):
    """Where a row comes from; ``lines`` are the first and the last in the file ``path``."""

    repository: str = ""
    path: str | None = None
    lines: tuple[int, int] | None = None


class Made(Struct):
    """The rows that were ``read``, and how many of them gave no item, by reason."""

    read: int = 0
    unsuited: Counter[str] = msgspec.field(default_factory=Counter)

    def items(self, paths: Sequence[str], kind: type[R], make: Callable[[R], Item]) -> Iterator[Item]:
        """The items that ``make`` gives of the rows of ``kind`` in files of JSON lines, in their order.

        Raises:
            UsageError: a file cannot be read.
        """
        decoder = msgspec.json.Decoder(kind)
        for path in paths:
            with opened(path) as stream:
                for line in filter(bytes.strip, stream):
                    self.read += 1
                    try:
                        yield make(decoder.decode(line))
                    except Unsuited as reason:
                        self.unsuited[str(reason)] += 1
                    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
                        self.unsuited["no row of that table, or a damaged one"] += 1


def language_of(said: str) -> Language:
    """The language of a text: Chinese if there is a Chinese character in it."""
    return "zh" if _HAN.search(said) else "en"
