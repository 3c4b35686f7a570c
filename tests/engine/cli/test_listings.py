from __future__ import annotations

import json
import sys
from importlib import metadata

import pytest

from postil import Scorer
from postil.cli import doctor
from postil.cli.main import run


def output_of(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert run(arguments) == 0
    return capsys.readouterr().out


def test_languages_have_names_and_suffixes(capsys: pytest.CaptureFixture[str]) -> None:
    assert "python" in output_of(capsys, "languages")
    (python,) = [
        entry
        for entry in json.loads(output_of(capsys, "languages", "--format", "json"))
        if entry["name"] == "python"
    ]
    assert ".py" in python["suffixes"]


def test_eight_languages_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    entries = json.loads(output_of(capsys, "languages", "--format", "json"))
    suffixes = {suffix for entry in entries for suffix in entry["suffixes"]}
    assert {entry["name"] for entry in entries} >= {
        "c", "cpp", "go", "java", "javascript", "python", "rust", "typescript",
    }  # fmt: skip
    assert suffixes >= set(".py .pyi .java .js .jsx .ts .tsx .go .c .h .cc .cpp .rs".split())


def test_profiles_are_listed_with_their_weights(capsys: pytest.CaptureFixture[str]) -> None:
    text = output_of(capsys, "profile", "list")
    for name in ("default", "ianvs-comment", "docstring", "strict"):
        assert name in text


def test_a_profile_is_shown_with_the_keys_of_its_file(capsys: pytest.CaptureFixture[str]) -> None:
    shown = json.loads(output_of(capsys, "profile", "show", "strict"))
    assert shown["name"] == "strict"
    assert shown["comment-language"] == "any"


def test_an_unknown_profile_is_a_wrong_call(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["profile", "show", "nobody"]) == 2
    assert "nobody" in capsys.readouterr().err


def test_the_doctor_says_what_a_second_person_needs(capsys: pytest.CaptureFixture[str]) -> None:
    report = json.loads(output_of(capsys, "doctor", "--format", "json"))
    assert report["signature"] == Scorer().signature
    assert report["dependencies"]["msgspec"] == metadata.version("msgspec")
    assert report["rules"]["count"] > 0
    assert report["rules"]["hash"] in report["signature"]
    assert set(report["embedders"]) >= {"lexical"}
    assert "dev" in report["extras"]
    assert report["problems"] == []


def test_the_doctor_prints_a_table_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    text = output_of(capsys, "doctor")
    for part in ("python", "signature", "embedders", "blas", "problems"):
        assert part in text


def test_the_doctor_sees_a_shadowing_distribution_and_missing_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    installed = metadata.version

    def version(name: str) -> str:
        if name == "docstring_parser_fork":
            return "0.0.14"
        if name == "rich":
            raise metadata.PackageNotFoundError(name)
        return installed(name)

    monkeypatch.setattr(doctor.metadata, "version", version)
    found = doctor.problems(["msgspec", "rich"])
    assert [problem.split()[0] for problem in found] == ["rich", "docstring_parser_fork"]


def test_an_embedder_that_cannot_be_used_says_why() -> None:
    assert doctor._sha_of("nobody").startswith("not usable: ")


def test_requirements_follow_the_python_that_runs() -> None:
    required, extras = doctor.requirements()
    assert ("tomli" in required) == (sys.version_info < (3, 11))
    assert {"msgspec", "rich"} <= set(required)
    assert "pytest" in extras["dev"]
