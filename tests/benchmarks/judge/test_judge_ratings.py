"""Verdicts on comments as ratings: what calibration reads is what people said."""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from postil.cli.main import run
from postil.errors import UsageError
from postil_bench.judge.items import Item, Unit
from postil_bench.judge.ratings import ratings
from postil_bench.judge.sources import read_items
from postil_bench.judge.store import IMPORTED, MODEL, SKIP, Event, Store, Study
from postil_bench.records import Sample, write_lines
from postil_bench.tasks import task_named

AGREEMENT = Path(__file__).parents[3] / "benchmarks" / "agreement"
Load = Callable[[str], ModuleType]
GOOD, BAD = "true-to-code", "vague"


@pytest.fixture
def load(monkeypatch: pytest.MonkeyPatch) -> Iterator[Load]:
    monkeypatch.syspath_prepend(str(AGREEMENT))
    yield importlib.import_module
    for name, module in list(sys.modules.items()):
        if str(AGREEMENT) in str(getattr(module, "__file__", "")):
            del sys.modules[name]


@pytest.fixture
def commented(tmp_path: Path) -> list[Item]:
    """All functions of the task, in English and Chinese, with the reference docstring and an empty phrase."""
    task = task_named("comment_function")
    samples = [
        Sample(
            task=task.name,
            model=model,
            seed=1,
            item=one.id,
            source=one.source,
            language=one.language,
            prompt=task.prompt(one).text,
            answer=task.right_answer(one) if model == GOOD else "Handles the data.",
            metrics={},
        )
        for one in task.items
        for model in (GOOD, BAD)
    ]
    write_lines(tmp_path / "commented.jsonl", samples)
    return read_items([tmp_path / "commented.jsonl"])


def says(study: Study, item: Item, judge: str, key: str, choice: str, **more: Any) -> Event:
    return Event(
        judge,
        "verdict",
        Unit(item.id, key),
        choice=choice,
        rubric=study.rubric.version,
        origin=IMPORTED,
        **more,
    )


def rate_all(begun: tuple[Store, Study]) -> None:
    store, study = begun
    store.append(
        says(study, item, judge, key, choice)
        for item in store.items()
        for judge, key, choice in (
            ("ann", GOOD, "5"),
            ("bo", GOOD, "4"),
            ("ann", BAD, "1"),
            ("bo", BAD, "1" if len(item.id) % 2 else "2"),
        )
    )


def exported(begun: tuple[Store, Study], folder: Path, name: str) -> None:
    (folder / name).mkdir()
    file = folder / name / "rows.jsonl"
    assert run(["judge", "export", begun[0].place, "--format", "ratings", "-o", str(file)]) == 0


@pytest.mark.parametrize(
    ("rubric", "scale"), [("scale", "overall"), ("adequacy", "adequacy"), ("fluency", "fluency")]
)
def test_rated_sets_hold_what_people_said(
    begin: Any, commented: list[Item], tmp_path: Path, load: Load, rubric: str, scale: str
) -> None:
    begun = begin(rubric, items=commented)
    rate_all(begun)
    exported(begun, tmp_path, "judged")
    rows = load("rated").read_rated(tmp_path, "judged")
    task = task_named("comment_function")
    assert len(rows) == 2 * len(task.items)
    by_id = {row.id: row for row in rows}
    for one in task.items:
        good, bad = by_id[f"{one.id}|{GOOD}"], by_id[f"{one.id}|{BAD}"]
        assert (good.code, good.comment) == (one.given["code"], one.wanted.docstring)
        assert (bad.comment, bad.generator) == ("Handles the data.", BAD)
        assert (good.group, good.language, good.reference) == (one.source, "python", None)
        assert (good.ratings, good.raters) == (
            {scale: 4.5},
            {scale: (5.0, 4.0)} if scale != "overall" else {},
        )
        assert bad.ratings == {scale: 1.0 if len(one.id) % 2 else 1.5}


