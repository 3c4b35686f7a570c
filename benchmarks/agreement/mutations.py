"""Seeded faults: how many of each kind does Postil find, and how many do other linters?

Real docstrings and comments of installed packages are broken in one way each; a fault counts as found when a
linter has a finding on the broken source that it does not have on the unbroken one. Every tool reads the same
files. No rule's code and no word list of a rule is used here.

    python benchmarks/agreement/mutations.py SITE_PACKAGES/requests SITE_PACKAGES/flask --peers VENVS
"""

from __future__ import annotations

import argparse
import ast
import random
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from mutation_faults import FAULTS
from mutation_peers import PEERS, Codes, found_by
from mutation_units import Unit, units_in

from postil import Scorer
from postil.reading.sources import read_source
from postil.records import Row


def main() -> None:
    """Break, run all linters, print the table."""
    parser = argparse.ArgumentParser(description="Seeded faults in real docstrings and comments.")
    parser.add_argument("packages", nargs="+", type=Path, help="folders with Python sources")
    parser.add_argument("--peers", type=Path, help="folder with one virtual environment for each peer")
    parser.add_argument("--limit", type=int, default=40, help="sources for each fault")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument(
        "--only", default="", help="faults whose names begin so, or so (with a comma between)"
    )
    asked = parser.parse_args()
    units = [unit for package in asked.packages for unit in units_in(package)]
    rng = random.Random(asked.seed)  # noqa: S311 - a seeded choice of samples
    rng.shuffle(units)
    with tempfile.TemporaryDirectory() as folder:
        cases = _write(units, Path(folder), asked.limit, rng, asked.only)
        found: dict[str, Codes] = {"postil": _ours(Path(folder))}
        for peer in PEERS if asked.peers else ():
            codes = found_by(peer, asked.peers.resolve(), Path(folder))
            if codes is not None:
                found[peer] = codes
    _print(cases, found, len(units))


def _write(
    units: list[Unit], folder: Path, limit: int, rng: random.Random, only: str
) -> dict[str, list[str]]:
    """Write twins into a folder for each style; gives the names of the broken files for each fault."""
    cases: dict[str, list[str]] = {}
    for code, (name, fault) in enumerate(FAULTS.items()):
        if not name.startswith(tuple(only.split(","))):
            continue
        for number, unit in enumerate(units):
            broken = fault(unit, rng) if len(cases.setdefault(name, [])) < limit else None
            if broken is None or broken == unit.source or not _parses(broken):
                continue
            home = folder / unit.style
            home.mkdir(exist_ok=True)
            (home / f"u{number}.py").write_text(unit.source, "utf-8")
            (home / f"u{number}_{code}.py").write_text(broken, "utf-8")
            cases[name].append(f"u{number}_{code}")
    return cases


def _parses(source: str) -> bool:
    try:
        ast.parse(source)
    except (SyntaxError, ValueError):
        return False
    return True


def _ours(folder: Path) -> Codes:
    """The codes of Postil's findings in each file."""
    scorer = Scorer()
    found: Codes = {}
    for path in sorted(folder.rglob("*.py")):
        row = read_source(path)
        if isinstance(row, Row) and row.missing is None:
            found[path.stem] = Counter(finding.code for finding in scorer.findings(scorer.page(row)))
    return found


def _is_found(name: str, codes: Codes) -> bool:
    """Whether the broken file has a finding that its twin has not."""
    return bool(codes.get(name, Counter()) - codes.get(name.partition("_")[0], Counter()))


def _print(cases: dict[str, list[str]], found: dict[str, Codes], units: int) -> None:
    print(f"{units} units; share of each fault that is found, in per cent\n")
    print(_line(["fault", "n", *found]))
    print(_line(["---", "--:", *("--:" for _ in found)]))
    for fault, names in cases.items():
        shares = [_share(names, codes) for codes in found.values()]
        print(_line([fault, str(len(names)), *shares]))
    everything = [name for fault, names in cases.items() if not fault.endswith(", shown") for name in names]
    print(_line(["**all**", str(len(everything)), *(_share(everything, codes) for codes in found.values())]))


def _share(names: list[str], codes: Codes) -> str:
    return f"{100 * sum(_is_found(name, codes) for name in names) / len(names):.0f}" if names else "-"


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


if __name__ == "__main__":
    main()
