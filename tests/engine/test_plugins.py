"""Entry points, as importlib.metadata sees them."""

import importlib.metadata
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from postil import plugins
from postil.plugins import EntryPoint, entry_points

GROUPS = (
    "postil.rules",
    "postil.commands",
    "postil.languages",
    "postil.embedders",
    "console_scripts",
    "none",
)


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    for cache in (plugins.entry_points, plugins._texts):
        cache.cache_clear()
    yield
    for cache in (plugins.entry_points, plugins._texts):
        cache.cache_clear()


@pytest.mark.parametrize("group", GROUPS)
def test_the_same_points_are_found_as_by_the_standard_library(group: str) -> None:
    theirs = {(point.name, point.value) for point in importlib.metadata.entry_points(group=group)}
    assert {(point.name, point.value) for point in entry_points(group)} == theirs


def test_every_point_of_ours_loads() -> None:
    assert all(point.load() is not None for group in GROUPS[:4] for point in entry_points(group))


def test_the_first_folder_wins_and_odd_lines_are_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, folder in enumerate(("one", "two")):
        place = tmp_path / folder / "stranger-1.dist-info"
        place.mkdir(parents=True)
        text = (
            f"# note\n[postil.rules]\n; = no\nmine = strangers{number}.rules [extra]\n\n[other]\nmine = x\n"
        )
        (place / "entry_points.txt").write_text(text, encoding="utf-8")
    (tmp_path / "one" / "bare-1.dist-info").mkdir()
    monkeypatch.setattr(sys, "path", [str(tmp_path / "one"), str(tmp_path / "two"), str(tmp_path / "gone")])
    assert entry_points("postil.rules") == (EntryPoint("mine", "strangers0.rules"),)


def test_what_is_not_there_says_so() -> None:
    with pytest.raises(ImportError):
        EntryPoint("x", "no_such_module:thing").load()
    with pytest.raises(AttributeError):
        EntryPoint("x", "json:no_such.thing").load()
