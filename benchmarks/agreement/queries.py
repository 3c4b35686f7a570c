r"""Does a function answer a query? Area under the ROC curve of ``semantic_similarity``.

    python benchmarks/agreement/queries.py rows.jsonl --embedders static lexical e5

Rows are ``{"code", "cand", "label"}``, label 1 where the function answers the query. Nothing is fitted on them. The
feature is measured as in a score: the query as the comment on the whole snippet. Intervals (95 %) by bootstrap over
the rows.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from msgspec import Struct, json
from numpy.typing import NDArray

from postil import Comment, Scorer
from postil.embedders.registry import embedder_named
from postil.page import Page
from postil.records import Snippet
from postil.scoring.features import semantic_similarity

_SAMPLES, _SEED = 1_000, 20_261_122


class Query(Struct, frozen=True):
    """A query, a function, and whether it answers."""

    code: str
    cand: str
    label: int


def area(values: NDArray[np.float64], labels: NDArray[np.bool_]) -> float:
    """The probability that a right row is above a wrong one; a tie counts half (Mann and Whitney 1947)."""
    right, wrong = values[labels][:, None], values[~labels][None, :]
    return float((right > wrong).mean() + 0.5 * (right == wrong).mean())


def main() -> None:
    """Measure the feature with each embedder."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("rows", type=Path)
    parser.add_argument("--embedders", nargs="+", default=["static", "lexical"])
    options = parser.parse_args()
    rows = [json.decode(line, type=Query) for line in options.rows.read_bytes().splitlines()]
    labels = np.array([row.label == 1 for row in rows])
    pages = [
        Page.read(Snippet(row.code), (Comment(row.cand, kind="summary"),), Scorer().language) for row in rows
    ]
    random = np.random.default_rng(_SEED)
    draws = [random.integers(len(rows), size=len(rows)) for _ in range(_SAMPLES)]
    print(f"{len(rows)} queries, {labels.sum()} answered; area under the curve of semantic_similarity")
    for name in options.embedders:
        embedder = embedder_named(name)
        values = np.array([semantic_similarity(page, embedder) for page in pages], np.float64)
        low, high = np.quantile([area(values[draw], labels[draw]) for draw in draws], (0.025, 0.975))
        print(f"  {name:<28} {area(values, labels):.3f} [{low:.3f}, {high:.3f}]", flush=True)


if __name__ == "__main__":
    main()
