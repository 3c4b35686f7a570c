r"""The calibration constants of an embedder, from lines of code with their sentences.

    python benchmarks/agreement/calibrate_embedder.py --django rows.jsonl \
        --zh benchmarks/agreement/data/lines_zh_dev.jsonl --embedder lexical [--mined pairs.jsonl]

Three data sets count alike: the first half of the Django lines, whose sentences follow the code closely, and
the freely worded English and Chinese sentences. Of each: the mean cosine of sentences with lines far away, and
the median cosine with their own lines. ``--mined`` (what ``train_static/mine.py`` writes) tells how far both differ
between Chinese and English docstrings and comments of the packages for development: by so much the constants of
``static`` for Chinese differ from the others.
"""

from __future__ import annotations

import argparse
import re
import statistics
import sys
from collections.abc import Sequence
from pathlib import Path

from line_windows import Line, django_lines, unit_lines

sys.path.insert(0, str(Path(__file__).parent / "train_static"))
from vocabulary import rows_of

from postil.embedders.base import Embedder
from postil.embedders.registry import embedder_named

_HAN = re.compile("[\u4e00-\u9fff]")
_CHINESE, _MOST = 4, 3_000


def constants(embedder: Embedder, lines: Sequence[Line]) -> tuple[float, float]:
    """Mean cosine of shuffled pairs and median cosine of true pairs."""
    sentences = embedder.encode([line.sentence for line in lines])
    codes = embedder.encode([" ".join(line.code.split()) for line in lines])
    size, far = len(lines), len(lines) // 2
    true = [float(sentences[at] @ codes[at]) for at in range(size)]
    shuffled = [float(sentences[at] @ codes[(at + far) % size]) for at in range(size)]
    return statistics.fmean(shuffled), statistics.median(true)


def mined(path: Path, kind: str, *, chinese: bool) -> list[Line]:
    """The first docstrings or comments of the development split in one language, with their code."""
    rows = (row for row in rows_of(path, "dev") if row["kind"] == kind)
    found = [row for row in rows if (len(_HAN.findall(row["text"])) >= _CHINESE) == chinese]
    return [Line(row["code"], row["text"], token_free=False) for row in found[:_MOST]]


def apart(embedder: Embedder, path: Path) -> tuple[float, float]:
    """How far both constants of Chinese are above those of English, the mean over docstrings and comments."""
    found = []
    for kind in ("docstring", "comment"):
        (far, near), (zh_far, zh_near) = (
            constants(embedder, mined(path, kind, chinese=chinese)) for chinese in (False, True)
        )
        found.append((zh_far - far, zh_near - near))
    far, near = (statistics.fmean(values) for values in zip(*found, strict=True))
    return far, near


def main() -> None:
    """Read the options, encode, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--django", type=Path, required=True, metavar="ROWS")
    parser.add_argument("--zh", type=Path, required=True, metavar="ROWS")
    parser.add_argument("--embedder", default="lexical")
    parser.add_argument("--mined", type=Path, metavar="PAIRS")
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
    if options.mined:
        print("Chinese above English: shuffled {:+.3f}, true {:+.3f}".format(*apart(embedder, options.mined)))


if __name__ == "__main__":
    main()
