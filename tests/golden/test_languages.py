"""Comments on code in other languages keep their order: good over mediocre over bad."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from postil import Scorer
from postil.facts.registry import facts_of

ROWS = Path(__file__).with_name("languages.jsonl")
SCORER = Scorer()


def load() -> dict[str, dict[str, dict[str, str]]]:
    groups: dict[str, dict[str, dict[str, str]]] = defaultdict(dict)
    for line in ROWS.read_text("utf-8").splitlines():
        row = json.loads(line)
        name, _, version = row["id"].rpartition(".")
        groups[name][version] = row
    return groups


GROUPS = load()


def test_each_language_has_three_snippets() -> None:
    counts = Counter(name.partition(".")[0] for name in GROUPS)
    assert set(counts) == {"c", "cpp", "go", "java", "javascript", "rust", "typescript"}
    assert min(counts.values()) >= 3


@pytest.mark.parametrize("name", GROUPS)
def test_the_code_is_read_as_it_is(name: str) -> None:
    (code,) = {row["code_snippet"] for row in GROUPS[name].values()}
    assert facts_of(code, name.partition(".")[0]).problems == ()


@pytest.mark.parametrize("name", GROUPS)
def test_good_is_over_mediocre_is_over_bad(name: str) -> None:
    scores = {version: SCORER.score(row) for version, row in GROUPS[name].items()}
    assert {score.status for score in scores.values()} == {"scored"}
    good, mediocre, bad = (scores[version].overall or 0.0 for version in ("good", "mediocre", "bad"))
    assert good > mediocre > bad
    assert good - bad >= 10


@pytest.mark.parametrize("name", GROUPS)
def test_a_good_version_has_no_error(name: str) -> None:
    findings = SCORER.score(GROUPS[name]["good"]).findings
    assert [finding for finding in findings if finding.severity == "error"] == []
