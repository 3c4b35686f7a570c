from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.embedders.base import Embedder
from postil.embedders.registry import embedder_named
from postil.embedders.static.embedder import MODEL, StaticEmbedder
from postil.embedders.static.table import HEADER_BYTES, Table
from postil.embedders.static.tokens import Tokenizer, parts_of
from postil.errors import UsageError

TEXTS = [
    "Return the length",
    "返回列表长度",
    "return len(items)",
    "",
    "\ud800",
    "\0",
    "a" * 100_000,
    "列" * 30_000,
]
EMBEDDER = StaticEmbedder()


def run_python(program: str, **env: str) -> str:
    paths = os.pathsep.join(sys.path)
    return subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": paths, **env},
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def test_it_is_found_by_name_and_keeps_the_protocol() -> None:
    embedder = embedder_named("static")
    assert isinstance(embedder, Embedder)
    assert embedder.name == "static"


def test_the_sha_is_that_of_the_shipped_table_which_is_small() -> None:
    content = MODEL.read_bytes()
    assert hashlib.sha256(content[HEADER_BYTES:]).hexdigest() == EMBEDDER.sha
    assert len(content) <= 12_000_000


def test_rows_have_length_one_whatever_the_text() -> None:
    rows = EMBEDDER.encode(TEXTS)
    assert rows.shape == (len(TEXTS), EMBEDDER.dimensions)
    assert rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1.0, atol=1e-6)
    assert EMBEDDER.encode([]).shape == (0, EMBEDDER.dimensions)


def test_a_text_has_the_same_row_in_any_batch() -> None:
    for row, text in zip(EMBEDDER.encode(TEXTS), TEXTS, strict=True):
        assert (EMBEDDER.encode([text])[0] == row).all()


@pytest.mark.parametrize(
    ("text", "near", "far"),
    [
        ("Return the length of the list", "return len(items)", "import os"),
        ("遍历所有价格", "for price in prices:", "import os"),
        ("遍歷所有價格", "for price in prices:", "import os"),
        ("打开文件", "with open(path) as file:", "total += 1"),
        ("Return the length of the list", "返回列表的长度", "打开文件"),
        ("Wait a while", "time.sleep(delay)", "names.sort()"),
        ("Remove duplicates", "unique = set(values)", "return None"),
    ],
)
def test_what_means_the_same_is_nearer(text: str, near: str, far: str) -> None:
    assert EMBEDDER.similarity(text, near) > EMBEDDER.similarity(text, far)


@given(st.text(max_size=60), st.text(max_size=60))
def test_similarity_is_symmetric_and_in_bounds(one: str, other: str) -> None:
    assert 0.0 <= EMBEDDER.similarity(one, other) == EMBEDDER.similarity(other, one) <= 1.0


def test_a_text_is_the_same_as_itself_and_unlike_nothing() -> None:
    assert EMBEDDER.similarity("Return x", "Return x") == pytest.approx(1.0)
    assert EMBEDDER.similarity("", "") == EMBEDDER.similarity("Return x", "") == 0.0


PLAIN = (
    "import sys; from postil.embedders.static.embedder import StaticEmbedder as E; "
    "print(repr(E().cosine('Return the length of 列表', 'return len(items)')), 'numpy' in sys.modules)"
)


def test_a_few_similarities_need_no_numpy_and_are_the_same_to_the_digit() -> None:
    plain, without = run_python(PLAIN, PYTHONHASHSEED="1").split()
    with_numpy, _ = run_python("import numpy; " + PLAIN, PYTHONHASHSEED="2").split()
    assert without == "False"
    assert plain == with_numpy


def test_numpy_comes_in_for_many_texts_and_changes_nothing() -> None:
    program = (
        "import sys; from postil.embedders.static.embedder import StaticEmbedder as E; e = E(); "
        "first = e.cosine('Open the file', 'with open(path) as f:'); "
        "[e.similarity(f'text {n}', 'for x in y:') for n in range(400)]; "
        "print(first == e.cosine('Open the file', 'with open(path) as f:'), 'numpy' in sys.modules)"
    )
    assert run_python(program).split() == ["True", "True"]


def test_a_damaged_table_says_so(tmp_path: Path) -> None:
    path = tmp_path / "model.bin"
    for content in (b"", b"{}", b"\xff" * 5_000):
        path.write_bytes(content)
        with pytest.raises(UsageError, match="install postil again"):
            Table(path)
    with pytest.raises(UsageError, match="install postil again"):
        Table(tmp_path / "none.bin")


def tokenizer(*words: str) -> Tokenizer:
    known = {word: row for row, word in enumerate(words)}
    return Tokenizer(lambda w: known.get(w, -1), lambda w: known.get(w, -1), range(100, 110))


def test_identifiers_fall_into_words_and_calls_come_once_more() -> None:
    assert list(parts_of("maxIdx")) == ["maximum", "index"]
    assert list(parts_of("read_csv(")) == ["read", "csv", "read_csv("]
    assert list(parts_of("==")) == ["=="]


def test_a_defined_name_counts_three_times_and_others_once() -> None:
    rows = tokenizer("alpha", "beta", "def", "return", "+").rows("def alpha(beta):\n    return beta + alpha")
    assert rows == [2, 0, 1, 3, 4, 0, 0]


def test_lines_tell_what_kind_of_statement_they_are() -> None:
    rows = tokenizer("@for", "for", "x").rows
    assert rows("for x") == [1, 2, 0]
    assert rows("x for") == [2, 1]


def test_an_unknown_word_is_read_by_stem_or_by_its_pieces() -> None:
    read = tokenizer("open", "file", "name")
    assert read.rows("opened") == [0]
    bucket, *pieces = read.rows("filename")
    assert 100 <= bucket < 110
    assert pieces == [1, 2]
    (alone,) = read.rows("filenamex")
    assert 100 <= alone < 110


def test_chinese_is_read_by_the_longest_known_word() -> None:
    assert tokenizer("遍历", "列", "列表").rows("遍历了列表中每列") == [0, 2, 1]
