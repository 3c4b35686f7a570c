"""The ratchet's comparison."""

import importlib.util
from pathlib import Path

TOP = Path(__file__).parents[2]
SPEC = importlib.util.spec_from_file_location("ratchet", TOP / "benchmarks/ratchet/ratchet.py")
ratchet = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(ratchet)


def test_every_change_of_a_count_is_shown() -> None:
    accepted = {"a": {"CON01": 2, "CON02": 1}, "gone": {"RED01": 1}}
    found = {"a": {"CON01": 3, "CON02": 1, "CON03": 1}}
    lines = [line.split() for line in ratchet.differences(accepted, found)]
    assert lines == [
        ["a", "CON01", "2", "->", "3"],
        ["a", "CON03", "0", "->", "1"],
        ["gone", "RED01", "1", "->", "0"],
    ]
    assert ratchet.differences(accepted, accepted) == []


def test_findings_are_counted_by_package(tmp_path: Path) -> None:
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack/a.py").write_text("# Process the data.\nx = compute(7)\n", "utf-8")
    assert ratchet.count(tmp_path) == {"pack": {"RED14": 1}}


def test_the_accepted_table_names_every_package() -> None:
    import json

    table = json.loads((TOP / "benchmarks/ratchet/counts.json").read_text("utf-8"))
    assert set(table) == {name.partition("==")[0].replace("-", "_") for name in ratchet.PACKAGES}
