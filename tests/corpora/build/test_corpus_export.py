"""A corpus in the shapes that others read."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from postil.cli.main import run
from postil.reading.rows import read_rows as read_postil_rows
from postil.records import Row
from postil_corpora.build.run import build
from postil_corpora.collect.pypi import Package
from postil_corpora.export.run import export
from postil_corpora.lock import Lock
from postil_corpora.recipe import read_recipe
from postil_corpora.schema import CommentSample
from postil_corpora.tables import read_shard

MEASURED = '[[measured]]\nwhat = "remarks on the right lines"\nshare = 0.96\nlow = 0.94\nhigh = 0.98\nread = 300\nhow = "by hand"\n'


@pytest.fixture(scope="module")
def corpus_maker() -> Callable[[Path, Path], Lock]:
    return lambda recipe, out: build(read_recipe(recipe), out, jobs=1)


@pytest.fixture
def corpus(
    make_sdist: Callable[..., Package],
    write_recipe: Callable[..., Path],
    corpus_maker: Callable[[Path, Path], Lock],
    tmp_path: Path,
) -> Path:
    corpus_maker(write_recipe(make_sdist(), head=MEASURED), tmp_path / "corpus")
    return tmp_path / "corpus"


@pytest.mark.parametrize("form", ["jsonl", "parquet", "ianvs", "huggingface"])
def test_an_export_gives_the_same_bytes_twice_and_carries_their_checksums(
    corpus: Path, tmp_path: Path, form: str
) -> None:
    first, second = (export(corpus, tmp_path / name, form) for name in ("one", "two"))
    assert first == second
    assert first.files
    checksums = json.loads((tmp_path / "one" / "checksums.json").read_text())
    assert [file["sha256"] for file in checksums["files"]] == [file.sha256 for file in first.files]


def test_exported_samples_are_rows_that_postil_reads(corpus: Path, tmp_path: Path) -> None:
    export(corpus, tmp_path / "rows", "jsonl")
    (path,) = (tmp_path / "rows" / "comment_samples").glob("*.jsonl")
    rows = list(read_postil_rows(str(path)))
    assert all(isinstance(row, Row) and row.missing is None and row.comments for row in rows)


def test_parquet_holds_the_same_rows_as_json_lines(corpus: Path, tmp_path: Path) -> None:
    for form in ("jsonl", "parquet"):
        export(corpus, tmp_path / form, form)
    (one,), (two,) = (list((tmp_path / form / "comment_samples").iterdir()) for form in ("jsonl", "parquet"))
    assert list(read_shard(one, CommentSample)) == list(read_shard(two, CommentSample))


def test_ianvs_data_holds_what_its_linter_asks(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    export(corpus, tmp_path / "ianvs", "ianvs")
    data = next((tmp_path / "ianvs").glob("comment_samples-*")) / "data.jsonl"
    job = tmp_path / "job"
    assert run(["ianvs", "init", str(job), "--task", "comment", "--data", str(data)]) == 0
    (written,) = job.rglob("benchmarkingjob.yaml")
    assert run(["ianvs", "lint", str(written)]) == 0, capsys.readouterr().out
    row = json.loads(data.read_text().splitlines()[0])
    assert list(row)[:2] == ["question", "answer"]
    assert row["response"].startswith("Line ")
    assert None not in row.values()


def test_the_card_counts_tells_noise_and_limits(corpus: Path, tmp_path: Path) -> None:
    export(corpus, tmp_path / "hub", "huggingface")
    card = (tmp_path / "hub" / "README.md").read_text()
    assert "config_name: comment_samples" in card
    assert "| remarks on the right lines | 96.0% | 94.0% to 98.0% | 300 | by hand |" in card
    assert "## Limits" in card
    assert "| pypi:shapes | 1.0 | MIT | 2024-05-01 |" in card


def test_croissant_metadata_names_every_file_with_its_checksum(corpus: Path, tmp_path: Path) -> None:
    found = export(corpus, tmp_path / "hub", "huggingface")
    metadata = json.loads((tmp_path / "hub" / "croissant.json").read_text())
    sums = {file["@id"]: file["sha256"] for file in metadata["distribution"]}
    assert sums == {file.name: file.sha256 for file in found.files if file.name.endswith(".parquet")}


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # mlcroissant's own, of rdflib
def test_mlcroissant_finds_no_error_and_reads_the_rows(corpus: Path, tmp_path: Path) -> None:
    mlcroissant = pytest.importorskip("mlcroissant", reason="heavy: it draws pandas")
    export(corpus, tmp_path / "hub", "huggingface")
    data = mlcroissant.Dataset(str(tmp_path / "hub" / "croissant.json"))
    assert not data.metadata.issues.errors
    (name,) = (one.id for one in data.metadata.record_sets if "comment_samples" in one.id)
    row = next(iter(data.records(name)))
    assert row[f"{name}/id"].startswith(b"pypi:shapes/")
    assert row[f"{name}/annotations"][0][f"{name}/annotations/line_number"] > 0


def test_show_prints_a_row_with_its_remarks_and_where_it_is_from(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["corpora", "show", "pypi:shapes/src/shapes/measure.py", "-c", str(corpus), "--json"]) == 0
    row_id = json.loads(capsys.readouterr().out)["id"]
    (sample,) = [
        row
        for row in read_shard(corpus / "comment_samples-00000.jsonl", CommentSample)
        if row.symbol == "hull"
    ]
    assert run(["corpora", "show", sample.id, "-c", str(corpus)]) == 0
    out = capsys.readouterr().out
    assert "## Pop the points of the lower hull that would make a right turn." in out
    assert "sha: " in out
    assert run(["corpora", "show", "no-such-row", "-c", str(corpus)]) == 2
    assert row_id


def test_stats_are_printed_and_make_a_page_that_needs_no_network(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["corpora", "stats", str(corpus)]) == 0
    assert "comment_samples" in capsys.readouterr().out
    assert run(["corpora", "stats", str(corpus), "-o", str(tmp_path / "page.html")]) == 0
    page = (tmp_path / "page.html").read_text()
    assert "default-src 'none'" in page
    assert "http" not in page.replace("http-equiv", "")
    assert "a note to do something" in page
    assert run(["corpora", "stats", str(tmp_path / "nowhere")]) == 2


def test_an_unknown_format_is_refused(corpus: Path, tmp_path: Path) -> None:
    assert run(["corpora", "export", str(corpus), "-o", str(tmp_path / "x"), "--format", "xml"]) == 2
