"""One contract for all adapters: the same rows and answers, the values of the engine to the digit.

Each framework is asked as its users ask it. One that is not installed is skipped; ``test_adapter_environments.py``
runs this file in an environment of its own for each of them.
"""

from __future__ import annotations

import asyncio
import json
import math
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from postil.errors import UsageError
from postil.scoring.scorer import Scorer
from postil_bench import adapters
from postil_bench.adapters.judging import METRICS, Judging, told

pytest_plugins = ["pytester"]
theirs = pytest.mark.filterwarnings("ignore")  # what a framework deprecates inside itself is not our fault
CODE = "def half(n):\n    if n < 0:\n        raise ValueError('negative')\n    return n / 2"
GOOD = "Line 1: Take n.\nLine 2: Check that n is not negative.\nLine 4: Return n halved."
WRONG = "Line 4: Return n doubled and raise KeyError."
CHINESE = "第4行：返回n的一半。"
ROWS: list[dict[str, Any]] = [
    {"code_snippet": CODE, "description": "Comment this code."},
    {"code_snippet": CODE, "annotations": [{"line_number": 4, "annotation": "Return half of n."}]},
    {"query": f"Please comment: ```python\n{CODE}\n```", "response": "Halve n."},
    {"code_snippet": CODE},
    {"code_snippet": "n = 1", "language": "python"},
    {"code_snippet": ""},  # nothing to judge: no value
]
ANSWERS = [GOOD, WRONG, CHINESE, "", "I'm sorry, I cannot help with that.", "Line 1: Set n."]
ENGINE = Judging()
EXPECTED = [ENGINE.value(row, answer) for row, answer in zip(ROWS, ANSWERS, strict=True)]
KNOWN = [value for value in EXPECTED if value is not None]


def test_the_expected_values_are_those_of_the_engine() -> None:
    scorer = Scorer()
    assert EXPECTED[0] == scorer.score(CODE, GOOD).overall
    assert EXPECTED[3:] == [0.0, 0.0, None]
    assert len(set(KNOWN)) == 4
    assert told(ENGINE.score(ROWS[1], WRONG)).startswith(("error", "warning", "info"))


def test_a_row_may_be_json_or_code() -> None:
    assert ENGINE.value(json.dumps(ROWS[0]), GOOD) == EXPECTED[0]
    assert ENGINE.value(CODE, GOOD) == EXPECTED[0]
    assert ENGINE.value(f"Comment this.\n```python\n{CODE}\n```", GOOD) == EXPECTED[0]
    assert ENGINE.value('{"a": 1}', "Line 1: Nothing.") is not None
    with pytest.raises(UsageError, match="this row cannot be judged"):
        ENGINE.score({"prompt": "?"}, GOOD)
    with pytest.raises(UsageError, match="no metric 'beauty'"):
        Judging("beauty")


@pytest.mark.parametrize("metric", METRICS)
def test_every_metric_is_the_engine_s(metric: str) -> None:
    score = Scorer().score(CODE, GOOD)
    engine = {"overall": score.overall} | {
        name: getattr(part, name)
        for part in (score.dimensions, score.features)
        if part is not None
        for name in part.__struct_fields__
    }
    judging = Judging(metric)
    assert judging.value(CODE, GOOD) == engine[metric]
    assert engine[metric] is None or 0 <= engine[metric] <= judging.top


def test_importing_the_adapters_costs_nothing() -> None:
    code = (
        "import sys; before = set(sys.modules); import postil_bench.adapters, postil_bench.adapters.pytest_plugin\n"
        "print([m for m in set(sys.modules) - before if m.startswith(('postil.', 'msgspec', 'numpy'))])"
    )
    shown = subprocess.run(
        [sys.executable, "-c", "import pytest;" + code], capture_output=True, text=True, check=True
    )
    assert shown.stdout.strip() == "[]"


PLUGGED = """
ROWS, ANSWERS, EXPECTED = {rows!r}, {answers!r}, {expected!r}

def test_values(postil_judge):
    for row, answer, value in zip(ROWS, ANSWERS, EXPECTED):
        if value:
            assert postil_judge(row, answer, at_least=value).overall == value

def test_below(postil_judge):
    postil_judge(ROWS[1], ANSWERS[1], at_least=EXPECTED[1] + 0.01)

def test_unscored(postil_judge):
    postil_judge(ROWS[5], ANSWERS[5])

def test_silence(postil_judge):
    postil_judge(ROWS[3], ANSWERS[3], at_least=1)

def test_usual(postil_judge):
    postil_judge(ROWS[1], ANSWERS[1])
"""


