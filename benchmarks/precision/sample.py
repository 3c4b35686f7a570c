"""Draws findings of the default rules on pinned releases of real packages, to be judged by people who read the code.

    python benchmarks/precision/sample.py FOLDER --of fresh --count 340 --seed 7 -o sample.jsonl

``FOLDER`` holds one folder for each package of ``fresh/packages.txt`` and is filled by the usual client where one is
missing. Every rule of tiers 1 and 2 gets the same share of the sample, and rules with fewer findings give all of
theirs. A line of the sample says what is judged to be wrong and shows the code around it; a line of ``findings.csv``
counts what each rule found, with the tier that it had. ``--hints`` draws the findings of tier 3 instead.
"""

from __future__ import annotations

import argparse
import ast
import csv
import json
import random
import re
import subprocess
import sys
from collections import defaultdict
from itertools import islice, zip_longest
from pathlib import Path
from typing import NamedTuple

from postil.check.records import Located
from postil.check.run import Order, check
from postil.check.settings import Asked, Settings
from postil.rule import Rule
from postil.rules import load_rules
from postil.scoring.profile import Profile

HERE = Path(__file__).parent
TESTS = ("test/", "tests/", "testing/", "__tests__/", "*_test.go", "*.spec.ts")
OTHERS = ("vendor/", "third_party/", "deps/", "dist/")
BEFORE, SHOWN, LONGEST = 12, 45, 80


class Found(NamedTuple):
    """A finding in a package; ``key`` names it by rule, package and what it is about, not by its line."""

    key: str
    package: str
    located: Located


def main() -> None:
    """Run the rules, draw, write."""
    parser = argparse.ArgumentParser(description="Draw findings to be judged.")
    parser.add_argument("folder", type=Path, help="one folder for each package; filled where one is missing")
    parser.add_argument("--of", default="fresh", help="the folder here with packages.txt (%(default)s)")
    parser.add_argument("--count", type=int, default=340)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rules", default="", help="draw of these rules only (codes, by comma)")
    parser.add_argument("--hints", action="store_true", help="draw findings of tier 3, not of 1 and 2")
    parser.add_argument("-o", "--output", type=Path, required=True, help="where the sample goes (JSON lines)")
    asked = parser.parse_args()
    packages = (HERE / asked.of / "packages.txt").read_text("utf-8").split()
    fetch(asked.folder, packages)
    found = findings(asked.folder, packages, hints=asked.hints)
    if asked.rules:
        found = {code: found[code] for code in asked.rules.split(",") if code in found}
    rules = {rule.code: rule for rule in load_rules()}
    if not asked.rules:
        _write_counts(found, rules, HERE / asked.of / "findings.csv")
    drawn = draw(found, asked.count, asked.seed)
    lines = (json.dumps(_entry(one, asked.folder, rules), ensure_ascii=False) for one in drawn)
    asked.output.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    print(f"{len(drawn)} of {sum(map(len, found.values()))} findings of {len(found)} rules")


def fetch(folder: Path, packages: list[str]) -> None:
    """Bring every package that is missing into a folder of its own, without what it needs.

    ``requests==2.34.2`` is installed, ``gin@https://...@1a2b3c`` is cloned and set to that commit.
    """
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-compile"]
    for line in packages:
        home = folder / name_of(line)
        if home.exists():
            continue
        if "==" in line:
            subprocess.run([*pip, "--target", str(home), line], check=True)
        else:
            _, address, commit = line.split("@")
            subprocess.run(["git", "clone", "--quiet", address, str(home)], check=True)  # noqa: S607 - the git of the caller
            subprocess.run(["git", "-C", str(home), "checkout", "--quiet", commit], check=True)  # noqa: S607 - same


def name_of(line: str) -> str:
    """The name of the package that a line of ``packages.txt`` pins."""
    return re.split("==|@", line, maxsplit=1)[0]


def findings(folder: Path, packages: list[str], *, hints: bool) -> dict[str, list[Found]]:
    """What the default rules of tiers 1 and 2, or of 3, find in the packages, without their tests, by rule."""
    found: dict[str, list[Found]] = defaultdict(list)
    codes = {rule.code for rule in load_rules()}  # what check says of itself (CHK) is no rule's
    for line in packages:
        package = name_of(line)
        asked = Asked(Settings(exclude=TESTS + OTHERS), Profile(), folder / package, known=False)
        report = check(Order((str(folder / package),), asked, cache=False))
        for one in report.findings:
            if one.finding.code in codes and (one.finding.severity == "info") is hints:
                key = f"{one.finding.code}/{package}/{one.fingerprint[:12]}"
                found[one.finding.code].append(Found(key, package, one))
    return {code: found[code] for code in sorted(found)}


def draw(found: dict[str, list[Found]], count: int, seed: int) -> list[Found]:
    """``count`` findings, the same number of each rule as far as it goes; the same ones for the same seed."""
    piles = [_in_turns(pile, seed) for pile in found.values()]
    rounds = (one for layer in zip_longest(*piles) for one in layer if one is not None)
    return sorted(islice(rounds, count), key=lambda one: one.key)


def _in_turns(pile: list[Found], seed: int) -> list[Found]:
    """The findings of a rule in a seeded order in which the packages take turns."""
    packages: dict[str, list[Found]] = defaultdict(list)
    for one in sorted(pile, key=lambda one: one.key):
        packages[one.package].append(one)
    rng = random.Random(f"{seed} {pile[0].located.finding.code}")  # noqa: S311 - a seeded choice of samples
    order = [rng.sample(some, len(some)) for some in packages.values()]
    rng.shuffle(order)
    return [one for layer in zip_longest(*order) for one in layer if one is not None]


def _write_counts(found: dict[str, list[Found]], rules: dict[str, Rule], path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("rule", "tier", "findings"))
        writer.writerows((code, rules[code].tier, len(pile)) for code, pile in found.items())


def _entry(one: Found, folder: Path, rules: dict[str, Rule]) -> dict[str, object]:
    """What a reader is shown."""
    finding = one.located.finding
    rule = rules.get(finding.code)
    path = Path(one.located.path).absolute()
    return {
        "id": one.key,
        "rule": finding.code,
        "name": finding.rule,
        "wrong": f"{rule.title}. {rule.why}" if rule else finding.rule,
        "path": str(path.relative_to(folder.absolute())),
        "line": finding.line,
        "message": finding.message,
        "evidence": finding.evidence,
        "code": _around(path.read_text("utf-8", errors="replace"), finding.line),
    }


def _around(source: str, line: int) -> str:
    """The function around ``line`` with the numbers of its lines, or a part of it where it is long."""
    first, last = _function(source, line) or (line, line)
    if first == last or last - first >= LONGEST:
        first, last = line - BEFORE, line - BEFORE + SHOWN
    first = max(1, first - 3)
    shown = source.split("\n")[first - 1 : last]
    return "\n".join(f"{number:>5} {text[:200]}" for number, text in enumerate(shown, first))


def _function(source: str, line: int) -> tuple[int, int] | None:
    """The first and the last line of the innermost function around ``line``."""
    try:
        nodes = list(ast.walk(ast.parse(source)))
    except (SyntaxError, ValueError):
        return None
    functions = [node for node in nodes if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]
    spans = [(node.lineno, node.end_lineno or node.lineno) for node in functions]
    return max((span for span in spans if span[0] <= line <= span[1]), default=None)


if __name__ == "__main__":
    main()
