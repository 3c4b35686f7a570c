"""Precision of each rule and tier, from the verdicts of people who read the findings of `sample.py`.

    python benchmarks/precision/table.py fresh

``verdicts.csv`` holds ``id,reader,verdict``; a finding counts as true when every reader says so, and a disagreement
counts as false. ``gone.txt`` names the findings that rules have ceased to give since. Intervals are Wilson's at 95 % (Wilson 1927, Journal of the American Statistical Association 22).
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
    print("\nTiers as they were read:\n")
    _print_tiers(by_rule, drawn)
    gone = set((folder / "gone.txt").read_text("utf-8").split())
    left: dict[str, list[bool]] = defaultdict(list)
    for key in readings.keys() - gone:
        left[key.partition("/")[0]].append(all(readings[key].values()))
    print("\nWithout what is no longer found, tiers as they are now:\n")
    _print_tiers(left, {rule.code: rule.tier for rule in load_rules() if rule.default})
    print(f"\n{agreement(list(readings.values()))}")


def _print_tiers(by_rule: dict[str, list[bool]], tiers: dict[str, int]) -> None:
    print("| tier | read | true | 95 % | bar |\n| --: | --: | --: | --- | --: |")
    for tier in sorted({*BARS, *tiers.values()}):
        truths = [truth for code, some in by_rule.items() if tiers.get(code) == tier for truth in some]
        if truths:
            print(f"| {tier} | {_cells(truths)} | {f'{BARS[tier]:.0%}' if tier in BARS else ''} |")


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


def _cells(truths: list[bool]) -> str:
    low, high = wilson(sum(truths), len(truths))
    return f"{len(truths)} | {sum(truths) / len(truths):.1%} | {low:.0%} to {high:.0%}"


if __name__ == "__main__":
    main()
