from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from postil.cli.main import run
from postil.cli.schema import record_types, schema_text
from postil.records import Dimensions, Score
from postil.reports.jsonl import encode

PUBLISHED = Path(__file__).parents[3] / "docs" / "schema"


def test_the_published_schemas_are_fresh() -> None:
    fresh = {f"{name}.json": schema_text(record) for name, record in record_types().items()}
    published = {path.name: path.read_text("utf-8") for path in PUBLISHED.glob("*.json")}
    assert published == fresh, "run: postil schema -o docs/schema"


def test_every_record_is_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema"]) == 0
    assert {"score", "row", "finding", "damage", "summary"} <= set(capsys.readouterr().out.split())


def test_a_score_as_it_is_written_fits_its_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema", "Score"]) == 0
    schema = json.loads(capsys.readouterr().out)
    jsonschema.Draft202012Validator.check_schema(schema)
    score = json.loads(encode(Score("r", "scored", overall=80.0, dimensions=Dimensions(1, 2, 3))))
    jsonschema.validate(score, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**score, "status": "good"}, schema)


def test_all_schemas_are_written_to_a_folder(tmp_path: Path) -> None:
    assert run(["schema", "-o", str(tmp_path / "new" / "schema")]) == 0
    assert len(list((tmp_path / "new" / "schema").iterdir())) == len(record_types())


def test_an_unknown_record_names_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema", "scor"]) == 2
    assert "did you mean 'score'?" in capsys.readouterr().err
