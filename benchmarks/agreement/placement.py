r"""Can a comment find its line by meaning alone, among lines that are no program?

    python benchmarks/agreement/placement.py benchmarks/agreement/data/placement.jsonl --embedders static lexical

Each group has five lines that do not parse together and are in no order; the comments name nothing of their line.
A comment's place is the line of its group with the highest cosine; with ``align``, the place that the aligner gives
all comments of the group together. Shares of comments placed right, 95 % intervals by bootstrap over the groups.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from intervals import shown
from msgspec import Struct, json

from postil.alignment.align import align
from postil.embedders.base import Embedder
from postil.embedders.registry import embedder_named
from postil.facts.registry import facts_of
from postil.records import Comment


class Line(Struct, frozen=True):
    """A line with its comment in both languages."""

    group: int
    code: str
    en: str
    zh: str


def groups_of(path: Path) -> list[list[Line]]:
    """The groups in order."""
    groups: dict[int, list[Line]] = defaultdict(list)
    for text in path.read_bytes().splitlines():
        line = json.decode(text, type=Line)
        groups[line.group].append(line)
    return [groups[number] for number in sorted(groups)]


def placed_by_cosine(embedder: Embedder, codes: Sequence[str], comments: Sequence[str]) -> float:
    """The share of comments whose own line is nearest."""
    cosines = embedder.encode(comments) @ embedder.encode(codes).T
    return float((cosines.argmax(axis=1) == np.arange(len(codes))).mean())


def placed_by_align(codes: Sequence[str], comments: Sequence[str]) -> float:
    """The share of comments that the aligner gives their own line."""
    found = align(facts_of("\n".join(codes), "python"), [Comment(comment) for comment in comments])
    return sum(one.lines == (at,) for at, one in enumerate(found, 1)) / len(found)


def main() -> None:
    """Place all comments in every way asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("lines", type=Path)
    parser.add_argument("--embedders", nargs="+", default=["static", "lexical"])
    options = parser.parse_args()
    groups = groups_of(options.lines)
    for language in ("en", "zh"):
        print(f"{language}: {sum(map(len, groups))} comments in {len(groups)} groups, share placed right")
        told = [
            ([line.code for line in group], [str(getattr(line, language)) for line in group])
            for group in groups
        ]
        for name in options.embedders:
            embedder = embedder_named(name)
            print(f"  {name:<28} {shown([placed_by_cosine(embedder, *one) for one in told])}", flush=True)
        print(f"  {'align':<28} {shown([placed_by_align(*one) for one in told])}", flush=True)


if __name__ == "__main__":
    main()
