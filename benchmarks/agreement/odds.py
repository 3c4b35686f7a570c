r"""How much more often does a rule find something on false sentences than on true ones?

    python benchmarks/agreement/odds.py WHEELS [--each 1500] [--whole 700] [--rules CON72 CON84]

First sentences of real docstrings and corrupted copies, given as rows, of all packages: by rule, how many of the true
ones it finds something on, and how many of the copies of each kind. With ``--whole``: on how many whole real
docstrings, so many functions of each package at most.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from docstring_pairs import docstring_pairs
from documented import packages_in, whole_docstrings

from postil import Scorer
from postil.reading.candidates import as_row


def found(scorer: Scorer, code: str, comment: str, only: frozenset[str]) -> set[str]:
    """The rules among ``only`` that find something on a remark on Python code; none on an empty remark."""
    row = as_row({"code_snippet": code, "comment": comment, "language": "python"}, None)
    if row.missing is not None:
        return set()
    page = scorer.page(row)
    page.read_remarks()
    return {finding.code for finding in scorer.findings(page, only)}


def odds(scorer: Scorer, wheels: Path, each: int, only: frozenset[str]) -> Iterator[str]:
    """The lines of the table of sentences."""
    size, hits = Counter[str](), Counter[tuple[str, str]]()
    for testing in (False, True):
        for pair in docstring_pairs(wheels, each, testing=testing):
            size.update(("true", pair.kind))
            for kind, text in (("true", pair.true), (pair.kind, pair.corrupted)):
                hits.update((code, kind) for code in found(scorer, pair.code, text, only))
    yield f"| rule | {' | '.join(f'{kind} ({number})' for kind, number in size.items())} |"
    yield "|---" * (len(size) + 1) + "|"
    for code in sorted({code for code, _ in hits}):
        yield f"| {code} | {' | '.join(str(hits[code, kind]) for kind in size)} |"


def whole(scorer: Scorer, wheels: Path, most: int, only: frozenset[str]) -> Iterator[str]:
    """How many whole docstrings have a finding, by rule."""
    size, hits = 0, Counter[str]()
    for package in packages_in(wheels):
        for code, docstring in _first(whole_docstrings(wheels, package), most):
            size += 1
            hits.update(found(scorer, code, docstring, only))
    yield f"{size} whole docstrings: {', '.join(f'{code} {number}' for code, number in sorted(hits.items()))}"


def _first(pairs: Iterator[tuple[str, str]], most: int) -> Iterator[tuple[str, str]]:
    return (pair for pair, _ in zip(pairs, range(most), strict=False))


def main() -> None:
    """Read the options, count, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("wheels", type=Path, metavar="WHEELS")
    parser.add_argument("--each", type=int, default=1_500)
    parser.add_argument("--whole", type=int, metavar="MOST")
    parser.add_argument("--rules", nargs="+", metavar="CODE", help="default: those on accuracy")
    options = parser.parse_args()
    scorer = Scorer()
    only = frozenset(options.rules or [one.code for one in scorer.rules if one.dimension == "accuracy"])
    if options.whole:
        lines = whole(scorer, options.wheels, options.whole, only)
    else:
        lines = odds(scorer, options.wheels, options.each, only)
    print("\n".join(lines))


if __name__ == "__main__":
    main()
