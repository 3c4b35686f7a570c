r"""Of two remarks on the same code, does the true one have the higher overall?

    python benchmarks/agreement/pairs.py WHEELS [--review DATA_DIR] [--each 400]

First sentences of real docstrings against corrupted copies (swapped with a neighbour's, a polar word flipped, a
parameter renamed, a vague sentence, a number changed), from packages that nothing was fitted on; with ``--review``,
comments that a reviewer called wrong against the same after the fix, the scale ``match`` fitted again without the
pairs that are tested. A tie counts half; an empty comment scores 0. Intervals by bootstrap over packages or pairs.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from contrasts import Remark, Reviewed, corruption_contrasts, review_folds, reviewed
from corruptions import CORRUPTIONS
from docstring_pairs import docstring_pairs
from fit_calibration import EACH, match_scale
from significance import SAMPLES, SEED

from postil import Scorer
from postil.scoring.scales import Calibration


def won(scorer: Scorer, true: Remark, false: Remark) -> float:
    """1 if the true remark scores higher, half for a tie."""
    values = []
    for remark in (true, false):
        row = {"code_snippet": remark.code, "comment": remark.comment, "language": remark.language}
        score = scorer.score(row)
        if score.overall is None and score.cause != "model":
            raise SystemExit(f"{score.reason}: {remark.code[:60]!r}")  # noqa: EM102, TRY003 - one place
        values.append(score.overall or 0.0)
    return 1.0 if values[0] > values[1] else 0.5 if values[0] == values[1] else 0.0


def shown(name: str, values: Sequence[float], groups: Sequence[str]) -> str:
    """A line of the table: the mean and its 95 % interval by bootstrap over groups."""
    found: dict[str, list[float]] = {}
    for value, group in zip(values, groups, strict=True):
        found.setdefault(group, []).append(value)
    sums = np.array([[sum(part), len(part)] for _, part in sorted(found.items())])
    draws = np.random.default_rng(SEED).integers(len(sums), size=(SAMPLES, len(sums)))
    means = [sums[draw].sum(axis=0) for draw in draws]
    low, high = np.quantile([total / size for total, size in means], (0.025, 0.975))
    return f"| {name} | {len(values)} | {float(np.mean(values)):.3f} [{low:.3f}, {high:.3f}] |"


def corrupted(wheels: Path, each: int) -> list[str]:
    """The lines for corrupted docstrings."""
    scorer, pairs = Scorer(), docstring_pairs(wheels, each, testing=True)
    lines = []
    for kind in CORRUPTIONS:
        chosen = [pair for pair in pairs if pair.kind == kind]
        values = [
            won(scorer, Remark("python", p.code, p.true), Remark("python", p.code, p.corrupted))
            for p in chosen
        ]
        lines.append(shown(kind, values, [pair.package for pair in chosen]))
    return lines


def fixed(folder: Path, wheels: Path) -> str:
    """The line for reviewed comments, each fold of pairs judged by a fit without it."""
    pairs: list[Reviewed] = reviewed(folder)
    folds = review_folds(pairs)
    contrasts = corruption_contrasts(docstring_pairs(wheels, EACH, testing=False))
    values = [0.0] * len(pairs)
    for fold in sorted(set(folds)):
        train = [pair for pair, number in zip(pairs, folds, strict=True) if number != fold]
        scorer = Scorer()
        shipped = scorer.calibration
        scales = shipped.scales | {"match": match_scale(contrasts, train)}
        scorer.calibration = Calibration(shipped.made_from, shipped.result, scales)
        for at, pair in enumerate(pairs):
            if folds[at] == fold:
                values[at] = won(scorer, pair.true, pair.false)
    return shown("reviewed", values, [pair.group for pair in pairs])


def main() -> None:
    """Read the options, measure, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("wheels", type=Path, metavar="WHEELS")
    parser.add_argument("--review", type=Path, metavar="DATA_DIR")
    parser.add_argument("--each", type=int, default=400)
    options = parser.parse_args()
    print("| pairs | number | the true one scores higher |\n|---|---|---|")
    print("\n".join(corrupted(options.wheels, options.each)))
    if options.review:
        print(fixed(options.review, options.wheels))


if __name__ == "__main__":
    main()
