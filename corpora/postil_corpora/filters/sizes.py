"""Sizes: texts that are unusually short or long for their corpus, changes of too many files."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from postil.errors import UsageError
from postil_corpora.filters.view import Judge, View

_WORD = re.compile(r"[一-鿿]|[^\W\d_一-鿿]+|\d+")


def words(text: str) -> int:
    """Words of a text; each Chinese character counts as one."""
    return sum(1 for _ in _WORD.finditer(text))


def files(least: int = 1, most: int = 15) -> Judge:
    """Drops rows that touch fewer or more files; rows that name none are kept."""

    def judge(seen: View) -> str | None:
        touched = getattr(seen.row, "files", None)
        count = len(seen.paths) if touched is None else len(touched)
        if touched is None and count == 0:
            return None
        return (
            None
            if least <= count <= most
            else f"{'more' if count > most else 'fewer'} than {most if count > most else least} files"
        )

    return judge


class Length:
    """Drops rows whose prose or code is shorter, or longer, than most of the corpus.

    Prose is as long as the longest of a row's texts, in words: ten remarks on one function are not one long remark.
    ``learn`` must have seen the rows first; ``low`` and ``high`` are percentiles (nearest rank). ``least`` words stand
    whatever the corpus is like.
    """

    def __init__(
        self, low: float = 1, high: float = 100, least: int = 1, of: Literal["prose", "code"] = "prose"
    ) -> None:
        if not 0 <= low < high <= 100:
            message = f"filter 'length': low={low} and high={high} are no percentiles in order; write for example low = 1, high = 99"
            raise UsageError(message)
        self._range, self._least, self._of = (low, high), least, of
        self._bounds: tuple[int, int] | None = None

    def learn(self, seen: Iterable[View]) -> None:
        """Take the bounds from the rows that the filters before this one have kept."""
        lengths = sorted(self._length(one) for one in seen)
        if lengths:
            low, high = (
                lengths[min(len(lengths) - 1, int(len(lengths) * part / 100))] for part in self._range
            )
            self._bounds = (low, high)

    def __call__(self, seen: View) -> str | None:
        """Why the row is dropped, or ``None``."""
        length = self._length(seen)
        low, high = self._bounds or (0, length)
        if length < max(low, self._least):
            return "too short"
        return "too long" if length > high else None

    def _length(self, seen: View) -> int:
        if self._of == "code":
            return seen.code.count("\n") + 1
        return max(map(words, seen.remarks), default=0)
