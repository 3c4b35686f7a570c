"""How often a sentence finds its line by content: Postil against plain text similarity.

    python benchmarks/agreement/line_alignment.py --django rows.jsonl
    python benchmarks/agreement/line_alignment.py --zh benchmarks/agreement/data/plain_lines_test.jsonl
    python benchmarks/agreement/line_alignment.py --zh benchmarks/agreement/data/lines_zh_test.jsonl

Windows of consecutive lines are cut one behind the other. The sentences of a window come in random order and
without numbers; windows in which a line recurs are left out and counted. *One by one*: the line that fits
best, meaning asked where words decide nothing. *Jointly*: what ``align`` gives for the window as a whole.
*Claims*: in every other window some of the line numbers are permuted; each wrong one should be refuted, no right
one in the windows left alone.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Sequence
from pathlib import Path

import msgspec
from line_baselines import BASELINES, Baseline, minilm
from line_measures import (
    Calibration,
    Tally,
    baseline_rates,
    jointly,
    one_by_one,
    refuted,
    shuffled_claims,
)
from line_windows import Line, Window, django_lines, unit_lines, windows

SEED = "postil"


class Result(msgspec.Struct):
    """The figures of one data set and window size; rates in [0, 1]."""

    data: str
    size: int
    windows: int
    dropped: int
    cases: int
    single: float
    joint: float
    parts: dict[str, tuple[int, float, float]]
    detected: float
    false_alarms: float
    calibration_error: float
    calibration: list[tuple[float, float, int]]
    baselines: dict[str, tuple[float, float]]


def measure(data: str, runs: list[list[Line]], size: int, baselines: dict[str, Baseline]) -> Result:
    """All figures for windows of ``size`` lines."""
    cut = list(windows(runs, size))
    kept = [window for window in cut if window is not None]
    single, joint, calibration = Tally(), Tally(), Calibration()
    parts: dict[str, tuple[Tally, Tally]] = {}
    for number, window in enumerate(kept):
        seed = f"{SEED} {data} {size} {number}"
        pairs = zip(window.lines, one_by_one(window), jointly(window, seed, calibration), strict=True)
        for line, alone, together in pairs:
            single.add(alone)
            joint.add(together)
            part = parts.setdefault(_part(data, line, number, len(kept)), (Tally(), Tally()))
            part[0].add(alone)
            part[1].add(together)
    detected, alarms = _claims(kept, f"{SEED} {data} {size}")
    rates = {
        name: baseline_rates(similarity, kept, f"{SEED} {data} {size}")
        for name, similarity in baselines.items()
    }
    return Result(
        data=data,
        size=size,
        windows=len(kept),
        dropped=len(cut) - len(kept),
        cases=single.total,
        single=single.rate,
        joint=joint.rate,
        parts={name: (one.total, one.rate, other.rate) for name, (one, other) in sorted(parts.items())},
        detected=detected.rate,
        false_alarms=alarms.rate,
        calibration_error=calibration.error(),
        calibration=calibration.rows(),
        baselines={name: (one.rate, other.rate) for name, (one, other) in rates.items()},
    )


def _part(data: str, line: Line, number: int, total: int) -> str:
    """The part of the data a case is reported under: weights were fitted on the first half of Django."""
    if data == "django":
        return "first half (fitted on)" if number < total / 2 else "second half (unseen)"
    return "no token of the line" if line.token_free else "with tokens"


def _claims(kept: Sequence[Window], seed: str) -> tuple[Tally, Tally]:
    """Share of wrong claims recognised in shuffled windows, and of right ones refuted in the others."""
    detected, alarms = Tally(), Tally()
    for number, window in enumerate(kept):
        size = len(window.lines)
        if number % 2:
            claims = shuffled_claims(size, f"{seed} {number}")
            for line, wrong in enumerate(refuted(window, claims)):
                if claims[line] != line:
                    detected.add(float(wrong))
        else:
            for wrong in refuted(window, range(size)):
                alarms.add(float(wrong))
    return detected, alarms


def show(result: Result) -> None:
    """Print one result for people."""
    print(
        f"\n{result.data}, windows of {result.size}: {result.windows} kept, {result.dropped} dropped", end=""
    )
    print(f" because a line recurs; {result.cases} sentences (+/- {_half_width(result):.3f})")
    print(f"  {'':28}one by one  jointly")
    print(f"  {'Postil':28}{result.single:10.3f}  {result.joint:7.3f}")
    for name, (cases, single, joint) in result.parts.items():
        print(f"    {f'{name} ({cases})':26}{single:10.3f}  {joint:7.3f}")
    for name, (single, joint) in result.baselines.items():
        print(f"  {name:28}{single:10.3f}  {joint:7.3f}")
    print(f"  wrong claims recognised {result.detected:.3f}, right ones refuted {result.false_alarms:.3f}")
    print(f"  confidence of the joint places is off by {result.calibration_error:.3f}", end="")
    print(
        " (said/right/cases:",
        ", ".join(f"{said:.2f}/{right:.2f}/{n}" for said, right, n in result.calibration),
        end=")\n",
    )


def _half_width(result: Result) -> float:
    """Half the width of the 95 % interval of the one-by-one rate (normal approximation)."""
    return 1.96 * math.sqrt(result.single * (1 - result.single) / (result.cases or 1))


def main() -> None:
    """Read the options, measure, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--django", type=Path, metavar="ROWS", help='rows {"id", "code", "cand"}, in order')
    parser.add_argument(
        "--zh", type=Path, metavar="ROWS", help='rows {"unit", "code", "zh", "en", "token_free", ...}'
    )
    parser.add_argument("--windows", type=int, nargs="+", default=[5, 10, 20, 40], metavar="N")
    parser.add_argument("--json", type=Path, metavar="OUT", help="write all figures to this file")
    options = parser.parse_args()
    data: dict[str, list[list[Line]]] = {}
    if options.django:
        data["django"] = django_lines(options.django)
    if options.zh:
        data |= {"zh": unit_lines(options.zh, "zh"), "en of the same lines": unit_lines(options.zh, "en")}
    if not data:
        parser.error("give --django, --zh or both")
    model = minilm()
    baselines = BASELINES | ({"MiniLM cosine": model} if model else {})
    results = []
    for name, runs in data.items():
        for size in options.windows:
            result = measure(name, runs, size, baselines)
            if result.windows:
                results.append(result)
                show(result)
    if options.json:
        options.json.write_text(json.dumps(msgspec.to_builtins(results), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
