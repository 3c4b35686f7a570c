"""The same thing twice: exact copies by hash, near ones by sketches of their words (Broder 1997), within and across splits."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import Any, Literal

from postil_corpora.extras import need
from postil_corpora.filters.view import View

_TOKEN = re.compile(r"[一-鿿]|\w+|[^\w\s]")
_PERMUTATIONS, _BANDS, _SEED = 120, 20, 20_261_122
_SHINGLE = 3
_FEWEST = 12
"""Tokens below which two texts are only called the same when they are."""


class Duplicates:
    """Drops each row whose code or prose an earlier row has already, to a Jaccard similarity of ``threshold``.

    Layout does not count. With ``of = "both"`` code counts where a row has any. Rows of the split that must stay whole
    come first, so that what resembles them goes from the others.
    """

    def __init__(self, threshold: float = 0.7, of: Literal["code", "prose", "both"] = "both") -> None:
        self._threshold, self._of = threshold, of
        rensa = need("rensa")
        self._hashes: dict[bytes, str] = {}
        self._sketches: list[Any] = []
        self._sketch = rensa.RMinHash
        self._index = rensa.RMinHashLSH(threshold, _PERMUTATIONS, _BANDS)

    def __call__(self, seen: View) -> str | None:
        """Which earlier row this one repeats, or ``None``; it is remembered then."""
        text = {"code": seen.code, "prose": seen.prose, "both": seen.code or seen.prose}[self._of]
        tokens = tokens_of(text)
        if not tokens:
            return None
        digest = hashlib.blake2b("\0".join(tokens).encode("utf-8", "replace"), digest_size=16).digest()
        if digest in self._hashes:
            return "the same as an earlier row"
        if len(tokens) >= _FEWEST and self._near(tokens):
            return "nearly the same as an earlier row"
        self._hashes[digest] = seen.id
        return None

    def _near(self, tokens: list[str]) -> bool:
        """Whether an indexed text is near; otherwise this one is indexed."""
        sketch = self._sketch(_PERMUTATIONS, _SEED)
        sketch.update(list(shingles(tokens)))
        for other in self._index.query(sketch):
            if sketch.jaccard(self._sketches[other]) >= self._threshold:
                return True
        self._index.insert(len(self._sketches), sketch)
        self._sketches.append(sketch)
        return False


def tokens_of(text: str) -> list[str]:
    """Words, single Chinese characters and marks."""
    return _TOKEN.findall(text)


def shingles(tokens: list[str]) -> Iterator[str]:
    """Three tokens in a row: what two texts must share to be alike."""
    for start in range(len(tokens) - _SHINGLE + 1):
        yield "\0".join(tokens[start : start + _SHINGLE])
