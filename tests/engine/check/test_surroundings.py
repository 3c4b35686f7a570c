"""What lies around the checked files."""

from __future__ import annotations

from pathlib import Path

import pytest

from postil.check.surroundings import Surroundings


@pytest.fixture
def around(tmp_path: Path) -> Surroundings:
    (tmp_path / "src").mkdir()
    (tmp_path / "docs").mkdir()
    (tmp_path / "src/a.py").write_text("own_name = 1\n", "utf-8")
    (tmp_path / "src/b.py").write_text("def other_name(): ...\n", "utf-8")
    (tmp_path / "docs/guide.md").write_text("# Guide\n", "utf-8")
    return Surroundings(tmp_path, (), [str(tmp_path / "src/a.py")])


def test_a_name_may_stand_in_a_file_that_was_not_checked(around: Surroundings) -> None:
    assert around.says("other_name")
    assert not around.says("other")
    assert not around.says("own_name")


@pytest.mark.parametrize(
    ("path", "lacks"),
    [("docs/guide.md", False), ("docs/manual.md", True), ("docs/image.png", False), ("out/made.md", False), ("src/c.py", True)],
)  # fmt: skip
def test_a_file_is_missed_where_others_of_its_kind_are(
    around: Surroundings, tmp_path: Path, path: str, lacks: bool
) -> None:
    assert around.lacks_file(path, str(tmp_path / "src/a.py")) is lacks
