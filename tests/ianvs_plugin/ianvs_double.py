"""A double of KubeEdge-Ianvs, run as ``python ianvs_double.py -f job.yaml``.

As much of the contract as a job of ours can notice, written from how the real one behaves: how modules load, what
reaches a model and a metric, what aborts a job, which files appear. The same tests run against the real one.
"""

from __future__ import annotations

import argparse
import copy
import csv
import importlib
import json
import logging
import math
import os
import sys
import types
import uuid
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import yaml

REGISTRY: dict[str, dict[str, Any]] = {}
RESERVED = {"FWT", "BWT", "MATRIX", "task_avg_acc", "forget_rate", "samples_transfer_ratio"}
ROUTED = {"edgemodel", "cloudmodel", "hard_example_mining"}


class ClassType:
    GENERAL, HEM, FL_AGG = "general", "hard_example_mining", "aggregation"


class ClassFactory:
    @classmethod
    def register(cls, type_name: str = ClassType.GENERAL, alias: str | None = None) -> Any:
        def wrapper(thing: Any) -> Any:
            REGISTRY.setdefault(type_name, {})[alias or thing.__name__] = thing
            return thing

        return wrapper

    @classmethod
    def get_cls(cls, type_name: str, t_cls_name: str) -> Any:
        if t_cls_name not in REGISTRY.get(type_name, {}):
            raise ValueError(f"can't find class type {type_name} class name {t_cls_name} in class registry")
        return REGISTRY[type_name][t_cls_name]


def pose_as_sedna() -> None:
    """Put the modules that jobs import where they look for them."""
    contents = {
        "sedna.common.class_factory": {"ClassFactory": ClassFactory, "ClassType": ClassType},
        "core.common.log": {"LOGGER": logging.getLogger("ianvs")},
    }
    for name, names in contents.items():
        parts = name.split(".")
        for end in range(1, len(parts) + 1):
            module = sys.modules.setdefault(".".join(parts[:end]), types.ModuleType(".".join(parts[:end])))
        vars(module).update(names)


def load_module(url: str) -> None:
    folder, name = os.path.split(url)
    if os.path.isfile(url):
        name = name.split(".")[0]
    sys.path.insert(0, folder)
    importlib.import_module(name)
    sys.path.pop(0)


class Data:
    """What a data file becomes: ``x`` and ``y``, and more for a metadata.json."""

    def __init__(self, file: str) -> None:
        self.x, self.y = np.array([]), np.array([])
        described = os.path.basename(file) == "metadata.json"
        if described:
            self._describe(file)
        path = file.replace("metadata.json", "data.jsonl") if described else file
        if not os.path.exists(path):
            return
        with open(path, encoding="utf-8") as stream:
            rows = [json.loads(line) for line in stream]
        if described:
            self.x = np.array([row.get("prompt", "") + row["query"] for row in rows])
            self.y = np.array([row["response"] for row in rows])
            self.explanation = np.array([row.get("explanation", "") for row in rows])
            self.judge_prompts = np.array(["" + row.get("judge_prompt", "") for row in rows])
            self.level_3 = np.array([row["level_3_dim"] for row in rows])
            self.level_4 = np.array([row["level_4_dim"] for row in rows])
        else:
            self.x = np.array([row["question"] for row in rows])
            self.y = np.array([row["answer"] for row in rows])

    def _describe(self, file: str) -> None:
        with open(file, encoding="utf-8") as stream:
            known = json.load(stream)
        self.need_other_info = True
        self.dataset_name, self.description = known["dataset"], known["description"]
        self.level_1_dim, self.level_2_dim = known["level_1_dim"], known["level_2_dim"]


class Dataset:
    label = None

    def __init__(self, config: dict[str, str]) -> None:
        self.train_url = self._url(config, "train")
        self.test_url = self._url(config, "test")

    @staticmethod
    def _url(config: dict[str, str], part: str) -> str:
        for key in (f"{part}_data", f"{part}_data_info"):
            if file := config.get(key):
                if not os.path.isfile(file) and not os.path.isabs(file):
                    raise ValueError(f"dataset file({file}) is not a local file and not a absolute path.")
                if key.endswith("info") and os.path.basename(file) != "metadata.json":
                    raise ValueError("The Data Info File must be named as `data_info.json`")
                return file
        raise NotImplementedError(f"not one of {part}_index/{part}_data/{part}_data_info")

    def load_data(self, file: str, data_type: str = "", label: Any = None) -> Data:
        return Data(file)


