"""Precision of each rule and tier, from the verdicts of people who read the findings of `sample.py`.

    python benchmarks/precision/table.py fresh

``verdicts.csv`` holds ``id,reader,verdict``; a finding counts as true when every reader says so, and a disagreement
counts as false. ``gone.txt`` names the findings that rules have ceased to give since. Intervals are Wilson's at 95 % (Wilson 1927, Journal of the American Statistical Association 22).

A draw takes as many findings of a rule that speaks twice as of one that speaks a thousand times, so the share of those
read is that of rules. *Of all findings* is what a user meets: each rule counts by how much it found (the estimator of a
stratified sample, Cochran 1977, Sampling Techniques, chapter 5).
"""

from __future__ import annotations

import argparse
import csv
import math
from collections import defaultdict
from pathlib import Path

from postil.rules import load_rules

HERE = Path(__file__).parent
BARS = {1: 0.98, 2: 0.90}
Readings = dict[str, dict[str, bool]]


def main() -> None:
    """Print the table of rules, that of tiers as they were read and as they are, and how far the readers agree."""
    parser = argparse.ArgumentParser(description="Precision of each rule and tier.")
    parser.add_argument(
        "of", nargs="?", default="fresh", help="the folder here with the verdicts (%(default)s)"
    )
    folder = HERE / parser.parse_args().of
    readings = read_verdicts(folder / "verdicts.csv")
    with (folder / "findings.csv").open(encoding="utf-8", newline="") as file:
        found = {row["rule"]: row for row in csv.DictReader(file)}
    by_rule: dict[str, list[bool]] = defaultdict(list)
    for key, verdicts in readings.items():
        by_rule[key.partition("/")[0]].append(all(verdicts.values()))
    drawn = {code: int(found[code]["tier"]) for code in by_rule}
    print("| rule | tier | findings | read | true | 95 % |\n| --- | --: | --: | --: | --: | --- |")
    for code, truths in sorted(by_rule.items()):
        print(f"| {code} | {drawn[code]} | {found[code]['findings']} | {_cells(truths)} |")
    counts = {code: int(row["findings"]) for code, row in found.items()}
    print("\nTiers as they were read:\n")
    _print_tiers(by_rule, drawn, counts)
    gone = set((folder / "gone.txt").read_text("utf-8").split())
    left: dict[str, list[bool]] = defaultdict(list)
    for key in readings.keys() - gone:
        left[key.partition("/")[0]].append(all(readings[key].values()))
    print("\nWithout what is no longer found, tiers as they are now:\n")
    _print_tiers(left, {rule.code: rule.tier for rule in load_rules() if rule.default}, None)
    print(f"\n{agreement(list(readings.values()))}")


def _print_tiers(
    by_rule: dict[str, list[bool]], tiers: dict[str, int], counts: dict[str, int] | None
) -> None:
    """The tiers; with ``counts``, how much each rule found, the share of all findings too."""
    print("| tier | read | true | 95 % | bar | of all findings |\n| --: | --: | --: | --- | --: | --- |")
    for tier in sorted({*BARS, *tiers.values()}):
        strata = {code: some for code, some in by_rule.items() if tiers.get(code) == tier}
        truths = [truth for some in strata.values() for truth in some]
        if truths:
            bar = f"{BARS[tier]:.0%}" if tier in BARS else ""
            share = "" if counts is None else "{:.1%} ± {:.1%}".format(*of_all(strata, counts))
            print(f"| {tier} | {_cells(truths)} | {bar} | {share} |")


def read_verdicts(path: Path) -> Readings:
    """The verdicts by finding and reader.

    Raises:
        SystemExit: a verdict that is neither ``true`` nor ``false``, or a reader who judges a finding twice; says where.
    """
    readings: Readings = defaultdict(dict)
    with path.open(encoding="utf-8", newline="") as file:
        for line, row in enumerate(csv.DictReader(file), 2):
            verdicts = readings[row["id"]]
            if row["verdict"] not in {"true", "false"} or row["reader"] in verdicts:
                message = f"{path.name}:{line}: one verdict a reader, true or false"
                raise SystemExit(message)
            verdicts[row["reader"]] = row["verdict"] == "true"
    return readings


def agreement(readings: list[dict[str, bool]]) -> str:
    """How often two readers say the same, and Cohen's kappa."""
    pairs = [tuple(verdicts.values()) for verdicts in readings if len(verdicts) == 2]
    if not pairs:
        return "one reader"
    same = sum(one == other for one, other in pairs) / len(pairs)
    shares = [sum(column) / len(pairs) for column in zip(*pairs, strict=True)]
    chance = shares[0] * shares[1] + (1 - shares[0]) * (1 - shares[1])
    kappa = f", kappa {(same - chance) / (1 - chance):.2f}" if chance < 1 else ""
    return f"two readers, {len(pairs)} findings: {same:.1%} the same{kappa}"


def wilson(hits: int, count: int) -> tuple[float, float]:
    """The interval of Wilson at 95 % for ``hits`` out of ``count``, as shares."""
    z, share = 1.959964, hits / count
    middle = share + z * z / (2 * count)
    spread = z * math.sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    scale = 1 + z * z / count
    return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)


def of_all(strata: dict[str, list[bool]], counts: dict[str, int]) -> tuple[float, float]:
    """The share of true ones among all findings of the rules in ``strata``, and half of its interval at 95 %.

    ``strata`` holds the verdicts on those drawn, by rule; ``counts`` how much each rule found. So that a rule of which
    all that was read is true is not held for certain, variances are those of one more finding, half true.
    """
    total = sum(counts[code] for code in strata)
    share = sum(counts[code] * sum(some) / len(some) for code, some in strata.items()) / total
    variance = 0.0
    for code, some in strata.items():
        half = (sum(some) + 0.5) / (len(some) + 1)
        unread = max(0.0, 1 - len(some) / counts[code])
        variance += (counts[code] / total) ** 2 * half * (1 - half) / len(some) * unread
    return share, 1.959964 * math.sqrt(variance)


def _cells(truths: list[bool]) -> str:
    low, high = wilson(sum(truths), len(truths))
    return f"{len(truths)} | {sum(truths) / len(truths):.1%} | {low:.0%} to {high:.0%}"


if __name__ == "__main__":
    main()
