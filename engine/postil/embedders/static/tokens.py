"""Text and code as rows of the table: words, parts of identifiers, calls, keywords, operators.

>>> list(parts_of("maxIdx("))
['maximum', 'index', 'maxidx(']
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator
from itertools import chain

from postil.text.identifiers import canonical, split_identifier
from postil.text.lexicon import in_simple_characters
from postil.text.stems import stem

Find = Callable[[str], int]
"""The row of a word, or -1."""

NAME_WEIGHT = 3
"""What a function or class is called counts so many times."""
_LONGEST_TEXT = 10_000
_MEMO = 50_000
_LONGEST_HAN = 5
_LONGEST_WORD = 64
_SHORTEST_PIECE = 3

TOKEN = re.compile(
    r"[A-Za-z_][A-Za-z0-9_]*\(?|[\u3400-\u9fff\uf900-\ufaff]+|[0-9]+(?:\.[0-9]+)?"
    r"|[-+*/%<>=!&|^~@]{1,3}|\[[-:\]]?|\{\}?|:\]|[^\W\d_]+"
)
_KEYWORD = re.compile(
    r"^[ \t]*(@|(?:if|elif|else|for|while|with|try|except|finally|return|yield|raise|def|class|import|from|del"
    r"|pass|break|continue|assert|async|global|match|case|switch|throw|catch)\b)",
    re.MULTILINE,
)
_NAMED = re.compile(r"\b(?:def|class|function|func|fn)[ \t]+([A-Za-z_]\w*)[ \t]*[(:\[<{]")


def parts_of(token: str) -> Iterator[str]:
    """The words of a token that is no Chinese; a called name comes once more, as it is called."""
    if not token[0].isalpha() and token[0] != "_":
        yield token
        return
    parts = [canonical(part) for part in split_identifier(token)]
    yield from parts
    if token.endswith("("):
        yield token.lower()


def leading_keywords(text: str) -> list[str]:
    """What kind of statement each line is: ``@for`` for a line that starts with ``for``."""
    return [keyword if keyword == "@" else "@" + keyword for keyword in _KEYWORD.findall(text)]


class Tokenizer:
    """Gives the rows of a text. ``unknown`` are the rows that words without a row of their own share."""

    def __init__(self, find: Find, find_han: Find, unknown: range) -> None:
        self._find = find
        self._find_han = find_han
        self._unknown = unknown
        self._known = _Memo(self._read)
        self._words = _Memo(self._word)

    def rows(self, text: str) -> list[int]:
        """The distinct rows of ``text`` in order, those of the names that it defines ``NAME_WEIGHT`` times."""
        text, known = text[:_LONGEST_TEXT], self._known
        tokens = [*TOKEN.findall(text), *leading_keywords(text)]
        rows = list(dict.fromkeys(chain.from_iterable(map(known.__getitem__, tokens))))
        if "def " in text or "class " in text or "func" in text or "fn " in text:
            for name in dict.fromkeys(_NAMED.findall(text)):
                rows += known[name] * (NAME_WEIGHT - 1)
        return rows

    def _read(self, token: str) -> Iterator[int]:
        if "\u3400" <= token[0] <= "\ufaff":
            yield from self._han(token)
        elif token[0] == "@":
            yield from filter(_is_row, (self._find(token),))
        else:
            for part in parts_of(token):
                yield from self._words[part]

    def _word(self, word: str) -> Iterator[int]:
        """The row of a word; else of its stem; else of its bucket and of the words that it is made of."""
        row = self._find(word)
        if row < 0 and word.endswith("("):
            return
        if row < 0:
            row = self._find(stem(word))
        if row >= 0:
            yield row
            return
        yield self._unknown[zlib.crc32(word.encode("utf-8", "surrogatepass")) % len(self._unknown)]
        yield from self._pieces(word[:_LONGEST_WORD])

    def _pieces(self, word: str) -> list[int]:
        """The rows of the longest known words that make up ``word`` from left to right, or none."""
        rows, start = [], 0
        while start < len(word):
            for end in range(len(word), start + _SHORTEST_PIECE - 1, -1):
                row = self._find(word[start:end])
                if row >= 0:
                    rows.append(row)
                    start = end
                    break
            else:
                return []
        return rows

    def _han(self, run: str) -> Iterator[int]:
        """The longest known word at each place of a run of Chinese characters; unknown characters are skipped."""
        simple, start = in_simple_characters(run), 0
        while start < len(simple):
            for end in range(min(len(simple), start + _LONGEST_HAN), start, -1):
                row = self._find_han(simple[start:end])
                if row >= 0:
                    yield row
                    break
            start = end


class _Memo(dict[str, tuple[int, ...]]):
    """The distinct rows of each token (or word) met, of at most 50,000."""

    def __init__(self, read: Callable[[str], Iterator[int]]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, token: str) -> tuple[int, ...]:
        if len(self) >= _MEMO:
            self.clear()
        rows = self[token] = tuple(dict.fromkeys(self._read(token)))
        return rows


def _is_row(row: int) -> bool:
    return row >= 0
