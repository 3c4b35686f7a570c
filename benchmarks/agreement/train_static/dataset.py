r"""Pairs as rows of the table, and batches of them: step 4 of training ``static``.

python benchmarks/agreement/train_static/dataset.py pairs.jsonl vocabulary.json -o pairs.npz
"""

from __future__ import annotations

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray
from vocabulary import rows_of

from postil.embedders.static.tokens import Tokenizer
from postil.text import lexicon as lexicon_module
from postil.text.stems import stem

Ints: TypeAlias = NDArray[np.int32]
_MOST_ROWS = 160
_GROUP = 8
_ARRAYS = (
    "texts",
    "text_starts",
    "codes",
    "code_starts",
    "chinese",
    "comment",
    "modules",
)
BUCKETS = 4_096
_FIRST = 4
"""So many terms of a concept, in each language, are its usual names."""
_HAN = re.compile("[\u4e00-\u9fff]")


class Ragged(NamedTuple):
    """Rows of many texts, one after another; text ``i`` has ``flat[starts[i]:starts[i + 1]]``."""

    flat: Ints
    starts: Ints

    @classmethod
    def of(cls, texts: Sequence[Sequence[int]]) -> Ragged:
        """Texts put together."""
        starts = np.zeros(len(texts) + 1, np.int32)
        np.cumsum([len(text) for text in texts], out=starts[1:])
        return cls(np.fromiter((row for text in texts for row in text), np.int32, int(starts[-1])), starts)

    def take(self, which: Ints) -> Ragged:
        """The texts with these numbers."""
        sizes = self.starts[which + 1] - self.starts[which]
        starts = np.zeros(len(which) + 1, np.int32)
        np.cumsum(sizes, out=starts[1:])
        at = np.arange(starts[-1]) + np.repeat(self.starts[which] - starts[:-1], sizes)
        return Ragged(self.flat[at], starts)

    def kept(self, keep: NDArray[np.bool_]) -> Ragged:
        """Only the rows marked; a text that would lose all of them keeps none."""
        counts = np.concatenate([[0], np.cumsum(keep)])
        return Ragged(self.flat[keep], counts[self.starts].astype(np.int32))


class Words:
    """The vocabulary: rows of words, then of Chinese words, then the buckets of unknown ones."""

    def __init__(self, path: Path, buckets: int = BUCKETS) -> None:
        chosen = json.loads(path.read_text(encoding="utf-8"))
        self.words: list[str] = chosen["words"]
        self.han: list[str] = chosen["han"]
        self.size = len(self.words) + len(self.han) + buckets
        latin = {word: row for row, word in enumerate(self.words)}
        han = {word: row for row, word in enumerate(self.han, len(self.words))}
        self.tokenizer = Tokenizer(
            lambda word: latin.get(word, -1),
            lambda word: han.get(word, -1),
            range(self.size - buckets, self.size),
        )

    def read(self, texts: Sequence[str]) -> Ragged:
        """The rows of ``texts``, of long ones the first and last, 160 in all: names come once more at the end."""
        return Ragged.of([_ends(self.tokenizer.rows(text)) for text in texts])


def _ends(rows: list[int]) -> list[int]:
    half = _MOST_ROWS // 2
    return rows if len(rows) <= _MOST_ROWS else rows[:half] + rows[-half:]


