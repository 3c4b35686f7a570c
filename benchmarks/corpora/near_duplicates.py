"""Near duplicates among the functions of installed packages: how fast they are found, and how alike they truly are.

    python benchmarks/corpora/near_duplicates.py numpy hypothesis pygments [--count 20000] [--seed 3]

Names are those of packages that can be imported here. The filter goes by sketches (MinHash); the greatest Jaccard
similarity to a function that stayed is counted out for every near copy it found, so the table says how far it may be trusted.
"""

from __future__ import annotations

import argparse
import ast
import random
import time
from collections import Counter
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from readings import interval
from real_rows import sources

from postil_corpora.filters.duplicates import Duplicates, shingles, tokens_of
from postil_corpora.filters.view import view
from postil_corpora.schema import CommentSample, Provenance

_FEWEST_LINES = 5
_SHARES = (0.7, 0.65, 0.6)


def functions_in(name: str, code: str) -> Iterator[tuple[str, str]]:
    """The functions of a source that have at least five lines, with their places; none if it cannot be parsed."""
    try:
        tree = ast.parse(code)
    except (SyntaxError, ValueError):
        return
    lines = code.split("\n")
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            text = "\n".join(lines[node.lineno - 1 : node.end_lineno])
            if text.count("\n") >= _FEWEST_LINES - 1:
                yield f"{name}:{node.lineno}", text


def functions(package: Path) -> Iterator[CommentSample]:
    """The functions of the Python files of a package."""
    for file in sources(package):
        if file.id.endswith(".py"):
            for name, text in functions_in(file.id, file.code_snippet):
                yield CommentSample(name, text, (), Provenance(package.name, "benchmark"))


class Kept:
    """The functions that stayed, by the runs of tokens in them."""

    def __init__(self) -> None:
        self._sizes: list[int] = []
        self._owners: dict[str, list[int]] = {}

    def add(self, code: str) -> None:
        """Remember a function."""
        runs = set(shingles(tokens_of(code)))
        for run in runs:
            self._owners.setdefault(run, []).append(len(self._sizes))
        self._sizes.append(len(runs))

    def nearest(self, code: str) -> float:
        """The greatest Jaccard similarity to one of them."""
        runs = set(shingles(tokens_of(code)))
        shared = Counter(owner for run in runs for owner in self._owners.get(run, ()))
        return max(
            (count / (len(runs) + self._sizes[owner] - count) for owner, count in shared.items()), default=0.0
        )


def main() -> None:
    """Run the filter over functions and print what it found."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("packages", nargs="+")
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=3)
    args = parser.parse_args()
    rows = [row for name in args.packages for row in functions(folder_of(name))]
    random.Random(args.seed).shuffle(rows)  # noqa: S311 - to be drawn again
    seen = [view(row) for row in rows[: args.count]]
    filter_ = Duplicates()
    started = time.process_time()
    reasons = [filter_(one) for one in seen]
    spent = time.process_time() - started
    kept, near = Kept(), list[float]()
    for one, reason in zip(seen, reasons, strict=True):
        if reason is None:
            kept.add(one.code)
        elif reason.startswith("nearly"):
            near.append(kept.nearest(one.code))
    exact = sum(bool(reason) for reason in reasons) - len(near)
    print(f"{len(seen)} functions, {len(seen) / spent:,.0f} for each CPU second; {exact} exact copies")
    for share in _SHARES:
        right = sum(value >= share for value in near)
        low, high = interval(right, len(near))
        print(
            f"{right} of {len(near)} near copies: {share} or more, {right / len(near):.1%} [{low:.1%}, {high:.1%}]"
        )


def folder_of(name: str) -> Path:
    """The folder of a package that can be imported."""
    spec = find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        message = f"there is no package {name} here"
        raise SystemExit(message)
    return Path(next(iter(spec.submodule_search_locations)))


if __name__ == "__main__":
    main()
