"""How much of what is planted is caught, and how many rows of real projects are touched.

    python benchmarks/corpora/redaction.py planted [--count 2000] [--seed 1] [--show]
    python benchmarks/corpora/redaction.py clean [PATH ...] [--git DIRECTORY] [--show]

Needs ``pip install faker``.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from planting import Garden

from postil_corpora.filters.redaction import redact

_KEY = "a key for measuring only"
_ROW_LINES = 30
"""Lines of a row cut out of a source file."""


def survivors(secrets: tuple[str, ...], before: str, after: str) -> list[str]:
    """What was planted and can still be read; of a long word even twelve letters in a row."""
    pieces = [secret[start : start + 12] for secret in secrets for start in range(max(1, len(secret) - 11))]
    return [piece for piece in pieces if piece in before and piece in after]


def planted(count: int, seed: int, *, show: bool) -> None:
    """Print the share caught, of each kind and of all."""
    all_of, caught, touched = Counter[str](), Counter[str](), 0
    for row in Garden(seed).texts(count):
        after = redact(row.text, _KEY).text
        left = survivors(row.secrets, row.text, after)
        all_of[row.kind] += 1
        caught[row.kind] += not left
        if left and show:
            print(f"MISSED {row.kind}: {left[0]!r}\n{after}\n")
    for kind in sorted(all_of):
        print(f"{caught[kind]:4d} of {all_of[kind]:4d}  {kind}")
    total = sum(caught.values())
    print(f"{total} of {count} caught: {100 * total / count:.2f} %; {touched}")


def sources(paths: list[str]) -> Iterator[tuple[str, str]]:
    """Rows of source files: thirty lines each, named by path and first line."""
    for root in map(Path, paths):
        for path in sorted(root.rglob("*.py")):
            lines = path.read_text("utf-8", "replace").splitlines(keepends=True)
            for start in range(0, len(lines), _ROW_LINES):
                yield f"{path.relative_to(root)}:{start + 1}", "".join(lines[start : start + _ROW_LINES])


def messages(directory: str) -> Iterator[tuple[str, str]]:
    """The commit messages of a repository, named by their commits."""
    log = subprocess.run(
        ["git", "-C", directory, "log", "--all", "-z", "--format=%H%n%B"], check=True, capture_output=True
    )
    for entry in log.stdout.decode("utf-8", "replace").split("\0"):
        sha, _, text = entry.partition("\n")
        if text.strip():
            yield sha[:12], text


def clean(rows: list[tuple[str, str]], sample: int, *, show: bool) -> None:
    """Print how many of a sample of ``rows`` are touched, and by what."""
    chosen = random.Random(1).sample(rows, min(sample, len(rows)))  # noqa: S311 - a sample to be drawn again
    kinds, touched = Counter[str](), 0
    for name, text in chosen:
        found = redact(text, _KEY)
        touched += bool(found.found)
        kinds.update(set(found.found))
        if found.found and show:
            _show(name, text, found.text)
    print(
        f"{touched} of {len(chosen)} rows touched: {100 * touched / max(1, len(chosen)):.2f} %; {dict(kinds)}"
    )


def _show(name: str, text: str, after: str) -> None:
    changed = [(a, b) for a, b in zip(text.splitlines(), after.splitlines(), strict=False) if a != b]
    print(f"{name}\n   {changed[0][0].strip()[:150]}\n   {changed[0][1].strip()[:150]}")


def main(argv: list[str]) -> None:
    """Measure one of the two."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("planted", "clean"))
    parser.add_argument("paths", nargs="*")
    parser.add_argument("--git")
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", action="store_true")
    args = parser.parse_args(argv)
    if args.what == "planted":
        planted(args.count, args.seed, show=args.show)
        return
    rows = [*sources(args.paths), *(messages(args.git) if args.git else ())]
    clean(rows, args.count, show=args.show)


if __name__ == "__main__":
    main(sys.argv[1:])
