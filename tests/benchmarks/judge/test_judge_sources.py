"""Logs as items: runs, issues, rows with predictions or scores; and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from postil.errors import UsageError
from postil.reports.jsonl import encode
from postil.scoring.scorer import Scorer
from postil_bench.judge.items import units_of
from postil_bench.judge.sources import read_items
from postil_bench.records import Metric, RunInfo, Sample, write_info, write_lines

ROW = {"id": "r1", "code_snippet": "total = 0\ntotal += price", "description": "Explain."}


def lines(path: Path, *rows: object) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def sample(**fields: object) -> Sample:
    return Sample(
        **{
            "task": "t",
            "model": "m",
            "seed": 1,
            "item": "i",
            "prompt": "?",
            "answer": "!",
            "metrics": {},
            **fields,
        }
    )  # type: ignore[arg-type]


def test_the_answers_of_an_issue_are_its_candidates_without_their_authors(issues: Path) -> None:
    first, second = read_items([issues])
    assert (first.id, second.id) == ("q1", "q2")
    assert [candidate.key for candidate in first.candidates] == ["answer_1", "answer_2"]
    assert first.question.startswith("How do I do 1?\n\nI tried `open`.")
    assert first.code == ""
    assert "login" not in f"{first}"
    assert all(c.engine is not None and 0 <= c.engine <= 1 for c in first.candidates)


def test_rows_with_predictions_of_two_models(tmp_path: Path) -> None:
    rows = lines(tmp_path / "rows.jsonl", ROW, {**ROW, "id": "r2"})
    for name, said in (("small", "Line 2: Add price."), ("large", "Line 1: Start at zero.")):
        lines(tmp_path / f"{name}.jsonl", {"id": "r1", "prediction": said}, {"id": "r2", "prediction": ""})
    (item,) = read_items([tmp_path / "small.jsonl", tmp_path / "large.jsonl"], rows)
    assert [(c.key, c.text) for c in item.candidates] == [
        ("small", "Line 2: Add price."),
        ("large", "Line 1: Start at zero."),
    ]
    assert item.code == ROW["code_snippet"]
    assert len(units_of([item], "pair")) == 1


def test_scores_bring_their_own_figures(tmp_path: Path) -> None:
    row = {**ROW, "annotations": [{"line_number": 2, "annotation": "Add price to total."}]}
    rows = lines(tmp_path / "rows.jsonl", row)
    score = Scorer().score(row)
    (tmp_path / "scores.jsonl").write_bytes(encode(score) + b"\n")
    (item,) = read_items([tmp_path / "scores.jsonl"], rows)
    (candidate,) = item.candidates
    assert (candidate.key, candidate.text) == ("scores", "Line 2: Add price to total.")
    assert score.overall is not None
    assert candidate.engine == pytest.approx(score.overall / 100)
    (own,) = read_items([rows])
    assert own.candidates[0].engine == candidate.engine
    assert own.candidates[0].key == "comments"


def test_a_run_is_judged_by_its_primary_metric_and_without_variants(tmp_path: Path) -> None:
    metrics = {"t": {"f1": Metric("functionality"), "exact": Metric("functionality", primary=True)}}
    info = RunInfo(
        signature="s", config={}, provenance={}, tasks=["t"], models=["m"], seeds=[1], metrics=metrics
    )
    write_info(tmp_path, info)
    write_lines(
        tmp_path / "samples.jsonl",
        [
            sample(metrics={"f1": 0.2, "exact": 1.0}),
            sample(variant="paraphrase"),
            sample(model="n", answer=None, status="unscored", cause="model"),
            sample(item="j", answer="  "),
        ],
    )
    (item,) = read_items([tmp_path / "samples.jsonl"])
    assert [(c.key, c.engine) for c in item.candidates] == [("m", 1.0)]


def test_seeds_and_tasks_stay_apart(tmp_path: Path) -> None:
    log = tmp_path / "samples.jsonl"
    write_lines(log, [sample(), sample(seed=2), sample(task="u")])
    assert [(item.id, [c.key for c in item.candidates]) for item in read_items([log])] == [
        ("t/i", ["m@1", "m@2"]),
        ("u/i", ["m@1"]),
    ]


def test_what_all_prompts_of_a_task_begin_with_is_told_apart_from_the_question(tmp_path: Path) -> None:
    log = tmp_path / "samples.jsonl"
    examples = "Comment the code.\n\n" + "An example of a good comment.\n" * 9 + "\n"
    prompts = {"i": examples + "### Code\nx = 1", "j": examples + "### Code\nxs = 2"}
    write_lines(log, [sample(item=item, prompt=prompt) for item, prompt in prompts.items()])
    items = read_items([log])
    assert [item.question for item in items] == ["### Code\nx = 1", "### Code\nxs = 2"]
    assert {item.shared for item in items} == {examples}
    assert [item.asked for item in items] == list(prompts.values())
    write_lines(log, [sample(item=item, prompt=prompt[-120:]) for item, prompt in prompts.items()])
    assert {item.shared for item in read_items([log])} == {""}


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([{"id": "1", "prediction": "x"}], "predictions and scores go with their rows"),
        ([{"a": 1}], "holds neither samples of a run nor rows"),
        ([], "holds neither"),
        ([{**ROW, "comment": "a"}, {**ROW, "comment": "b"}], "two rows have the id 'r1'"),
        ([{"id": "x", "question": "?", "body": "", "answer_1": {"body": " "}}], "nothing to judge"),
        ([{**ROW, "comment": 3}], "rows.jsonl:1:1"),
        ([{"task": "t", "model": "m", "metrics": {}}], "rows.jsonl:1"),
    ],
)
def test_what_cannot_be_judged_is_refused_with_its_place(
    tmp_path: Path, rows: list[object], says: str
) -> None:
    with pytest.raises(UsageError, match=says):
        read_items([lines(tmp_path / "rows.jsonl", *rows)])


def test_several_logs_need_their_rows_and_names_of_their_own(tmp_path: Path, issues: Path) -> None:
    with pytest.raises(UsageError, match="--rows"):
        read_items([issues, issues])
    with pytest.raises(UsageError, match="two logs are called issues"):
        read_items([issues, issues], issues)
    with pytest.raises(UsageError, match="does not exist"):
        read_items([tmp_path / "none.jsonl"])


def test_broken_bytes_are_an_error_with_a_place(tmp_path: Path) -> None:
    log = tmp_path / "log.jsonl"
    for data in (b"\x00", b"{" * 100_000, b'{"question": "\xff"}', b"[[[[" * 50_000):
        log.write_bytes(data + b"\n")
        with pytest.raises(UsageError, match=r"log\.jsonl"):
            read_items([log])
