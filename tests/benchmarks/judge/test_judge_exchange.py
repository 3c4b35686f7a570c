"""Verdicts on their way in and out; what the Ianvs job reads is what was said."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from postil.errors import UsageError
from postil_bench.judge.exchange import COLUMNS, read_verdicts, write_verdicts
from postil_bench.judge.standing import standings
from postil_bench.judge.store import Event, Store, Study

Begun = tuple[Store, Study]


@pytest.fixture
def judged(begin: Any, seat: Callable[..., Any]) -> Callable[[str], Begun]:
    """A study that ann has finished and bo begun."""

    def make(rubric: str = "answer") -> Begun:
        begun: Begun = begin(rubric)
        ann, bo = seat(begun), seat(begun, "bo")
        choices = {"answer": ("right", "wrong"), "pair": ("a", "tie"), "scale": ("2", "5")}[rubric]
        while not ann.is_done:
            ann.says(choices["says one" in ann.page.text])
        bo.says(reason="Not my field", note="no, really")
        bo.says(choices[0], note='with "quotes", commas\nand lines')
        return begun

    return make


def said(events: list[Event]) -> list[tuple[Any, ...]]:
    return sorted((e.judge, e.unit, e.choice, e.note, e.repeat) for e in events)


def last_said(store: Store) -> list[tuple[Any, ...]]:
    return said([event for s in standings(store.events()).values() for event in s.verdicts.values()])


def elsewhere(begun: Begun, path: Path) -> Begun:
    """The same study in an empty database."""
    store, study = begun
    other = Store(path)
    other.create(study, store.items())
    return other, study


@pytest.mark.parametrize("rubric", ["answer", "pair", "scale"])
@pytest.mark.parametrize("form", ["jsonl", "labelstudio"])
def test_what_goes_out_comes_back(judged: Any, tmp_path: Path, rubric: str, form: str) -> None:
    begun = judged(rubric)
    file = tmp_path / f"verdicts.{'json' if form == 'labelstudio' else form}"
    file.write_text(write_verdicts(str(file), None, *begun))
    other = elsewhere(begun, tmp_path / "other.sqlite")
    events = read_verdicts(file, None, *other)
    other[0].append(events)
    assert last_said(other[0]) == last_said(begun[0])
    assert read_verdicts(file, None, *other) == []


def test_csv_holds_right_wrong_and_skip_and_comes_back(judged: Any, tmp_path: Path) -> None:
    begun = judged()
    text = write_verdicts(None, None, *begun)
    rows = list(csv.DictReader(StringIO(text)))
    assert tuple(rows[0]) == COLUMNS
    assert {row["verdict"] for row in rows} == {"right", "wrong", "skip"}
    assert len(rows) == 14
    file = tmp_path / "v.csv"
    file.write_text("\ufeff" + text)
    other = elsewhere(begun, tmp_path / "other.sqlite")
    other[0].append(read_verdicts(file, None, *other))
    assert write_verdicts(None, "csv", *other) == text


def test_the_verdicts_feed_the_accuracy_of_the_ianvs_job(judged: Any, tmp_path: Path) -> None:
    from postil_ianvs.verdicts import accuracy
    from postil_ianvs.verdicts import read_verdicts as read_for_ianvs

    file = tmp_path / "verdicts.csv"
    file.write_text(write_verdicts(str(file), None, *judged()))
    verdicts = read_for_ianvs(file)
    for model, value in (("gemma3-270m", 0.0), ("facts-baseline", 1.0)):
        found = accuracy(verdicts, [(f"item-{n}", model, "prediction") for n in range(1, 7)])
        assert (found.value, found.answers) == (value, 6)
        assert found.judged + found.tied == 6


def test_the_metric_of_ianvs_reads_the_file(
    judged: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from postil_ianvs import metrics
    from postil_ianvs.bridge.rows import safe_rows

    file = tmp_path / "verdicts.csv"
    file.write_text(write_verdicts(str(file), None, *judged()))
    monkeypatch.setenv("POSTIL_VERDICTS", str(file))
    issues = tmp_path / "issues.jsonl"
    issue = {"question": "Why?", "body": "I ask.", "answer_1": {"body": "So."}}
    issues.write_text("".join(json.dumps({"id": f"item-{n}", **issue}) + "\n" for n in range(1, 7)))
    rows = list(safe_rows(issues))
    records = [{"prediction": "So.", "model": "facts-baseline", "row": row} for row in rows]
    assert metrics.postil_answer_accuracy([row["response"] for row in rows], records) == 1.0


def test_final_is_one_settled_verdict_for_each_answer(judged: Any, tmp_path: Path) -> None:
    rows = list(csv.DictReader(StringIO(write_verdicts(None, "csv", *judged(), final=True))))
    assert {row["judge"] for row in rows} == {"settled"}
    assert len({(row["item_id"], row["answer_key"]) for row in rows}) == len(rows)
    assert {row["verdict"] for row in rows} == {"right", "wrong"}


def test_pairs_have_no_right_and_wrong(judged: Any) -> None:
    with pytest.raises(UsageError, match="does not say what is right and wrong: use --format jsonl"):
        write_verdicts("v.csv", None, *judged("pair"))
    with pytest.raises(UsageError, match="--final goes with --format csv"):
        write_verdicts("v.jsonl", None, *judged("answer"), final=True)


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("v.csv", "item_id,judge\n", "v.csv:1: no column answer_key, verdict"),
        (
            "v.csv",
            "item_id,answer_key,judge,verdict\nitem-1,gemma3-270m,j,maybe\n",
            "v.csv:2: verdict 'maybe'",
        ),
        ("v.csv", "item_id,answer_key,judge,verdict\nitem-1,gemma3-270m,j\n", "v.csv:2: verdict ''"),
        (
            "v.csv",
            "item_id,answer_key,judge,verdict\nnone,m,j,right\n",
            "verdict 1: nothing is judged here with the item",
        ),
        (
            "v.csv",
            "item_id,answer_key,judge,verdict,rubric_version\nitem-1,gemma3-270m,j,right,2\n",
            "given under rubric '2'",
        ),
        ("v.jsonl", "{\n", "v.jsonl:1"),
        ("v.jsonl", '{"item_id": "item-1"}\n', "v.jsonl:1"),
        (
            "v.jsonl",
            '{"item_id": "i", "answer_key": "a", "judge": "j", "choice": "skip", "rubric_version": "1", "repeat": -1}\n',
            "v.jsonl:1: .*repeat",
        ),
        ("v.json", "[1]", "no JSON export of Label Studio"),
        ("v.json", "[" * 100_000, "no JSON export of Label Studio"),
        ("v.json", '[{"data": {"unit": "x"}}]', "task 1 is not from this study"),
        ("v.txt", "", "say what it is with --format"),
    ],
)
def test_what_cannot_be_read_says_where(begin: Any, tmp_path: Path, name: str, text: str, says: str) -> None:
    file = tmp_path / name
    file.write_text(text)
    with pytest.raises(UsageError, match=says):
        read_verdicts(file, None, *begin())


def test_a_table_cannot_say_which_of_five(begin: Any, tmp_path: Path) -> None:
    file = tmp_path / "v.csv"
    file.write_text("item_id,answer_key,judge,verdict\nitem-1,gemma3-270m,j,right\n")
    with pytest.raises(UsageError, match="has 2 choices for 'right'"):
        read_verdicts(file, None, *begin("scale"))


@pytest.mark.parametrize("rubric", ["answer", "pair"])
def test_label_studio_gets_neither_names_nor_scores(judged: Any, rubric: str) -> None:
    begun = judged(rubric)
    text = write_verdicts("t.json", None, *begun)
    for secret in ("gemma", "facts-", "91.5", "0.915", "item-"):
        assert secret not in text
    assert "gemma" not in write_verdicts("c.xml", None, *begun)


def test_in_label_studio_the_second_answer_stands_as_a_in_half_of_the_pairs(
    judged: Any, tmp_path: Path
) -> None:
    begun = judged("pair")
    tasks = json.loads(write_verdicts("t.json", None, *begun))
    assert sum("says one" in task["data"]["answer_a"] for task in tasks) * 2 == len(tasks)
    chosen = {"from_name": "verdict", "to_name": "answer_a", "type": "choices", "value": {"choices": ["a"]}}
    for task in tasks:
        task["annotations"] = [{"judge": "dee", "result": [chosen]}]
    file = tmp_path / "t.json"
    file.write_text(json.dumps(tasks))
    events = read_verdicts(file, None, *begun)
    ones = [item.candidates[0].text for item in begun[0].items()]
    assert all("says one" in text for text in ones)  # so the first of each pair
    meant = ["first" if "says one" in task["data"]["answer_a"] else "second" for task in tasks]
    assert [event.choice for event in events] == meant
    assert [event.swapped for event in events] == [choice == "second" for choice in meant]


def test_an_annotation_of_label_studio_needs_a_judge(judged: Any, tmp_path: Path) -> None:
    begun = judged()
    tasks = json.loads(write_verdicts("t.json", None, *begun))
    file = tmp_path / "t.json"
    results = tasks[0]["annotations"][0]["result"]
    for by, judge, found in (
        (7, None, "labelstudio-7"),
        ({"id": 3, "email": "j@example.org"}, None, "j@example.org"),
        (None, "dee", "dee"),
        (None, None, None),
    ):
        annotation = {"result": results, **({"completed_by": by} if by else {})}
        file.write_text(json.dumps([{"data": tasks[0]["data"], "annotations": [annotation]}]))
        if found is None:
            with pytest.raises(UsageError, match="does not say whose it is"):
                read_verdicts(file, None, *begun, judge)
        else:
            assert [event.judge for event in read_verdicts(file, None, *begun, judge)] == [found]


@pytest.mark.parametrize("rubric", ["answer", "pair", "scale"])
def test_label_studio_itself_accepts_configuration_tasks_and_annotations(judged: Any, rubric: str) -> None:
    pytest.importorskip(
        "label_studio_sdk", reason="label-studio-sdk is not installed: pip install label-studio-sdk"
    )
    from label_studio_sdk.label_interface import LabelInterface

    begun = judged(rubric)
    interface = LabelInterface(write_verdicts("c.xml", None, *begun))
    interface.validate()
    tasks = json.loads(write_verdicts("t.json", None, *begun))
    for task in tasks:
        assert interface.validate_task({"data": task["data"]})
        for annotation in task["annotations"]:
            assert interface.validate_annotation({"result": annotation["result"]})
