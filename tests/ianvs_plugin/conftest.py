"""Jobs written into a folder and run in Ianvs: in the double, and in the real one where it is installed."""

from __future__ import annotations

import csv
import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

yaml = pytest.importorskip("yaml", reason="jobs are YAML: install the extra [bench]")

DOUBLE = Path(__file__).with_name("ianvs_double.py")
WHY = "KubeEdge-Ianvs is not installed in this environment (it is on no package index)"
METRICS = ("postil_overall", "postil_format", "postil_accuracy", "postil_logic", "postil_scored_ratio")
STUB = """
import json
from sedna.common.class_factory import ClassFactory, ClassType

@ClassFactory.register(ClassType.GENERAL, alias="stub")
class Stub:
    def __init__(self, **kwargs):
        with open(kwargs["answers"], encoding="utf-8") as file:
            self.answers = json.load(file)
    def preprocess(self): return None
    def train(self, train_data, valid_data=None, **kwargs): return {"num_samples": 1}
    def save(self, path): return None
    def load(self, model_url=None): return None
    def get_weights(self): return {}
    def set_weights(self, weights): return None
    def predict(self, data, input_shape=None, **kwargs): return self.answers
"""


def _real_is_here() -> bool:
    found = importlib.util.find_spec
    return found("sedna") is not None and found("core") is not None and found("core.cmd") is not None


@pytest.fixture(params=["double", pytest.param("ianvs", marks=pytest.mark.ianvs)])
def ianvs(request: pytest.FixtureRequest) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs a job file in a folder; the environment of the test is handed on, with changes."""
    if request.param == "ianvs" and not _real_is_here():
        pytest.skip(WHY)
    real = [sys.executable, "-c", "from core.cmd.benchmarking import main; main()"]
    command = [sys.executable, str(DOUBLE)] if request.param == "double" else real

    def run(job: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
        env = {k: v for k, v in os.environ.items() if not k.startswith("POSTIL_")} | environment
        return subprocess.run(
            [*command, "-f", job],
            cwd=folder,
            env=env,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )

    return run


@pytest.fixture
def lay_out(tmp_path: Path) -> Callable[..., Path]:
    """Writes a job around a data file and one file of answers for each algorithm."""

    def write(
        rows: list[dict[str, Any]],
        answers: dict[str, Any],
        metrics: tuple[str, ...] = METRICS,
        *,
        metadata: bool = True,
        paradigm: str = "singletasklearning",
        modules: list[dict[str, Any]] | None = None,
        environment: dict[str, Any] | None = None,
    ) -> Path:
        (tmp_path / "data").mkdir(exist_ok=True)
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (tmp_path / "data" / "data.jsonl").write_text(lines, "utf-8")
        known = {"dataset": "d", "description": "d", "level_1_dim": "single-modal", "level_2_dim": "text"}
        (tmp_path / "data" / "metadata.json").write_text(json.dumps(known))
        (tmp_path / "stubmodel.py").write_text(STUB)
        test = {"test_data_info": "data/metadata.json"} if metadata else {"test_data": "data/data.jsonl"}
        testenv = {
            "dataset": {"train_data": "data/data.jsonl", **test},
            "metrics": [{"name": name, "url": "postil_ianvs.metrics"} for name in metrics],
            **(environment or {}),
        }
        _dump(tmp_path / "testenv.yaml", {"testenv": testenv})
        named = []
        for name, given in answers.items():
            (tmp_path / f"{name}.json").write_text(json.dumps(given), "utf-8")
            stub = {
                "type": "basemodel",
                "name": "stub",
                "url": "./stubmodel.py",
                "hyperparameters": [{"answers": {"values": [f"{name}.json"]}}],
            }
            algorithm = {"paradigm_type": paradigm, "modules": modules or [stub]}
            if paradigm == "federatedlearning":
                aggregation = {"type": "aggregation", "name": "stub_aggregation", "url": "./aggregation.py"}
                algorithm = {"paradigm_type": paradigm, "modules": [stub, aggregation]}
                algorithm["fl_data_setting"] = {"train_ratio": 1.0, "splitting_method": "default"}
            _dump(tmp_path / f"{name}.yaml", {"algorithm": algorithm})
            named.append({"name": name, "url": f"./{name}.yaml"})
        job = {
            "name": "job",
            "workspace": "./workspace",
            "testenv": "./testenv.yaml",
            "test_object": {"type": "algorithms", "algorithms": named},
            "rank": {
                "sort_by": [{metrics[0]: "descend"}],
                "visualization": {"mode": "selected_only", "method": "print_table"},
                "selected_dataitem": {
                    "paradigms": ["all"],
                    "modules": ["all"],
                    "hyperparameters": ["all"],
                    "metrics": ["all"],
                },
                "save_mode": "selected_and_all",
            },
        }
        _dump(tmp_path / "job.yaml", {"benchmarkingjob": job})
        return tmp_path

    return write


@pytest.fixture
def ranks() -> Callable[[Path], list[dict[str, str]]]:
    """The table of ranks of a job, best first."""

    def read(folder: Path, job: str = "job") -> list[dict[str, str]]:
        with (folder / "workspace" / job / "rank" / "all_rank.csv").open(encoding="utf-8") as stream:
            return list(csv.DictReader(stream))

    return read


def _dump(path: Path, value: Any) -> None:
    path.write_text(yaml.safe_dump(value, allow_unicode=True, sort_keys=False), "utf-8")