class Module:
    def __init__(self, config: dict[str, Any], hyperparameters: dict[str, Any]) -> None:
        self.type, self.name, self.url = config["type"], config["name"], config.get("url", "")
        self.hyperparameters = hyperparameters

    def instance(self) -> Any:
        if self.url:
            load_module(self.url)
        if self.type == "hard_example_mining":
            return {"method": self.name, "param": self.hyperparameters}
        kind = ClassType.FL_AGG if self.type == "aggregation" else ClassType.GENERAL
        return ClassFactory.get_cls(kind, self.name)(**self.hyperparameters)


class Algorithm:
    def __init__(self, name: str, config: dict[str, Any], modules: dict[str, Module]) -> None:
        self.name, self.modules = name, modules
        self.paradigm_type = config["paradigm_type"]
        self.initial_model_url = config.get("initial_model_url", "")


def algorithms_of(name: str, path: str) -> list[Algorithm]:
    config = read_yaml(path)["algorithm"]
    choices = []
    for module in config["modules"]:
        lists = [next(iter(item.items())) for item in module.get("hyperparameters") or []]
        values = product(*([(key, value) for value in spec["values"]] for key, spec in lists))
        choices.append([Module(module, dict(chosen)) for chosen in values])
    return [Algorithm(name, config, {m.type: m for m in modules}) for modules in product(*choices)]


class Paradigm:
    """One run of an algorithm; Ianvs's frames show ``self.dataset``, as these do."""

    def __init__(
        self, workspace: str, algorithm: Algorithm, dataset: Dataset, environment: dict[str, Any]
    ) -> None:
        self.workspace, self.dataset, self.environment = workspace, dataset, environment
        self.algorithm = None  # the real paradigms do not have it either
        self.initial_model = algorithm.initial_model_url
        self.instances = {kind: module.instance() for kind, module in algorithm.modules.items()}

    def run_singletasklearning(self) -> Any:
        job = self.instances["basemodel"]
        if job.preprocess() is not None:
            job.preprocess()
        os.environ["BASE_MODEL_URL"] = self.initial_model
        job.train(self.dataset.load_data(self.dataset.train_url, "train"))
        model = job.save(os.path.join(self.workspace, "output/train/")) or self.initial_model
        data = self.dataset.load_data(self.dataset.test_url, "inference")
        os.environ["RESULT_SAVED_URL"] = os.path.join(self.workspace, "output/inference/")
        job.load(model)
        return job.predict(data if hasattr(data, "need_other_info") else data.x)

    def run_jointinference(self) -> Any:
        os.environ["RESULT_SAVED_URL"] = os.path.dirname(self.workspace)
        os.makedirs(os.path.dirname(self.workspace), exist_ok=True)
        data = self.dataset.load_data(self.dataset.test_url, "inference")
        if not set(self.instances) >= ROUTED:
            raise KeyError(f"Required modules: {ROUTED}")
        need_no_backend()
        edge, cloud = self.instances["edgemodel"], self.instances["cloudmodel"]
        if os.path.exists(os.environ["model_path"]):
            edge.load(model_url=os.environ["model_path"])
        mining = self.instances["hard_example_mining"]
        miner = ClassFactory.get_cls(ClassType.HEM, mining["method"])(**mining["param"])
        mode = self.environment.get("hard_example_mining_mode", "mining-then-inference")
        results = [self._routed(item, edge, cloud, miner, mode) for item in data.x]
        for module in (*self.instances.values(), miner):
            if hasattr(module, "cleanup"):
                module.cleanup()
        return results

    @staticmethod
    def _routed(item: Any, edge: Any, cloud: Any, miner: Any, mode: str) -> list[Any]:
        if mode == "inference-then-mining":
            small = edge.predict(item, mining_mode=mode)
            hard = miner(copy.deepcopy(small))
            large = cloud.inference(item, post_process=None, mining_mode=mode) if hard else None
            return [hard, copy.deepcopy(large if hard else small), small, large]
        hard = miner(item)
        if hard:
            large = cloud.inference(item, post_process=None, mining_mode=mode)
            return [hard, copy.deepcopy(large), None, large]
        small = edge.predict(item, mining_mode=mode)
        return [hard, copy.deepcopy(small), small, None]

    def run_federatedlearning(self) -> Any:
        need_no_backend()
        job = copy.deepcopy(self.instances["basemodel"])
        train = self.dataset.load_data(self.dataset.train_url, "train")
        info = job.train(
            train_data=(train.x.tolist(), train.y.tolist()), valid_data=None, device_id=0, client_id=0
        )
        info["client_id"] = 0
        job.set_weights(self.instances["aggregation"].aggregate([job.get_weights()]))
        rename_keys(Path(self.dataset.test_url))
        return job.predict([str(item) for item in self.dataset.load_data(self.dataset.test_url).x])