def test_the_fit_learns_from_verdicts(begin: Any, commented: list[Item], tmp_path: Path, load: Load) -> None:
    for rubric in ("adequacy", "conciseness", "fluency"):
        begun = begin(rubric, items=commented)
        rate_all(begun)
        exported(begun, tmp_path, rubric)
    describe, read = load("held_out").describe, load("rated").read_rated
    sets = [describe(read(tmp_path, name)) for name in ("adequacy", "conciseness", "fluency")]
    fit = load("fit_calibration")
    assert [len(fit.rating(sets, scale)) for scale in load("rated").SCALES] == [1, 1, 1]
    adequacy = fit.fit_scales(sets)["adequacy"]
    values = np.array([adequacy.value(traits) for traits in sets[0].traits])
    assert load("ranks").spearman(values, sets[0].ratings("adequacy")) > 0.5


def test_the_table_holds_postil_against_verdicts(
    begin: Any, commented: list[Item], tmp_path: Path, load: Load
) -> None:
    begun = begin("scale", items=commented[:8])
    rate_all(begun)
    exported(begun, tmp_path, "judged")
    lines = load("table").judged_tables(tmp_path, "judged")
    assert lines[0] == "\n### judged: overall, 16 comments\n"
    assert any(line.startswith("| Postil: overall |") for line in lines)


def test_what_is_no_rating_of_a_person_is_left_out_and_counted(
    begin: Any, commented: list[Item], capsys: pytest.CaptureFixture[str]
) -> None:
    store, study = begin("scale", items=commented[:2])
    first, other = store.items()
    again = says(study, first, "ann", GOOD, "1", repeat=1)
    model = Event(
        "model:m", "verdict", Unit(first.id, BAD), choice="5", rubric=study.rubric.version, origin=MODEL
    )
    store.append(
        [
            says(study, first, "ann", GOOD, "4"),
            says(study, first, "bo", GOOD, "3"),
            says(study, first, "cy", GOOD, SKIP, reason="Not my field"),
            says(study, other, "ann", GOOD, SKIP, reason="Not my field"),
            again,
            model,
        ]
    )
    found = ratings(store, study)
    assert [(row["id"], row["h_Overall"], row["hr_Overall"], row["raters"]) for row in found.rows] == [
        (f"{first.id}|{GOOD}", 3.5, [4.0, 3.0], 2)
    ]
    assert (found.skipped, found.unrated) == (2, 3)
    assert run(["judge", "export", store.place, "--format", "ratings"]) == 0
    out, err = capsys.readouterr()
    assert out == found.text
    assert "1 answers rated; 2 skipped verdicts and 3 answers without a rating are left out" in err
    assert run(["judge", "export", store.place, "--format", "ratings", "--final"]) == 2
    assert "--final goes with --format csv" in capsys.readouterr().err


def test_lines_of_a_run_and_annotated_code_are_comments_too(begin: Any, tmp_path: Path) -> None:
    task = task_named("comment_lines")
    one = task.items[0]
    sample = Sample(
        task=task.name, model="m", seed=1, item=one.id, source=one.source, prompt=task.prompt(one).text,
        answer=task.right_answer(one), metrics={}, language=one.language,
    )  # fmt: skip
    write_lines(tmp_path / "samples.jsonl", [sample])
    (asked,) = read_items([tmp_path / "samples.jsonl"])
    assert asked.subject is not None
    assert (asked.subject.code, asked.subject.group) == (one.given["code"], one.source)
    row = {"id": "r", "code_snippet": "int f() { return 1; }", "language": "java", "comment": "Returns one."}
    (tmp_path / "rows.jsonl").write_text(json.dumps(row) + "\n")
    (own,) = read_items([tmp_path / "rows.jsonl"])
    store, study = begin("scale", items=[own])
    store.append([says(study, own, "ann", "comments", "4")])
    (found,) = ratings(store, study).rows
    assert (found["lang"], found["code"], found["cand"]) == ("java", row["code_snippet"], "Returns one.")


def test_studies_without_ratings_of_comments_are_refused(
    begin: Any, commented: list[Item], log: Path
) -> None:
    for rubric in ("answer", "pair"):
        with pytest.raises(UsageError, match=f"rubric {rubric}-1 gives no ratings from 1 to 5: judge with"):
            ratings(*begin(rubric, items=commented))
    with pytest.raises(UsageError, match="no person has rated anything yet"):
        ratings(*begin("fluency", items=commented))
    store, study = begin("scale", items=read_items([log]))
    item = store.items()[0]
    store.append([says(study, item, "ann", "gemma3-270m", "4")])
    with pytest.raises(
        UsageError, match="'item-1' is no code with comments: ratings are made of comment_lines"
    ):
        ratings(store, study)