def test_pytest(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(PLUGGED.format(rows=ROWS, answers=ANSWERS, expected=EXPECTED))
    result = pytester.runpytest_subprocess("-p", "no:cacheprovider", "--postil-at-least", "99.5")
    result.assert_outcomes(passed=1, failed=4)
    result.stdout.fnmatch_lines(
        [
            f"*overall is {EXPECTED[1]:g}, below *",
            "*Postil cannot judge this row*",
            "*overall is 0, below 1*",
            "*below 99.5*",
        ]
    )
    pytester.makeini("[pytest]\npostil_at_least = 0\n")
    assert pytester.runpytest_subprocess("-k", "usual").ret == 0
    assert "postil_judge" in pytester.runpytest_subprocess("--fixtures").stdout.str()


@theirs
def test_inspect_ai(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("inspect_ai", reason="inspect_ai is not installed")
    from inspect_ai import Task
    from inspect_ai import eval as run_eval
    from inspect_ai.dataset import Sample
    from inspect_ai.model import ModelOutput, ModelUsage, get_model

    from postil_bench.adapters.inspect_scorer import postil

    monkeypatch.chdir(tmp_path)
    outputs = [ModelOutput.from_content("mockllm/model", answer) for answer in ANSWERS]
    for output in outputs:
        output.usage = ModelUsage(
            input_tokens=1, output_tokens=1, total_tokens=2
        )  # else a tokenizer is fetched
    samples = [Sample(input="Comment.", id=n, metadata={"row": row}) for n, row in enumerate(ROWS, 1)]
    model = get_model("mockllm/model", custom_outputs=outputs)
    (log,) = run_eval(
        Task(dataset=samples, scorer=postil()), model=model, max_connections=1, max_samples=1, display="none"
    )
    assert log.status == "success", log.error
    assert log.samples is not None
    scores = [sample.scores["postil"] for sample in log.samples if sample.scores]
    assert [None if math.isnan(score.as_float()) else score.value for score in scores] == EXPECTED
    assert log.results is not None
    (found,) = log.results.scores
    assert found.metrics["mean"].value == pytest.approx(sum(KNOWN) / len(KNOWN), abs=1e-9)
    assert found.unscored_samples == 1


@theirs
def test_hf_evaluate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("evaluate", reason="evaluate is not installed")
    monkeypatch.setenv("HF_EVALUATE_OFFLINE", "1")
    import evaluate

    path = Path(adapters.__path__[0]) / "hf_metric.py"
    metric = evaluate.load(str(path), cache_dir=str(tmp_path))
    found = metric.compute(predictions=ANSWERS, references=[json.dumps(row) for row in ROWS])
    assert found["scores"] == EXPECTED
    assert found["postil"] == sum(KNOWN) / len(KNOWN)
    assert found["coverage"] == len(KNOWN) / len(EXPECTED)
    metric.add_batch(predictions=ANSWERS[:1], references=[CODE])
    assert metric.compute(metric="accuracy")["scores"] == [Judging("accuracy").value(CODE, GOOD)]


@theirs
def test_deepeval(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DEEPEVAL_TELEMETRY_OPT_OUT", "1")
    monkeypatch.chdir(tmp_path)
    pytest.importorskip("deepeval", reason="deepeval is not installed")
    from deepeval import assert_test
    from deepeval.test_case import LLMTestCase

    from postil_bench.adapters.deepeval_metric import PostilMetric

    for row, answer, value in zip(ROWS, ANSWERS, EXPECTED, strict=True):
        case = LLMTestCase(input="Comment.", actual_output=answer, metadata={"row": row})
        metric = PostilMetric(threshold=0.5)
        expected = None if value is None else value / 100
        assert metric.measure(case) == expected
        assert asyncio.run(metric.a_measure(case)) == expected
        assert metric.is_successful() == (expected is not None and expected >= 0.5)
        assert (metric.error is None) == (expected is not None)
    good = LLMTestCase(input=CODE, actual_output=GOOD)
    assert PostilMetric().measure(good) == EXPECTED[0] / 100  # type: ignore[operator] # a number, as above
    assert_test(good, [PostilMetric(threshold=0.5)], run_async=False)
    with pytest.raises(AssertionError, match="Postil"):
        assert_test(
            LLMTestCase(input=CODE, actual_output=WRONG), [PostilMetric(threshold=1.0)], run_async=False
        )


@theirs
def test_torchmetrics() -> None:
    pytest.importorskip("torchmetrics", reason="the extra [torchmetrics] is not installed")
    import pickle

    import torch

    from postil_bench.adapters.torch_metric import PostilMetric

    metric = PostilMetric()
    mean = sum(KNOWN) / len(KNOWN)
    for start in (0, 2, 4):
        metric.update(ANSWERS[start : start + 2], ROWS[start : start + 2])
    assert metric.compute().item() == pytest.approx(mean, abs=1e-12)
    assert (metric.judged.item(), metric.seen.item()) == (5, 6)
    again = pickle.loads(pickle.dumps(metric))  # noqa: S301 - our own, as torch's workers send it
    assert again.compute().item() == metric.compute().item()
    metric.reset()
    metric.update([], [])
    assert math.isnan(metric.compute().item())
    for row, answer, value in zip(ROWS, ANSWERS, EXPECTED, strict=True):
        found = metric(([answer]), [row])
        assert torch.isnan(found) if value is None else found.item() == value


HARNESS = """
import json, sys
import lm_eval
from lm_eval.api.model import LM
from lm_eval.tasks import TaskManager

class Replay(LM):
    def __init__(self, answers): super().__init__(); self.answers = answers
    def generate_until(self, requests, disable_tqdm=False):
        return [self.answers[request.doc_id] for request in requests]
    def loglikelihood(self, requests): raise NotImplementedError
    def loglikelihood_rolling(self, requests): raise NotImplementedError

folder, rows, answers = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
manager = TaskManager(include_path=folder, include_defaults=False, metadata={"rows": rows})
found = lm_eval.simple_evaluate(
    Replay(answers), tasks=["postil_comment"], task_manager=manager, log_samples=True, bootstrap_iters=0
)
samples = sorted(found["samples"]["postil_comment"], key=lambda sample: sample["doc_id"])
names = ["postil_overall", "postil_format", "postil_accuracy", "postil_logic"]
print("RESULT" + json.dumps([found["results"]["postil_comment"], [[s[n] for n in names] for s in samples]], default=float))
"""


def harness(tmp_path: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "HF_HUB_OFFLINE": "1", "HF_HOME": str(tmp_path), "HF_DATASETS_OFFLINE": "1"}
    call = [sys.executable, *arguments]
    return subprocess.run(call, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)


def test_lm_evaluation_harness(tmp_path: Path) -> None:
    pytest.importorskip("lm_eval", reason="lm_eval is not installed")
    folder = str(Path(adapters.__path__[0]) / "lm_eval")
    rows = tmp_path / "rows.jsonl"
    rows.write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    done = harness(tmp_path, "-c", HARNESS, folder, str(rows), json.dumps(ANSWERS))
    assert "RESULT" in done.stdout, done.stderr[-3000:]
    results, samples = json.loads(done.stdout.partition("RESULT")[2])
    assert [None if math.isnan(overall) else overall for overall, *_ in samples] == EXPECTED
    assert results["postil_overall,none"] == pytest.approx(sum(KNOWN) / len(KNOWN), abs=1e-9)
    for place, metric in enumerate(("format", "accuracy", "logic"), 1):
        ours = [Judging(metric).value(row, answer) for row, answer in zip(ROWS, ANSWERS, strict=True)]
        assert [None if math.isnan(values[place]) else values[place] for values in samples] == ours


def test_lm_evaluation_harness_from_the_command_line(tmp_path: Path) -> None:
    pytest.importorskip("lm_eval", reason="lm_eval is not installed")
    folder = str(Path(adapters.__path__[0]) / "lm_eval")
    call = ["--model", "dummy", "--tasks", "postil_comment", "--include_path", folder, "--limit", "3"]
    done = harness(tmp_path, "-m", "lm_eval", *call)
    assert "postil_overall" in done.stdout, done.stderr[-3000:]
