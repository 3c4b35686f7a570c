"""The development sentences find their lines at least as often as when this was written."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import pytest

from postil.alignment.align import align
from postil.facts.registry import facts_of
from postil.records import Comment

DATA = Path(__file__).parents[3] / "benchmarks" / "agreement" / "data"


@pytest.mark.skipif(not DATA.exists(), reason="the data come with the repository, not with the package")
@pytest.mark.parametrize(
    ("file", "language", "least"),
    [
        ("plain_lines_dev", "zh", 0.96),
        ("plain_lines_dev", "en", 0.97),
        ("lines_zh_dev", "zh", 0.85),
        ("lines_zh_dev", "en", 0.70),
    ],
)
def test_sentences_find_their_lines(file: str, language: str, least: float) -> None:
    units: dict[str, list[dict[str, str]]] = defaultdict(list)
    for line in (DATA / f"{file}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        units[row["unit"]].append(row)
    right = total = 0
    for rows in units.values():
        for start in range(0, len(rows) - 9, 10):
            window = rows[start : start + 10]
            facts = facts_of("\n".join(row["code"] for row in window), "python")
            order = [7, 2, 9, 4, 0, 5, 1, 8, 3, 6]
            found = align(facts, [Comment(window[at][language]) for at in order])
            right += sum(one.lines == (at + 1,) for at, one in zip(order, found, strict=True))
            total += 10
    assert right / total >= least