def need_no_backend() -> None:
    if os.environ.get("BACKEND_TYPE", "TENSORFLOW").upper() in ("TENSORFLOW", "KERAS", "TORCH"):
        raise ModuleNotFoundError("No module named 'tensorflow'")


def rename_keys(path: Path) -> None:
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    first, second = list(lines[0])[:2]
    if (first, second) == ("question", "answer"):
        return
    for row in lines:
        row["question"], row["answer"] = row.pop(first, None), row.pop(second, None)
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in lines), "utf-8")


class TestEnv:
    def __init__(self, config: dict[str, Any]) -> None:
        self.config, self.metrics = config, config["metrics"]
        self.dataset = Dataset(config["dataset"])


class TestCase:
    def __init__(self, test_env: TestEnv, algorithm: Algorithm) -> None:
        self.test_env, self.algorithm, self.id = test_env, algorithm, uuid.uuid1()

    def run(self, workspace: str) -> dict[str, Any]:
        dataset = self.test_env.dataset
        self.output_dir = os.path.join(workspace, self.algorithm.name, str(self.id))
        paradigm = Paradigm(self.output_dir, self.algorithm, dataset, self.test_env.config)
        result = getattr(paradigm, f"run_{self.algorithm.paradigm_type}")()
        return self.compute_metrics(result, dataset)

    def compute_metrics(self, paradigm_result: Any, dataset: Dataset) -> dict[str, Any]:
        functions = {}
        for metric in self.test_env.metrics:
            load_module(metric["url"])
            functions[metric["name"]] = ClassFactory.get_cls(ClassType.GENERAL, metric["name"])
        test_dataset = dataset.load_data(dataset.test_url, data_type="eval overall", label=dataset.label)
        assert not RESERVED & set(functions)
        return {name: function(test_dataset.y, paradigm_result) for name, function in functions.items()}


def save_ranks(
    folder: Path, cases: list[TestCase], results: list[dict[str, Any]], sort_by: list[Any]
) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "all_rank.csv"
    rows = list(csv.DictReader(file.open(encoding="utf-8"))) if file.is_file() else []
    for case, result in zip(cases, results, strict=True):
        for value in result.values():
            if isinstance(value, (dict, list, np.ndarray, str)):
                raise TypeError("a metric must be a number")
        rows.append({"algorithm": case.algorithm.name, "url": case.output_dir, **result})
    for key, order in reversed([next(iter(item.items())) for item in sort_by]):
        filled = [row for row in rows if row.get(key) not in ("", None) and not math.isnan(float(row[key]))]
        filled.sort(key=lambda row: float(row[key]), reverse=order == "descend")
        rows = filled + [row for row in rows if row not in filled]
    names = ["rank", *dict.fromkeys(name for row in rows for name in row if name != "rank")]
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, names)
        writer.writeheader()
        for number, row in enumerate(rows, 1):
            values = {k: "" if isinstance(v, float) and math.isnan(v) else v for k, v in row.items()}
            writer.writerow({**values, "rank": number})


def read_yaml(path: str) -> Any:
    if not os.path.isfile(path):
        raise RuntimeError(f"not found config file({path}) in local")
    return yaml.safe_load(Path(path).read_text("utf-8"))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("-f", required=True)
    job = read_yaml(parser.parse_args().f)["benchmarkingjob"]
    pose_as_sedna()
    workspace = os.path.join(job.get("workspace", "./workspace"), job["name"])
    environment = TestEnv(read_yaml(job["testenv"])["testenv"])
    named = job["test_object"]["algorithms"]
    cases = [
        TestCase(environment, one) for entry in named for one in algorithms_of(entry["name"], entry["url"])
    ]
    results = [case.run(workspace) for case in cases]
    save_ranks(Path(workspace, "rank"), cases, results, job["rank"]["sort_by"])


if __name__ == "__main__":
    main()
