"""Same input, same bytes: under any hash seed, number of workers and order of rows."""

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"


def run(path: Path, *options: str, seed: str = "0") -> list[bytes]:
    command = [sys.executable, "-m", "postil", "score", str(path), "--format", "jsonl", *options]
    done = subprocess.run(
        command, capture_output=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed}, timeout=120
    )
    return done.stdout.splitlines()


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("rows") / "rows.jsonl"
    path.write_text("".join(file.read_text("utf-8") for file in sorted(EXAMPLES.glob("*.jsonl"))), "utf-8")
    return path


@pytest.fixture(scope="module")
def expected(rows: Path) -> list[bytes]:
    return run(rows)


def test_every_row_gives_one_object(rows: Path, expected: list[bytes]) -> None:
    ids = [json.loads(line)["id"] for line in rows.read_text("utf-8").splitlines()]
    assert [json.loads(line)["id"] for line in expected] == ids


@pytest.mark.parametrize("seed", ["1", "4242"])
def test_the_hash_seed_changes_nothing(rows: Path, expected: list[bytes], seed: str) -> None:
    assert run(rows, seed=seed) == expected


def test_the_number_of_workers_changes_nothing(rows: Path, expected: list[bytes]) -> None:
    assert run(rows, "--workers", "3", seed="7") == expected


def test_the_order_of_rows_changes_nothing(rows: Path, expected: list[bytes], tmp_path: Path) -> None:
    lines = rows.read_text("utf-8").splitlines()
    random.Random(5).shuffle(lines)
    shuffled = tmp_path / "shuffled.jsonl"
    shuffled.write_text("\n".join(lines) + "\n", "utf-8")
    assert sorted(run(shuffled, seed="3")) == sorted(expected)


def test_line_ends_and_a_byte_order_mark_change_nothing(
    rows: Path, expected: list[bytes], tmp_path: Path
) -> None:
    other = tmp_path / "windows.jsonl"
    other.write_bytes(b"\xef\xbb\xbf" + rows.read_bytes().replace(b"\n", b"\r\n\r\n"))
    assert run(other) == expected
