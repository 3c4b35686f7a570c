r"""The calibration constants of an embedder, from lines of code with their sentences.

    python benchmarks/agreement/calibrate_embedder.py --django rows.jsonl \
        --zh benchmarks/agreement/data/lines_zh_dev.jsonl --embedder lexical

Three data sets count alike: the first half of the Django lines, whose sentences follow the code closely, and
the freely worded English and Chinese sentences. Of each: the mean cosine of sentences with lines far away, and
the median cosine with their own lines.
"""

from __future__ import annotations

import argparse
import statistics
from collections.abc import Sequence
from pathlib import Path

from line_windows import Line, django_lines, unit_lines

from postil.embedders.base import Embedder
from postil.embedders.registry import embedder_named


def constants(embedder: Embedder, lines: Sequence[Line]) -> tuple[float, float]:
    """Mean cosine of shuffled pairs and median cosine of true pairs."""
    sentences = embedder.encode([line.sentence for line in lines])
    codes = embedder.encode([" ".join(line.code.split()) for line in lines])
    size, far = len(lines), len(lines) // 2
    true = [float(sentences[at] @ codes[at]) for at in range(size)]
    shuffled = [float(sentences[at] @ codes[(at + far) % size]) for at in range(size)]
    return statistics.fmean(shuffled), statistics.median(true)


def main() -> None:
    """Read the options, encode, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--django", type=Path, required=True, metavar="ROWS")
    parser.add_argument("--zh", type=Path, required=True, metavar="ROWS")
    parser.add_argument("--embedder", default="lexical")
    options = parser.parse_args()
    (lines,) = django_lines(options.django)
    sets = [lines[: len(lines) // 2]]
    sets += [[line for run in unit_lines(options.zh, language) for line in run] for language in ("en", "zh")]
    embedder = embedder_named(options.embedder)
    found = [constants(embedder, one) for one in sets]
    shuffled, true = (statistics.fmean(values) for values in zip(*found, strict=True))
    for one, (far, near) in zip(("django", "en", "zh"), found, strict=True):
        print(f"{one}: shuffled {far:.3f}, true {near:.3f}")
    print(f"Calibration(shuffled={shuffled:.3f}, true={true:.3f})")


if __name__ == "__main__":
    main()
