"""Chinese stands on the level of English: parallel remarks score alike, and good ones well above bad ones."""

import importlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from postil import Scorer

FOLDER = Path(__file__).parents[3] / "benchmarks" / "agreement"
UNITS = FOLDER / "data" / "parallel.jsonl"
HELD = FOLDER / "data" / "parallel_held.jsonl"
FAULTS = FOLDER / "data" / "parallel_faults.jsonl"
QUANTITIES = FOLDER / "data" / "parallel_faults_c.jsonl"
FURTHER = FOLDER / "data" / "parallel_faults_d.jsonl"
DRAWN = (UNITS, HELD, FAULTS, QUANTITIES, FURTHER)
HAN = re.compile("[\u4e00-\u9fff]")

pytestmark = pytest.mark.skipif(not UNITS.exists(), reason="the data come with the repository only")


@pytest.fixture(scope="module")
def parallel() -> Iterator[ModuleType]:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(FOLDER))
        yield importlib.import_module("parallel")
    for name, module in list(sys.modules.items()):
        if str(FOLDER) in str(getattr(module, "__file__", "")):
            del sys.modules[name]


def test_every_unit_has_as_many_remarks_in_each_version_as_it_has_lines(parallel: ModuleType) -> None:
    units = [unit for path in DRAWN for unit in parallel.units_of(path, "all")]
    assert len({unit.id for unit in units}) == len(units) > 240
    for unit in units:
        assert all(1 <= line <= unit.code.count("\n") + 1 for line in unit.lines), unit.id
        for remarks in (unit.en.good, unit.en.bad, unit.zh.good, unit.zh.bad):
            assert len(remarks) == max(1, len(unit.lines)), unit.id


def test_the_remarks_are_in_the_language_that_they_are_said_to_be_in(parallel: ModuleType) -> None:
    for unit in (unit for path in DRAWN for unit in parallel.units_of(path, "all")):
        assert not any(HAN.search(text) for text in (*unit.en.good, *unit.en.bad)), unit.id
        assert all(HAN.search(text) for text in (*unit.zh.good, *unit.zh.bad)), unit.id


def test_the_two_languages_score_alike_and_good_remarks_far_above_bad_ones(parallel: ModuleType) -> None:
    scorer = Scorer()
    marks = [parallel.marks_of(scorer, unit) for unit in parallel.units_of(UNITS, "all")]
    near = [abs(one.apart(kind)) <= parallel.NEAR for one in marks for kind in ("good", "bad")]
    assert sum(near) >= 0.88 * len(near)
    for language in parallel.LANGUAGES:
        above = [one.good[language] - one.bad[language] for one in marks]
        assert sum(above) / len(above) >= 30.0
        assert sum(value >= parallel.ABOVE for value in above) >= 0.9 * len(above)


def test_most_remarks_score_alike_where_a_wrong_one_has_one_fault_in_a_sentence_that_is_right(
    parallel: ModuleType,
) -> None:
    scorer = Scorer()
    marks = [parallel.marks_of(scorer, unit) for unit in parallel.units_of(HELD, "all")]
    near = [abs(one.apart(kind)) <= parallel.NEAR for one in marks for kind in ("good", "bad")]
    assert sum(near) >= 0.78 * len(near)


@pytest.mark.parametrize(
    ("path", "share"), [(HELD, 0.75), (FAULTS, 0.5), (QUANTITIES, 0.85), (FURTHER, 0.85)]
)
def test_one_fault_in_a_sentence_that_is_right_costs_ten_points_in_many_cases(
    parallel: ModuleType, path: Path, share: float
) -> None:
    scorer = Scorer()
    marks = [parallel.marks_of(scorer, unit) for unit in parallel.units_of(path, "all")]
    for language in parallel.LANGUAGES:
        above = [one.good[language] - one.bad[language] for one in marks]
        assert sum(value >= parallel.ABOVE for value in above) >= share * len(above)
