"""How rules and other parts are found."""

import os
import subprocess
import sys
import types
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from postil import rules
from postil.errors import PostilError
from postil.plugins import entry_points
from postil.rule import Rule

Door = Callable[..., None]


class Point:
    name = "mine"

    def __init__(self, target: object) -> None:
        self.target = target

    def load(self) -> object:
        return self.target


def stand_in(code: str) -> type[Rule]:
    known = type(rules.load_rules()[0])
    return type("Mine", (known,), {"code": code, "__module__": known.__module__})


@pytest.fixture
def door(monkeypatch: pytest.MonkeyPatch) -> Iterator[Door]:
    def open_to(*targets: object) -> None:
        rules.load_rules.cache_clear()
        monkeypatch.setattr(rules, "entry_points", lambda group: tuple(map(Point, targets)))

    yield open_to
    monkeypatch.undo()
    rules.load_rules.cache_clear()


def test_our_own_rules_come_through_the_door() -> None:
    assert [point.value for point in entry_points("postil.rules")] == ["postil_rules"]
    codes = [rule.code for rule in rules.load_rules()]
    assert codes == sorted(set(codes))


def test_a_strangers_rule_may_be_a_class_or_a_module(door: Door) -> None:
    mine = stand_in("ZZZ01")
    module = types.ModuleType("strangers_rules")
    other = type("Other", (mine,), {"code": "ZZZ02", "__module__": "strangers_rules"})
    module.Other, module.Imported = other, mine
    door(mine, module)
    assert [rule.code for rule in rules.load_rules()] == ["ZZZ01", "ZZZ02"]


def test_what_is_no_rule_is_passed_over(door: Door) -> None:
    door(int, "text")
    assert rules.load_rules() == ()


def test_two_rules_of_one_code_are_refused(door: Door) -> None:
    door(stand_in("ZZZ01"), stand_in("ZZZ01"))
    with pytest.raises(PostilError, match="is taken"):
        rules.load_rules()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"code": "lower"}, "its code"),
        ({"name": "nogroup"}, "its name"),
        ({"penalty": 1.0}, "its penalty"),
        ({"near_misses": ()}, "near misses"),
        ({"paraphrases": ()}, "other words"),
        ({"good": ()}, "no good example in en"),
    ],
)
def test_a_rule_that_lacks_something_is_refused(door: Door, change: dict, said: str) -> None:
    door(type("Lacking", (stand_in("ZZZ01"),), change))
    with pytest.raises(PostilError, match=said):
        rules.load_rules()


def test_a_rule_without_a_file_is_hashed_by_its_module(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nowhere", types.SimpleNamespace(__file__=None, __spec__=None))
    rule = type("Nowhere", (stand_in("ZZZ01"),), {"__module__": "nowhere"})()
    assert len(rules.rule_set_hash((rule,))) == 12


HOUSE = """from postil.rule import Rule


class Mine(Rule):
    code = "ZZZ01"
"""


def hash_in_a_fresh_process(folder: Path, module: str) -> str:
    program = f"import {module} as m, postil.rules as r; print(r.rule_set_hash((m.Mine(),)))"
    path = os.pathsep.join([str(folder), *sys.path])
    done = subprocess.run(
        [sys.executable, "-c", program],
        check=False,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_the_hash_changes_with_a_helper_beside_a_rule_and_not_with_the_place(tmp_path: Path) -> None:
    for place in ("one", "two"):
        house = tmp_path / place / "house"
        house.mkdir(parents=True)
        (house / "__init__.py").touch()
        (house / "mine.py").write_text(HOUSE)
        (house / "_helper.py").write_text("LIMIT = 1\n")
    before = hash_in_a_fresh_process(tmp_path / "one", "house.mine")
    assert hash_in_a_fresh_process(tmp_path / "two", "house.mine") == before
    (tmp_path / "two" / "house" / "_helper.py").write_text("LIMIT = 2\n")
    assert hash_in_a_fresh_process(tmp_path / "two", "house.mine") != before


def test_a_rule_in_no_package_is_hashed_by_its_own_file(tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text(HOUSE)
    before = hash_in_a_fresh_process(tmp_path, "mine")
    (tmp_path / "neighbour.py").write_text("")
    assert hash_in_a_fresh_process(tmp_path, "mine") == before
    (tmp_path / "mine.py").write_text(HOUSE + "# changed")
    assert hash_in_a_fresh_process(tmp_path, "mine") != before


def test_a_rule_must_check() -> None:
    with pytest.raises(NotImplementedError):
        Rule().check(None)
