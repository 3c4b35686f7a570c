"""How much of what is planted is caught, how many rows of real projects are touched, and how fast.

    python benchmarks/corpora/redaction.py planted [--count 2000] [--seed 1] [--show]
    python benchmarks/corpora/redaction.py clean --package PATH ... --clone PATH ... [--show]
    python benchmarks/corpora/redaction.py speed --package PATH ...

Needs ``pip install faker``; ``speed`` and the peer's share of what is planted need ``detect-secrets``.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from planting import Garden, Planted
from real_rows import commits, sources

from postil_corpora.filters.redaction import redact

_KEY = "a key for measuring only"
_ROW_LINES = 30
"""Lines of a row cut out of a source file."""


def survivors(row: Planted, after: str) -> list[str]:
    """What was planted and can still be read; of a long word even twelve letters in a row."""
    pieces = [
        secret[start : start + 12] for secret in row.secrets for start in range(max(1, len(secret) - 11))
    ]
    return [piece for piece in pieces if piece in row.text and piece in after]


def planted(count: int, seed: int, *, show: bool) -> None:
    """Print the share caught, of each kind and of all."""
    all_of, caught = Counter[str](), Counter[str]()
    for row in Garden(seed).texts(count):
        after = redact(row.text, _KEY).text
        left = survivors(row, after)
        all_of[row.kind] += 1
        caught[row.kind] += not left
        if left and show:
            print(f"MISSED {row.kind}: {left[0]!r}\n{after}\n")
    for kind in sorted(all_of):
        print(f"{caught[kind]:4d} of {all_of[kind]:4d}  {kind}")
    total = sum(caught.values())
    print(f"{total} of {count} caught: {100 * total / count:.2f} %")


def _rows(packages: list[Path], clones: list[Path]) -> Iterator[tuple[str, str]]:
    for package in packages:
        for sample in sources(package):
            lines = sample.code_snippet.splitlines(keepends=True)
            for start in range(0, len(lines), _ROW_LINES):
                yield f"{sample.id}:{start + 1}", "".join(lines[start : start + _ROW_LINES])
    for clone in clones:
        yield from ((commit.sha, commit.message) for commit in commits(clone))


def clean(rows: list[tuple[str, str]], sample: int, *, show: bool) -> None:
    """Print how many of a sample of ``rows`` are touched, and by what; whether rightly, a reader must say."""
    chosen = random.Random(1).sample(rows, min(sample, len(rows)))  # noqa: S311 - a sample to be drawn again
    kinds, touched = Counter[str](), 0
    for name, text in chosen:
        found = redact(text, _KEY)
        touched += bool(found.found)
        kinds.update(set(found.found))
        if found.found and show:
            changes = zip(text.splitlines(), found.text.splitlines(), strict=False)
            before, after = next((a, b) for a, b in changes if a != b)
            print(f"{name}\n   {before.strip()[:150]}\n   {after.strip()[:150]}")
    print(
        f"{touched} of {len(chosen)} rows touched: {100 * touched / max(1, len(chosen)):.2f} %; {dict(kinds)}"
    )


def speed(rows: list[tuple[str, str]], sample: int) -> None:
    """Print megabytes for each CPU second, beside detect-secrets with all its plugins, in turns."""
    from detect_secrets.core.scan import scan_line  # noqa: PLC0415 - the peer, wanted here alone
    from detect_secrets.settings import default_settings  # noqa: PLC0415 - same

    chosen = [text for _, text in random.Random(1).sample(rows, min(sample, len(rows)))]  # noqa: S311 - same
    size = sum(len(text.encode("utf-8", "replace")) for text in chosen) / 1e6
    ours, theirs = [], []
    with default_settings():
        for _ in range(3):
            start = time.process_time()
            for text in chosen:
                redact(text, _KEY)
            ours.append(size / (time.process_time() - start))
            start = time.process_time()
            for text in chosen:
                for line in text.splitlines():
                    list(scan_line(line))
            theirs.append(size / (time.process_time() - start))
    ratio = sorted(mine / peer for mine, peer in zip(ours, theirs, strict=True))[1]
    print(
        f"redact {sorted(ours)[1]:.2f} MB/s, detect-secrets {sorted(theirs)[1]:.2f} MB/s, {ratio:.1f} times as fast"
    )


def main(argv: list[str]) -> None:
    """Measure one of the three."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("planted", "clean", "speed"))
    parser.add_argument("--package", type=Path, action="append", default=[])
    parser.add_argument("--clone", type=Path, action="append", default=[])
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", action="store_true")
    args = parser.parse_args(argv)
    if args.what == "planted":
        planted(args.count, args.seed, show=args.show)
        return
    rows = list(_rows(args.package, args.clone))
    if args.what == "clean":
        clean(rows, args.count, show=args.show)
    else:
        speed(rows, args.count)


if __name__ == "__main__":
    main(sys.argv[1:])
