"""A recipe becomes a corpus: the same bytes every time, whatever stopped it, whoever makes it."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from postil.cli.main import run
from postil.errors import UsageError
from postil_corpora.build.run import build
from postil_corpora.build.splits import Splits
from postil_corpora.collect.pypi import Package
from postil_corpora.recipe import read_recipe
from postil_corpora.report import read_report
from postil_corpora.samples import CodeSample, SummarySample
from postil_corpora.schema import CommentSample
from postil_corpora.tables import read_rows

SECRET = "ghp_" + "a1B2c3D4e5F6g7H8i9J0" + "k1L2m3N4o5P6q7R8"


@pytest.fixture
def recipe(make_sdist: Callable[..., Package], write_recipe: Callable[..., Path]) -> Path:
    other = (
        'def join(parts, sign):\n    """Return the parts joined by a sign, empty ones left out."""\n'
        "    kept = []\n    for part in parts:\n        # Leave out the empty part.\n"
        "        if part:\n            kept.append(part)\n\n"
        f"    # Join the kept parts by the sign, token {SECRET} at hand.\n    joined = sign.join(kept)\n\n    return joined\n"
    )
    shapes = make_sdist()
    words = make_sdist(
        "words", {"words/join.py": other, "words/_vendor/shapes.py": other}, released="2024-07-01"
    )
    return write_recipe(shapes, words)


@pytest.fixture
def corpus(recipe: Path, tmp_path: Path) -> Path:
    build(read_recipe(recipe), tmp_path / "corpus", jobs=1)
    return tmp_path / "corpus"


def bytes_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def test_rows_come_from_the_sources_with_their_provenance_and_splits(corpus: Path) -> None:
    samples = list(read_rows(corpus, "comment_samples", CommentSample))
    assert {one.symbol for one in samples} >= {"hull", "join"}
    first = next(one for one in samples if one.symbol == "hull")
    assert first.provenance.repository == "pypi:shapes"
    assert first.provenance.path == "src/shapes/measure.py"
    assert first.provenance.licence == "MIT"
    assert [one.name for one in first.provenance.filters] == ["redact", "licence", "generated", "duplicates"]
    assert {(one.provenance.repository, one.time_split) for one in samples} == {
        ("pypi:shapes", "train"),
        ("pypi:words", "test"),
    }
    assert {one.symbol for one in read_rows(corpus, "summaries", SummarySample)} >= {"area", "hull", "join"}
    tested = {one.symbol: one.tests for one in read_rows(corpus, "code_generation", CodeSample)}
    assert "test_area_of_mirrored_drawing" in tested["area"][0]


def test_no_secret_is_written_not_even_among_the_parts(corpus: Path) -> None:
    written = [path for path in corpus.rglob("*") if path.is_file() and ".store" not in path.parts]
    assert any(".parts" in path.parts for path in written)
    assert all(SECRET.encode() not in path.read_bytes() for path in written)


def test_what_was_kept_out_is_counted_by_reason(corpus: Path) -> None:
    report = read_report(corpus)
    assert report.aside["a note to do something"] == 1
    words = next(one for one in report.sources if one.repository == "pypi:words")
    assert words.screened == {"vendored": 1}
    assert report.changed["comments_aside: redact"] + report.changed.get("comment_samples: redact", 0) == 1


def test_a_licence_that_asks_for_more_keeps_every_row_out(
    make_sdist: Callable[..., Package], write_recipe: Callable[..., Path], tmp_path: Path
) -> None:
    build(read_recipe(write_recipe(make_sdist(licence="GPL-3.0-only"))), tmp_path / "corpus", jobs=1)
    assert list(read_rows(tmp_path / "corpus", "comment_samples", CommentSample)) == []


def test_the_same_bytes_on_any_number_of_processes_and_after_a_loss(
    recipe: Path, corpus: Path, tmp_path: Path
) -> None:
    before = bytes_in(corpus)
    part = next((corpus / ".parts").iterdir())
    part.write_bytes(
        part.read_bytes()[:100]
    )  # a run that was killed while it wrote without the care that ours takes
    (corpus / "summaries-00000.jsonl").unlink()
    build(read_recipe(recipe), corpus, jobs=3)
    assert bytes_in(corpus) == before


def test_a_build_under_another_hash_seed_gives_the_same_lock(
    recipe: Path, corpus: Path, tmp_path: Path
) -> None:
    again = tmp_path / "again"
    (again / ".store").mkdir(parents=True)
    for archive in (corpus / ".store").iterdir():
        (again / ".store" / archive.name).write_bytes(archive.read_bytes())
    command = [
        sys.executable,
        "-m",
        "postil",
        "corpora",
        "build",
        str(recipe),
        "-o",
        str(again),
        "--jobs",
        "1",
    ]
    subprocess.run(command, check=True, env={"PYTHONHASHSEED": "7"}, capture_output=True)
    assert (again / "corpus.lock").read_bytes() == (corpus / "corpus.lock").read_bytes()


def test_verify_says_whether_a_lock_holds(
    recipe: Path, corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lock = recipe.with_suffix(".lock")
    lock.write_bytes((corpus / "corpus.lock").read_bytes())
    assert run(["corpora", "verify", str(lock), "-o", str(corpus), "--jobs", "1"]) == 0
    changed = json.loads(lock.read_text())
    changed["files"][0]["sha256"] = "0" * 64
    lock.write_text(json.dumps(changed))
    assert run(["corpora", "verify", str(lock), "-o", str(corpus), "--jobs", "1"]) == 1
    assert changed["files"][0]["name"] in capsys.readouterr().out
    recipe.write_text(recipe.read_text() + "\n")
    assert run(["corpora", "verify", str(lock)]) == 2


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("", "corpus"),
        ("[corpus", r"Expected .\]."),
        (
            '[corpus]\nname="a"\ndescription="b"\ntasks=["poems"]\n[[package]]\nname="a"\nversion="1"\nsha256="0"',
            "poems",
        ),
        ('[corpus]\nname="a"\ndescription="b"\ntasks=[]\n', "package"),
        ('[corpus]\nname="a"\ndescription="b"\ntasks=[]\ncolour="red"\n', "colour"),
    ],
)
def test_a_recipe_that_says_something_else_is_an_error_that_names_it(
    tmp_path: Path, text: str, wrong: str
) -> None:
    path = tmp_path / "r.toml"
    path.write_text(text)
    with pytest.raises(UsageError, match=wrong):
        read_recipe(path)


def test_the_shipped_recipe_can_be_read_and_has_many_packages() -> None:
    recipe = read_recipe(Path(__file__).parents[3] / "recipes" / "python-classics.toml").recipe
    assert len({one.name for one in recipe.package}) == len(recipe.package) >= 30
    assert all(len(one.sha256) == 64 and one.released for one in recipe.package)


def test_a_repository_stays_on_its_side_when_others_come_and_go() -> None:
    splits = Splits(test_share=0.3, seed="s", test_from="2024-06-01")
    sides = [splits.by_repository(f"pypi:{number}") for number in range(400)]
    assert 0.2 < sides.count("test") / len(sides) < 0.4
    assert splits.by_time("2024-05-31") == "train"
    assert splits.by_time("2024-06-01T10:00:00Z") == "test"
    assert splits.by_time(None) is None
