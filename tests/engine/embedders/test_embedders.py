from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from postil.embedders.base import Calibration, Embedder
from postil.embedders.cache import CachedEmbedder
from postil.embedders.lexical import LexicalEmbedder
from postil.embedders.registry import embedder_named
from postil.errors import UsageError

TEXTS = ["Return the length", "返回列表长度", "return len(items)", "import os", "", "\ud800", "a" * 100_000]


@pytest.mark.parametrize("embedder", [LexicalEmbedder(), LexicalEmbedder(64)])
def test_rows_have_length_one_whatever_the_text(embedder: LexicalEmbedder) -> None:
    rows = embedder.encode(TEXTS)
    assert rows.shape == (len(TEXTS), embedder.dimensions)
    assert rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1.0, atol=1e-6)
    assert embedder.encode([]).shape == (0, embedder.dimensions)


def test_a_text_has_the_same_row_in_any_batch() -> None:
    embedder = LexicalEmbedder()
    together = embedder.encode(TEXTS)
    for row, text in zip(together, TEXTS, strict=True):
        assert (embedder.encode([text])[0] == row).all()


def test_rows_do_not_depend_on_the_hash_seed() -> None:
    program = (
        "import sys; from postil.embedders.lexical import LexicalEmbedder as E; "
        "sys.stdout.write(E().encode(['Return the length of 列表', 'x = y + 1']).tobytes().hex())"
    )
    paths = os.pathsep.join(sys.path)
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": paths},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "77")
    }
    assert len(outputs) == 1


@pytest.mark.parametrize(
    ("text", "near", "far"),
    [
        ("Return the length of the list", "return len(items)", "import os"),
        ("遍历所有价格", "for price in prices:", "import os"),
        ("打开文件", "with open(path) as file:", "total += 1"),
        ("Return the length of the list", "返回列表的长度", "打开文件"),
    ],
)
def test_what_means_the_same_is_nearer(text: str, near: str, far: str) -> None:
    embedder = LexicalEmbedder()
    assert embedder.similarity(text, near) > embedder.similarity(text, far)


def test_a_text_is_the_same_as_itself_and_unlike_nothing() -> None:
    embedder = LexicalEmbedder()
    assert embedder.similarity("Return x", "Return x") == pytest.approx(1.0)
    assert embedder.similarity("", "") == embedder.similarity("Return x", "") == 0.0


@given(st.text(max_size=100), st.text(max_size=100))
def test_similarity_is_symmetric_and_in_bounds(one: str, other: str) -> None:
    embedder = LexicalEmbedder()
    assert 0.0 <= embedder.similarity(one, other) == embedder.similarity(other, one) <= 1.0


def test_similarity_needs_no_numpy() -> None:
    program = (
        "import sys; from postil.embedders.registry import embedder_named; "
        "embedder_named('lexical').similarity('Return x', 'return x'); "
        "sys.exit('numpy' in sys.modules)"
    )
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    assert subprocess.run([sys.executable, "-c", program], env=env, check=False).returncode == 0


def test_the_sha_tells_the_width() -> None:
    assert LexicalEmbedder().sha == LexicalEmbedder().sha != LexicalEmbedder(64).sha


def test_calibration_puts_cosines_on_one_scale() -> None:
    calibration = Calibration(shuffled=0.1, true=0.5)
    scale = [calibration.apply(cosine) for cosine in (-1.0, 0.1, 0.3, 0.5, 0.75, 1.0, 1.1)]
    assert scale == pytest.approx([0.0, 0.0, 0.25, 0.5, 0.75, 1.0, 1.0])


def test_lexical_is_found_by_name_and_keeps_the_protocol() -> None:
    embedder = embedder_named("lexical")
    assert isinstance(embedder, Embedder)
    assert embedder is embedder_named("lexical")


@pytest.mark.parametrize("name", ["statik", "word2vec", ""])
def test_an_unknown_embedder_names_those_that_exist(name: str) -> None:
    with pytest.raises(UsageError, match="lexical"):
        embedder_named(name)


class Counting:
    """A real embedder that tells how many texts it was asked for."""

    name = "counting"
    sha = "c0ffee"
    calibration = Calibration(shuffled=0.0, true=0.5)

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.asked += texts
        return LexicalEmbedder(16).encode(texts)

    def similarity(self, text: str, other: str) -> float:
        return self.calibration.apply(float(self.encode([text])[0] @ self.encode([other])[0]))


def test_a_cached_embedder_asks_for_each_text_once(tmp_path: Path) -> None:
    inner = Counting()
    cached = CachedEmbedder(inner, tmp_path / "deep" / "vectors.sqlite")
    texts = ["one", "two", "one", "\ud800"]
    first = cached.encode(texts)
    again = CachedEmbedder(inner, tmp_path / "deep" / "vectors.sqlite").encode(texts)
    assert inner.asked == ["one", "two", "\ud800"]
    assert (first == again).all()
    assert (first == LexicalEmbedder(16).encode(texts)).all()
    assert cached.encode([]).shape == (0, 16)


def test_what_a_stopped_run_had_encoded_is_kept(tmp_path: Path) -> None:
    class Stopped(Counting):
        def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
            if "text 200" in texts:
                raise KeyboardInterrupt
            return super().encode(texts)

    texts = [f"text {number}" for number in range(300)]
    with pytest.raises(KeyboardInterrupt):
        CachedEmbedder(Stopped(), tmp_path / "vectors.sqlite").encode(texts)
    inner = Counting()
    CachedEmbedder(inner, tmp_path / "vectors.sqlite").encode(texts)
    assert 0 < len(inner.asked) < len(texts)


def test_a_cached_embedder_is_an_embedder(tmp_path: Path) -> None:
    inner = Counting()
    cached = CachedEmbedder(inner, tmp_path / "vectors.sqlite")
    assert isinstance(cached, Embedder)
    assert (cached.name, cached.sha) == ("counting", "c0ffee")
    assert cached.similarity("one", "two") == pytest.approx(inner.similarity("one", "two"), abs=1e-6)


def test_an_embedder_comes_in_by_its_entry_point(tmp_path: Path) -> None:
    dist = tmp_path / "stranger-1.0.dist-info"
    dist.mkdir()
    (dist / "entry_points.txt").write_text(
        "[postil.embedders]\nstranger = stranger_embedder:Stranger\nbroken = stranger_embedder:Broken\n"
    )
    (tmp_path / "stranger_embedder.py").write_text(
        "from postil.embedders.lexical import LexicalEmbedder\n"
        "class Stranger(LexicalEmbedder):\n    name = 'stranger'\n"
        "class Broken:\n    pass\n"
    )
    program = (
        "from postil.embedders.registry import embedder_named\n"
        "from postil.errors import UsageError\n"
        "print(embedder_named('stranger').name)\n"
        "try:\n    embedder_named('broken')\n"
        "except UsageError as error:\n    print(error)\n"
    )
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), *sys.path])}
    found = subprocess.run(
        [sys.executable, "-c", program], env=env, capture_output=True, text=True, check=True
    )
    first, second = found.stdout.splitlines()
    assert first == "stranger"
    assert "is no embedder" in second
