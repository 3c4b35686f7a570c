"""The table of precision: intervals, disagreement, and verdicts that cannot be read."""

import importlib.util
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

from postil.check.records import Located
from postil.records import Finding

PRECISION = Path(__file__).parents[2] / "benchmarks" / "precision"


def program(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"precision_{name}", PRECISION / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def found(sample: ModuleType, code: str, package: str, number: int) -> object:
    finding = Finding("a/b", code, "error", 1, 1, 1, None, "m", "e")
    return sample.Found(f"{code}/{package}/{number}", package, Located("p.py", finding, "", str(number)))


def test_the_interval_is_wilsons() -> None:
    low, high = program("table").wilson(9, 10)  # Wilson 1927, as in Brown, Cai, DasGupta 2001
    assert (round(low, 4), round(high, 4)) == (0.5958, 0.9821)


def test_a_rule_counts_by_how_much_it_found() -> None:
    of_all = program("table").of_all
    strata = {"CON01": [True] * 4, "CON02": [False] * 4}
    assert of_all(strata, {"CON01": 4, "CON02": 4}) == (0.5, 0.0)  # all were read: nothing is left to chance
    share, half = of_all(strata, {"CON01": 96, "CON02": 4})
    assert share == 0.96
    assert 0.1 < half < 0.5


def test_kappa_is_cohens() -> None:
    pairs = [{"a": True, "b": True}] * 20 + [{"a": True, "b": False}] * 5
    pairs += [{"a": False, "b": True}] * 10 + [{"a": False, "b": False}] * 15
    assert program("table").agreement(pairs) == "two readers, 50 findings: 70.0% the same, kappa 0.40"


@pytest.mark.parametrize("line", ["CON01/a/1,a,maybe", "CON01/a/1,a,true\nCON01/a/1,a,false"])
def test_a_verdict_that_cannot_be_read_is_named_by_its_line(tmp_path: Path, line: str) -> None:
    path = tmp_path / "verdicts.csv"
    path.write_text(f"id,reader,verdict\n{line}\n")
    with pytest.raises(SystemExit, match=r"verdicts.csv:\d: one verdict"):
        program("table").read_verdicts(path)


READ = {"fresh": 340, "narrowed": 260, "third": 340, "fourth": 340, "fifth": 340}
READ |= dict.fromkeys(("languages", "languages_again"), 340)
READ |= dict.fromkeys(("sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "named"), 340) | {
    "hints": 260
}


@pytest.mark.parametrize("folder", READ)
def test_a_finding_that_was_read_stays_in_the_verdicts(folder: str) -> None:
    table = program("table")
    readings = table.read_verdicts(PRECISION / folder / "verdicts.csv")
    assert len(readings) == READ[folder]
    assert {len(verdicts) for verdicts in readings.values()} == {1 if folder == "narrowed" else 2}


@pytest.mark.parametrize("folder", [folder for folder in READ if folder != "hints"])
def test_what_is_still_found_meets_the_bars(folder: str) -> None:
    table = program("table")
    gone = set((PRECISION / folder / "gone.txt").read_text("utf-8").split())
    readings = table.read_verdicts(PRECISION / folder / "verdicts.csv")
    assert gone <= readings.keys()
    readings = {key: verdicts for key, verdicts in readings.items() if key not in gone}
    tiers = {rule.code: rule.tier for rule in table.load_rules() if rule.default}
    for tier, bar in table.BARS.items():
        truths = [all(v.values()) for key, v in readings.items() if tiers.get(key.partition("/")[0]) == tier]
        assert truths
        assert sum(truths) / len(truths) >= bar


def test_rules_and_packages_take_turns_and_a_seed_draws_the_same() -> None:
    sample = program("sample")
    piles = {
        "CON01": [found(sample, "CON01", "big", n) for n in range(50)]
        + [found(sample, "CON01", "small", n) for n in range(2)],
        "CON02": [found(sample, "CON02", "big", 1)],
    }
    drawn = sample.draw(piles, 6, 1)
    assert drawn == sample.draw(piles, 6, 1)
    assert Counter(one.key.rpartition("/")[0] for one in drawn) == {
        "CON01/big": 3,
        "CON01/small": 2,
        "CON02/big": 1,
    }
