from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from postil.cli.main import run
from postil.cli.schema import schema_text
from postil_corpora.people import pseudonym
from postil_corpora.samples import KINDS
from postil_corpora.schema import Provenance, Ref
from postil_corpora.tables import write_rows

PUBLISHED = Path(__file__).parents[2] / "docs" / "schema" / "corpora"


def test_the_published_schemas_of_the_tables_are_fresh() -> None:
    fresh = {f"{name}.json": schema_text(kind) for name, kind in KINDS.items()}
    published = {path.name: path.read_text("utf-8") for path in PUBLISHED.glob("*.json")}
    assert published == fresh, "run: postil corpora schema -o docs/schema/corpora"


def test_a_row_as_it_is_written_fits_its_schema(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (path,) = write_rows(
        tmp_path, "refs", [Ref("refs/heads/main", "c0", Provenance("a/b", "t", lines=(1, 2)))]
    )
    assert run(["corpora", "schema", "refs"]) == 0
    jsonschema.validate(json.loads(path.read_bytes()), json.loads(capsys.readouterr().out))


def test_tables_are_listed_and_all_schemas_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["corpora", "schema"]) == 0
    assert capsys.readouterr().out.split() == list(KINDS)
    assert run(["corpora", "schema", "-o", str(tmp_path / "new")]) == 0
    assert {path.stem for path in (tmp_path / "new").iterdir()} == set(KINDS)


def test_an_unknown_table_names_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["corpora", "schema", "commit"]) == 2
    assert "did you mean 'commits'?" in capsys.readouterr().err


def test_a_pseudonym_depends_on_the_person_and_the_key_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    public = pseudonym("ada@example.org")
    assert public == pseudonym("ADA@example.org ") != pseudonym("bob@example.org")
    assert "ada" not in public
    assert pseudonym("  ") == ""
    monkeypatch.setenv("POSTIL_PSEUDONYM_KEY", "sixteen letters at least")
    assert pseudonym("ada@example.org") not in {public, ""}
