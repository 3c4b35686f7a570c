"""The lines with Chinese and English sentences are what the benchmark's page says they are."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

DATA = Path(__file__).parents[3] / "benchmarks" / "agreement" / "data"
PAIRS = [("lines_zh_dev", "lines_zh_test"), ("plain_lines_dev", "plain_lines_test")]
FILES = [*(name for pair in PAIRS for name in pair), "plain_lines_fresh"]
TOKEN = re.compile(r"[a-z]+|[0-9]+")

pytestmark = pytest.mark.skipif(not DATA.exists(), reason="the data come with the repository only")


def rows_of(name: str) -> list[dict[str, object]]:
    text = (DATA / f"{name}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def share_no_token(code: object, sentence: object) -> bool:
    words = [set(TOKEN.findall(str(text).lower())) for text in (code, sentence)]
    return words[0].isdisjoint(words[1])


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(("language", "flag"), [("zh", "token_free"), ("en", "en_token_free")])
def test_a_sentence_is_token_free_when_no_word_or_number_of_its_line_is_in_it(
    name: str, language: str, flag: str
) -> None:
    wrong = [row["id"] for row in rows_of(name) if row[flag] != share_no_token(row["code"], row[language])]
    assert wrong == []


@pytest.mark.parametrize("name", FILES)
def test_at_least_half_of_the_chinese_sentences_are_token_free(name: str) -> None:
    rows = rows_of(name)
    assert sum(bool(row["token_free"]) for row in rows) >= len(rows) / 2


@pytest.mark.parametrize(("dev", "test"), PAIRS)
def test_no_unit_is_in_both_files(dev: str, test: str) -> None:
    seen, unseen = rows_of(dev), rows_of(test)
    assert {row["unit"] for row in seen}.isdisjoint(row["unit"] for row in unseen)
    assert len(unseen) >= 300


@pytest.mark.parametrize("name", FILES)
def test_ids_are_unique_and_lines_count_from_one(name: str) -> None:
    rows = rows_of(name)
    assert len({row["id"] for row in rows}) == len(rows)
    counted: dict[object, int] = {}
    for row in rows:
        counted[row["unit"]] = counted.get(row["unit"], 0) + 1
        assert row["line"] == counted[row["unit"]]
