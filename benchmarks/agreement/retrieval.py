r"""Which of 100 functions does a docstring belong to? Mean reciprocal rank, by embedder and language.

    python benchmarks/agreement/retrieval.py pairs.jsonl --embedders static e5 sbert:all-MiniLM-L6-v2

``pairs.jsonl`` is what ``train_static/mine.py`` writes; only the packages of its test split are asked about, which
training never saw. Code is given without its docstring and without comments. Pools of 100 come from a fixed
shuffle. Intervals (95 %) by bootstrap over the questions; *against* is the paired difference to the first embedder.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from intervals import shown
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parent / "train_static"))
from vocabulary import rows_of

from postil.embedders.base import Embedder
from postil.embedders.registry import embedder_named

_HAN = re.compile("[\u4e00-\u9fff]")
_POOL, _SEED = 100, 7


def questions(path: Path, chinese: bool, most: int) -> list[tuple[str, str]]:
    """Docstrings with their functions, from the test split; as many whole pools as there are, up to ``most``."""
    found = [
        (row["text"], row["code"])
        for row in rows_of(path, "test")
        if row["kind"] == "docstring" and (len(_HAN.findall(row["text"])) >= 4) == chinese
    ]
    order = np.random.default_rng(_SEED).permutation(len(found))
    return [found[at] for at in order[: min(most, len(found)) // _POOL * _POOL]]


def reciprocal_ranks(embedder: Embedder, asked: Sequence[tuple[str, str]]) -> NDArray[np.float64]:
    """One over the rank of the right function, for each question; a tie counts as beaten."""
    texts = embedder.encode([text for text, _ in asked]).reshape(-1, _POOL, embedder_width(embedder))
    codes = embedder.encode([code for _, code in asked]).reshape(texts.shape)
    scores = texts @ codes.transpose(0, 2, 1)
    right = np.diagonal(scores, axis1=1, axis2=2)[..., None]
    return np.asarray(1.0 / (scores >= right).sum(axis=2), np.float64).ravel()


def embedder_width(embedder: Embedder) -> int:
    """The length of its vectors."""
    return int(embedder.encode([""]).shape[1])


def main() -> None:
    """Ask every embedder the same questions."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--embedders", nargs="+", default=["static", "lexical"])
    parser.add_argument("--most", type=int, default=1_000, help="questions in a language")
    options = parser.parse_args()
    for language, chinese in (("English", False), ("Chinese", True)):
        asked = questions(options.pairs, chinese, options.most)
        print(f"{language}: {len(asked)} questions, MRR of {_POOL}")
        first: NDArray[np.float64] | None = None
        for name in options.embedders:
            ranks = reciprocal_ranks(embedder_named(name), asked)
            first = ranks if first is None else first
            against = (
                "" if ranks is first else f"   {options.embedders[0]} above it by {shown(first - ranks)}"
            )
            print(f"  {name:<28} {shown(ranks)}{against}", flush=True)


if __name__ == "__main__":
    main()
