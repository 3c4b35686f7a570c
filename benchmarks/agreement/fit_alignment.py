r"""Fits the weights of postil.alignment: prints engine/postil/alignment/weights.py.

    python benchmarks/agreement/fit_alignment.py --django rows.jsonl \
        --zh benchmarks/agreement/data/lines_zh_dev.jsonl > weights.py

Conditional logit: in each window of ten lines the line of a sentence is one of ten choices, with the features of
``postil.alignment.fit`` as attributes of the choice. Trained on the first half of the Django lines and on the
development file of freely worded sentences (both languages), which counts ten times as there are few of them.
Newton's method on the penalised likelihood, which is concave: the same data give the same weights.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from line_windows import Line, Window, django_lines, unit_lines, windows
from numpy.typing import NDArray

from postil.alignment.fit import FEATURES, Scale

SIZE = 10
FREE_WEIGHT = 10.0
RIDGE = 1.0
Table = NDArray[np.float64]


def choices(runs: list[list[Line]], step: int) -> Table:
    """Features of all choices: sentences x lines of its window x features, the right line first.

    Windows start every ``step`` lines.
    """
    found = []
    for run in runs:
        starts = range(0, len(run) - SIZE + 1, step)
        for window in windows([run[start : start + SIZE] for start in starts], SIZE):
            if window is not None and len(window.facts.statements) >= SIZE:
                found += _sentences(window)
    return np.array(found, dtype=np.float64)


def _sentences(window: Window) -> list[list[list[float]]]:
    scale = Scale(window.facts.statements, [line.sentence for line in window.lines])
    found = []
    for line, wanted in zip(window.lines, window.statements, strict=True):
        rows = scale.features(line.sentence)
        right = rows.pop(wanted)
        found.append([right, *rows][:SIZE])
    return found


def fit_weights(sets: Sequence[tuple[Table, float]], rounds: int = 30) -> Table:
    """The weights of greatest penalised likelihood; each set of choices with its own importance."""
    size = len(FEATURES)
    weights = np.zeros(size)
    for _ in range(rounds):
        slope, bend = -2.0 * RIDGE * weights, -2.0 * RIDGE * np.eye(size)
        for table, importance in sets:
            scores = table @ weights
            shares = np.exp(scores - scores.max(axis=1, keepdims=True))
            shares /= shares.sum(axis=1, keepdims=True)
            mean = np.einsum("nc,ncf->nf", shares, table)
            slope += importance * (table[:, 0] - mean).sum(axis=0)
            spread = np.einsum("nc,ncf,ncg->fg", shares, table, table, optimize=True) - mean.T @ mean
            bend -= importance * spread
        step = np.linalg.solve(bend, slope)
        weights = weights - step
        if float(np.abs(step).max()) < 1e-6:
            break
    return weights


def main() -> None:
    """Read the options, fit, print the module."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--django", type=Path, required=True, metavar="ROWS")
    parser.add_argument("--zh", type=Path, required=True, metavar="ROWS", help="the development file")
    options = parser.parse_args()
    (lines,) = django_lines(options.django)
    sets = [(choices([lines[: len(lines) // 2]], SIZE), 1.0)]
    sets += [(choices(unit_lines(options.zh, language), SIZE // 2), FREE_WEIGHT) for language in ("zh", "en")]
    weights = fit_weights(sets)
    print('"""What each feature of ``postil.alignment.fit`` counts for, in nats.\n')
    print(
        "Written by benchmarks/agreement/fit_alignment.py, which says how, from what data, and how to do it again."
    )
    print('"""\n\nfrom __future__ import annotations\n\nWEIGHTS: dict[str, float] = {')
    for feature, weight in zip(FEATURES, weights, strict=True):
        print(f'    "{feature}": {weight:.3f},')
    print("}")


if __name__ == "__main__":
    main()
