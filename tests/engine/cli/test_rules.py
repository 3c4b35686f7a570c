from __future__ import annotations

import json
from pathlib import Path

import pytest

from postil.cli.main import run
from postil.rules import load_rules


def test_the_list_names_every_rule(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules"]) == 0
    text = capsys.readouterr().out
    assert all(rule.code in text for rule in load_rules())
    assert f"{len(load_rules())} rules." in text


def test_the_list_as_json_has_every_rule(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "--format", "json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert [entry["code"] for entry in listed] == [rule.code for rule in load_rules()]
    assert all(entry["title"] and entry["tier"] in (1, 2, 3) for entry in listed)


@pytest.mark.parametrize("rule", load_rules(), ids=lambda rule: rule.code)
def test_every_rule_has_a_page_with_its_examples(rule: object, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rule", rule.name]) == 0  # type: ignore[attr-defined]  # a Rule
    page = capsys.readouterr().out
    assert page.startswith(f"{rule.code}  {rule.name}")  # type: ignore[attr-defined]  # a Rule
    for part in ("Why: ", "tier:", "needs:", "Good (", "Bad ("):
        assert part in page


def test_a_rule_is_found_by_its_code_in_any_case(capsys: pytest.CaptureFixture[str]) -> None:
    code = load_rules()[0].code
    assert run(["rule", code.lower()]) == 0
    assert code in capsys.readouterr().out


def test_a_page_as_json_has_the_examples(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rule", load_rules()[0].code, "--format", "json"]) == 0
    page = json.loads(capsys.readouterr().out)
    assert page["bad"]
    assert page["good"]
    assert page["near_misses"]


def test_an_unknown_rule_names_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    code = load_rules()[0].code
    assert run(["rule", code + "9"]) == 2
    assert "did you mean" in capsys.readouterr().err
    assert run(["rule", "?"]) == 2
    assert "'postil rules' lists them" in capsys.readouterr().err


def test_rules_writes_a_page_for_each_and_deletes_those_of_rules_that_are_gone(tmp_path: Path) -> None:
    (tmp_path / "ZZZ99.md").write_text("gone")
    (tmp_path / "README.md").write_text("mine")
    assert run(["rules", "-o", str(tmp_path)]) == 0
    names = {file.name for file in tmp_path.iterdir()}
    assert {"index.md", "CON01.md", "README.md"} <= names
    assert "ZZZ99.md" not in names
    assert (tmp_path / "CON01.md").read_text("utf-8").startswith("# CON01 ")
