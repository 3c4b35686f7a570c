"""SARIF 2.1.0: what we write is what the official schema asks for."""

from __future__ import annotations

import json
import shutil
import subprocess
import tarfile
from pathlib import Path
from typing import Any

import pytest

from postil.check.formats.sarif_format import write
from postil.check.formats.sources import Sources
from postil.check.run import Order, check
from postil.check.settings import load_settings

PACKAGE = "@microsoft/sarif-multitool-linux@5.7.0"  # carries the schema as OASIS published it
SOURCE = '''"""Ω and more."""


def shorten(text, limit=60):
    """Shorten a text; see `shroten`.

    Args:
        text: What to shorten.
        limit: The longest result; defaults to 80.
        other: Nothing.
    """
    return text[:limit]


# magic
x = shorten(7)
'''


@pytest.fixture
def log(tmp_path: Path) -> dict[str, Any]:
    (tmp_path / "an odd näme.py").write_text(SOURCE, "utf-8")
    report = check(Order((str(tmp_path),), load_settings(tmp_path), cache=False))
    assert len(report.findings) > 3
    document: dict[str, Any] = json.loads(write(report.findings, report.summary, Sources()))
    return document


def test_every_result_names_its_rule_place_and_fingerprint(log: dict[str, Any]) -> None:
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"].endswith("an%20odd%20n%C3%A4me.py")
        assert place["region"]["startLine"] >= 1
        assert result["partialFingerprints"]["postilFingerprint/v1"]


@pytest.mark.network
@pytest.mark.skipif(shutil.which("npm") is None, reason="npm fetches the official schema")
def test_it_satisfies_the_official_schema(log: dict[str, Any], tmp_path: Path) -> None:
    from jsonschema import Draft202012Validator

    done = subprocess.run(
        ["npm", "pack", "--silent", PACKAGE], cwd=tmp_path, capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip(f"the schema cannot be fetched: {done.stderr.decode()[-200:]}")
    with tarfile.open(next(tmp_path.glob("*.tgz"))) as archive:
        schema = json.load(archive.extractfile("package/sarif-2.1.0.json"))  # type: ignore[arg-type]  # it is a file
    assert "Static Analysis Results Format" in schema["title"]
    assert list(Draft202012Validator(schema).iter_errors(log)) == []
    log["runs"][0]["results"][0]["level"] = "terrible"
    assert list(Draft202012Validator(schema).iter_errors(log))
