"""How alike two texts or two lines of code are, in [0, 1].

>>> edit_similarity("n += 1", "n += 2")
0.8333333333333334
"""

from __future__ import annotations

import builtins
import io
import keyword
import symtable
import tokenize
from collections import Counter
from collections.abc import Iterable

from postil.text.distance import edits
from postil.text.lazy import regex

_WORD = regex(r"[\u4e00-\u9fff]|\w+")
_NAME = regex(r"[A-Za-z_]\w*")
_STRING = regex(r"\"[^\"\n]*\"|'[^'\n]*'")
_LONGEST = 400
_BUILTIN = frozenset(dir(builtins)) | {"__name__", "__file__", "__doc__"}


def edit_similarity(left: str, right: str) -> float:
    """One less the edit distance (optimal string alignment) over the length of the longer; 400 characters count."""
    left, right = left[:_LONGEST], right[:_LONGEST]
    longest = max(len(left), len(right))
    return 1.0 - edits(left, right, longest) / longest if longest else 1.0


def overlap(left: Iterable[str], right: Iterable[str]) -> float:
    """Twice what two multisets share over the sum of their sizes (Dice); 1 for two empty ones."""
    one, other = Counter(left), Counter(right)
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0


def word_overlap(left: str, right: str) -> float:
    """The ``overlap`` of the words of two texts, in lower case; a Chinese character is a word."""
    return overlap(_WORD.findall(left.lower()), _WORD.findall(right.lower()))


def identifiers(code: str) -> list[str]:
    """The identifiers of ``code`` in order of occurrence, without keywords and the words in strings."""
    return [name for name in _NAME.findall(_STRING.sub(" ", code)) if not keyword.iskeyword(name)]


def same_line(line: str) -> str:
    """A line of code as it is compared: its tokens with one space between, quotes alike, without a remark."""
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(line.strip()).readline))
    except (tokenize.TokenError, SyntaxError):
        return " ".join(line.split())
    if any(token.type == tokenize.ERRORTOKEN for token in tokens):
        return " ".join(line.split())
    texts = [
        token.string.replace('"', "'") if token.type == tokenize.STRING else token.string
        for token in tokens
        if token.type != tokenize.COMMENT
    ]
    return " ".join(text for text in texts if text.strip())


def undefined_names(code: str) -> float | None:
    """The share of the global names that ``code`` reads without them being defined anywhere, in [0, 1].

    ``None`` when Python cannot parse it. The symbol tables are Python's own; nothing is run.
    """
    try:
        top = symtable.symtable(code, "answer", "exec")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    defined, read = set(_BUILTIN), set()
    tables = [top]
    while tables:
        table = tables.pop()
        tables += table.get_children()
        for symbol in table.get_symbols():
            binds = symbol.is_assigned() or symbol.is_imported() or symbol.is_namespace()
            if binds and (table is top or symbol.is_declared_global()):
                defined.add(symbol.get_name())
            elif symbol.is_referenced() and (table is top or symbol.is_global()):
                read.add(symbol.get_name())
    return len(read - defined) / len(read) if read else 0.0
