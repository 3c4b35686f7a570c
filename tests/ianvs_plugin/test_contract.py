"""What an Ianvs user gets, in the double and in the real Ianvs alike."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

CODES = [
    "def clamp(value, low, high):\n    if low > high:\n        raise ValueError(low)\n    return max(low, min(value, high))",
    "def count_words(text):\n    counts = {}\n    for word in text.split():\n        counts[word] = counts.get(word, 0) + 1\n    return counts",
    "def even(n):\n    return n % 2 == 0",
]
GOOD = [
    "Line 1: Define clamp, which takes a value and the bounds low and high.\nLine 2: Check whether the bounds are the wrong way round.\nLine 3: Raise ValueError with low.\nLine 4: Return value limited to the range from low to high.",
    "第1行：定义count_words，接受text。\n第2行：创建空字典counts。\n第3行：遍历text中的每个word。\n第4行：把counts中word的次数加一。\n第5行：返回counts。",
    "Line 1: Define even for a number n.\nLine 2: Return whether n is divisible by 2.",
]
MEDIOCRE = [
    "Line 1: Define clamp.\nLine 4: Return the value.",
    "第1行：定义函数。\n第5行：返回结果。",
    "Line 2: Return a result.",
]
BAD = [
    "Line 2: Open the file and read all of its bytes.\nLine 9: Raise KeyError if the user is unknown.",
    "Line 1: Sort the list of prices in descending order.",
    "I'm sorry, but I cannot help with that.",
]


def rows(codes: list[str] = CODES) -> list[dict[str, Any]]:
    found = []
    for number, (code, response) in enumerate(zip(codes, GOOD, strict=True)):
        query = f"Please comment this code, number {number}:\n```python\n{code}\n```"
        found.append(
            {
                "question": query,
                "answer": response,
                "query": query,
                "response": response,
                "level_3_dim": "Q&A",
                "level_4_dim": "code_comment",
            }
        )
    return found


SHAPES: dict[str, Callable[[list[str]], Any]] = {
    "texts": list,
    "generated_text": lambda texts: [{"generated_text": text} for text in texts],
    "prediction": lambda texts: [{"prediction": text} for text in texts],
    "completion": lambda texts: [{"completion": text} for text in texts],
    "results": lambda texts: {"results": [{"generated_text": text, "total_time": 1.0} for text in texts]},
    "routed": lambda texts: [[False, {"completion": text}, {"completion": text}, None] for text in texts],
    "joined": lambda texts: [f"{text}||{truth}||here||edge" for text, truth in zip(texts, GOOD, strict=True)],
    "carried": lambda texts: [{"prediction": t, "row": row} for t, row in zip(texts, rows(), strict=True)],
}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("metadata", [True, False], ids=["test_data_info", "test_data"])
def test_good_goes_before_mediocre_before_bad(
    ianvs: Any, lay_out: Any, ranks: Any, shape: str, metadata: bool
) -> None:
    wrap = SHAPES[shape]
    answers = {"bad": wrap(BAD), "good": wrap(GOOD), "mediocre": wrap(MEDIOCRE)}
    folder = lay_out(rows(), answers, metadata=metadata)
    done = ianvs("job.yaml", folder)
    assert done.returncode == 0, done.stderr
    table = ranks(folder)
    assert [row["algorithm"] for row in table] == ["good", "mediocre", "bad"]
    values = [float(row["postil_overall"]) for row in table]
    assert values[0] > values[1] + 5 > values[2] + 10


def test_so_it_goes_in_federated_learning(ianvs: Any, lay_out: Any, ranks: Any) -> None:
    answers = {"bad": BAD, "good": GOOD, "mediocre": MEDIOCRE}
    llm = {"round": 1, "client_number": 1, "gpu_num": 1, "if_mode_llm": True}
    folder = lay_out(rows(), answers, metadata=False, paradigm="federatedlearning", environment=llm)
    (folder / "aggregation.py").write_text(
        "from sedna.common.class_factory import ClassFactory, ClassType\n"
        "@ClassFactory.register(ClassType.FL_AGG, alias='stub_aggregation')\n"
        "class Stub:\n    def aggregate(self, clients): return {}\n"
    )
    done = ianvs("job.yaml", folder, BACKEND_TYPE="none")
    assert done.returncode == 0, done.stderr
    assert [row["algorithm"] for row in ranks(folder)] == ["good", "mediocre", "bad"]


def test_so_it_goes_in_joint_inference(ianvs: Any, lay_out: Any, ranks: Any) -> None:
    url = "postil_ianvs.algorithms"
    paths = {"values": ["bad.jsonl", "good.jsonl", "mediocre.jsonl"]}
    modules = [
        {"type": "edgemodel", "name": "postil_replay", "url": url, "hyperparameters": [{"path": paths}]},
        {"type": "cloudmodel", "name": "postil_facts", "url": url},
        {
            "type": "hard_example_mining",
            "name": "postil_hard_example",
            "url": "postil_ianvs.hard_example",
            "hyperparameters": [{"threshold": {"values": [0.0]}}],
        },
    ]
    mode = {"hard_example_mining_mode": "inference-then-mining"}
    folder = lay_out(rows(), {"only": []}, paradigm="jointinference", modules=modules, environment=mode)
    for name, texts in (("bad", BAD), ("good", GOOD), ("mediocre", MEDIOCRE)):
        said = [{"query": row["query"], "prediction": text} for row, text in zip(rows(), texts, strict=True)]
        (folder / f"{name}.jsonl").write_text("".join(json.dumps(line) + "\n" for line in said), "utf-8")
    done = ianvs("job.yaml", folder)
    assert done.returncode == 0, done.stderr
    found = []
    for row in ranks(folder):
        summary = json.loads((folder / row["url"] / "postil" / "summary.json").read_text("utf-8"))
        found.append((summary["modules"]["edgemodel"]["path"], summary["sources"]))
    assert found == [(f"{name}.jsonl", {"edge": 3}) for name in ("good", "mediocre", "bad")]


def test_other_code_under_the_same_comments_changes_the_score(ianvs: Any, lay_out: Any, ranks: Any) -> None:
    swapped = [*CODES[1:], CODES[0]]
    values = []
    for name, codes in (("right", CODES), ("swapped", swapped)):
        folder = lay_out(rows(codes), {name: GOOD})
        assert ianvs("job.yaml", folder).returncode == 0
        values.append({row["algorithm"]: float(row["postil_overall"]) for row in ranks(folder)}[name])
    assert values[0] > values[1] + 15


def test_the_report_of_a_case_stands_where_its_rank_points(ianvs: Any, lay_out: Any, ranks: Any) -> None:
    folder = lay_out(rows(), {"only": [*BAD[:1], *GOOD[1:]]})
    assert ianvs("job.yaml", folder).returncode == 0
    report = folder / ranks(folder)[0]["url"] / "postil"
    lines = [json.loads(line) for line in (report / "report.jsonl").read_text("utf-8").splitlines()]
    assert [line["prediction"] for line in lines] == [*BAD[:1], *GOOD[1:]]
    assert lines[0]["score"]["findings"]
    assert lines[0]["row"]["query"] == rows()[0]["query"]
    summary = json.loads((report / "summary.json").read_text("utf-8"))
    assert summary["items"] == summary["scored"] == 3
    assert summary["rows_from"].startswith("the caller's frame")
    assert summary["algorithm"] == "only"
    assert summary["modules"]["basemodel"]["answers"] == "only.json"
    assert "<title>only" in (report / "report.html").read_text("utf-8")


def test_the_report_is_there_even_when_a_later_metric_fails(ianvs: Any, lay_out: Any) -> None:
    folder = lay_out(rows(), {"only": GOOD}, ("postil_overall", "broken"))
    (folder / "brokenmetric.py").write_text(
        "from sedna.common.class_factory import ClassFactory, ClassType\n"
        "@ClassFactory.register(ClassType.GENERAL, alias='broken')\n"
        "def broken(y_true, y_pred): raise RuntimeError('broken')\n"
    )
    environment = (
        (folder / "testenv.yaml")
        .read_text()
        .replace("name: broken\n    url: postil_ianvs.metrics", "name: broken\n    url: ./brokenmetric.py")
    )
    (folder / "testenv.yaml").write_text(environment)
    assert ianvs("job.yaml", folder).returncode != 0
    assert len(list(folder.glob("workspace/job/only/*/postil/report.jsonl"))) == 1
    assert not list(folder.glob("workspace/**/.*.tmp"))


def test_a_second_run_is_told_that_ranks_will_be_mixed(ianvs: Any, lay_out: Any, ranks: Any) -> None:
    folder = lay_out(rows(), {"only": GOOD})
    first, second = ianvs("job.yaml", folder), ianvs("job.yaml", folder)
    assert "earlier run" not in first.stderr
    assert "earlier run" in second.stderr
    assert len(ranks(folder)) == 2


@pytest.mark.parametrize("url", ["dotted", "file"])
def test_metrics_load_by_dotted_name_and_by_path(ianvs: Any, lay_out: Any, ranks: Any, url: str) -> None:
    import postil_ianvs.metrics

    folder = lay_out(rows(), {"only": GOOD})
    if url == "file":
        text = (folder / "testenv.yaml").read_text()
        file = str(Path(postil_ianvs.metrics.__file__))
        (folder / "testenv.yaml").write_text(text.replace("url: postil_ianvs.metrics", f"url: {file}"))
    done = ianvs("job.yaml", folder)
    assert done.returncode == 0, done.stderr
    assert float(ranks(folder)[0]["postil_overall"]) > 60


HOSTILE: dict[str, Any] = {
    "nothing": None,
    "empty": [],
    "an empty object": {},
    "one text": "Line 1: Define clamp.",
    "a number": 7,
    "numbers and nulls": [None, 3, True],
    "deep": [[[[[[["x"]]]]]], {"a": {"b": []}}, "x"],
    "NULs and surrogates": ["\0\0Line 1: \0", "\ud800 x", "\u202e" * 50],
    "huge": ["x" * 300_000, "[" * 50_000, "Line 1: " * 20_000],
    "too many": ["Line 1: Define it."] * 9,
    "too few": ["Line 1: Define it."],
    "wrong keys": [{"text": "x"}, {"generated_text": {"a": 1}}, {"completion": 3}],
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_predictions_never_abort_a_job(ianvs: Any, lay_out: Any, ranks: Any, name: str) -> None:
    folder = lay_out(rows(), {"good": GOOD, "hostile": HOSTILE[name]})
    done = ianvs("job.yaml", folder)
    assert done.returncode == 0, done.stderr
    table = {row["algorithm"]: row["postil_overall"] for row in ranks(folder)}
    assert table["hostile"] in ("", "nan") or float(table["hostile"]) < float(table["good"]) - 20
    assert "postil: no value" not in done.stderr


def test_hostile_rows_never_abort_a_job(ianvs: Any, lay_out: Any, ranks: Any) -> None:
    strange = rows()
    strange[0]["query"] = "no code in here, only \0 and \u202e"
    strange[1]["query"] = "```python\n" + "(" * 3_000 + "\n```"
    strange[2] |= {"code_snippet": 7, "annotations": {"x": 1}}
    folder = lay_out(strange, {"only": GOOD})
    done = ianvs("job.yaml", folder)
    assert done.returncode == 0, done.stderr
    assert "postil: no value" not in done.stderr
    assert float(ranks(folder)[0]["postil_scored_ratio"]) < 1