class Pairs(NamedTuple):
    """Texts and codes of a split.

    ``chinese`` and ``comment`` tell of which kind a pair is, ``modules`` of which file.
    """

    texts: Ragged
    codes: Ragged
    chinese: NDArray[np.bool_]
    comment: NDArray[np.bool_]
    modules: Ints

    @classmethod
    def read(cls, path: Path, words: Words, split: str) -> Pairs:
        """All pairs of ``split``, from what ``mine.py`` wrote."""
        found = list(rows_of(path, split))
        files = {
            file: at
            for at, file in enumerate(dict.fromkeys((row["package"], row["module"]) for row in found))
        }
        return cls(
            words.read([row["text"] for row in found]),
            words.read([row["code"] for row in found]),
            np.array([len(_HAN.findall(row["text"])) >= 4 for row in found]),
            np.array([row["kind"] == "comment" for row in found]),
            np.array([files[row["package"], row["module"]] for row in found], np.int32),
        )

    @classmethod
    def load(cls, path: Path, split: str) -> Pairs:
        """All pairs of ``split``, from what ``main`` wrote."""
        with np.load(path) as file:
            read = {name: file[f"{split}_{name}"] for name in _ARRAYS}
        texts, codes = (Ragged(read[f"{one}s"], read[f"{one}_starts"]) for one in ("text", "code"))
        return cls(texts, codes, read["chinese"], read["comment"], read["modules"])

    def arrays(self, split: str) -> dict[str, NDArray[np.generic]]:
        """What ``load`` reads, by name."""
        values = (*self.texts, *self.codes, self.chinese, self.comment, self.modules)
        return {f"{split}_{name}": value for name, value in zip(_ARRAYS, values, strict=True)}

    def batches(self, size: int, random: np.random.Generator) -> Iterator[Ints]:
        """Every pair once; neighbours of a module in the same batch, in groups of up to eight."""
        usable = np.flatnonzero((np.diff(self.texts.starts) > 0) & (np.diff(self.codes.starts) > 0))
        order = usable[np.lexsort((random.random(len(usable)), self.modules[usable]))]
        _, begins = np.unique(self.modules[order], return_index=True)
        groups = [
            run[at : at + _GROUP] for run in np.split(order, begins[1:]) for at in range(0, len(run), _GROUP)
        ]
        mixed = np.concatenate([groups[at] for at in random.permutation(len(groups))])
        for at in range(0, len(mixed) - size + 1, size):
            yield mixed[at : at + size].astype(np.int32)


class Glossary:
    """The concepts of the glossary as rows: English, code and Chinese that mean the same."""

    def __init__(self, words: Words) -> None:
        self.concepts: list[tuple[list[list[int]], list[list[int]]]] = []
        by_stem: dict[str, list[int]] = defaultdict(list)
        for terms in glossary_lines():
            english = [term for term in terms if not _HAN.match(term)]
            other = _readable(words, [term.lstrip("=").replace("_", " ") for term in english])
            han = _readable(words, [term for term in terms if _HAN.match(term)])
            if han and other:
                self.concepts.append((other, han))
            for term in english[:_FIRST]:
                by_stem[stem(term)] += [rows[0] for rows in han if len(rows) == 1][:_FIRST]
        stems = [stem(word) for word in words.words]
        self.translations = Ragged.of(
            [by_stem.get(one, ()) for one in stems] + [()] * (words.size - len(stems))
        )

    def sample(self, size: int, random: np.random.Generator) -> tuple[Ragged, Ragged]:
        """Terms and Chinese terms of ``size`` different concepts."""
        chosen = random.choice(len(self.concepts), size, replace=False)
        picked = [[side[random.integers(len(side))] for side in self.concepts[at]] for at in chosen]
        return Ragged.of([one for one, _ in picked]), Ragged.of([two for _, two in picked])

    def translated(self, texts: Ragged, random: np.random.Generator) -> Ragged:
        """``texts`` word by word in Chinese; words without translation stay, one in two."""
        starts = self.translations.starts
        counts = (starts[1:] - starts[:-1])[texts.flat]
        pick = starts[texts.flat] + (random.random(len(counts)) * np.maximum(counts, 1)).astype(np.int32)
        flat = np.where(
            counts > 0, self.translations.flat[np.minimum(pick, len(self.translations.flat) - 1)], texts.flat
        )
        return Ragged(flat.astype(np.int32), texts.starts).kept(
            (counts > 0) | (random.random(len(counts)) < 0.5)
        )


def glossary_lines() -> Iterator[list[str]]:
    """The terms of each concept."""
    for path in sorted(Path(lexicon_module.__file__).with_name("glossary").glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line.startswith("#"):
                yield line.split()[1:]


def _readable(words: Words, terms: Sequence[str]) -> list[list[int]]:
    return [rows for term in terms if (rows := words.tokenizer.rows(term))]


def main() -> None:
    """Read the training and the development split and write them as rows."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pairs", type=Path)
    parser.add_argument("vocabulary", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    words = Words(options.vocabulary)
    arrays: dict[str, NDArray[np.generic]] = {}
    for split in ("train", "dev"):
        pairs = Pairs.read(options.pairs, words, split)
        print(f"{split}: {len(pairs.modules)} pairs, {pairs.chinese.sum()} of them Chinese")
        arrays |= pairs.arrays(split)
    np.savez(options.output, **arrays)


if __name__ == "__main__":
    main()
