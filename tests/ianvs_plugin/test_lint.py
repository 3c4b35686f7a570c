"""What would break a job is found before it runs, and nothing else is complained of."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from postil.errors import UsageError
from postil_ianvs.bridge.lint import lint
from postil_ianvs.bridge.upgrade import upgrade
from postil_ianvs.bridge.yamlfile import read_document

Job = Callable[..., Path]
ROW = {
    "question": "q",
    "answer": "a",
    "query": "q",
    "response": "a",
    "level_3_dim": "x",
    "level_4_dim": "y",
}


@pytest.fixture
def job(lay_out: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder: Path = lay_out([ROW], {"only": ["x"]})
    monkeypatch.chdir(folder)
    return folder


def change(file: str, old: str, new: str) -> None:
    path = Path(file)
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def kinds(path: str = "job.yaml") -> list[str]:
    return [complaint.kind for complaint in lint(Path(path))]


def test_a_sound_job_has_nothing_to_complain_of(job: Path) -> None:
    assert lint(Path("job.yaml")) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "kind"),
    [
        ("job.yaml", "./workspace", "/home/someone/ianvs/workspace", "home-path"),
        ("job.yaml", "./workspace", "~/workspace", "home-path"),
        ("job.yaml", "./workspace", "C:\\Users\\me\\w", "home-path"),
        ("job.yaml", "./testenv.yaml", "./nothere.yaml", "missing-file"),
        ("job.yaml", "./only.yaml", "./nothere.yaml", "missing-file"),
        ("job.yaml", "postil_overall: descend", "f1_score: descend", "wrong-name"),
        ("testenv.yaml", "train_data:", "train_url:", "dead-key"),
        ("testenv.yaml", "test_data_info:", "test_url:", "dead-key"),
        ("testenv.yaml", "train_data:", "val_data:", "missing-key"),
        ("testenv.yaml", "data/metadata.json", "data/nothere/metadata.json", "missing-file"),
        (
            "testenv.yaml",
            "test_data_info: data/metadata.json",
            "test_data_info: data/data.jsonl",
            "wrong-format",
        ),
        ("testenv.yaml", "test_data_info: data/metadata.json", "test_index: data/data.jsonl", "wrong-format"),
        ("testenv.yaml", "name: postil_format", "name: FWT", "reserved-name"),
        ("testenv.yaml", "name: postil_format", "name: postil_overall", "duplicate-alias"),
        ("testenv.yaml", "name: postil_format", "name: stub", "duplicate-alias"),
        ("testenv.yaml", "url: postil_ianvs.metrics", "url: no.such.module", "missing-module"),
        ("testenv.yaml", "url: postil_ianvs.metrics", "url: ./nothere.py", "missing-file"),
        ("testenv.yaml", "url: postil_ianvs.metrics", "uri: postil_ianvs.metrics", "missing-key"),
        ("only.yaml", "name: stub", "name: stab", "wrong-name"),
        ("only.yaml", "singletasklearning", "singletasklearningwithcompression", "wrong-name"),
        ("only.yaml", "singletasklearning", "jointinference", "missing-key"),
        ("only.yaml", "values:", "value:", "wrong-format"),
        ("stubmodel.py", "def preprocess", "def prepare", "incomplete-model"),
        ("stubmodel.py", "class Stub:", "class Stub", "damaged-module"),
        ("data/data.jsonl", "\n", "\n\n", "blank-line"),
    ],
)
def test_each_fault_is_found_and_nothing_beside_it(
    job: Path, file: str, old: str, new: str, kind: str
) -> None:
    change(file, old, new)
    assert set(kinds()) == {kind}


def test_modules_of_one_basename_are_found(job: Path) -> None:
    (job / "a").mkdir()
    (job / "a" / "stubmodel.py").write_text('import postil_ianvs.metrics\nalias = "other"\n')
    change(
        "testenv.yaml",
        "name: postil_format\n    url: postil_ianvs.metrics",
        "name: other\n    url: ./a/stubmodel.py",
    )
    assert "same-basename" in kinds()


def test_ranks_of_an_earlier_run_are_found(job: Path) -> None:
    ranks = job / "workspace" / "job" / "rank"
    ranks.mkdir(parents=True)
    (ranks / "all_rank.csv").write_text("rank\n")
    assert kinds() == ["old-rank"]


def test_a_complaint_names_file_line_and_cure(job: Path) -> None:
    change("testenv.yaml", "train_data:", "train_url:")
    assert (
        str(lint(Path("job.yaml"))[0])
        == "testenv.yaml:3: dead-key: train_url no longer works: say train_data"
    )


def test_no_code_of_the_job_is_run(job: Path) -> None:
    (job / "stubmodel.py").write_text((job / "stubmodel.py").read_text() + "\nraise SystemExit(9)\n")
    assert lint(Path("job.yaml")) == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("x: [", "no YAML"),
        ("x: 1", "no job of Ianvs"),
        ("[" * 5_000, "nested too deep|no YAML"),
        (
            "a: &a [1,1,1,1,1,1,1,1,1,1]\n"
            + "".join(
                f"{c}: &{c} [*{p},*{p},*{p},*{p},*{p},*{p},*{p},*{p},*{p}]\n"
                for p, c in ("ab", "bc", "cd", "de", "ef")
            ),
            "more than",
        ),
    ],
)
def test_what_is_no_job_is_an_error(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "job.yaml").write_text(text)
    with pytest.raises(UsageError, match=says):
        lint(tmp_path / "job.yaml")


def test_a_document_knows_its_lines(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("a:\n  - b: 1\n    c: 2\n")
    document = read_document(tmp_path / "x.yaml")
    assert document.line("a", 0, "c") == 3
    assert document.line("a", 7, "c") == 2
    assert document.at("a", 0, "c") == 2
    assert document.at("a", 7) is document.at("a", "x") is None


def test_the_old_keys_become_those_that_run_and_all_else_stays(job: Path) -> None:
    (job / "testenv.yaml").write_text(
        'testenv:\n  dataset:\n    # the train data\n    train_url: "a/index.txt" # kept\n'
        "    'test_url' : b/metadata.json\n    val_url: c.txt\n  metrics: []\n"
    )
    found = upgrade(Path("job.yaml"))
    assert found.after == (
        'testenv:\n  dataset:\n    # the train data\n    train_index: "a/index.txt" # kept\n'
        "    'test_data_info' : b/metadata.json\n    val_url: c.txt\n  metrics: []\n"
    )
    changed = [line for line in found.diff.splitlines()[3:] if line.startswith(("-", "+"))]
    assert [line.split(":")[0].strip("-+ ") for line in changed] == [
        "train_url",
        "'test_url'",
        "train_index",
        "'test_data_info'",
    ]
    assert upgrade(Path("testenv.yaml")) == found


@pytest.mark.parametrize(
    ("value", "key"),
    [
        ("x/data.jsonl", "test_data"),
        ("x/index.json", "test_index"),
        ("x\\index.txt", "test_index"),
        ("x/metadata.json", "test_data_info"),
    ],
)
def test_the_file_tells_the_key(job: Path, value: str, key: str) -> None:
    (job / "testenv.yaml").write_text(f"testenv:\n  dataset:\n    test_url: {value}\n")
    assert f"{key}: {value}" in upgrade(Path("testenv.yaml")).after


def test_a_file_that_no_key_takes_is_left_and_named(job: Path) -> None:
    (job / "testenv.yaml").write_text("testenv:\n  dataset:\n    test_url: data.csv\n")
    found = upgrade(Path("testenv.yaml"))
    assert found.diff == ""
    assert "testenv.yaml:3" in found.notes[0]


def test_an_upgraded_job_runs(job: Path, ianvs: Any) -> None:
    change("testenv.yaml", "train_data:", "train_url:")
    change("testenv.yaml", "test_data_info:", "test_url:")
    assert ianvs("job.yaml", job).returncode != 0
    (job / "testenv.yaml").write_text(upgrade(Path("job.yaml")).after)
    assert ianvs("job.yaml", job).returncode == 0
