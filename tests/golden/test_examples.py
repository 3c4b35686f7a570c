"""The examples keep their order: good over mediocre over bad, and good over bad by five points."""

import json
from collections import defaultdict
from pathlib import Path

import pytest

from postil import Scorer

EXAMPLES = Path(__file__).parents[2] / "examples"


def load() -> dict[str, dict[str, dict[str, object]]]:
    groups: dict[str, dict[str, dict[str, object]]] = defaultdict(dict)
    for file in sorted(EXAMPLES.glob("*.jsonl")):
        for line in file.read_text("utf-8").splitlines():
            row = json.loads(line)
            name, _, version = row["id"].rpartition(".")
            groups[name][version] = row
    return groups


GROUPS = load()
SCORER = Scorer()


def length(row: dict[str, object]) -> int:
    return len(str(row.get("comment", ""))) + sum(len(a["annotation"]) for a in row.get("annotations", []))


def test_there_are_twenty_snippets_in_each_language() -> None:
    for language in ("en", "zh"):
        assert sum(name.endswith(f".{language}") for name in GROUPS) >= 20


@pytest.mark.parametrize("name", GROUPS)
def test_the_versions_differ_only_in_their_comments(name: str) -> None:
    versions = GROUPS[name]
    assert set(versions) == {"good", "mediocre", "bad"}
    assert len({row["code_snippet"] for row in versions.values()}) == 1
    assert abs(length(versions["bad"]) - length(versions["good"])) <= 0.2 * length(versions["good"])


@pytest.mark.parametrize("name", GROUPS)
def test_good_is_over_mediocre_is_over_bad(name: str) -> None:
    scores = {version: SCORER.score(row) for version, row in GROUPS[name].items()}
    assert {score.status for score in scores.values()} == {"scored"}
    good, mediocre, bad = (scores[version].overall for version in ("good", "mediocre", "bad"))
    assert good > mediocre > bad
    assert good - bad >= 5


@pytest.mark.parametrize("name", GROUPS)
def test_a_good_version_has_no_error(name: str) -> None:
    findings = SCORER.score(GROUPS[name]["good"]).findings
    assert [f for f in findings if f.severity == "error"] == []
